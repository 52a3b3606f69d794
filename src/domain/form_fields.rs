//! What the fields of a pupil's forms do to the answers, and the fields that carry every answer from
//! page to page where no draft can be kept.

use std::collections::BTreeSet;

use super::answers::{About, Danger, Done, DoneBy, Happened, Place, StillHappening};
use super::{AnswerProblem, Answers, Appearance, ReaderId, Step, Taxonomy, Typed};

/// Stores what the form of this step carried. A field that is missing changes nothing.
pub(super) fn take(
    answers: &mut Answers,
    shown: Step,
    typed: &Typed,
    taxonomy: &Taxonomy,
) -> Result<(), AnswerProblem> {
    let chosen = |name: &str| typed.first(name).unwrap_or_default();
    match shown {
        Step::Start | Step::DoNow | Step::Check | Step::Done => {}
        Step::Danger => {
            answers.danger = Danger::parse(chosen("danger")).or(answers.danger);
            answers.danger.ok_or(AnswerProblem::ChooseOne)?;
        }
        Step::About => answers.about = About::parse(chosen("about")).or(answers.about),
        Step::Kind => take_group(answers, chosen("group"), taxonomy),
        Step::KindWithin => take_kind(answers, chosen("kind"), taxonomy),
        Step::TellWho => answers.done_by = DoneBy::parse(chosen("done_by")).or(answers.done_by),
        Step::TellWhat => answers.done = Done::parse(chosen("done")).or(answers.done),
        Step::TellWhen => {
            answers.happened = Happened::parse(chosen("happened")).or(answers.happened);
        }
        Step::Place | Step::TellWhere => {
            answers.place = Place::parse(chosen("place")).or(answers.place)
        }
        Step::Still => answers.still = StillHappening::parse(chosen("still")).or(answers.still),
        Step::Words => {
            if let Some(words) = typed.first("words") {
                answers.set_words(words)?;
            }
        }
        Step::Who => {
            if let Some(who) = typed.first("who") {
                answers.set_who(who)?;
            }
        }
        Step::Name => {
            if let Some(name) = typed.first("name") {
                answers.set_name(name)?;
            }
        }
        // Boxes: none ticked is an answer too.
        Step::HiddenFrom => answers.hidden_from = ticked(typed, HIDDEN_FROM),
    }
    Ok(())
}

/// Takes back what a page of telling with pictures says: a tile cannot be let go otherwise.
pub(super) fn skip(answers: &mut Answers, shown: Step) {
    match shown {
        Step::TellWho => answers.done_by = None,
        Step::TellWhat => answers.done = None,
        Step::TellWhere => answers.place = None,
        Step::TellWhen => answers.happened = None,
        Step::Start
        | Step::Danger
        | Step::DoNow
        | Step::About
        | Step::Kind
        | Step::KindWithin
        | Step::Place
        | Step::Still
        | Step::Words
        | Step::Who
        | Step::Name
        | Step::HiddenFrom
        | Step::Check
        | Step::Done => {}
    }
}

/// The fields from which [`super::Draft::carried`] makes a draft anew: a page repeats them hidden where there
/// may be no draft when it is sent. `but_of` asks for its own answer itself.
pub fn carried_fields(
    answers: &Answers,
    appearance: Appearance,
    but_of: Step,
) -> Vec<(&'static str, String)> {
    let look = appearance.fields().map(|(name, value)| (name, value.to_owned()));
    let mut fields: Vec<_> = look.collect();
    let mut carry = |step: Step, name, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty() && step != but_of) {
            fields.push((name, value.to_owned()));
        }
    };
    carry(Step::Danger, "danger", answers.danger.map(Danger::as_str));
    carry(Step::About, "about", answers.about.map(About::as_str));
    let not_sure = answers.is_unsure.then_some(NOT_SURE);
    let group = answers.group.as_ref().map(super::GroupCode::as_str);
    carry(Step::Kind, "group", group.or(not_sure));
    let kind = answers.kind.as_ref().map(super::CategoryCode::as_str);
    carry(Step::KindWithin, "kind", kind.or(not_sure.filter(|_| group.is_some())));
    if but_of != Step::TellWhere {
        carry(Step::Place, "place", answers.place.map(Place::as_str));
    }
    carry(Step::Still, "still", answers.still.map(StillHappening::as_str));
    carry(Step::TellWho, "done_by", answers.done_by.map(DoneBy::as_str));
    carry(Step::TellWhat, "done", answers.done.map(Done::as_str));
    carry(Step::TellWhen, "happened", answers.happened.map(Happened::as_str));
    carry(Step::Words, "words", Some(&answers.words));
    carry(Step::Who, "who", Some(&answers.who));
    carry(Step::Name, "name", Some(&answers.name));
    for reader in &answers.hidden_from {
        carry(Step::HiddenFrom, HIDDEN_FROM, Some(reader.as_str()));
    }
    fields
}

/// The answer of those who do not know which group, or which kind within one.
pub(super) const NOT_SURE: &str = "not-sure";

/// A group, or a tile of *Pictures*; choosing another forgets the kind within the last, and "not-sure" takes both back.
fn take_group(answers: &mut Answers, typed: &str, taxonomy: &Taxonomy) {
    if typed == NOT_SURE {
        (answers.group, answers.kind, answers.is_unsure) = (None, None, true);
    }
    if let Some(tile) = taxonomy.tiles().find(|tile| tile.code.as_str() == typed) {
        if answers.group.as_ref() != Some(&tile.code) {
            (answers.group, answers.kind, answers.is_unsure) =
                (Some(tile.code.clone()), None, false);
        }
        return;
    }
    let Some(group) = taxonomy.groups().find(|group| group.code.as_str() == typed) else {
        return;
    };
    if answers.group.as_ref() != Some(&group.code) {
        let mut kinds = taxonomy.in_group(&group.code);
        answers.kind = match (kinds.next(), kinds.next()) {
            (Some(only), None) => Some(only.code.clone()),
            _ => None,
        };
        answers.group = Some(group.code.clone());
        answers.is_unsure = false;
    }
}

/// More boxes than any school has readers; a form with more was not made by our page.
const HIDDEN_MAX: usize = 64;

const HIDDEN_FROM: &str = "hidden_from[]";

/// The readers whom the check page found named in the words.
pub(super) fn named(typed: &Typed) -> BTreeSet<ReaderId> {
    ticked(typed, "named[]")
}

/// The readers whose boxes are ticked.
pub(super) fn ticked(typed: &Typed, name: &str) -> BTreeSet<ReaderId> {
    typed.all(name).flat_map(ReaderId::parse).take(HIDDEN_MAX).collect()
}

/// A kind within the chosen group; "not-sure" takes it back.
fn take_kind(answers: &mut Answers, typed: &str, taxonomy: &Taxonomy) {
    let in_group = |code: &str| {
        let group = answers.group.as_ref()?;
        taxonomy.in_group(group).find(|kind| kind.code.as_str() == code)
    };
    match in_group(typed) {
        Some(kind) => (answers.kind, answers.is_unsure) = (Some(kind.code.clone()), false),
        None if typed == NOT_SURE && answers.group.is_some() => {
            (answers.kind, answers.is_unsure) = (None, true);
        }
        None => {}
    }
}
