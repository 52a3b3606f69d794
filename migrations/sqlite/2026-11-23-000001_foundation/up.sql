-- All times are seconds since 1970-01-01 UTC. All ids are 128 random bits in 32 hexadecimal digits,
-- so neither they nor the order of rows tells when a row was made.

-- A school: the tenant that every other row belongs to.
CREATE TABLE schools (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    host TEXT,
    created_at INTEGER NOT NULL,
    live_at INTEGER,
    root_key BLOB,
    root_seal BLOB,
    PRIMARY KEY (id),
    UNIQUE (host)
) WITHOUT ROWID, STRICT;

-- Members of staff with an account.
CREATE TABLE readers (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    roles TEXT NOT NULL,
    email TEXT NOT NULL,
    invited_at INTEGER NOT NULL,
    enrolled_at INTEGER,
    left_at INTEGER,
    PRIMARY KEY (id),
    UNIQUE (school_id, email)
) WITHOUT ROWID, STRICT;

-- A reader's public keys, their private keys locked twice, and who vouched for them.
CREATE TABLE reader_keys (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    public_keys BLOB NOT NULL,
    locked_by_password BLOB NOT NULL,
    locked_by_kit BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    signed_by TEXT REFERENCES readers (id),
    signature BLOB,
    signed_at INTEGER,
    PRIMARY KEY (reader_id)
) WITHOUT ROWID, STRICT;

-- The key of a reader's authenticator app, sealed under the pepper.
CREATE TABLE second_factors (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    sealed_secret BLOB NOT NULL,
    last_step INTEGER NOT NULL,
    PRIMARY KEY (reader_id)
) WITHOUT ROWID, STRICT;

-- One-time links, kept only as a hash.
CREATE TABLE invitations (
    token_hash BLOB NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (token_hash)
) WITHOUT ROWID, STRICT;

-- Staff sessions. Without the cookie nothing in a row can be opened.
CREATE TABLE sessions (
    row_id BLOB NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    sealed BLOB,
    PRIMARY KEY (row_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX sessions_by_reader ON sessions (school_id, reader_id);

-- Slips that wait for the next slot. A day and never a time.
CREATE TABLE intake (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    urgency TEXT NOT NULL,
    tray TEXT NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;

-- Slips their readers can see, moved here together at each slot.
CREATE TABLE slips (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    urgency TEXT NOT NULL,
    tray TEXT NOT NULL,
    state TEXT NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX slips_by_state ON slips (school_id, state, day);

-- Who did what with a slip, sealed under the slip's own key.
CREATE TABLE slip_acts (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    slip_id TEXT NOT NULL REFERENCES slips (id),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX slip_acts_by_slip ON slip_acts (school_id, slip_id);

-- Which slips a reader can open, sealed to that reader alone.
CREATE TABLE slip_indexes (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    sealed BLOB NOT NULL,
    PRIMARY KEY (reader_id)
) WITHOUT ROWID, STRICT;

-- Drafts that were sent, hashed, so that Send pressed twice stores one slip.
CREATE TABLE sent_drafts (
    draft_hash BLOB NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    PRIMARY KEY (draft_hash)
) WITHOUT ROWID, STRICT;

-- Notices that wait to be mailed. A row names no slip.
CREATE TABLE outbox (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    reader_id TEXT NOT NULL REFERENCES readers (id),
    kind TEXT NOT NULL,
    slot INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    refused_at INTEGER,
    refusal TEXT,
    PRIMARY KEY (id),
    UNIQUE (school_id, reader_id, kind, slot)
) WITHOUT ROWID, STRICT;
CREATE INDEX outbox_by_due ON outbox (school_id, due_at);

-- What staff and the service did; only ever added to.
CREATE TABLE audit_log (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX audit_log_by_time ON audit_log (school_id, at);

-- Which job last ran when, and who runs it now.
CREATE TABLE job_runs (
    school_id TEXT NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (school_id, name)
) WITHOUT ROWID, STRICT;
