DROP TABLE unfinished_notes;
