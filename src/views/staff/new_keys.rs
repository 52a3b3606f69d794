//! New keys for a reader: the link to make them, and two colleagues who vouch for them.

use maud::{Markup, html};

use crate::domain::ReaderSummary;
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{AsTyped, CsrfField, DigitsForm};
use crate::views::{StaffFrame, StaffPage};

/// How far somebody is with new keys.
pub enum NewKeysState {
    /// They have made none; with the link to, where there is one.
    None { link: Option<String> },
    /// They wait for a reader to vouch, after the one of this name.
    Made { first: Option<String> },
    /// They wait, and the person who looks at the page has vouched.
    MadeAndVouched,
    /// They are those of the person who looks at the page.
    Own,
}

pub struct NewKeysLine {
    pub reader: ReaderSummary,
    pub state: NewKeysState,
    /// Stands for the details as they are shown: nobody is vouched for as something else.
    pub seen: String,
    /// Why the digits that were typed were not taken.
    pub digits_error: Option<String>,
}

pub struct NewKeysPage<'a> {
    pub lines: &'a [NewKeysLine],
    pub csrf: &'a str,
    pub notice: Option<String>,
}

impl StaffPage for NewKeysPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-new-keys-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-new-keys-title")) }
            @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
            p { (words.text("staff-new-keys-text")) }
            p { (words.text("staff-new-keys-then")) }
            @for line in self.lines { (self.person(line, words)) }
        }
    }
}

impl NewKeysPage<'_> {
    fn person(&self, line: &NewKeysLine, words: &Words) -> Markup {
        let ReaderSummary { id, name, title, .. } = &line.reader;
        let heading = format!("person-{}", id.as_str());
        let about = |key: &'static str| words.fill(key, &[("name", name.as_str().into())]);
        html! {
            section.panel aria-labelledby=(heading) {
                h2 id=(heading) { (AsTyped(name.as_str())) ", " (AsTyped(title.as_str())) }
                @match &line.state {
                    NewKeysState::None { link } => {
                        @if let Some(link) = link {
                            p { (about("staff-new-keys-handed")) }
                            p.code translate="no" { (link) }
                        }
                        (self.begin(line, words))
                    }
                    NewKeysState::Made { first } => {
                        p { (about("staff-new-keys-made")) }
                        @if let Some(first) = first {
                            p { (words.fill("staff-new-keys-first", &[("first", first.as_str().into())])) }
                        }
                        (self.vouch(line, words))
                        (self.begin(line, words))
                    }
                    NewKeysState::MadeAndVouched => p { (words.text("staff-new-keys-by-oneself")) },
                    NewKeysState::Own => p { (words.text("staff-new-keys-own")) },
                }
            }
        }
    }

    fn begin(&self, line: &NewKeysLine, words: &Words) -> Markup {
        let name = line.reader.name.as_str();
        html! {
            details {
                summary { (words.fill("staff-new-keys-begin-summary", &[("name", name.into())])) }
                p { (words.fill("staff-new-keys-begin-text", &[("name", name.into())])) }
                form method="post" action=(paths::begin_new_keys(&line.reader.id)) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn.second type="submit" { (words.fill("staff-new-keys-begin", &[("name", name.into())])) }
                    }
                }
            }
        }
    }

    fn vouch(&self, line: &NewKeysLine, words: &Words) -> Markup {
        let name = line.reader.name.as_str();
        let form = DigitsForm {
            reader: &line.reader,
            seen: &line.seen,
            error: line.digits_error.as_deref(),
            action: &paths::vouch_new_keys(&line.reader.id),
            csrf: self.csrf,
            button: words.fill("staff-new-keys-vouch", &[("name", name.into())]),
        };
        form.render_in(words)
    }
}

/// For whoever has made new keys, until they count.
pub struct NewKeysMadePage<'a> {
    pub digits: &'a str,
}

impl StaffPage for NewKeysMadePage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-new-keys-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.narrow {
                h1 { (words.text("staff-new-keys-made-heading")) }
                p { (words.text("staff-new-keys-made-text")) }
                p.code translate="no" { (self.digits) }
                p { (words.text("staff-new-keys-made-then")) }
                p { a href=(paths::SIGN_IN) { (words.text("staff-sign-in-title")) } }
            }
        }
    }
}
