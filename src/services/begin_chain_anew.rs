//! The chain of readers begins anew with one of them, who vouches for each of the others: it may have led to them
//! by way of keys that count no more.

use super::ServiceError;
use super::confirm_reader::Voucher;
use super::recovery_papers::Papers;
use super::trusted_readers::{TrustedReader, sealed_root};
use crate::crypto::Pepper;
use crate::crypto::chain::{self, Statement};
use crate::db::Writer;
use crate::domain::{Permission, ReaderId, ReaderSummary, SchoolId};
use crate::store::recovery_papers::StoredPapers;
use crate::store::{reader_keys, recovery_papers, schools};

/// A chain that is signed and not kept yet.
pub(super) struct ChainAnew {
    by: ReaderId,
    signed: Vec<(Statement, Vec<u8>)>,
    root: schools::SchoolRoot,
    /// The school's recovery papers, where there are any that they may answer for.
    papers: Option<StoredPapers>,
}

impl ChainAnew {
    pub(super) fn sign(
        pepper: &Pepper,
        school: &SchoolId,
        by: &Voucher<'_>,
        readers: impl IntoIterator<Item = TrustedReader>,
        papers: Option<&Papers>,
    ) -> Self {
        let sign = |TrustedReader { summary, keys }| {
            let statement = Statement { school: school.clone(), reader: summary, keys };
            let signature = chain::sign(by.keys, &statement);
            (statement, signature)
        };
        let signed: Vec<_> = readers.into_iter().map(sign).collect();
        let may = |(statement, _): &(Statement, Vec<u8>)| {
            let Statement { reader, .. } = statement;
            reader.id == *by.reader && reader.roles.may(Permission::MakePapers)
        };
        Self {
            by: by.reader.clone(),
            papers: papers.filter(|_| signed.iter().any(may)).map(|papers| papers.sign(by)),
            signed,
            root: sealed_root(pepper, school, by.keys.public().signing()),
        }
    }

    /// Everyone it leads to.
    pub(super) fn readers(&self) -> impl Iterator<Item = &ReaderSummary> {
        self.signed.iter().map(|(statement, _)| &statement.reader)
    }

    pub(super) fn keep(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        for (Statement { reader, keys, .. }, signature) in &self.signed {
            reader_keys::set_signature(writer, &reader.id, keys, &self.by, signature)?;
        }
        if let Some(papers) = &self.papers {
            recovery_papers::set_signed(writer, papers)?;
        }
        Ok(schools::replace_root(writer, &self.root)?)
    }
}
