-- How many slips of a day were sealed anew, to other readers: what a reader noted of that day is out of date.
ALTER TABLE tombstones ADD COLUMN resealed INTEGER NOT NULL DEFAULT 0;
-- Whom the pupil's answers are told to, sealed; absent in threads from before.
ALTER TABLE threads ADD COLUMN told BLOB;
