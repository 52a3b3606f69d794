ALTER TABLE slips DROP COLUMN thread_box;
