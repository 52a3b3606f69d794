-- When whoever has the session last typed their password and a new code; absent until then.
ALTER TABLE sessions ADD COLUMN proven_at BIGINT;
