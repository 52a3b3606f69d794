ALTER TABLE slips DROP COLUMN name_box;
ALTER TABLE intake DROP COLUMN name_box;
