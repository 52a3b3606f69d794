-- The key to which readers' keys are sealed; its private half is on three papers.
CREATE TABLE recovery_papers (
    school_id TEXT NOT NULL REFERENCES schools (id),
    public_key BYTEA NOT NULL,
    signed_by TEXT NOT NULL REFERENCES readers (id),
    signature BYTEA NOT NULL,
    PRIMARY KEY (school_id)
);

-- A reader's keys, sealed to it.
CREATE TABLE recovery_copies (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    sealed BYTEA NOT NULL,
    PRIMARY KEY (reader_id)
);
