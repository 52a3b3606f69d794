-- Accounts at another provider that readers sign in with: a tag of whose account it is, under the pepper,
-- and how people call it, sealed under the pepper for that reader, so that nobody links one who has the
-- database alone. When one has last proved who its owner is stands outside.
CREATE TABLE linked_accounts (
    reader_id TEXT NOT NULL REFERENCES readers (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    account BLOB NOT NULL,
    sealed BLOB NOT NULL,
    proved_at INTEGER NOT NULL,
    PRIMARY KEY (reader_id)
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX linked_accounts_by_account ON linked_accounts (school_id, account);
