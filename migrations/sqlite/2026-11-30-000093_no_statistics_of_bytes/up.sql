-- For PostgreSQL alone: SQLite copies no values for planning unless it is asked to.
SELECT 1;
