-- Lists are made and counted by tray too: what came in a rush is one line.
DROP INDEX slips_listed;
CREATE INDEX slips_listed ON slips (school_id, day, tray, state, urgency, id, purge_on, held);
