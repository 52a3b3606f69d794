ALTER TABLE sessions DROP COLUMN asked_to;
