-- All times are seconds since 1970-01-01 UTC. All ids are 128 random bits in 32 hexadecimal digits,
-- so neither they nor the order of rows tells when a row was made.

-- A school: the tenant that every other row belongs to.
CREATE TABLE schools (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    host TEXT,
    created_at BIGINT NOT NULL,
    live_at BIGINT,
    root_key BYTEA,
    root_seal BYTEA,
    PRIMARY KEY (id),
    UNIQUE (host)
);

-- Members of staff with an account.
CREATE TABLE readers (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    roles TEXT NOT NULL,
    email TEXT NOT NULL,
    invited_at BIGINT NOT NULL,
    enrolled_at BIGINT,
    left_at BIGINT,
    PRIMARY KEY (id),
    UNIQUE (school_id, email)
);

-- A reader's public keys, their private keys locked twice, and who vouched for them.
CREATE TABLE reader_keys (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    public_keys BYTEA NOT NULL,
    locked_by_password BYTEA NOT NULL,
    locked_by_kit BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    signed_by TEXT REFERENCES readers (id),
    signature BYTEA,
    signed_at BIGINT,
    PRIMARY KEY (reader_id)
);

-- The key of a reader's authenticator app, sealed under the pepper.
CREATE TABLE second_factors (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    sealed_secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (reader_id)
);

-- One-time links, kept only as a hash.
CREATE TABLE invitations (
    token_hash BYTEA NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (token_hash)
);

-- Staff sessions. Without the cookie nothing in a row can be opened.
CREATE TABLE sessions (
    row_id BYTEA NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    state TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    sealed BYTEA,
    PRIMARY KEY (row_id)
);
CREATE INDEX sessions_by_reader ON sessions (school_id, reader_id);

-- Slips that wait for the next slot. A day and never a time.
CREATE TABLE intake (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    urgency TEXT NOT NULL,
    tray TEXT NOT NULL,
    envelope BYTEA NOT NULL,
    PRIMARY KEY (id)
);

-- Slips their readers can see, moved here together at each slot.
CREATE TABLE slips (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    urgency TEXT NOT NULL,
    tray TEXT NOT NULL,
    state TEXT NOT NULL,
    envelope BYTEA NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX slips_by_state ON slips (school_id, state, day);

-- Who did what with a slip, sealed under the slip's own key.
CREATE TABLE slip_acts (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    slip_id TEXT NOT NULL REFERENCES slips (id),
    sealed BYTEA NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX slip_acts_by_slip ON slip_acts (school_id, slip_id);

-- Which slips a reader can open, sealed to that reader alone.
CREATE TABLE slip_indexes (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    sealed BYTEA NOT NULL,
    PRIMARY KEY (reader_id)
);

-- Drafts that were sent, hashed, so that Send pressed twice stores one slip.
CREATE TABLE sent_drafts (
    draft_hash BYTEA NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    PRIMARY KEY (draft_hash)
);

-- Notices that wait to be mailed. A row names no slip.
CREATE TABLE outbox (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    kind TEXT NOT NULL,
    slot BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    lease_until BIGINT NOT NULL,
    refused_at BIGINT,
    refusal TEXT,
    PRIMARY KEY (id),
    UNIQUE (school_id, reader_id, kind, slot)
);
CREATE INDEX outbox_by_due ON outbox (school_id, due_at);

-- What staff and the service did; only ever added to.
CREATE TABLE audit_log (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX audit_log_by_time ON audit_log (school_id, at);

-- Which job last ran when, and who runs it now.
CREATE TABLE job_runs (
    school_id TEXT NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, name)
);
