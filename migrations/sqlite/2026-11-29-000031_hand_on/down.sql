ALTER TABLE threads DROP COLUMN told;
ALTER TABLE tombstones DROP COLUMN resealed;
