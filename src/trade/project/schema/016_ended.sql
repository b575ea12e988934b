-- tenders whose lots were all cancelled before they were announced had stayed where they were
UPDATE tender SET state = 7 WHERE state IN (0, 1, 2, 4, 5)
 AND NOT EXISTS (SELECT 1 FROM lot WHERE lot.tender = tender.id AND lot.state = 0);
