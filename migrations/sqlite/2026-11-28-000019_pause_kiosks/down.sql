ALTER TABLE kiosks DROP COLUMN paused_on;
