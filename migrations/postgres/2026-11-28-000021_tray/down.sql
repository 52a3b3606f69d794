-- States that the program before does not know: what was set aside is to be read again.
UPDATE slips SET state = 'new', purge_on = NULL WHERE state IN ('aside-asked', 'aside');
DROP INDEX slips_listed;
CREATE INDEX slips_listed ON slips (school_id, day, state, urgency, id, tray, purge_on, held);
