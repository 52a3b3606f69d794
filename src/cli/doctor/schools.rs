//! What `doctor` finds about each school: whether it is open, whether every slip reaches somebody,
//! and whether the mail to its readers is taken.

use std::sync::Arc;

use super::Finding;
use crate::app::{database_settings, read_pepper, read_taxonomy};
use crate::config::Config;
use crate::crypto::Pepper;
use crate::db::{Db, DbError, QueryFailure};
use crate::domain::{Nation, ReaderId, ReaderSummary, RouteGap, SchoolSummary, Taxonomy};
use crate::i18n::Words;
use crate::services::ServiceError;
use crate::services::go_live::check_routes;
use crate::services::recovery_papers::{Coverage, find_coverage};
use crate::store::outbox::{self, RefusedNotice};
use crate::store::schools;
use crate::views::staff::gap_in_words;

/// What there is to say of one school.
struct School {
    gaps: Vec<RouteGap>,
    readers: Vec<ReaderSummary>,
    refused: Vec<RefusedNotice>,
    put_off: i64,
    /// Whose keys the recovery papers give back; absent where there are no papers.
    covered: Option<Vec<ReaderId>>,
}

pub(super) async fn examine(db: &Db, config: &Config) -> Result<Vec<Finding>, DbError> {
    let all = db.across_schools(schools::list).await?;
    if all.is_empty() {
        return Ok(vec![Finding::wrong("there is no school yet", "run `setup`")]);
    }
    // Without the pepper nobody can be trusted; that it is missing was said already.
    let Ok(pepper) = read_pepper(&config.secrets.pepper_file) else { return Ok(Vec::new()) };
    let pepper = Arc::new(pepper);
    let Ok(words) = Words::british_english() else {
        let what = "the program's own words cannot be read";
        return Ok(vec![Finding::wrong(what, "install the program again")]);
    };
    // What is wrong with its file was said already, too.
    let Ok(taxonomy) = read_taxonomy(config) else { return Ok(Vec::new()) };
    let taxonomy = Arc::new(taxonomy);
    let mut findings = Vec::new();
    for school in all {
        let found = look_at(db, &school, &pepper, &taxonomy).await?;
        let nation = config.school.nation_at(school.host.as_ref());
        findings.extend(of_school(&school, nation, &found, &words));
    }
    Ok(findings)
}

/// What the schools are called; none while the database cannot be read, which is said elsewhere.
pub(super) async fn names(config: &Config) -> Vec<String> {
    let Ok(settings) = database_settings(config) else { return Vec::new() };
    let Ok(db) = Db::connect_to_read(&settings) else { return Vec::new() };
    let found = db.across_schools(schools::list).await.unwrap_or_default();
    found.into_iter().map(|school| school.name.as_str().to_owned()).collect()
}

async fn look_at(
    db: &Db,
    school: &SchoolSummary,
    pepper: &Arc<Pepper>,
    taxonomy: &Arc<Taxonomy>,
) -> Result<School, DbError> {
    let (pepper, taxonomy) = (Arc::clone(pepper), Arc::clone(taxonomy));
    let found = db.read(school.id.clone(), move |reader| -> Result<School, ServiceError> {
        let (gaps, readers) = check_routes(reader, &pepper, &taxonomy)?;
        let refused = outbox::list_refused(reader)?;
        let put_off = outbox::count_put_off(reader)?;
        let Coverage { papers, covered } = find_coverage(reader, &pepper)?;
        Ok(School { gaps, readers, refused, put_off, covered: papers.map(|_| covered) })
    });
    found.await.map_err(|error| match error {
        ServiceError::Database(error) => error,
        ServiceError::NotFound
        | ServiceError::Changed
        | ServiceError::Undecided
        | ServiceError::SecondOpen
        | ServiceError::Damaged
        | ServiceError::Busy(_)
        | ServiceError::Randomness(_) => DbError::Query(QueryFailure::UnreadableRow),
    })
}

fn of_school(
    school: &SchoolSummary,
    nation: Nation,
    found: &School,
    words: &Words,
) -> Vec<Finding> {
    let name = school.name.as_str();
    let mut findings = Vec::new();
    findings.push(match school.is_live {
        true => Finding::well(format!("{name} is open to pupils")),
        false => Finding::wrong(
            format!("{name} is not open to pupils yet"),
            "when its readers have enrolled, the safeguarding lead or the head opens it under Set-up",
        ),
    });
    if found.readers.is_empty() {
        findings.push(Finding::wrong(
            format!("{name} has no reader whose key is vouched for"),
            "the first reader enrols with the link that `setup` or `reader link` prints; if readers could sign in before, the pepper is not the right one",
        ));
        return findings;
    }
    if found.gaps.is_empty() {
        let count = found.readers.len();
        findings
            .push(Finding::well(format!("{name}: every slip reaches somebody ({count} readers)")));
    }
    for gap in &found.gaps {
        let what_to_do = "the safeguarding lead or the head puts it right under Readers";
        findings.push(Finding::wrong(
            format!("{name}: {}", gap_in_words(gap, nation, words)),
            what_to_do,
        ));
    }
    findings.push(of_papers(name, &found.readers, found.covered.as_deref()));
    findings.extend(of_mail(name, found));
    findings
}

/// Papers are a school's own choice, so nothing is wrong without them.
fn of_papers(school: &str, readers: &[ReaderSummary], covered: Option<&[ReaderId]>) -> Finding {
    let Some(covered) = covered else {
        return Finding::well(format!("{school}: there are no recovery papers"));
    };
    let waiting: Vec<_> = readers
        .iter()
        .filter(|reader| !covered.contains(&reader.id))
        .map(|reader| reader.name.as_str())
        .collect();
    Finding::well(match waiting.is_empty() {
        true => format!("{school}: the recovery papers help every reader"),
        false => format!(
            "{school}: the recovery papers help every reader but, until they next sign in: {}",
            waiting.join(", ")
        ),
    })
}

fn of_mail(school: &str, found: &School) -> Vec<Finding> {
    let mut findings: Vec<_> = found
        .refused
        .iter()
        .map(|refused| {
            let reader = found.readers.iter().find(|reader| reader.id == refused.reader);
            let who = reader.map_or("a reader", |reader| reader.name.as_str());
            let (why, when) = (&refused.refusal, refused.refused_at.in_words());
            Finding::wrong(
                format!("{school}: a notice to {who} was refused on {when}: {why}"),
                "put it right, then send that address a test mail with `doctor --mail-to`",
            )
        })
        .collect();
    if found.put_off > 0 {
        findings.push(Finding::wrong(
            format!("{school}: notices that wait because a try failed: {}", found.put_off),
            "they leave by themselves once the mail server takes them; see below what it says now",
        ));
    }
    if findings.is_empty() {
        findings.push(Finding::well(format!("{school}: no notice is stuck")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_readers::reader;

    #[test]
    fn it_says_whether_there_are_recovery_papers_and_whom_they_do_not_help_yet() {
        let readers = [reader(1, "Ms Shah", "dsl"), reader(2, "Dr Hughes", "dsl")];
        let both = readers.each_ref().map(|reader| reader.id.clone());
        let found = |covered| of_papers("Elmwood", &readers, covered).what;
        assert_eq!(found(None), "Elmwood: there are no recovery papers");
        assert_eq!(found(Some(&both)), "Elmwood: the recovery papers help every reader");
        assert!(found(Some(&both[..1])).ends_with("until they next sign in: Dr Hughes"));
    }
}
