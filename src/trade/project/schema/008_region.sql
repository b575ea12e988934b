-- 行政区划 of a project, six digits of GB/T 2260; 0 or NULL: not told.
ALTER TABLE project ADD COLUMN region {int};
