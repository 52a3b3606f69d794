//! What goes on paper: the same words and pictures for the page that is printed and for the PDF.

mod contents;
mod page;

use crate::domain::{Nation, PaperOrder, ReaderSummary, Taxonomy};
use crate::i18n::{Phrase, Words};

use super::components::Tint;

pub use contents::sheet;
pub use page::paper_document;

/// What a sheet is made of.
pub struct PaperSource<'a> {
    pub order: PaperOrder,
    /// In the language and mode of the order.
    pub words: &'a Words,
    pub taxonomy: &'a Taxonomy,
    pub readers: &'a [ReaderSummary],
    pub nation: Nation,
    /// The class's link, which the square code holds.
    pub url: String,
    /// Where pupils go, as somebody types it.
    pub address: String,
}

/// What is printed: a front, and for a slip a back.
pub struct Sheet {
    pub title: String,
    pub order: PaperOrder,
    pub faces: Vec<Vec<Block>>,
}

/// One part of a face, below the one before it.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// The name of it all, with a word under it and the link beside it where there is room.
    Title {
        title: String,
        lead: String,
        link: Option<PaperLink>,
    },
    Heading(String),
    Text(String),
    List(Vec<String>),
    /// With a box to tick, or only shown.
    Choices {
        choices: Vec<PaperChoice>,
        to_tick: bool,
    },
    /// So many lines to write on.
    Lines(usize),
    /// Lines as far as there is room.
    LinesToTheEnd,
    /// A label and its number.
    Number(String, &'static str),
    Link(PaperLink),
}

/// The way to the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLink {
    pub says: String,
    pub address: String,
    pub url: String,
    /// What the square code is, for whoever has it read out.
    pub alt: String,
}

/// An answer, as the form shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct PaperChoice {
    pub label: Phrase,
    pub symbol: String,
    pub tint: Tint,
}
