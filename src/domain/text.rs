//! Text that somebody typed, as it is kept and shown. Nothing is refused for what it says.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use super::reader::DetailError;

/// Most marks that are shown on one letter: Hebrew with its vowels and accents has four. More is a
/// tower that covers the lines around it.
const MARKS_MAX: usize = 4;

/// Several lines: line ends as `\n`, NUL visible, other control characters left out.
pub(super) fn lines(typed: &str, characters_max: usize) -> String {
    let unix_lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let readable: String = unix_lines
        .chars()
        .map(|c| if c == '\0' { '␀' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let kept: String = readable.trim().chars().take(characters_max).collect();
    kept.trim_end().to_owned()
}

/// The same, whole or not at all: `None` when there are more characters.
pub(super) fn lines_within(typed: &str, characters_max: usize) -> Option<String> {
    // One more than fit, so that a longer one is told from one that fits.
    let text = lines(typed, characters_max.saturating_add(1));
    (text.chars().count() <= characters_max).then_some(text)
}

/// One line, such as a name, that stands among other words: white space folded, and nothing in it
/// that would turn those words round or cover them.
pub(super) fn one_line(typed: &str, characters_max: usize) -> Result<String, DetailError> {
    let plain: String = typed
        .chars()
        .filter(|c| (!c.is_control() || c.is_whitespace()) && !turns_text_round(*c))
        .collect();
    let folded = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = without_towers(&folded);
    match line.chars().count() {
        0 => Err(DetailError::Empty),
        count if count > characters_max => Err(DetailError::TooLong { max: characters_max }),
        _ => Ok(line),
    }
}

/// The text with no more marks on one letter than can be read.
pub fn without_towers(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let mut marks = 0;
    let is_shown = |c: &char| {
        let is_mark = matches!(
            categories.get(*c),
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
        );
        marks = if is_mark { marks + 1 } else { 0 };
        marks <= MARKS_MAX
    };
    text.chars().filter(is_shown).collect()
}

/// The characters that embed, override or isolate a direction. A right-to-left name needs none.
fn turns_text_round(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_seen_and_other_control_characters_are_gone() {
        assert_eq!(lines(" a\u{0}b\u{7}c\r\nd\re ", 100), "a␀bc\nd\ne");
    }

    #[test]
    fn a_name_cannot_turn_the_words_around_it() {
        let typed = " Mrs \u{202e}Okafor\u{2066}\u{0} \n (DSL) ";
        assert_eq!(one_line(typed, 80).as_deref(), Ok("Mrs Okafor (DSL)"));
        assert_eq!(one_line("\u{202e} \u{7}", 80), Err(DetailError::Empty));
    }

    #[test]
    fn a_tower_of_marks_is_cut_and_every_script_keeps_its_own() {
        let tower = format!("h{}elp", "\u{310}".repeat(200));
        assert_eq!(without_towers(&tower), format!("h{}elp", "\u{310}".repeat(MARKS_MAX)));
        for whole in ["Zoë", "nguyễn", "בְּרֵאשִׁ֖ית", "हिन्दी", "ကြောင်", "ถึงที่", "1\u{fe0f}\u{20e3} 👩🏽‍🚒"]
        {
            assert_eq!(without_towers(whole), whole);
        }
    }
}
