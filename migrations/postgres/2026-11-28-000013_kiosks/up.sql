-- Computers of the school that are kiosks. A device holds a token, and here is only its tag under the
-- pepper; absent until the device has one. Days and never a time. Nothing of a pupil's refers to a row.
CREATE TABLE kiosks (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    appearance TEXT NOT NULL,
    token_tag BYTEA,
    enrolled_by TEXT REFERENCES readers (id),
    enrolled_on INTEGER,
    seen_on INTEGER,
    PRIMARY KEY (id),
    UNIQUE (school_id, name),
    UNIQUE (token_tag)
);

-- The words that make a computer a kiosk, once and for ten minutes: their tag under the pepper.
CREATE TABLE kiosk_codes (
    code_tag BYTEA NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    kiosk_id TEXT NOT NULL REFERENCES kiosks (id),
    made_by TEXT NOT NULL REFERENCES readers (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (code_tag)
);
CREATE INDEX kiosk_codes_by_kiosk ON kiosk_codes (kiosk_id, school_id);
