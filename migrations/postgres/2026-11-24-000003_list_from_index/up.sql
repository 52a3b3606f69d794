-- All that a list shows of a slip is in the index: the rows themselves are full of envelopes, and a
-- list of thousands would read through them.
CREATE INDEX slips_listed ON slips (school_id, state, day, id, urgency, tray, purge_on, held);
DROP INDEX slips_by_state;
