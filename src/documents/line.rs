//! Lines of text: where they break, and in which order their words stand.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level, ParagraphInfo};

use super::fonts::{Family, Fonts, Run, Weight, is_invisible};

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub family: Family,
    pub weight: Weight,
    /// In points.
    pub size: f32,
}

/// Letters that stand in one line, from the left.
#[derive(Clone)]
pub(super) struct Line {
    /// As it is read, not as it is drawn.
    pub text: String,
    pub runs: Vec<Run>,
    pub style: Style,
    /// In points.
    pub width: f32,
}

/// The lines of a paragraph, no wider than this where its words let it.
pub(super) fn lines(
    fonts: &Fonts<'_>,
    text: &str,
    style: Style,
    width: f32,
    is_right_to_left: bool,
) -> Vec<Line> {
    let base = if is_right_to_left { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(text, Some(base));
    let mut lines = Vec::new();
    for paragraph in &bidi.paragraphs {
        let set = |range: Range<usize>| set(fonts, &bidi, paragraph, range, style);
        let mut begun: Option<(Range<usize>, Line)> = None;
        for word in words(text, &paragraph.range) {
            let longer = match &begun {
                Some((range, _)) => range.start..word.end,
                None => word.clone(),
            };
            let line = set(longer.clone());
            match begun.take() {
                Some((_, whole)) if line.width > width => {
                    lines.push(whole);
                    begun = Some((word.clone(), set(word)));
                }
                Some(_) | None => begun = Some((longer, line)),
            }
        }
        lines.extend(begun.map(|(_, line)| line));
    }
    lines
}

/// Where the words of a paragraph lie.
fn words<'a>(
    text: &'a str,
    paragraph: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let start = paragraph.start;
    let text = text.get(paragraph.clone()).unwrap_or_default();
    text.split_whitespace().map(move |word| {
        let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
        at..at + word.len()
    })
}

/// A line of this part of the text.
fn set(
    fonts: &Fonts<'_>,
    bidi: &BidiInfo<'_>,
    paragraph: &ParagraphInfo,
    range: Range<usize>,
    style: Style,
) -> Line {
    let text = bidi.text.get(range.clone()).unwrap_or_default();
    let text = text.chars().filter(|character| !is_invisible(*character)).collect();
    let (levels, pieces) = bidi.visual_runs(paragraph, range);
    let runs = pieces.into_iter().flat_map(|piece| {
        let is_rtl = levels.get(piece.start).is_some_and(|level| level.is_rtl());
        let text = bidi.text.get(piece).unwrap_or_default();
        fonts.shape(text, style.family, style.weight, is_rtl)
    });
    let runs: Vec<_> = runs.collect();
    let width = runs.iter().map(|run| run.width).sum::<f32>() * style.size;
    Line { text, runs, style, width }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::fonts::tests::fonts;

    const STYLE: Style = Style { family: Family::Early, weight: Weight::Regular, size: 10.0 };

    fn drawn(line: &Line) -> String {
        line.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn no_line_is_wider_than_it_may_be_and_no_word_is_lost() {
        let files = fonts();
        let text = "Tell us about a worry, which may be yours or somebody else's.";
        let found = lines(&files.faces(), text, STYLE, 90.0, false);
        assert!(found.len() > 2 && found.iter().all(|line| line.width <= 90.0));
        let read = found.iter().map(drawn).collect::<Vec<_>>().join(" ");
        assert_eq!(read, text);
        // A word that has no room stands alone, and whoever asked sees that it is too wide.
        let narrow = lines(&files.faces(), "A worry", STYLE, 10.0, false);
        assert_eq!(narrow.len(), 2);
        assert!(narrow.iter().any(|line| line.width > 10.0));
    }

    #[test]
    fn from_right_to_left_a_number_keeps_its_own_order() {
        let files = fonts();
        let found = lines(&files.faces(), "اتصل \u{2068}0800 1111\u{2069} الآن", STYLE, 400.0, true);
        let line = drawn(found.first().unwrap());
        assert!(line.contains("0800 1111"), "{line}");
        let (last, number) = (line.find("الآن").unwrap(), line.find("0800").unwrap());
        assert!(last < number, "the last word is at the left: {line}");
    }
}
