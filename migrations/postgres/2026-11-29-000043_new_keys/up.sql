-- Other keys that a reader has made, until two colleagues have vouched for them; and who was the first to.
CREATE TABLE new_keys (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    public_keys BYTEA NOT NULL,
    locked_by_password BYTEA NOT NULL,
    locked_by_kit BYTEA NOT NULL,
    sealed_factor BYTEA NOT NULL,
    factor_step BIGINT NOT NULL,
    first_by TEXT REFERENCES readers (id),
    first_signature BYTEA,
    PRIMARY KEY (reader_id)
);

-- Who vouched for the keys that a reader has in the place of others.
CREATE TABLE vouches (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    voucher_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    signature BYTEA NOT NULL,
    PRIMARY KEY (reader_id, voucher_id)
);
