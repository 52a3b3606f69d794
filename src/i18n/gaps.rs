//! What a language still lacks, beside British English and the kinds of worry.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::{BRITISH_ENGLISH, Screens, WordsError};
use crate::domain::{Language, Taxonomy};

/// Something that keeps a language from being offered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// This message is not there.
    Missing(String),
    /// A mode that the language has to have is without its words: `key.attribute`.
    MissingMode(String),
    /// Its gaps are not those of the English message.
    Parameters(String),
    /// There is no such message in English, so nothing uses it.
    LeftOver(String),
}

/// A form of a message (its value, or a mode's attribute) with the names it leaves room for.
type Forms = BTreeMap<String, BTreeSet<String>>;

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
    let required: &[&str] =
        if language.has_every_mode() { &["", "pictures", "short", "all"] } else { &["", "short"] };
    for (key, wanted) in &english {
        let Some(found) = own.get(key) else {
            gaps.insert(Gap::Missing(key.clone()));
            continue;
        };
        for (form, parameters) in wanted {
            match found.get(form) {
                None if required.contains(&form.as_str()) => {
                    gaps.insert(Gap::MissingMode(format!("{key}.{form}")));
                }
                Some(named) if named != parameters => {
                    gaps.insert(Gap::Parameters(format!("{key}.{form}")));
                }
                None | Some(_) => {}
            }
        }
    }
    gaps.extend(own.keys().filter(|key| !english.contains_key(*key)).cloned().map(Gap::LeftOver));
    Ok(gaps)
}

/// Whether this screen is a pupil's; others need no other language.
pub fn is_for_pupils(screen: &str) -> bool {
    screen != "staff" && !screen.starts_with("staff-") && screen != "adults"
}

/// The kinds of worry, by code, as if they were messages.
fn choices() -> Vec<(String, Forms)> {
    let Ok(taxonomy) = Taxonomy::embedded() else { return Vec::new() };
    let forms = |modes: [(&str, bool); 4]| {
        let offered = modes.into_iter().filter(|(_, is_offered)| *is_offered);
        offered.map(|(form, _)| (form.to_owned(), BTreeSet::new())).collect::<Forms>()
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
            forms.insert(String::new(), parameters(value));
        }
        for attribute in &message.attributes {
            forms.insert(attribute.id.name.to_owned(), parameters(&attribute.value));
        }
        found.push((message.id.name.to_owned(), forms));
    }
    Ok(found)
}

fn parameters(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, &mut names);
        }
    }
    names
}

fn in_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            in_inline(selector, names);
            for variant in variants {
                names.extend(parameters(&variant.value));
            }
        }
        Expression::Inline(inline) => in_inline(inline, names),
    }
}

fn in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, names),
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
            Gap::Missing(of) | Gap::MissingMode(of) | Gap::Parameters(of) | Gap::LeftOver(of) => {
                of.split('.').next() == Some(key)
            }
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
}
