-- A sheet in parts of a bounded size: whoever reads one of thousands of slips keeps no room for all of it.
CREATE TABLE slip_index_parts (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    day INTEGER NOT NULL,
    part INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (reader_id, day, part)
) WITHOUT ROWID, STRICT;
-- Each that there is stays as long as it is until it is written again.
INSERT INTO slip_index_parts (reader_id, school_id, day, part, sealed)
    SELECT reader_id, school_id, day, 0, sealed FROM slip_indexes;
ALTER TABLE slip_indexes DROP COLUMN sealed;
