DROP TABLE tombstones;
ALTER TABLE slips DROP COLUMN held;
ALTER TABLE slips DROP COLUMN purge_on;
