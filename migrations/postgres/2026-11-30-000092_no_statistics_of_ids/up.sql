-- For planning PostgreSQL copies values of a column into a table of its own, from time to time: which of them it has
-- would tell which were there then. Of what is random it needs none.
ALTER TABLE slips ALTER COLUMN id SET STATISTICS 0;
ALTER TABLE intake ALTER COLUMN id SET STATISTICS 0;
ALTER TABLE threads ALTER COLUMN id SET STATISTICS 0;
ALTER TABLE threads ALTER COLUMN tag SET STATISTICS 0;
ALTER TABLE replies ALTER COLUMN id SET STATISTICS 0;
ALTER TABLE replies ALTER COLUMN thread_id SET STATISTICS 0;
ALTER TABLE sent_drafts ALTER COLUMN draft_hash SET STATISTICS 0;
