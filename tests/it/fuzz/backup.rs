//! A backup that was on somebody else's disk: touched anywhere, it does not open.

use std::path::PathBuf;

use ineedtotalk::backup::{Backup, BackupError, Head, Target, check, take};
use ineedtotalk::crypto::backup_seal::BackupPublicKey;
use ineedtotalk::crypto::{Pepper, RecoveryKit};
use ineedtotalk::domain::Day;
use tempfile::TempDir;

use super::{Change, changed};
use crate::harness::{TestDatabase, wait};

/// A backup of an empty school, and all that opens it.
struct Kept {
    folder: TempDir,
    paper: RecoveryKit,
    pepper: Pepper,
    whole: Vec<u8>,
}

impl Kept {
    fn make() -> Self {
        let (folder, database) = (tempfile::tempdir().unwrap(), TestDatabase::create());
        let (paper, pepper) = (RecoveryKit::generate().unwrap(), Pepper::generate().unwrap());
        let (file, made_beside) = (folder.path().join("kept"), pepper.clone());
        let key = BackupPublicKey::of(&paper);
        let db = database.connect();
        let taken = db.read_everything(move |connection| {
            let target = Target { file: &file, key: &key, pepper: &made_beside, day: Day(20_000) };
            take(connection, &target, |_| {})
        });
        wait(taken).unwrap();
        let mut kept = Self { folder, paper, pepper, whole: Vec::new() };
        kept.whole = std::fs::read(kept.file()).unwrap();
        kept
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("kept")
    }

    fn check(&self, content: &[u8]) -> Result<Head, BackupError> {
        std::fs::write(self.file(), content).unwrap();
        let (file, paper, pepper) = (&*self.file(), &self.paper, &self.pepper);
        check(Backup { file, paper, pepper }, |_| {})
    }
}

#[test]
fn a_backup_changed_anywhere_is_refused_in_words_and_never_opens() {
    let kept = Kept::make();
    assert!(kept.check(&kept.whole).is_ok());
    bolero::check!().with_type::<(Vec<u8>, Change)>().for_each(|(bytes, change)| {
        for content in [bytes, &changed(&kept.whole, change)] {
            match kept.check(content) {
                Ok(_) => assert!(*content == kept.whole, "a changed backup opened"),
                Err(problem) => assert!(!problem.to_string().is_empty()),
            }
        }
    });
}
