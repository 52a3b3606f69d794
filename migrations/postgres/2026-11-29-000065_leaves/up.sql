-- Days on which a reader is not at work, who was asked to stand in for them, and the service's tag. Why is not
-- asked. Rows that are over go when the next is entered.
CREATE TABLE leaves (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    cover_id TEXT REFERENCES readers (id),
    first_on INTEGER NOT NULL,
    last_on INTEGER NOT NULL,
    tag BYTEA NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX leaves_by_last_day ON leaves (school_id, last_on);
