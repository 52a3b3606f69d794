-- The key to which readers' keys are sealed; its private half is on three papers.
CREATE TABLE recovery_papers (
    school_id TEXT NOT NULL REFERENCES schools (id),
    public_key BLOB NOT NULL,
    signed_by TEXT NOT NULL REFERENCES readers (id),
    signature BLOB NOT NULL,
    PRIMARY KEY (school_id)
) WITHOUT ROWID, STRICT;

-- A reader's keys, sealed to it.
CREATE TABLE recovery_copies (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    sealed BLOB NOT NULL,
    PRIMARY KEY (reader_id)
) WITHOUT ROWID, STRICT;
