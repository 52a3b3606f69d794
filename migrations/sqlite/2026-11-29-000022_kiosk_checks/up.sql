-- What was looked at before pupils write at a kiosk: filled in by staff, then signed by a reader. Of a kiosk
-- one row at most is not signed yet. Rows go with their kiosk; nothing of a pupil's refers to one.
CREATE TABLE kiosk_checks (
    id TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES schools (id),
    kiosk_id TEXT NOT NULL REFERENCES kiosks (id),
    answers TEXT NOT NULL,
    filled_by TEXT NOT NULL REFERENCES readers (id),
    filled_at INTEGER NOT NULL,
    signed_by TEXT REFERENCES readers (id),
    signed_as TEXT,
    signed_at INTEGER,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX kiosk_checks_by_kiosk ON kiosk_checks (kiosk_id, school_id);
