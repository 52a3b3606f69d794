//! A sheet as a page to print. On a screen it is what will be on the paper.

use maud::{DOCTYPE, Markup, html};

use crate::domain::Language;
use crate::i18n::Words;
use crate::media::Media;
use crate::paths;
use crate::views::components::{Picture, SquareCode};
use crate::views::shell::head;

use super::{Block, PaperChoice, PaperLink, Sheet};

/// Lines to write on where there is room: more than a slip can have, and what is too much is cut off.
const LINES_TO_THE_END: usize = 30;

/// The whole document. `staff` are the words of the bar above the sheet, which is not printed.
pub fn paper_document(sheet: &Sheet, staff: &Words, media: &Media) -> Markup {
    let order = sheet.order;
    html! {
        (DOCTYPE)
        html.paper lang=(order.language.as_str())
            dir=[order.language.is_right_to_left().then_some("rtl")]
            data-band=[order.mode.is_early().then_some("early")]
            data-look="light"
        {
            head {
                (head(&sheet.title, None))
                link rel="stylesheet" href=(paths::files::PAPER_CSS);
            }
            body {
                header.how lang=(Language::English.as_str()) dir="ltr" {
                    p { (staff.text("staff-paper-how")) }
                    p { a.btn.second href=(paths::PAPER) { (staff.text("staff-paper-back")) } }
                }
                main.(order.kind.as_str()).(order.size.as_str()) {
                    @for face in &sheet.faces {
                        div.sheet {
                            @for copy in 0..order.copies() {
                                // What is four times on a sheet is read out once.
                                section.face aria-hidden=[(copy > 0).then_some("true")] {
                                    (blocks(face, copy > 0, media))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn blocks(blocks: &[Block], is_copy: bool, media: &Media) -> Markup {
    html! {
        @for block in blocks {
            @match block {
                Block::Title { title, lead, link } => (top(title, lead, link.as_ref(), is_copy, media)),
                Block::Heading(text) => h2 { (text) },
                Block::Text(text) => p { (text) },
                Block::List(items) => ul.plain {
                    @for item in items { li { strong dir="auto" { (item) } } }
                },
                Block::Choices { choices, to_tick } => {
                    ul.tiles.to-tick[*to_tick] {
                        @for choice in choices { (tile(choice, *to_tick, media)) }
                    }
                }
                Block::Lines(count) => (lines(*count)),
                Block::LinesToTheEnd => div.to-the-end { (lines(LINES_TO_THE_END)) },
                Block::Number(label, number) => p.number {
                    (label) " " span.num dir="ltr" { (number) }
                },
                Block::Link(link) => div.way { (way(link)) },
            }
        }
    }
}

/// A page has one heading of the first rank, and four slips.
fn top(title: &str, lead: &str, link: Option<&PaperLink>, is_copy: bool, media: &Media) -> Markup {
    let name = html! { (Picture { name: "slip", media }) (title) };
    html! {
        div.top {
            div {
                @if is_copy { p.name { (name) } } @else { h1.name { (name) } }
                p { (lead) }
                @if let Some(link) = link { p { strong dir="ltr" { (link.address) } } }
            }
            @if let Some(link) = link {
                (SquareCode { text: &link.url, label: link.alt.clone() })
            }
        }
    }
}

fn way(link: &PaperLink) -> Markup {
    html! {
        (SquareCode { text: &link.url, label: link.alt.clone() })
        p { (link.says) br; strong dir="ltr" { (link.address) } }
    }
}

fn tile(choice: &PaperChoice, to_tick: bool, media: &Media) -> Markup {
    html! {
        li {
            @if to_tick { span.box {} }
            span.disc.(choice.tint.class()) { (Picture { name: &choice.symbol, media }) }
            span { (choice.label) }
        }
    }
}

fn lines(count: usize) -> Markup {
    html! { @for _ in 0..count { div.rule {} } }
}
