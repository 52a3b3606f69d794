-- Each line of the audit log has a number in its school and a digest over itself and the line before it.
-- Lines from before this have neither. What readers do with slips is in `sealed`, for the heads alone.
ALTER TABLE audit_log ADD COLUMN number BIGINT;
ALTER TABLE audit_log ADD COLUMN sealed BYTEA;
ALTER TABLE audit_log ADD COLUMN digest BYTEA;
CREATE INDEX audit_log_by_number ON audit_log (school_id, number);

-- The last line of each school's log.
CREATE TABLE audit_heads (
    school_id TEXT NOT NULL REFERENCES schools (id),
    lines BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (school_id)
);

-- It may be there: a restore puts the tables of before aside, and leaves functions where they are.
CREATE OR REPLACE FUNCTION audit_log_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to';
END
$$;
CREATE TRIGGER audit_log_keeps_its_lines BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_is_only_added_to();
