//! What stands on a poster and on a slip. Questions, answers, readers and numbers are the form's own.

use crate::domain::{About, DAY_TO_DAY, Danger, Mode, PaperKind, StillHappening};
use crate::views::components::{CHILDLINE, EMERGENCY, Tint};
use crate::views::post::name_and_post;
use crate::views::pupil::answer_words::{self, Shown};

use super::{Block, PaperChoice, PaperLink, PaperSource, Sheet};

/// What this order is to print.
pub fn sheet(source: &PaperSource<'_>) -> Sheet {
    let faces = match source.order.kind {
        PaperKind::Poster => vec![source.poster()],
        PaperKind::Slips => vec![source.front(), source.back()],
    };
    Sheet { title: source.words.text("brand"), order: source.order, faces }
}

impl PaperSource<'_> {
    fn poster(&self) -> Vec<Block> {
        let words = self.words;
        let mut blocks = vec![
            Block::Title { title: words.text("brand"), lead: words.text("start-lead"), link: None },
            Block::Choices { choices: self.kinds(), to_tick: false },
            Block::Link(self.link()),
            Block::Heading(words.text("who-reads-this")),
            Block::List(self.who_reads()),
            Block::Text(words.text("start-readers-safe")),
            Block::Text(words.text("we-do-not-know-you")),
            Block::Text(words.text("start-honest-secret")),
        ];
        blocks.extend(self.numbers());
        blocks
    }

    fn front(&self) -> Vec<Block> {
        let words = self.words;
        let danger = Danger::ALL.iter().map(|it| choice(answer_words::danger(*it, words)));
        let mut blocks = vec![
            Block::Title {
                title: words.text("brand"),
                lead: words.text("paper-give"),
                link: Some(self.link()),
            },
            Block::Heading(words.text("danger-question")),
            Block::Choices { choices: danger.collect(), to_tick: true },
        ];
        if self.order.mode != Mode::Pictures {
            let about = About::ALL.iter().map(|it| choice(answer_words::about(*it, words)));
            blocks.extend([
                Block::Heading(words.text("about-question")),
                Block::Choices { choices: about.collect(), to_tick: true },
            ]);
        }
        blocks.extend([
            Block::Heading(words.text("kind-question")),
            Block::Choices { choices: self.kinds(), to_tick: true },
        ]);
        if self.order.mode == Mode::Pictures {
            blocks.extend(self.numbers());
        }
        blocks
    }

    fn back(&self) -> Vec<Block> {
        let words = self.words;
        let mut blocks = Vec::new();
        if self.order.mode != Mode::Pictures {
            let still = StillHappening::ALL.iter();
            let still = still.map(|it| choice(answer_words::still(*it, words)));
            blocks.extend([
                Block::Heading(words.text("still-question")),
                Block::Choices { choices: still.collect(), to_tick: true },
            ]);
        }
        blocks.extend([Block::Heading(words.text("words-question")), Block::LinesToTheEnd]);
        if self.order.mode != Mode::Pictures {
            blocks.extend([Block::Heading(words.text("who-question")), Block::Lines(1)]);
        }
        blocks.extend([
            Block::Heading(words.text("hidden-question")),
            Block::Lines(1),
            Block::Heading(words.text("name-question")),
            Block::Text(words.text("name-hint")),
            Block::Lines(1),
            Block::Heading(words.text("who-reads-this")),
            Block::List(self.who_reads()),
            Block::Text(words.text("paper-not-sealed")),
        ]);
        if self.order.mode != Mode::Pictures {
            blocks.extend(self.numbers());
        }
        blocks
    }

    fn link(&self) -> PaperLink {
        let words = self.words;
        PaperLink {
            says: words.text("paper-open"),
            address: self.address.clone(),
            url: self.url.clone(),
            alt: words.fill("paper-code", &[("address", (&self.address).into())]),
        }
    }

    /// Those who read ordinary slips, as the form's first page has them.
    fn who_reads(&self) -> Vec<String> {
        let readers = self.readers.iter().filter(|reader| reader.roles.has_any(&DAY_TO_DAY));
        readers.map(|reader| name_and_post(&reader.into(), self.nation, self.words)).collect()
    }

    fn numbers(&self) -> [Block; 2] {
        [
            Block::Number(self.words.text("in-danger"), EMERGENCY),
            Block::Number(self.words.text("childline-free"), CHILDLINE),
        ]
    }

    /// The kinds of worry that the form's first page of them has in this mode.
    fn kinds(&self) -> Vec<PaperChoice> {
        let (words, mode) = (self.words, self.order.mode);
        if mode == Mode::Pictures {
            let tiles = self.taxonomy.tiles().enumerate().map(|(index, tile)| PaperChoice {
                label: words.of_tile(tile),
                symbol: tile.symbol.clone(),
                tint: Tint::at(index),
            });
            return tiles.collect();
        }
        let groups = self.taxonomy.offered_groups(mode).enumerate();
        let groups = groups.map(|(index, group)| PaperChoice {
            label: words.of_group(group),
            symbol: group.symbol.clone(),
            tint: Tint::at(index),
        });
        groups.collect()
    }
}

fn choice(shown: Shown) -> PaperChoice {
    let Shown { label, symbol, tint } = shown;
    PaperChoice { label: label.into(), symbol: symbol.to_owned(), tint }
}
