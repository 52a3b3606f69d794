-- When a school's readers read, as JSON: hours of the week, terms, and days without school.
ALTER TABLE schools ADD COLUMN calendar TEXT;
