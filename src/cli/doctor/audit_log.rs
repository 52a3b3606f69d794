//! What `doctor` finds about the audit logs: whether a line was changed, moved or taken out.

use super::Finding;
use crate::db::{Db, DbError};
use crate::services::read_audit_log::{MarkOnPaper, Proof, prove};
use crate::store::schools;

const WHAT_TO_DO: &str = "somebody changed the database by hand: find out who could, keep this page, and \
     compare with a backup from before";

/// Goes through every school's log; `known` are marks from earlier pages.
pub(super) async fn examine(db: &Db, known: &[MarkOnPaper]) -> Result<Vec<Finding>, DbError> {
    let (mut findings, mut met) = (Vec::new(), Vec::new());
    for school in db.across_schools(schools::list).await? {
        let looked_for = known.to_vec();
        let proof = db.read(school.id.clone(), move |reader| prove(reader, &looked_for)).await?;
        findings.push(of_school(school.name.as_str(), &proof));
        met.extend(proof.met);
    }
    findings.extend(known.iter().map(|mark| of_mark(mark, met.contains(mark))));
    Ok(findings)
}

fn of_school(name: &str, proof: &Proof) -> Finding {
    let Proof { mark, broken_at, before_chain, .. } = proof;
    match broken_at {
        Some(line) => Finding::wrong(
            format!("{name}: line {line} of the log was changed, moved or taken out"),
            WHAT_TO_DO,
        ),
        None => {
            let before = match before_chain {
                0 => String::new(),
                count => format!(", after {count} from before lines were chained"),
            };
            let (lines, mark) = (mark.lines, mark.in_words());
            Finding::well(format!("{name}: all {lines} lines of the log hold{before}: {mark}"))
        }
    }
}

fn of_mark(mark: &MarkOnPaper, is_met: bool) -> Finding {
    let mark = mark.as_str();
    match is_met {
        true => Finding::well(format!("the log is still what it was at {mark}")),
        false => Finding::wrong(format!("no log was ever at {mark}"), WHAT_TO_DO),
    }
}
