-- Notes that readers have begun and not added: sealed under the slip's key, each at an id that comes from that key
-- and its reader, so that nothing here tells whose it is. They go when the note is added, and with the slip.
CREATE TABLE unfinished_notes (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    slip_id TEXT NOT NULL REFERENCES slips (id),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX unfinished_notes_by_slip ON unfinished_notes (slip_id, school_id);
