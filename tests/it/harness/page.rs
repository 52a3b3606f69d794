//! A page as a person reads it: by its heading, its errors, its words, its form.

use scraper::{ElementRef, Html, Selector};

use super::answer::Answer;

pub struct Page {
    pub status: u16,
    /// The address it came from.
    pub path: String,
    /// Where the browser is sent instead; a page that has this has nothing else.
    pub location: Option<String>,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub source: String,
    html: Html,
}

impl Page {
    /// Every page is HTML of ours and is kept nowhere.
    pub fn new(path: &str, answer: Answer) -> Self {
        let location = answer.header("location").map(str::to_owned);
        if location.is_none() {
            assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
        }
        let kept = answer.header("cache-control").unwrap_or_default();
        assert!(kept.split(", ").any(|it| it == "no-store"), "{path}: {kept}");
        let source = String::from_utf8(answer.body).unwrap();
        let html = Html::parse_document(&source);
        let (status, headers, path) = (answer.status, answer.headers, path.to_owned());
        Self { status, path, location, headers, source, html }
    }

    /// A page that is on another thread's screen.
    pub fn from_source(path: &str, source: &str) -> Self {
        let html = Html::parse_document(source);
        let (path, source, headers) = (path.to_owned(), source.to_owned(), Vec::new());
        Self { status: 200, path, location: None, headers, source, html }
    }

    /// The page as a tree.
    pub fn html(&self) -> &Html {
        &self.html
    }

    pub fn heading(&self) -> String {
        self.text_of("h1").pop().unwrap_or_default()
    }

    /// What the box above the question says.
    pub fn errors(&self) -> Vec<String> {
        self.text_of("#errors a, #errors p, #errors li")
    }

    /// Every word of the page, one space between them.
    pub fn text(&self) -> String {
        self.text_of("body").pop().unwrap_or_default()
    }

    pub fn has(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The words of each element, in order.
    pub fn text_of(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).map(words_of).collect()
    }

    /// The six words to come back with, where the page shows them.
    pub fn six_words(&self) -> Vec<String> {
        self.text_of(".code-words li")
    }

    /// Each piece of text in these elements, as a script walks over them.
    pub fn pieces_of(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).flat_map(|element| element.text()).map(str::to_owned).collect()
    }

    /// This attribute of each element that has it, in order.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let elements = self.html.select(&selector);
        elements.filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// The value of a field: a box's text, the ticked choice, or a hidden value.
    pub fn field(&self, name: &str) -> Option<String> {
        let selector = Selector::parse("body").unwrap();
        let fields = fields_in(self.html.select(&selector).next()?);
        fields.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Where the form that holds this button goes, and what it sends when nothing more is filled
    /// in. The button is named by its value, or by its words.
    pub fn form_of(&self, button: &str) -> (String, Vec<(String, String)>) {
        let forms = Selector::parse("form").unwrap();
        for form in self.html.select(&forms) {
            if let Some(pressed) = find_button(form, button).or_else(|| self.outside(form, button))
            {
                let mut fields = fields_in(form);
                if let Some(name) = pressed.attr("name") {
                    let value = pressed.attr("value").unwrap_or_default();
                    fields.push((name.to_owned(), value.to_owned()));
                }
                return (form.attr("action").unwrap_or(&self.path).to_owned(), fields);
            }
        }
        panic!("no button {button:?} on {:?}:\n{}", self.path, self.text());
    }

    /// A button that stands elsewhere on the page and belongs to this form.
    fn outside(&self, form: ElementRef<'_>, button: &str) -> Option<ElementRef<'_>> {
        let id = form.attr("id")?;
        let owned = Selector::parse(&format!("button[form='{id}']")).unwrap();
        self.html.select(&owned).find(|found| found.attr("value") == Some(button))
    }

    pub fn has_button(&self, button: &str) -> bool {
        let forms = Selector::parse("form").unwrap();
        self.html.select(&forms).any(|form| find_button(form, button).is_some())
    }
}

fn find_button<'a>(form: ElementRef<'a>, button: &str) -> Option<ElementRef<'a>> {
    let buttons = Selector::parse("button").unwrap();
    let by_value = form.select(&buttons).find(|found| found.attr("value") == Some(button));
    by_value.or_else(|| form.select(&buttons).find(|found| words_of(*found) == button))
}

/// What a browser would send of these fields, in their order.
fn fields_in(form: ElementRef<'_>) -> Vec<(String, String)> {
    let fields = Selector::parse("input[name], textarea[name], select[name]").unwrap();
    let mut found = Vec::new();
    for field in form.select(&fields) {
        let name = field.attr("name").unwrap_or_default().to_owned();
        let value = match (field.value().name(), field.attr("type")) {
            ("textarea", _) => Some(field.text().collect()),
            ("select", _) => chosen_option(field),
            (_, Some("radio" | "checkbox")) => {
                let is_ticked = field.attr("checked").is_some();
                is_ticked.then(|| field.attr("value").unwrap_or("on").to_owned())
            }
            _ => Some(field.attr("value").unwrap_or_default().to_owned()),
        };
        found.extend(value.map(|value| (name, value)));
    }
    found
}

fn chosen_option(field: ElementRef<'_>) -> Option<String> {
    let (chosen, any) = (Selector::parse("option[selected]"), Selector::parse("option"));
    let option = field.select(&chosen.unwrap()).next().or(field.select(&any.unwrap()).next())?;
    Some(option.attr("value").unwrap_or_default().to_owned())
}

fn words_of(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
