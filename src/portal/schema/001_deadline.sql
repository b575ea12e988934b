-- The home page asks every time which deadlines are today.
CREATE INDEX tender_deadline ON tender (deadline_ms, id);
