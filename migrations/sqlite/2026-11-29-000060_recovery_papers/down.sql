DROP TABLE recovery_copies;
DROP TABLE recovery_papers;
