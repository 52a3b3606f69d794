//! The first page: what this is, who reads it and when, what it cannot promise, and the way ahead.

use maud::{Markup, html};

use crate::domain::{Mode, who_reads_today};
use crate::i18n::Words;
use crate::paths;
use crate::views::Frame;
use crate::views::components::{Form, HelpNote, ListenButton, Mark, Note};
use crate::views::post::name_and_post;

use super::{StepPage, when};

pub(super) fn content(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let is_pictures = words.mode() == Mode::Pictures;
    let is_help_first = when::while_nobody_reads(page.next_reading, words).is_some();
    let content = html! {
        div.start {
            div.stack {
                (page.error_box(frame, "go"))
                (ListenButton { frame })
                h1 { (words.text("start-heading")) }
                p { (words.text("start-lead")) }
                h2 { (words.text("start-what-happens")) }
                ol.list {
                    @if !is_pictures {
                        li { (words.fill("start-step-questions", &[("count", page.questions().into())])) }
                        li { (words.text("start-step-words")) }
                    }
                    li { (words.text("start-step-check")) }
                    li { (words.text("start-step-read")) }
                }
                p { (words.text("start-stop-any-time")) }
            }
            div.notes { (notes(page, frame)) }
            div.go {
                button.btn #go name="go" value="next" { (words.text("start-begin")) (Mark("next")) }
                a.linkish href=(paths::looking_like(paths::REPLY, frame.appearance.apart_from(frame.usual))) data-quiet {
                    (Mark("reply")) (words.text("reply-link"))
                }
            }
        }
    };
    html! {
        (Form {
            frame,
            step: page.step,
            way: page.way,
            default_press: "next",
            carried: &page.carried(),
            content,
            has_help: is_help_first,
        })
    }
}

pub(super) fn notes(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let readers = who_reads_today(page.taxonomy, page.readers, page.away);
    let nobody_until = when::while_nobody_reads(page.next_reading, words);
    let is_help_first = nobody_until.is_some();
    html! {
        @if is_help_first { (HelpNote { words, nobody_until }) }
        (Note {
            id: "who-reads",
            tint: "",
            mark: "person",
            heading: words.text("who-reads-this"),
            body: html! {
                ul.plain { @for reader in readers { li { strong dir="auto" { (name_and_post(&(&reader).into(), page.nation, words)) } } } }
                p { (words.text("start-readers-safe")) " " (words.text("start-readers-others")) }
                p { (words.fill("start-readers-about-staff", &[("nation", page.nation.as_str().into())])) }
                @if !is_help_first {
                    p { (when::told_when(page.next_reading, words)) }
                }
            },
        })
        (Note {
            id: "honest",
            tint: "sand",
            mark: "lock",
            heading: words.text("start-honest"),
            body: what_we_cannot_promise(words),
        })
    }
}

pub(super) fn what_we_cannot_promise(words: &Words) -> Markup {
    html! {
        p { (words.text("start-honest-secret")) }
        p { (words.text("start-honest-guess")) }
        p { (words.text("start-honest-computer")) }
    }
}
