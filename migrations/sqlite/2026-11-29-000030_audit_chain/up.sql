-- Each line of the audit log has a number in its school and a digest over itself and the line before it.
-- Lines from before this have neither. What readers do with slips is in `sealed`, for the heads alone.
ALTER TABLE audit_log ADD COLUMN number INTEGER;
ALTER TABLE audit_log ADD COLUMN sealed BLOB;
ALTER TABLE audit_log ADD COLUMN digest BLOB;
CREATE INDEX audit_log_by_number ON audit_log (school_id, number);

-- The last line of each school's log.
CREATE TABLE audit_heads (
    school_id TEXT NOT NULL REFERENCES schools (id),
    lines INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (school_id)
) WITHOUT ROWID, STRICT;

CREATE TRIGGER audit_log_keeps_its_lines BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_log_loses_no_line BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
