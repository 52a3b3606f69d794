DROP INDEX slip_acts_by_slip;
CREATE INDEX slip_acts_by_slip ON slip_acts (school_id, slip_id);
DROP INDEX slips_by_purge;
DROP INDEX slips_listed;
CREATE INDEX slips_listed ON slips (school_id, state, day, id, urgency, tray, purge_on, held);
DROP TABLE slip_indexes;
CREATE TABLE slip_indexes (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    sealed BYTEA NOT NULL,
    PRIMARY KEY (reader_id)
);
