-- Which thread goes with a closed slip, sealed with the pepper. In the open, the day on which a thread ended told whose
-- it was wherever only one slip of its day was deleted on that one.
ALTER TABLE slips ADD COLUMN thread_box BLOB;
-- Those of slips that were closed before end together, with the last of their day.
UPDATE threads SET ends_on = of_day.last_end
    FROM (SELECT school_id, day, max(ends_on) AS last_end FROM threads GROUP BY school_id, day) AS of_day
    WHERE of_day.school_id = threads.school_id AND of_day.day = threads.day AND threads.ends_on IS NOT NULL;
