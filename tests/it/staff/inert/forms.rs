//! The forms of a page as the page has them, so that a new field is filled without being named here.

use scraper::{ElementRef, Selector};

use super::corpus::{CORPUS, MARK, all_of_it, come_to_life};
use crate::harness::{Browser, Page};

/// What the day of the story has for a day that is asked for.
const A_DAY: &str = "2026-11-25";

struct Field {
    name: String,
    kind: String,
    /// What is sent when nothing is filled in, or the first that there is to choose.
    usual: String,
}

pub struct Form {
    pub action: String,
    is_post: bool,
    fields: Vec<Field>,
    button: Option<(String, String)>,
}

/// Fills forms, and looks at what comes of it.
#[derive(Default)]
pub struct Filler {
    turn: usize,
}

/// A cookie of nothing but random letters has any three of them now and then; nothing of the corpus is so plain.
fn is_token(name: &str, value: &str) -> bool {
    let (cookie, rest) = value.split_once(';').unwrap_or((value, ""));
    let token = cookie.split_once('=').map_or("", |(_, token)| token);
    let is_plain = token.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    name == "set-cookie" && is_plain && !rest.to_lowercase().contains(MARK)
}

impl Filler {
    /// Looks at the page, and lets nothing of the corpus be alive in it.
    pub fn look(&mut self, page: &Page) {
        let alive = come_to_life(page.html());
        assert!(alive.is_empty(), "{}: {alive:?}", page.path);
        assert!(page.status < 500, "{} answers {}", page.path, page.status);
        let in_headers = page.headers.iter().find(|(name, value)| {
            let has_corpus = |it: &str| it.to_lowercase().contains(MARK) || it.contains("Bcc:");
            has_corpus(name) || (has_corpus(value) && !is_token(name, value))
        });
        assert!(in_headers.is_none(), "{}: {in_headers:?}", page.path);
    }

    /// Fills every form of the page: text of the corpus where text is asked for, each in turn; then in every
    /// field whatever it is, as somebody does who writes forms of their own.
    pub fn fill(&mut self, browser: &mut Browser, page: &Page) {
        self.look(page);
        for form in forms_of(page) {
            self.fill_form(browser, &form);
        }
    }

    pub fn fill_form(&mut self, browser: &mut Browser, form: &Form) {
        let asked = form.fields.iter().filter(|field| field.name != "csrf").count();
        if asked == 0 {
            return;
        }
        // A box takes them all at once; a line, each by itself.
        let texts = form.fields.iter().map(|field| match field.kind.as_str() {
            "textarea" => 1,
            _ if field.takes_text() => CORPUS.len(),
            _ => 0,
        });
        for number in 0..texts.max().unwrap_or(0) {
            self.send(browser, form, &form.filled(number, |field| field.takes_text()));
        }
        let others = form.fields.iter().filter(|field| field.name != "csrf" && !field.takes_text());
        for other in others {
            let number = self.next();
            self.send(browser, form, &form.filled(number, |field| field.name == other.name));
        }
        let number = self.next();
        self.send(browser, form, &form.filled(number, |field| field.name != "csrf"));
    }

    /// Each text of the corpus comes in its turn.
    pub fn next(&mut self) -> usize {
        self.turn += 1;
        self.turn % CORPUS.len()
    }

    fn send(&mut self, browser: &mut Browser, form: &Form, fields: &[(String, String)]) {
        if form.is_post {
            let answer = browser.post(&form.action, fields);
            self.look(&answer);
            let page = browser.follow(answer);
            return self.look(&page);
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let answer = browser.get(&format!("{}?{query}", form.action));
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            self.look(&Page::new(&form.action, answer));
        }
    }
}

impl Form {
    /// This text of the corpus in the fields that are `chosen`, and in the others what is usual.
    fn filled(&self, number: usize, chosen: impl Fn(&Field) -> bool) -> Vec<(String, String)> {
        let fields = self.fields.iter().map(|field| {
            let value = match field.kind.as_str() {
                "textarea" if chosen(field) && number == 0 => all_of_it(),
                _ if chosen(field) => CORPUS[number].to_owned(),
                // Nobody is invited twice.
                "email" => format!("person{number}@elmwood.example"),
                _ => field.usual.clone(),
            };
            (field.name.clone(), value)
        });
        fields.chain(self.button.clone()).collect()
    }
}

impl Field {
    /// Whether somebody writes here what they like.
    fn takes_text(&self) -> bool {
        matches!(self.kind.as_str(), "textarea" | "text" | "password" | "search" | "tel")
    }
}

/// The text fields of the form that holds the way on, by name.
pub fn text_fields(page: &Page) -> Vec<String> {
    let fields = forms_of(page).into_iter().flat_map(|form| form.fields);
    fields.filter(Field::takes_text).map(|field| field.name).collect()
}

pub fn forms_of(page: &Page) -> Vec<Form> {
    let all = |within: ElementRef<'_>, selector: &str| -> Vec<(String, String, String)> {
        let selector = Selector::parse(selector).unwrap();
        let attribute = |it: &ElementRef<'_>, name| it.attr(name).unwrap_or_default().to_owned();
        let found = within.select(&selector);
        found
            .map(|it| (attribute(&it, "name"), attribute(&it, "value"), attribute(&it, "type")))
            .collect()
    };
    let forms = Selector::parse("form").unwrap();
    let mut found = Vec::new();
    for form in page.html().select(&forms) {
        let buttons = all(form, "button[name]:not([formaction])");
        found.push(Form {
            action: form.attr("action").unwrap_or(&page.path).to_owned(),
            is_post: form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
            fields: fields_of(form),
            button: buttons.into_iter().next().map(|(name, value, _)| (name, value)),
        });
    }
    found
}

/// One of each name: of what is to be chosen, what is chosen, or the first.
fn fields_of(form: ElementRef<'_>) -> Vec<Field> {
    let selector = Selector::parse("input[name], textarea[name], select[name]").unwrap();
    let options = Selector::parse("option").unwrap();
    let mut fields: Vec<Field> = Vec::new();
    for field in form.select(&selector) {
        let name = field.attr("name").unwrap_or_default().to_owned();
        let kind = match field.value().name() {
            "input" => field.attr("type").unwrap_or("text"),
            other => other,
        };
        let value = field.attr("value").unwrap_or_default().to_owned();
        let usual = match kind {
            "select" => {
                let mut values = field.select(&options).filter_map(|it| it.attr("value"));
                values.find(|value| !value.is_empty()).unwrap_or_default().to_owned()
            }
            "date" if value.is_empty() => A_DAY.to_owned(),
            "textarea" => String::new(),
            _ => value,
        };
        let known = fields.iter_mut().find(|known| known.name == name);
        match known {
            Some(known) if field.attr("checked").is_some() => known.usual = usual,
            Some(_) => {}
            None => fields.push(Field { name, kind: kind.to_owned(), usual }),
        }
    }
    fields
}
