//! The public half of the backup key, in its file on the server. The other half is on paper.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::BackupError;
use crate::crypto::RecoveryKit;
use crate::crypto::backup_seal::BackupPublicKey;

pub fn read_key(file: &Path) -> Result<BackupPublicKey, BackupError> {
    let text = std::fs::read_to_string(file).map_err(|cause| BackupError::file(file, cause))?;
    BackupPublicKey::parse(&text).map_err(|_| BackupError::NotAKey(file.to_owned()))
}

/// Writes the public half of the key on this paper; a file that is there is never written over.
pub fn write_key(file: &Path, paper: &RecoveryKit) -> Result<(), BackupError> {
    let mut made = OpenOptions::new()
        .write(true)
        .create_new(true)
        // No secret: the service may be another user than whoever writes it.
        .mode(0o644)
        .open(file)
        .map_err(|cause| match cause.kind() {
            ErrorKind::AlreadyExists => BackupError::AlreadyThere(file.to_owned()),
            _ => BackupError::file(file, cause),
        })?;
    let text = format!("{}\n", BackupPublicKey::of(paper).to_text());
    made.write_all(text.as_bytes())
        .and_then(|()| made.sync_all())
        .map_err(|cause| BackupError::file(file, cause))
}
