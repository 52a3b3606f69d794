-- The name of a pupil who wants to be found, sealed apart from the slip so that readers can erase it
-- alone. Every slip has a box of the same length, and most are empty; slips from before have none.
ALTER TABLE intake ADD COLUMN name_box BYTEA;
ALTER TABLE slips ADD COLUMN name_box BYTEA;
