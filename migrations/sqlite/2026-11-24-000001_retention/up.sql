-- The day on which a closed slip is deleted; empty while it is open. Readers may hold it back.
ALTER TABLE slips ADD COLUMN purge_on INTEGER;
ALTER TABLE slips ADD COLUMN held INTEGER NOT NULL DEFAULT 0;

-- Slips that were closed before this: why is inside the seal, so they get the longer time.
UPDATE slips SET purge_on = CAST(strftime('%s', 'now') AS INTEGER) / 86400 + 90 WHERE state = 'closed';

-- What is left of slips that were deleted: how many were sent on a day.
CREATE TABLE tombstones (
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (school_id, day)
) WITHOUT ROWID, STRICT;
