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
use crate::store::slip_lists::SameFate;
use crate::store::{schools, slip_lists, threads, tombstones};

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
        let all = slip_lists::count_alike(reader)?;
        let open = all.iter().filter(|alike| !alike.state.is_over());
        let open: usize = open.map(|alike| alike.count).sum();
        let closed = slip_lists::count_fates(reader)?;
        let waits_until = purge_waits_until(reader, now)?;
        let unread = threads::list_unread_days(reader)?;
        Ok((open, closed, waits_until, unread, tombstones::list(reader)?))
    };
    let (open, closed, waits_until, unread, gone) = db.read(school.clone(), look).await?;
    let today = now.day();
    let is_due = |fate: &SameFate| fate.purge_on.is_some_and(|day| day <= today);
    let (held, kept): (Vec<SameFate>, Vec<SameFate>) =
        closed.into_iter().partition(|fate| fate.is_held);
    let (due, later): (Vec<SameFate>, Vec<SameFate>) = kept.into_iter().partition(is_due);
    let mut said = Vec::new();
    if let Some(until) = waits_until {
        said.push(format!(
            "Nothing is deleted until {}: the service was not running, or the date was changed.",
            until.in_words()
        ));
    }
    let (waiting, due): (Vec<SameFate>, Vec<SameFate>) =
        due.into_iter().partition(|fate| unread.contains(&fate.day));
    say_by_day(&mut said, "Would be deleted now", "sent on", &due, |fate| Some(fate.day));
    if !waiting.is_empty() {
        let what = "Wait until somebody reads what a pupil has answered";
        say_by_day(&mut said, what, "sent on", &waiting, |fate| Some(fate.day));
    }
    say_by_day(&mut said, "Will be deleted later", "on", &later, |fate| fate.purge_on);
    say_by_day(&mut said, "On hold, not deleted", "sent on", &held, |fate| Some(fate.day));
    said.push(format!("Not closed, never deleted: {open}"));
    said.push(format!("Deleted so far: {}", gone.iter().map(|(_, count)| count).sum::<i32>()));
    said.push("Each case counts: a slip of which a second one was begun is two.".to_owned());
    Ok(said)
}

fn say_by_day(
    said: &mut Vec<String>,
    what: &str,
    which: &str,
    fates: &[SameFate],
    day_of: impl Fn(&SameFate) -> Option<Day>,
) {
    let mut by_day = BTreeMap::<Option<Day>, usize>::new();
    for fate in fates {
        *by_day.entry(day_of(fate)).or_default() += fate.count;
    }
    said.push(format!("{what}: {}", by_day.values().sum::<usize>()));
    for (day, count) in by_day {
        let day = day.map_or_else(|| "no day".to_owned(), Day::in_words);
        said.push(format!("  {which} {day}: {count}"));
    }
}
