DROP TRIGGER audit_log_keeps_its_lines ON audit_log;
DROP FUNCTION audit_log_is_only_added_to();
DROP TABLE audit_heads;
DROP INDEX audit_log_by_number;
ALTER TABLE audit_log DROP COLUMN digest;
ALTER TABLE audit_log DROP COLUMN sealed;
ALTER TABLE audit_log DROP COLUMN number;
