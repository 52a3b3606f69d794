//! What `doctor` finds about files that nobody else on this computer should read or change: secrets, and the
//! database.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::Finding;
use crate::app::read_pepper;
use crate::config::Config;
use crate::db::DatabaseUrl;

/// What others may not do with a secret; a group of the service's own may read it.
const READ_OR_CHANGED: u32 = 0o027;
/// What others may not do with what is no secret.
const CHANGED: u32 = 0o022;

/// Of those that are there: what is missing is named where it is needed.
pub(super) fn examine(config: &Config) -> Vec<Finding> {
    let database = match DatabaseUrl::parse(&config.database.url) {
        Ok(DatabaseUrl::Sqlite(file)) => Some(file),
        Ok(DatabaseUrl::Postgres(_)) | Err(_) => None,
    };
    let secrets = [
        ("the mail password file", config.mail.password_file.as_deref()),
        ("the key of the certificate", config.server.tls_key.as_deref()),
        ("the client secret file", config.sign_in_with.client_secret_file.as_deref()),
        ("the database file", database.as_deref()),
    ];
    let mut findings = vec![pepper_file(&config.secrets.pepper_file)];
    findings.extend(secrets.iter().filter_map(|(what, file)| secret_file(what, (*file)?)));
    findings.extend(config.backup.key_file.as_deref().and_then(backup_key_file));
    findings
}

fn pepper_file(file: &Path) -> Finding {
    let name = file.display();
    let Some(mode) = mode_of(file) else {
        return Finding::wrong(
            format!("the pepper file {name} is not there, or its folder may not be entered"),
            "a new service: run `setup`; an old one: put the copy from the safe back, or nobody can sign in",
        );
    };
    if mode & READ_OR_CHANGED != 0 {
        return open_to_others("the pepper file", file);
    }
    match read_pepper(file) {
        Ok(_) => {
            Finding::well(format!("the pepper file {name} is there, and no one else may read it"))
        }
        Err(_) => Finding::wrong(
            format!("the pepper file {name} cannot be read, or is not a pepper"),
            "run as the service's user; if that is so already, put the copy from the safe back",
        ),
    }
}

fn secret_file(what: &str, file: &Path) -> Option<Finding> {
    Some(match mode_of(file)? & READ_OR_CHANGED {
        0 => Finding::well(format!("no one else may read {what} {}", file.display())),
        _ => open_to_others(what, file),
    })
}

/// It holds the half that only seals.
fn backup_key_file(file: &Path) -> Option<Finding> {
    let name = file.display();
    Some(match mode_of(file)? & CHANGED {
        0 => Finding::well(format!("no one else may change the backup key file {name}")),
        _ => Finding::wrong(
            format!(
                "the backup key file {name} may be changed by others on this computer: backups could be sealed to a key of theirs"
            ),
            format!(
                "chmod 644 {name}, and see with `restore --check` that the key on paper opens the latest backup"
            ),
        ),
    })
}

fn open_to_others(what: &str, file: &Path) -> Finding {
    let name = file.display();
    Finding::wrong(
        format!("{what} {name} may be read or changed by others on this computer"),
        format!("make it the service's alone: chmod 600 {name}"),
    )
}

fn mode_of(file: &Path) -> Option<u32> {
    Some(std::fs::metadata(file).ok()?.permissions().mode())
}
