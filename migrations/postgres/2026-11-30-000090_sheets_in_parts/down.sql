-- What was found by trying is found again the same way.
DROP TABLE slip_index_parts;
DROP TABLE slip_indexes;
CREATE TABLE slip_indexes (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    tried INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    sealed_count BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (reader_id, day)
);
