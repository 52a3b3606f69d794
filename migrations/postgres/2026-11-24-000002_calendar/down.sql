ALTER TABLE schools DROP COLUMN calendar;
