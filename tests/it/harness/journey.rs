//! The way through a slip, pressed page by page.

use super::{Browser, Page};

/// The button of a kiosk's home that leads to a slip.
pub const FROM_HOME: &str = "change-start";
/// More pages than any way has.
const PAGES_MAX: usize = 20;

/// The field that a step's page asks for; pages that ask nothing have none.
fn field_of(step: &str) -> Option<&'static str> {
    match step {
        "danger" => Some("danger"),
        "about" => Some("about"),
        "kind" => Some("group"),
        "kind-within" => Some("kind"),
        "place" => Some("place"),
        "still" => Some("still"),
        "tell-who" => Some("done_by"),
        "tell-what" => Some("done"),
        "tell-when" => Some("happened"),
        "words" => Some("words"),
        "who" => Some("who"),
        "name" => Some("name"),
        "hidden-from" => Some("hidden_from[]"),
        _ => None,
    }
}

impl Browser {
    /// Goes from the first page to the one of this step, answering what is answered here and
    /// leaving the rest; nobody is in danger unless it is said.
    pub fn walk_to(&mut self, step: &str, answers: &[(&str, &str)]) -> Page {
        let page = self.visit("/");
        // A kiosk begins with something else.
        let page = match page.has_button(FROM_HOME) {
            true => self.press(&page, FROM_HOME, &[]),
            false => page,
        };
        // A slip that was begun, and whoever opens it again goes on with it.
        let page = if page.has_button("anew") { self.press(&page, "show", &[]) } else { page };
        self.walk_from(page, step, answers)
    }

    /// The rest of the way to the check page, from the page on the screen.
    pub fn walk_on(&mut self, from: Page, answers: &[(&str, &str)]) -> Page {
        self.walk_from(from, "check", answers)
    }

    fn walk_from(&mut self, mut page: Page, step: &str, answers: &[(&str, &str)]) -> Page {
        for _ in 0..PAGES_MAX {
            let shown = page.field("step").unwrap_or_default();
            if shown == step {
                return page;
            }
            let asked = field_of(&shown);
            let mut given: Vec<_> =
                answers.iter().filter(|(name, _)| Some(*name) == asked).copied().collect();
            if shown == "danger" && given.is_empty() {
                given.push(("danger", "no"));
            }
            let is_told_from_here = shown == "words" && step.starts_with("tell-");
            let button = if is_told_from_here { "change-tell-who" } else { "next" };
            page = self.press(&page, button, &given);
        }
        panic!("{step} was never reached; the last page says: {}", page.text());
    }

    pub fn walk_to_check(&mut self, answers: &[(&str, &str)]) -> Page {
        self.walk_to("check", answers)
    }

    /// Writes a slip and sends it; the page that follows.
    pub fn send_slip(&mut self, answers: &[(&str, &str)]) -> Page {
        let check = self.walk_to_check(answers);
        self.press(&check, "send", &[])
    }
}
