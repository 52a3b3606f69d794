CREATE INDEX slips_by_state ON slips (school_id, state, day);
DROP INDEX slips_listed;
