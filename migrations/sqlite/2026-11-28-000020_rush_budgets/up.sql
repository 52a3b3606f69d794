-- How many megabytes have come in a rush on one day, in each lane of a school, so that all instances
-- together keep to what may. Nothing of whoever sent, and no row for less than one.
CREATE TABLE rush_budgets (
    school_id TEXT NOT NULL REFERENCES schools (id),
    lane TEXT NOT NULL,
    day INTEGER NOT NULL,
    megabytes INTEGER NOT NULL,
    PRIMARY KEY (school_id, lane)
) WITHOUT ROWID, STRICT;
