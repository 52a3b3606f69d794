//! What a language still lacks, beside British English and the kinds of worry.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

use super::{BRITISH_ENGLISH, Screens, WordsError};
use crate::domain::{Language, Nation, Taxonomy};

/// Something that keeps a language from being offered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// This message is not there.
    Missing(String),
    /// A mode that the language has to have is without its words: `key.attribute`.
    MissingMode(String),
    /// Its gaps are not those of the English message.
    Parameters(String),
    /// There is no such message in English, or no such mode, so nothing uses it.
    LeftOver(String),
    /// It chooses by a number, and not among the plurals that the language has: `key.attribute`.
    Plurals(String),
    /// It chooses by the nation, and names one that there is not: `key.attribute`.
    Nations(String),
}

/// What a form may be called: the value, and the modes.
const FORMS: [&str; 4] = ["", "pictures", "short", "all"];
/// By this a message chooses among the nations; a language may have the same words for all of them.
const NATION: &str = "nation";

/// The forms of a message: its value, which has no name, and the modes' attributes.
type Forms = BTreeMap<String, Form>;

/// What matters of one form.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Form {
    /// The names it leaves room for.
    parameters: BTreeSet<String>,
    /// What it chooses among, for each time that it chooses by a number.
    plurals: Vec<BTreeSet<String>>,
    /// The nations it names.
    nations: BTreeSet<String>,
}

/// Everything that this language lacks. Pages for staff and for other adults are in English.
pub fn in_language(language: Language, screens: Screens) -> Result<BTreeSet<Gap>, WordsError> {
    let mut gaps = BTreeSet::new();
    if language == Language::English {
        return Ok(gaps);
    }
    let of_pupils = |screens: Screens| screens.iter().filter(|(screen, _)| is_for_pupils(screen));
    let (mut english, mut own) = (BTreeMap::new(), BTreeMap::new());
    for &(screen, source) in of_pupils(BRITISH_ENGLISH) {
        english.extend(messages(screen, source)?);
    }
    for &(screen, source) in of_pupils(screens) {
        own.extend(messages(screen, source)?);
    }
    for (key, forms) in choices() {
        english.insert(key, forms);
    }
    let required: &[&str] = if language.has_every_mode() { &FORMS } else { &["", "short"] };
    for (key, wanted) in &english {
        let Some(found) = own.get(key) else {
            gaps.insert(Gap::Missing(key.clone()));
            continue;
        };
        for (form, english) in wanted {
            match found.get(form) {
                None if required.contains(&form.as_str()) => {
                    gaps.insert(Gap::MissingMode(format!("{key}.{form}")));
                }
                Some(found) if found.parameters != english.parameters => {
                    gaps.insert(Gap::Parameters(format!("{key}.{form}")));
                }
                None | Some(_) => {}
            }
        }
        gaps.extend(
            found.iter().filter_map(|(form, said)| of_form(language, key, form, said, wanted)),
        );
    }
    gaps.extend(own.keys().filter(|key| !english.contains_key(*key)).cloned().map(Gap::LeftOver));
    Ok(gaps)
}

/// Whether this screen is a pupil's; others need no other language.
pub fn is_for_pupils(screen: &str) -> bool {
    screen != "staff" && !screen.starts_with("staff-") && screen != "adults"
}

/// What is wrong with a form by itself. A language may need words of its own for a mode that English
/// needs none for.
fn of_form(language: Language, key: &str, form: &str, said: &Form, english: &Forms) -> Option<Gap> {
    let name = || format!("{key}.{form}");
    if !FORMS.contains(&form) {
        return Some(Gap::LeftOver(name()));
    }
    let filled = english.get("").map(|value| &value.parameters);
    if !english.contains_key(form) && filled.is_some_and(|it| !said.parameters.is_subset(it)) {
        return Some(Gap::Parameters(name()));
    }
    if !said.nations.iter().all(|name| Nation::ALL.iter().any(|nation| nation.as_str() == name)) {
        return Some(Gap::Nations(name()));
    }
    let plurals: BTreeSet<_> = language.plurals().iter().map(|it| (*it).to_owned()).collect();
    said.plurals.iter().any(|chosen| *chosen != plurals).then(|| Gap::Plurals(name()))
}

/// The kinds of worry, by code, as if they were messages.
fn choices() -> Vec<(String, Forms)> {
    let Ok(taxonomy) = Taxonomy::embedded() else { return Vec::new() };
    let forms = |modes: [(&str, bool); 4]| {
        let offered = modes.into_iter().filter(|(_, is_offered)| *is_offered);
        offered.map(|(form, _)| (form.to_owned(), Form::default())).collect::<Forms>()
    };
    let groups = taxonomy.groups().map(|group| (group.code.as_str(), &group.words));
    let kinds = taxonomy.categories().map(|kind| (kind.code.as_str(), &kind.words));
    let words = groups.chain(kinds).map(|(code, words)| {
        let of = forms([
            ("", true),
            ("pictures", words.pictures.is_some()),
            ("short", words.short.is_some()),
            ("all", words.all.is_some() && words.all != words.more),
        ]);
        (code.to_owned(), of)
    });
    let tiles = taxonomy.tiles().map(|tile| {
        (
            tile.code.as_str().to_owned(),
            forms([("", true), ("pictures", false), ("short", false), ("all", false)]),
        )
    });
    words.chain(tiles).collect()
}

/// The messages of one file. The value has no name.
fn messages(
    screen: &'static str,
    source: &'static str,
) -> Result<Vec<(String, Forms)>, WordsError> {
    let parsed = parser::parse(source)
        .map_err(|(_, errors)| WordsError::Unreadable { screen, reason: format!("{errors:?}") })?;
    let mut found = Vec::new();
    for entry in parsed.body {
        let Entry::Message(message) = entry else { continue };
        let mut forms = Forms::new();
        if let Some(value) = &message.value {
            forms.insert(String::new(), form_of(value));
        }
        for attribute in &message.attributes {
            forms.insert(attribute.id.name.to_owned(), form_of(&attribute.value));
        }
        found.push((message.id.name.to_owned(), forms));
    }
    Ok(found)
}

fn form_of(pattern: &Pattern<&str>) -> Form {
    let mut form = Form::default();
    in_pattern(pattern, &mut form);
    form
}

fn in_pattern(pattern: &Pattern<&str>, form: &mut Form) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, form);
        }
    }
}

fn in_expression(expression: &Expression<&str>, form: &mut Form) {
    match expression {
        Expression::Select { selector, variants } => {
            let names = variants.iter().map(|variant| match &variant.key {
                VariantKey::Identifier { name } => (*name).to_owned(),
                VariantKey::NumberLiteral { value } => (*value).to_owned(),
            });
            match selector {
                InlineExpression::VariableReference { id } if id.name == NATION => {
                    form.nations.extend(names);
                }
                _ => {
                    form.plurals.push(names.collect());
                    in_inline(selector, form);
                }
            }
            for variant in variants {
                in_pattern(&variant.value, form);
            }
        }
        Expression::Inline(inline) => in_inline(inline, form),
    }
}

fn in_inline(inline: &InlineExpression<&str>, form: &mut Form) {
    match inline {
        InlineExpression::VariableReference { id } => {
            form.parameters.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, form),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(language: Language, shared: &'static str) -> BTreeSet<Gap> {
        let screens = Box::leak(Box::new([("shared", shared)]));
        in_language(language, screens).unwrap()
    }

    #[test]
    fn each_planted_gap_of_a_language_is_found() {
        let whole = "question-of = Cwestiwn { $number } o { $of }\n    .short = { $number } o { $of }\n    .pictures = { $number } o { $of }";
        let is_of = |gap: &Gap, key: &str| match gap {
            Gap::Missing(of)
            | Gap::MissingMode(of)
            | Gap::Parameters(of)
            | Gap::LeftOver(of)
            | Gap::Plurals(of)
            | Gap::Nations(of) => of.split('.').next() == Some(key),
        };
        let of_question = |text: &'static str| {
            let found = gaps(Language::Welsh, text);
            found.into_iter().filter(|gap| is_of(gap, "question-of")).collect::<Vec<_>>()
        };
        assert_eq!(of_question(whole), []);
        assert_eq!(of_question("other = x"), [Gap::Missing("question-of".to_owned())]);
        let other_name = "question-of = Cwestiwn { $rhif } o { $of }";
        assert!(of_question(other_name).contains(&Gap::Parameters("question-of.".to_owned())));
        assert!(
            gaps(Language::Welsh, "nonsense = x").contains(&Gap::LeftOver("nonsense".to_owned()))
        );
        let no_short = "words-no-proof = x";
        let missing = Gap::MissingMode("words-no-proof.short".to_owned());
        assert!(gaps(Language::Polish, no_short).contains(&missing));
        let missing = Gap::MissingMode("words-no-proof.pictures".to_owned());
        assert!(gaps(Language::Welsh, no_short).contains(&missing));
        assert!(!gaps(Language::Polish, no_short).contains(&missing));
    }

    #[test]
    fn a_plural_that_the_language_has_not_or_leaves_out_is_found() {
        let of = |language, count: &str| {
            let source = format!("words-too-long = {{ $count ->{count} }} {{ $max }}");
            gaps(language, Box::leak(source.into_boxed_str()))
                .contains(&Gap::Plurals("words-too-long.".to_owned()))
        };
        let three = "\n  [one] a\n  [few] b\n *[many] c\n";
        assert!(!of(Language::Polish, three) && !of(Language::Ukrainian, three));
        assert!(of(Language::Arabic, three) && of(Language::Urdu, three));
        assert!(of(Language::Polish, "\n  [one] a\n *[many] c\n"));
        assert!(of(Language::Polish, "\n  [one] a\n  [fwe] b\n *[many] c\n"));
    }

    #[test]
    fn a_nation_that_there_is_not_is_found_and_one_word_for_all_is_enough() {
        let of = |head: &'static str| -> Vec<Gap> {
            let found = gaps(Language::Polish, head);
            found.into_iter().filter(|gap| format!("{gap:?}").contains("post-head")).collect()
        };
        let none: Vec<Gap> = Vec::new();
        assert_eq!(of("post-head = dyrektor"), none);
        assert_eq!(of("post-head = { $nation ->\n  [wales] a\n *[england] b\n }"), none);
        let wrong = vec![Gap::Nations("post-head.".to_owned())];
        assert_eq!(of("post-head = { $nation ->\n  [walia] a\n *[england] b\n }"), wrong);
    }

    #[test]
    fn words_for_a_mode_that_english_needs_none_for_are_held_to_the_same_gaps() {
        let text = "question-of = C { $number } o { $of }\n    .all = { $rhif }\n    .brief = x";
        let found = gaps(Language::Welsh, text);
        assert!(found.contains(&Gap::Parameters("question-of.all".to_owned())));
        assert!(found.contains(&Gap::LeftOver("question-of.brief".to_owned())));
    }
}
