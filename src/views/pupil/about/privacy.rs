//! What is kept and for how long: in a pupil's words first, then the notice that a school points
//! adults to.

use maud::{Markup, html};

use crate::domain::{Retention, SchoolDetails};
use crate::i18n::Words;
use crate::views::components::HelpWay;
use crate::views::{Frame, Page};

use super::{ForAdults, back, help};

pub struct PrivacyPage<'a> {
    pub school: &'a str,
    pub details: &'a SchoolDetails,
    pub retention: Retention,
    /// How long copies stay in backups, where there are any.
    pub backup_days: Option<usize>,
}

impl Page for PrivacyPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("privacy-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let days = self.days(self.retention.recorded_days.max(self.retention.closed_days));
        html! {
            div.slip {
                (back(words))
                h1 { (words.text("privacy-heading")) }
                ul.list {
                    li { (words.text("privacy-name")) }
                    li { (words.text("privacy-words")) }
                    li { (words.text("privacy-day")) }
                    li { (words.fill("privacy-how-long", &[("days", days.into())])) }
                    li { (words.text("privacy-longer")) }
                    li { (words.text("privacy-others")) }
                    li { (words.text("privacy-unhappy")) }
                }
                (help(words, HelpWay::Link))
                (ForAdults { words, content: self.notice(words) })
            }
        }
    }

    fn may_be_printed(&self) -> bool {
        true
    }
}

impl PrivacyPage<'_> {
    fn days(&self, days: i32) -> usize {
        usize::try_from(days).unwrap_or_default()
    }

    /// What Articles 13 and 14 of the UK GDPR ask for.
    fn notice(&self, words: &Words) -> Markup {
        let recorded = self.days(self.retention.recorded_days);
        let closed = self.days(self.retention.closed_days);
        html! {
            h2 { (words.text("adults-privacy-heading")) }
            p { (words.text("adults-privacy-lead")) }
            h3 { (words.text("adults-privacy-who-heading")) }
            p { (words.fill("adults-privacy-who", &[("school", self.school.into())])) }
            @if let Some(contact) = &self.details.data_protection {
                p { (words.fill("adults-privacy-contact", &[("contact", contact.into())])) }
            }
            @if let Some(website) = &self.details.website {
                p { (words.fill("adults-website", &[("website", website.into())])) }
            }
            h3 { (words.text("adults-privacy-what-heading")) }
            p { (words.text("adults-privacy-what-slips")) }
            p { (words.text("adults-privacy-what-beside")) " " (words.text("adults-privacy-what-not")) }
            p { (words.text("adults-privacy-what-staff")) }
            h3 { (words.text("adults-privacy-why-heading")) }
            p { (words.text("adults-privacy-why")) " " (words.text("adults-privacy-basis")) }
            p { (words.text("adults-privacy-special")) }
            h3 { (words.text("adults-privacy-recipients-heading")) }
            p { (words.text("adults-privacy-recipients")) }
            p { (words.text("adults-privacy-passed-on")) " " (words.text("adults-privacy-mail")) }
            h3 { (words.text("adults-privacy-how-long-heading")) }
            p {
                (words.fill("adults-privacy-how-long", &[
                    ("recorded", recorded.into()),
                    ("closed", closed.into()),
                ]))
                @if let Some(days) = self.backup_days {
                    " " (words.fill("adults-privacy-backups", &[("days", days.into())]))
                }
            }
            h3 { (words.text("adults-privacy-rights-heading")) }
            p { (words.text("adults-privacy-rights")) " " (words.text("adults-privacy-unknown")) }
            p { (words.text("adults-privacy-machines")) }
            h3 { (words.text("adults-privacy-cookie-heading")) }
            p { (words.text("adults-privacy-cookie")) }
            h3 { (words.text("adults-privacy-complain-heading")) }
            p { (words.text("adults-privacy-complain")) }
        }
    }
}
