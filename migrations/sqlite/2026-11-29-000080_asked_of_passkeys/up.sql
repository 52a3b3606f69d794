-- Whether the passkey is to be made or to sign: an answer to the one is none to the other.
ALTER TABLE sessions ADD COLUMN asked_to TEXT;
