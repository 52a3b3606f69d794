-- Which thread goes with a closed slip, sealed with the pepper. In the open, the day on which a thread ended told whose
-- it was wherever only one slip of its day was deleted on that one.
ALTER TABLE slips ADD COLUMN thread_box BLOB;
-- Those of slips that were closed before end together, with the last of their day.
UPDATE threads SET ends_on = (
    SELECT max(others.ends_on) FROM threads AS others
    WHERE others.school_id = threads.school_id AND others.day = threads.day
) WHERE ends_on IS NOT NULL;
