//! What has been dangerous somewhere, and what a page must not make of it.

use ineedtotalk::domain::without_towers;
use scraper::{Html, Node};

/// In every text of the corpus, and in each name that would come to life in a page.
pub const MARK: &str = "zq7";

/// Each is one thing to try, short enough for a name.
pub const CORPUS: [&str; 18] = [
    "<zq7>",
    "<script>zq7()</script>",
    "\"><img src=zq7 onerror=zq7()>",
    "' onfocus='zq7()' autofocus zq7='",
    "\" onfocus=\"zq7()\" zq7=\"",
    "</textarea><zq7>",
    "</title></option></select><zq7>",
    "<!--zq7--><![CDATA[zq7",
    "javascript:zq7()",
    "zq7\u{202e}gnp.\u{2066}x",
    "zq7Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}",
    "zq7\u{0}\u{7}\u{1b}[31m\u{85}\u{9f}",
    "=cmd|'/c zq7'!A1",
    "zq7'; DROP TABLE slips; --%_\\",
    "zq7\r\nBcc: zq7@evil.example\r\n\r\nzq7",
    "zq7 { $who } {{7*7}} ${7*7} %(who)s",
    "zq7&lt;b&gt;&#60;b&#62;&amp;",
    "zq7wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
];

/// Each on a line of its own.
pub fn all_of_it() -> String {
    CORPUS.join("\n")
}

/// Where what was typed is shown, as a page's text has it: the characters that no person sees are gone and
/// white space is folded.
pub fn as_shown(typed: &str) -> String {
    let seen: String = typed
        .chars()
        .map(|c| if c == '\0' { '␀' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'))
        .collect();
    without_towers(&seen).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that what was typed has become in this page and must not be.
pub fn come_to_life(html: &Html) -> Vec<String> {
    let trouble = html.tree.nodes().filter_map(|node| {
        let around = node.ancestors().filter_map(|it| Some(it.value().as_element()?.name()));
        trouble_in(node.value(), &around.collect::<Vec<_>>())
    });
    trouble.collect()
}

/// What is wrong with this part of a page, which stands in these elements.
fn trouble_in(node: &Node, around: &[&str]) -> Option<String> {
    match node {
        Node::Element(element) => {
            let is_attribute_alive = |name: &str, value: &str| {
                // The one attribute that shows again what was typed.
                name.contains(MARK) || (value.contains(MARK) && name != "value")
            };
            let alive = element.attrs().find(|(name, value)| is_attribute_alive(name, value));
            let is_alive = element.name().contains(MARK) || alive.is_some();
            is_alive.then(|| format!("<{} {alive:?}>", element.name()))
        }
        Node::Text(text) => {
            let is_in = |names: &[&str]| around.iter().any(|name| names.contains(name));
            let is_code = text.contains(MARK) && is_in(&["script", "style"]);
            let turns = text.contains(['\u{202e}', '\u{2066}']);
            // These keep a turned direction to themselves.
            let is_turned = turns && !is_in(&["bdi", "textarea", "option", "blockquote"]);
            let is_tower = without_towers(text) != **text && !is_in(&["textarea"]);
            let is_control = text.contains(['\u{7}', '\u{1b}', '\u{85}', '\u{9f}', '\0']);
            let is_trouble = is_code || is_turned || is_tower || is_control;
            is_trouble.then(|| format!("{:?} in {around:?}", &**text))
        }
        Node::Comment(_) | Node::ProcessingInstruction(_) => {
            let said = format!("{node:?}");
            said.contains(MARK).then_some(said)
        }
        Node::Document | Node::Fragment | Node::Doctype(_) => None,
    }
}

#[test]
fn a_page_that_does_not_escape_is_found_out_whichever_way_it_fails() {
    let life_in = |page: &str| come_to_life(&Html::parse_document(page));
    let texts = CORPUS.iter().filter(|typed| !life_in(&format!("<p>{typed}</p>")).is_empty());
    let of_text: Vec<_> = texts.collect();
    assert!(of_text.len() >= 7, "{of_text:?}");
    for (open, close) in
        [("<p title=\"", "\">"), ("<p title='", "'>"), ("<textarea>", "</textarea>")]
    {
        let planted = |typed: &&&str| !life_in(&format!("{open}{typed}{close}")).is_empty();
        assert!(CORPUS.iter().filter(planted).count() >= 1, "{open}");
    }
    for planted in [
        "<a href=\"javascript:zq7()\">x</a>",
        "<script>let words = 'zq7';</script>",
        "<p>\u{202e}gnp</p>",
        "<p>Z\u{301}\u{302}\u{303}\u{304}\u{305}</p>",
        "<p>\u{1b}[31m</p>",
    ] {
        assert_eq!(life_in(planted).len(), 1, "{planted}");
    }
    let escaped = "<p>&lt;zq7&gt;<bdi>\u{202e}</bdi></p><input value='\"&gt;&lt;zq7&gt;'>";
    assert!(life_in(escaped).is_empty());
}
