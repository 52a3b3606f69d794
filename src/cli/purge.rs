//! `purge --dry-run`: what the service will delete. It deletes nothing: that is done by the running
//! service alone, which waits when the date may be wrong, and by two readers who agree.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;

use super::{CommandError, terminal};
use crate::app::{OpenError, database_settings};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, DbError, Reader};
use crate::domain::{Day, SchoolId, SchoolSummary, Timestamp};
use crate::services::purge_slips::purge_waits_until;
use crate::store::slips::SlipLine;
use crate::store::{schools, slips, tombstones};

#[derive(Args)]
#[command(
    after_help = "Closed slips are deleted by the service while it runs, never by this command. \
                        It may be asked at any time."
)]
pub(super) struct PurgeArguments {
    /// Only say what would be deleted, and change nothing.
    #[arg(long, required = true)]
    dry_run: bool,
}

pub(super) async fn run(
    config: &Config,
    PurgeArguments { dry_run: _ }: PurgeArguments,
) -> Result<ExitCode, CommandError> {
    let settings = database_settings(config).map_err(OpenError::from)?;
    let db = Db::connect_to_read(&settings)?;
    if !db.pending_migrations().await?.is_empty() {
        return Err(CommandError::Refused(
            "the database is older than this program; run `ineedtotalk migrate` first".to_owned(),
        ));
    }
    let now = Clock::System.now();
    let all: Vec<SchoolSummary> = db.across_schools(schools::list).await?;
    if all.is_empty() {
        terminal::say("There is no school yet: run `ineedtotalk setup`.");
    }
    for school in all {
        terminal::say(school.name.as_str());
        for line in forecast(&db, &school.id, now).await? {
            terminal::say(&format!("  {line}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What will become of a school's slips, one line each: counts and days.
async fn forecast(db: &Db, school: &SchoolId, now: Timestamp) -> Result<Vec<String>, DbError> {
    let look = move |reader: &mut Reader<'_>| -> Result<_, DbError> {
        let (open, closed) = (slips::list_lines(reader, false)?, slips::list_lines(reader, true)?);
        let waits_until = purge_waits_until(reader, now)?;
        Ok((open.len(), closed, waits_until, tombstones::list(reader)?))
    };
    let (open, closed, waits_until, gone) = db.read(school.clone(), look).await?;
    let today = now.day();
    let is_due = |line: &SlipLine| line.purge_on.is_some_and(|day| day <= today);
    let (held, kept): (Vec<SlipLine>, Vec<SlipLine>) =
        closed.into_iter().partition(|line| line.is_held);
    let (due, later): (Vec<SlipLine>, Vec<SlipLine>) = kept.into_iter().partition(is_due);
    let mut said = Vec::new();
    if let Some(until) = waits_until {
        said.push(format!(
            "Nothing is deleted until {}: the service was not running, or the date was changed.",
            until.in_words()
        ));
    }
    say_by_day(&mut said, "Would be deleted now", "sent on", &due, |line| Some(line.day));
    say_by_day(&mut said, "Will be deleted later", "on", &later, |line| line.purge_on);
    say_by_day(&mut said, "On hold, not deleted", "sent on", &held, |line| Some(line.day));
    said.push(format!("Not closed, never deleted: {open}"));
    said.push(format!("Deleted so far: {}", gone.iter().map(|(_, count)| count).sum::<i32>()));
    Ok(said)
}

fn say_by_day(
    said: &mut Vec<String>,
    what: &str,
    which: &str,
    lines: &[SlipLine],
    day_of: impl Fn(&SlipLine) -> Option<Day>,
) {
    said.push(format!("{what}: {}", lines.len()));
    let mut by_day = BTreeMap::<Option<Day>, usize>::new();
    for line in lines {
        *by_day.entry(day_of(line)).or_default() += 1;
    }
    for (day, count) in by_day {
        let day = day.map_or_else(|| "no day".to_owned(), Day::in_words);
        said.push(format!("  {which} {day}: {count}"));
    }
}
