//! What to print: posters and slips, in which words and which language.

use maud::{Markup, Render, html};

use crate::domain::{Language, Mode, PaperKind, PaperOrder, PrintSize};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::Select;
use crate::views::{StaffFrame, StaffPage};

pub struct PaperPage<'a> {
    /// What is chosen until somebody chooses.
    pub usual: PaperOrder,
    /// The languages that pupils can choose.
    pub languages: &'a [Language],
    /// The names of the school's own pictures that a PDF cannot have.
    pub not_in_pdf: &'a [String],
}

impl StaffPage for PaperPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-paper-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let PaperOrder { kind, size, mode, language } = self.usual;
        let languages = self.languages.iter().map(|it| (it.as_str(), it.in_english().to_owned()));
        let languages: Vec<_> = languages.collect();
        html! {
            h1 { (words.text("staff-paper-title")) }
            p { (words.text("staff-paper-lead")) }
            section.panel aria-labelledby="what" {
                h2 #what { (words.text("staff-paper-what")) }
                form.staff-form method="get" action=(paths::PAPER_PDF) {
                    (select("kind", words.text("staff-paper-kind"), &kinds(words), kind.as_str()))
                    (select("mode", words.text("staff-paper-mode"), &modes(words), mode.as_str()))
                    (select("lang", words.text("staff-paper-language"), &languages, language.as_str()))
                    (select("size", words.text("staff-paper-size"), &sizes(words), size.as_str()))
                    div.go {
                        button.btn type="submit" { (words.text("staff-paper-pdf")) }
                        button.btn.second type="submit" formaction=(paths::PAPER_PAGE) {
                            (words.text("staff-paper-page"))
                        }
                    }
                }
                @if !self.not_in_pdf.is_empty() {
                    p.hint {
                        (words.fill("staff-paper-own-pictures", &[
                            ("pictures", (&self.not_in_pdf.join(", ")).into()),
                        ]))
                    }
                }
            }
            section.panel aria-labelledby="then" {
                h2 #then { (words.text("staff-paper-then")) }
                ul.steps-list {
                    li { (words.text("staff-paper-then-print")) }
                    li { (words.text("staff-paper-then-place")) }
                    li { (words.text("staff-paper-then-seen")) }
                    li { (words.text("staff-paper-then-anew")) }
                }
            }
        }
    }
}

fn select(
    name: &'static str,
    label: String,
    options: &[(&'static str, String)],
    chosen: &str,
) -> Markup {
    Select { id: name, name, label, none: None, options, chosen: Some(chosen), error: None }
        .render()
}

fn kinds(words: &Words) -> Vec<(&'static str, String)> {
    let said = |kind: PaperKind| match kind {
        PaperKind::Poster => words.text("staff-paper-poster"),
        PaperKind::Slips => words.text("staff-paper-slips"),
    };
    PaperKind::ALL.map(|kind| (kind.as_str(), said(kind))).into()
}

fn modes(words: &Words) -> Vec<(&'static str, String)> {
    let said = |mode: Mode| match mode {
        Mode::Pictures => words.text("mode-pictures"),
        Mode::Short => words.text("mode-short"),
        Mode::More => words.text("mode-more"),
        Mode::All => words.text("mode-all"),
    };
    Mode::ALL.map(|mode| (mode.as_str(), said(mode))).into()
}

fn sizes(words: &Words) -> Vec<(&'static str, String)> {
    let said = |size: PrintSize| match size {
        PrintSize::Usual => words.text("staff-paper-usual"),
        PrintSize::Large => words.text("staff-paper-large"),
    };
    PrintSize::ALL.map(|size| (size.as_str(), said(size))).into()
}
