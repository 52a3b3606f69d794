-- Readers who may have slips to seal anew, because somebody who could open them must not any more: never which
-- slips, or how many.
CREATE TABLE reseals (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    due_at BIGINT NOT NULL,
    PRIMARY KEY (reader_id)
);
