-- How many pass at most (有限数量制); NULL, 0: all who meet the conditions.
ALTER TABLE prequalification ADD COLUMN most {int};
