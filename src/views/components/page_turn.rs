//! The way through the pages of a list.

use maud::{Markup, Render, html};

use crate::i18n::Words;

/// From one page of a list to those beside it; nothing where there is but one.
pub struct PageTurn<'a> {
    pub words: &'a Words,
    /// The address of the list with a query that pages are added to.
    pub address: &'a str,
    /// From one on.
    pub page: usize,
    pub pages: usize,
}

impl Render for PageTurn<'_> {
    fn render(&self) -> Markup {
        let words = self.words;
        let to = |page: usize| format!("{}&page={page}", self.address);
        html! {
            @if self.pages > 1 {
                nav.go aria-label=(words.text("staff-queue-pages")) {
                    @if self.page > 1 {
                        a.btn.second href=(to(self.page - 1)) { (words.text("staff-queue-earlier")) }
                    }
                    p {
                        (words.fill("staff-queue-page", &[
                            ("page", self.page.into()),
                            ("pages", self.pages.into()),
                        ]))
                    }
                    @if self.page < self.pages {
                        a.btn.second href=(to(self.page + 1)) { (words.text("staff-queue-later")) }
                    }
                }
            }
        }
    }
}
