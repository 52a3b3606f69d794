-- Passkeys of readers: what each is called, for which site it is and its public key, sealed under the
-- pepper, so that nobody adds one who has the database alone. How often it has signed stands outside.
CREATE TABLE passkeys (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    sealed BLOB NOT NULL,
    sign_count INTEGER NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX passkeys_by_reader ON passkeys (school_id, reader_id);

-- What a passkey is to sign in this session, once, and since when.
ALTER TABLE sessions ADD COLUMN challenge BLOB;
ALTER TABLE sessions ADD COLUMN asked_at INTEGER;
