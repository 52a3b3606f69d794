-- A reader's index in sheets, one for each day: a list of fifty slips no longer opens what is known of
-- every slip. What was found by trying is found again the same way.
DROP TABLE slip_indexes;
CREATE TABLE slip_indexes (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    tried INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    sealed_count BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (reader_id, day)
) WITHOUT ROWID, STRICT;

-- By day, as lists are made and counted; all that they show is in the index, and no envelope is read.
DROP INDEX slips_listed;
CREATE INDEX slips_listed ON slips (school_id, day, state, urgency, id, tray, purge_on, held);
-- Looking for slips that are due reads those that are closed and no other.
CREATE INDEX slips_by_purge ON slips (school_id, purge_on, held, state, id, day)
    WHERE purge_on IS NOT NULL;
-- Whether anything refers to a slip is asked by its id alone, for each that is deleted.
DROP INDEX slip_acts_by_slip;
CREATE INDEX slip_acts_by_slip ON slip_acts (slip_id, school_id);
