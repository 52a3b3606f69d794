//! Everything that was answered, each with Change, before Send.

use maud::{Markup, html};

use crate::domain::{
    Answers, Instead, Mode, ReaderSummary, Step, Trouble, instead_of_the_named, may_tell_who_wrote,
};
use crate::i18n::{Phrase, Words};
use crate::views::Frame;
use crate::views::components::{
    Form, Mark, Picture, SecondButton, SummaryList, SummaryRow, Tint, Top,
};

use super::step::names_and_posts;
use super::{StepPage, answer_words, kind, told, when};

pub(super) fn content(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let readers = names_and_posts(page.route, page.nation, words);
    let content = html! {
        (Top { frame, progress: None })
        (page.error_box(frame, "go"))
        h1 { (words.text("check-heading")) }
        (SummaryList { words, rows: shown_rows(page, words) })
        @if readers.is_empty() {
            div.note.sand #go tabindex="-1" {
                h2 { (words.text("check-nobody-heading")) }
                p { (words.text("check-nobody-text")) }
            }
        } @else {
            @if !page.answers.name.is_empty() {
                p { strong { (words.text("check-named")) } }
            }
            p.long { strong { (words.text("who-reads-this")) ": " } span dir="auto" { (readers.join("; ")) } }
            @if let Some(when) = when::next_reading(page.next_reading, words) { p { (when) } }
            (hint(page, words))
            (send(page, words))
        }
        // Each is a page more, and a turn has as many for everybody.
        @if words.mode() == Mode::Pictures && !page.way.is_turn() { (extras(page, frame)) }
    };
    html! {
        (Form {
            frame,
            step: Step::Check,
            way: page.way,
            default_press: "send",
            carried: &page.carried(),
            content,
            has_help: false,
        })
    }
}

/// That the words may tell whose they are. Whoever wrote their name has been told so already.
fn hint(page: &StepPage<'_>, words: &Words) -> Markup {
    let answers = page.answers;
    let texts = [&answers.words, &answers.who];
    let is_said = answers.name.is_empty() && texts.into_iter().any(|text| may_tell_who_wrote(text));
    html! {
        @if is_said { div.note.sage { p { (words.text("check-may-tell-who")) } } }
    }
}

/// Send; where the words name one of the readers, with the question who is to read them.
fn send(page: &StepPage<'_>, words: &Words) -> Markup {
    // A lottery and no queue: whoever waits is no worse off than who came first.
    let is_again = page.trouble == Some(Trouble::TooMany);
    let asked = instead_of_the_named(page.answers, page.taxonomy, page.readers, page.away);
    let truth = html! { p.hint { (words.text("check-truth")) } };
    let Some(Instead { named, readers }) = asked else {
        return html! {
            div.go {
                button.btn #go name="go" value="send" data-again[is_again] {
                    (words.text("check-send")) (Mark("next"))
                }
                @if let Some(second) = page.second_in_turn() {
                    (SecondButton { second, words })
                }
                (truth)
            }
        };
    };
    let name = names_and_posts(&named, page.nation, words).join("; ");
    let instead = names_and_posts(&readers, page.nation, words).join("; ");
    html! {
        div.note.sand {
            @for reader in &named { input type="hidden" name="named[]" value=(reader.id.as_str()); }
            h2.long { (words.fill("check-reader-named", &[("name", (&name).into())])) }
            p { (words.text("check-reader-named-ask")) }
            div.go {
                button.btn #go name="go" value="send-instead" {
                    (words.fill("check-send-instead", &[("readers", (&instead).into())]))
                }
                button.btn.second name="go" value="send" data-again[is_again] {
                    (words.text("check-send-as-it-is"))
                }
                (truth)
            }
        }
    }
}

/// Every question; in *Pictures* those that were asked, and whatever was answered beside them.
fn shown_rows(page: &StepPage<'_>, words: &Words) -> Vec<SummaryRow> {
    let mut rows = rows(page, words);
    if page.way.is_turn() {
        // What is told with pictures is told on one page.
        for row in rows.iter_mut().filter(|row| row.step == Step::TellWho) {
            row.step = Step::TellWhat;
        }
        rows.retain(|row| row.step.is_in_turn(words.mode()));
        return rows;
    }
    // Beside every way: whoever told nothing so was not asked.
    rows.retain(|row| row.step != Step::TellWho || page.answers.has_told());
    if words.mode() == Mode::Pictures {
        let is_asked = |step: Step| matches!(step, Step::Danger | Step::Kind);
        rows.retain(|row| is_asked(row.step) || is_answered(row.step, page.answers));
    }
    rows
}

fn is_answered(step: Step, answers: &Answers) -> bool {
    match step {
        Step::Danger => answers.danger.is_some(),
        Step::About => answers.about.is_some(),
        Step::Kind | Step::KindWithin => answers.group.is_some() || answers.is_unsure,
        Step::Place => answers.place.is_some(),
        Step::Still => answers.still.is_some(),
        Step::TellWho => answers.has_told(),
        Step::Words => !answers.words.is_empty(),
        Step::Who => !answers.who.is_empty(),
        Step::Name => !answers.name.is_empty(),
        Step::HiddenFrom => !answers.hidden_from.is_empty(),
        Step::Start
        | Step::DoNow
        | Step::TellWhat
        | Step::TellWhere
        | Step::TellWhen
        | Step::Check
        | Step::Done => false,
    }
}

/// The questions that *Pictures* does not ask, for whoever wants to say more. A worry about an adult
/// at school asks first whom it is about, since that decides who reads it.
fn extras(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let is_about_staff = page.answers.is_about_staff(page.taxonomy);
    let hidden = (
        Step::HiddenFrom,
        match is_about_staff {
            true => words.text("check-hidden-staff"),
            false => words.text("check-hidden"),
        },
        "adult-at-school",
        Tint::Sage,
    );
    let mut extras = vec![
        (Step::TellWho, words.text("tell-with-pictures"), "friends", Tint::Sand),
        (Step::Words, words.text("check-words"), "talk", Tint::Lilac),
        (Step::About, words.text("check-about"), "group", Tint::Sky),
        (Step::Who, words.text("check-who"), "someone", Tint::Blush),
        (Step::Name, words.text("check-come-and-find"), "me", Tint::Sage),
        (Step::Place, words.text("check-place"), "home", Tint::Sand),
        (Step::Still, words.text("check-still"), "clock", Tint::Sky),
    ];
    let place = if is_about_staff { 0 } else { extras.len() };
    extras.insert(place, hidden);
    extras.retain(|(step, ..)| !is_answered(*step, page.answers));
    html! {
        @if !extras.is_empty() {
            h2 { (words.text("check-more")) }
            div.choices.extras {
                @for (step, label, symbol, tint) in extras {
                    button.tile.(tint.class()) name="go" value={ "change-" (step.as_str()) } {
                        span.disc { (Picture { name: symbol, media: frame.media }) }
                        span { (label) }
                    }
                }
            }
        }
    }
}

fn rows(page: &StepPage<'_>, words: &Words) -> Vec<SummaryRow> {
    let answers = page.answers;
    let skipped = || words.text("check-not-answered");
    let row = |step: Step, question: String, answer: Option<Phrase>| SummaryRow {
        step,
        question,
        answer: answer.unwrap_or_else(|| skipped().into()),
        is_typed: false,
    };
    let typed = |step: Step, question: String, text: &str| SummaryRow {
        step,
        question,
        is_typed: !text.is_empty(),
        answer: if text.is_empty() { skipped() } else { text.to_owned() }.into(),
    };
    vec![
        row(
            Step::Danger,
            words.text("check-danger"),
            answers.danger.map(|it| answer_words::danger(it, words).label.into()),
        ),
        row(
            Step::About,
            words.text("check-about"),
            answers.about.map(|it| answer_words::about(it, words).label.into()),
        ),
        row(Step::Kind, words.text("check-kind"), kind::chosen(page, words)),
        row(
            Step::Place,
            words.text("check-place"),
            answers.place.map(|it| answer_words::place(it, words).label.into()),
        ),
        row(
            Step::Still,
            words.text("check-still"),
            answers.still.map(|it| answer_words::still(it, words).label.into()),
        ),
        row(
            Step::HiddenFrom,
            words.text("check-hidden"),
            Some(hidden(page.readers, answers, words).into()),
        ),
        typed(Step::TellWho, words.text("check-told"), &told(answers, words)),
        typed(Step::Words, words.text("check-words"), &answers.words),
        typed(Step::Who, words.text("check-who"), &answers.who),
        typed(Step::Name, words.text("check-name"), &answers.name),
    ]
}

fn hidden(readers: &[ReaderSummary], answers: &Answers, words: &Words) -> String {
    let names: Vec<_> = readers
        .iter()
        .filter(|reader| answers.hidden_from.contains(&reader.id))
        .map(|reader| reader.name.as_str())
        .collect();
    if names.is_empty() { words.text("check-hidden-nobody") } else { names.join(", ") }
}
