//! The audit log, as a head or a safeguarding lead reads it, and as `doctor` proves it.

use super::ServiceError;
use super::log_act::bound;
use super::read_slip::ReaderAtWork;
use crate::crypto::{audit, traces};
use crate::db::{Db, DbError, Reader};
use crate::domain::{AuditEntry, AuditMark, Timestamp};
use crate::store::audit_log::{self, AuditLine};

/// Lines looked at for one page: a head whom many slips go around finds fewer on it.
const TRIED_MAX: i64 = 300;
/// Lines of a chain that are in memory at once.
const PROVED_AT_ONCE: i64 = 1_000;

/// What a line says to a reader who may see it.
pub enum Logged {
    /// Something done to the service.
    Service { at: Timestamp, actor: String, event: String, subject: Option<String> },
    /// Something a reader did with slips.
    Slip(AuditEntry),
}

/// A page of the log, the newest line first.
pub struct LogPage {
    pub lines: Vec<Logged>,
    /// Where the chain stands.
    pub mark: AuditMark,
    /// The number before which the next page begins; absent on the last.
    pub older: Option<i64>,
}

/// The lines before that number, or the last. What is done with slips is in it for a head.
pub async fn read_audit_log(
    db: &Db,
    who: &ReaderAtWork,
    is_head: bool,
    before: Option<i64>,
    lines_max: usize,
) -> Result<LogPage, ServiceError> {
    let before = before.unwrap_or(i64::MAX);
    let (mark, stored) = db
        .read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
            let stored = audit_log::list_before(reader, before, TRIED_MAX, is_head)?;
            Ok((audit_log::mark(reader)?, stored))
        })
        .await?;
    let is_last = i64::try_from(stored.len()).is_ok_and(|count| count < TRIED_MAX);
    let looking = who.clone();
    let (lines, next) = traces::leaving_none_elsewhere(move || {
        let mut lines = Vec::new();
        let mut stored = stored.into_iter().peekable();
        let mut last = None;
        while let Some(line) = stored.next_if(|_| lines.len() < lines_max) {
            last = line.number;
            lines.extend(read_line(&looking, line));
        }
        let has_more = stored.peek().is_some() || !is_last;
        (lines, last.filter(|_| has_more))
    })
    .await
    .map_err(|_| ServiceError::Damaged)?;
    Ok(LogPage { lines, mark, older: next })
}

/// Absent when it is not for this reader.
fn read_line(who: &ReaderAtWork, line: AuditLine) -> Option<Logged> {
    Some(match line.sealed {
        Some(sealed) => {
            let plain = audit::open_entry(&sealed, &who.keys, &bound(&who.school, &line.id))?;
            Logged::Slip(serde_json::from_slice(plain.expose().trim_ascii_end()).ok()?)
        }
        None => Logged::Service {
            at: Timestamp(line.at),
            actor: line.actor,
            event: line.event,
            subject: line.subject,
        },
    })
}

/// What was found of a school's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Where the chain stands.
    pub mark: AuditMark,
    /// The first line that is missing, moved or changed.
    pub broken_at: Option<i64>,
    /// Lines from before there was a chain.
    pub before_chain: i64,
    /// Those of the marks from earlier on that the chain passes through.
    pub met: Vec<MarkOnPaper>,
}

/// Goes through the whole chain of a school.
pub fn prove(reader: &mut Reader<'_>, known: &[MarkOnPaper]) -> Result<Proof, DbError> {
    let school = reader.school();
    let mark = audit_log::mark(reader)?;
    let (mut at, mut is_whole, mut met) = (AuditMark::NONE, true, Vec::new());
    while is_whole {
        let lines = audit_log::list_after(reader, at.lines, PROVED_AT_ONCE)?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            let lines = at.lines + 1;
            let digest = line.chained(school.as_str(), &at.digest);
            is_whole =
                line.number == Some(lines) && line.digest.as_deref() == Some(digest.as_slice());
            if !is_whole {
                break;
            }
            at = AuditMark { lines, digest };
            met.extend(known.iter().filter(|known| known.is(&at)).cloned());
        }
    }
    let broken_at = (!is_whole || at != mark).then_some(at.lines + 1);
    Ok(Proof { mark, broken_at, before_chain: audit_log::count_before_chain(reader)?, met })
}

/// A mark that somebody wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkOnPaper(String);

impl MarkOnPaper {
    /// Reads what [`AuditMark::in_words`] wrote, in any case.
    pub fn parse(typed: &str) -> Option<Self> {
        let written = typed.trim().to_lowercase();
        let lines = written.split('-').next()?.parse().ok()?;
        let whole = AuditMark { lines, ..AuditMark::NONE }.in_words();
        let is_alike = |(typed, whole): (char, char)| match whole {
            '-' => typed == '-',
            _ => typed.is_ascii_hexdigit(),
        };
        let is_mark =
            written.len() == whole.len() && written.chars().zip(whole.chars()).all(is_alike);
        (lines > 0 && is_mark).then_some(Self(written))
    }

    /// As it was written down.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is(&self, mark: &AuditMark) -> bool {
        self.0 == mark.in_words()
    }
}
