-- What goes back and forth after a slip. Every slip has a row, and a pupil who wants no code has one that
-- looks the same: `tag` and `way` are then random. Its id comes from the slip's own key, so that no row
-- tells which slip is whose. Days and never a time.
CREATE TABLE threads (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    tag BYTEA NOT NULL,
    mark BYTEA NOT NULL,
    way BYTEA NOT NULL,
    used_on INTEGER NOT NULL,
    ends_on INTEGER,
    PRIMARY KEY (id),
    UNIQUE (tag)
);

-- Messages of staff, sealed to the code, and answers of pupils, sealed to the slip's readers. Who wrote a
-- message, and when, is in the acts of its slip.
CREATE TABLE replies (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    thread_id TEXT NOT NULL REFERENCES threads (id),
    day INTEGER NOT NULL,
    state TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX replies_by_thread ON replies (thread_id, school_id);
CREATE INDEX replies_by_state ON replies (school_id, state, thread_id);
