//! A chart of bars, drawn by the server. Whoever cannot see it has its title and what it says in a sentence, and
//! the same numbers are in a table beside it. Parts of a bar differ by pattern, never by colour alone.

use maud::{Markup, Render, html};

/// One bar.
pub struct Bar {
    pub label: String,
    /// How long each part is, in the order of the patterns.
    pub parts: Vec<usize>,
    /// At its end.
    pub said: String,
}

pub struct BarChart<'a> {
    /// Unique on the page.
    pub id: &'a str,
    pub title: &'a str,
    /// What it shows, in a sentence.
    pub description: &'a str,
    pub bars: &'a [Bar],
    /// What each pattern is; none where a bar has one part.
    pub legend: &'a [String],
}

const WIDTH: usize = 340;
/// A line of text, and the bar under it.
const ROW: usize = 46;
const LABEL: usize = 14;
const BAR: usize = 18;
/// Where bars begin, and how long the longest is; what is said at its end has the rest.
const LEFT: usize = 1;
const LONGEST: usize = 220;
const GAP: usize = 6;
const PATTERNS: [&str; 5] = ["solid", "slanted", "dotted", "upright", "empty"];

impl Render for BarChart<'_> {
    fn render(&self) -> Markup {
        let (id, height) = (self.id, self.bars.len() * ROW);
        let longest = self.bars.iter().map(Bar::length).max().unwrap_or_default().max(1);
        html! {
            figure.chart {
                // Said by the drawing itself to whoever does not see it.
                p aria-hidden="true" { (self.title) }
                svg role="img" aria-labelledby={ (id) "-title " (id) "-desc" }
                    viewBox={ "0 0 " (WIDTH) " " (height.max(ROW)) } {
                    title id={ (id) "-title" } { (self.title) }
                    desc id={ (id) "-desc" } { (self.description) }
                    (patterns(id))
                    @for (row, bar) in self.bars.iter().enumerate() { (self.bar(row, bar, longest)) }
                }
                @if !self.legend.is_empty() {
                    figcaption {
                        ul.legend {
                            @for (part, said) in self.legend.iter().enumerate() {
                                li {
                                    svg.swatch-mark aria-hidden="true" viewBox="0 0 24 18" {
                                        rect.part x="1" y="1" width="22" height="16" fill=(fill(id, part)) {}
                                    }
                                    (said)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Bar {
    fn length(&self) -> usize {
        self.parts.iter().sum()
    }
}

impl BarChart<'_> {
    fn bar(&self, row: usize, bar: &Bar, longest: usize) -> Markup {
        let label = row * ROW + LABEL;
        let top = label + GAP;
        let scaled = |length: usize| length * LONGEST / longest;
        let begins = |part: usize| scaled(bar.parts.iter().take(part).sum());
        let end = LEFT + scaled(bar.length());
        html! {
            text x=(LEFT) y=(label) { (bar.label) }
            @for (part, length) in bar.parts.iter().enumerate() {
                @if *length > 0 {
                    rect.part x=(LEFT + begins(part)) y=(top) height=(BAR)
                        width=(begins(part + 1) - begins(part)) fill=(fill(self.id, part)) {}
                }
            }
            text x=(end + GAP) y=(top + LABEL) { (bar.said) }
        }
    }
}

fn fill(id: &str, part: usize) -> String {
    let pattern = PATTERNS.get(part).copied().unwrap_or("empty");
    format!("url(#{id}-{pattern})")
}

fn patterns(id: &str) -> Markup {
    html! {
        defs {
            @for name in PATTERNS {
                pattern id={ (id) "-" (name) } width="8" height="8" patternUnits="userSpaceOnUse" {
                    rect.ground width="8" height="8" {}
                    @match name {
                        "solid" => { rect.ink width="8" height="8" {} },
                        "slanted" => { path.stroke d="M-2 2l4-4M0 8l8-8M6 10l4-4" {} },
                        "dotted" => { circle.ink cx="4" cy="4" r="2" {} },
                        "upright" => { path.stroke d="M4 0v8" {} },
                        _ => {},
                    }
                }
            }
        }
    }
}
