//! The pictures: each that is named is drawn, each that is drawn is named, and all of them are small.

use std::collections::BTreeSet;

use ineedtotalk::domain::Taxonomy;

use super::sources;

const SPRITE: &str = include_str!("../../../static/sym.svg");
const CODE_SPRITE: &str = include_str!("../../../static/code.svg");
/// Most bytes of the sprite: compressed it is a fifth of that.
const BYTES_MAX: usize = 30_000;
/// Most bytes of the pictures of code words: compressed they are a third of that.
const CODE_BYTES_MAX: usize = 400_000;

/// Drawn for pages that are not there yet, which name them once they are.
const AHEAD: &[&str] = &[
    // People and places.
    "sibling",
    "playground",
    "stairs",
    // Things.
    "clock",
    "devices",
    // Things done.
    "kick",
    "pushed",
    "laughed-at",
    "broke",
    "hid",
    "looked-at",
    "meet",
    "clicked",
    // Feelings, and what somebody wants.
    "happy",
    "ok",
    "sad",
    "worried",
    "angry",
    "scared",
    "mixed-up",
    "lonely",
    "ashamed",
    "tired",
    "sick",
    "safe",
    "help",
    "stop",
    "talk",
    // Marks.
    "m-tick",
    "m-words",
    "m-language",
    "m-clock",
];

#[test]
fn every_picture_that_is_named_is_drawn_and_no_other() {
    let (drawn, named) = (drawn(SPRITE), named());
    let ahead: BTreeSet<_> = AHEAD.iter().map(|name| (*name).to_owned()).collect();
    assert!(named.len() > 50, "{named:?}");
    assert_eq!(named.difference(&drawn).collect::<Vec<_>>(), Vec::<&String>::new(), "not drawn");
    assert_eq!(ahead.difference(&drawn).collect::<Vec<_>>(), Vec::<&String>::new(), "not drawn");
    let unused = drawn.iter().filter(|name| !named.contains(*name) && !ahead.contains(*name));
    assert_eq!(unused.collect::<Vec<_>>(), Vec::<&String>::new(), "named nowhere");
    let used = ahead.iter().filter(|name| named.contains(*name));
    assert_eq!(used.collect::<Vec<_>>(), Vec::<&String>::new(), "named now: no longer AHEAD");
}

#[test]
fn pictures_take_line_and_colour_from_the_page_and_are_small() {
    assert_eq!(faults(SPRITE), Vec::<String>::new());
    for planted in [
        "<symbol id=\"a\" viewBox=\"0 0 48 48\"><path style=\"x\"/></symbol>",
        "<symbol id=\"a\" viewBox=\"0 0 48 48\"><path fill=\"#000\"/></symbol>",
        "<symbol id=\"a\" viewBox=\"0 0 32 32\"><path/></symbol>",
        "<symbol id=\"m-a\" viewBox=\"0 0 48 48\"><path/></symbol>",
    ] {
        assert_eq!(faults(planted).len(), 1, "{planted}");
    }
    assert_eq!(faults(&" ".repeat(BYTES_MAX + 1)).len(), 1);
}

#[test]
fn pictures_of_code_words_take_line_and_colour_from_the_page_and_no_two_are_one() {
    let pictures: Vec<_> = CODE_SPRITE.split("<symbol ").skip(1).collect();
    let parts: Vec<_> = pictures.iter().filter_map(|one| one.split_once('>')).collect();
    let shapes: BTreeSet<_> = parts.iter().map(|(_, shapes)| shapes).collect();
    assert!(pictures.len() > 700);
    assert_eq!(shapes.len(), pictures.len());
    for (symbol, shapes) in parts {
        let is_lines = symbol.ends_with(" viewBox=\"0 0 24 24\"");
        let is_filled =
            symbol.ends_with(" viewBox=\"0 0 96 96\" fill=\"currentColor\" stroke=\"none\"");
        assert!(is_lines || is_filled, "{symbol}");
        for attribute in ["fill=", "stroke=", "style=", "class=", "href="] {
            assert!(!shapes.contains(attribute), "{symbol}: {attribute}");
        }
    }
    assert!(CODE_SPRITE.len() < CODE_BYTES_MAX, "{} bytes", CODE_SPRITE.len());
}

#[test]
fn no_two_kinds_of_worry_that_stand_on_one_page_have_one_picture() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let groups: Vec<_> = taxonomy.groups().map(|group| group.symbol.as_str()).collect();
    let tiles: Vec<_> = taxonomy.tiles().map(|tile| tile.symbol.as_str()).collect();
    let mut pages = vec![groups, tiles];
    for group in taxonomy.groups() {
        pages.push(taxonomy.in_group(&group.code).map(|kind| kind.symbol.as_str()).collect());
    }
    for page in pages {
        let different: BTreeSet<_> = page.iter().collect();
        assert_eq!(different.len(), page.len(), "{page:?}");
    }
}

fn drawn(sprite: &str) -> BTreeSet<String> {
    let names = sprite.split("<symbol id=\"").skip(1);
    names.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// By the taxonomy, by the words of answers, and by pages.
fn named() -> BTreeSet<String> {
    let taxonomy = Taxonomy::embedded().unwrap();
    let groups = taxonomy.groups().map(|group| group.symbol.clone());
    let tiles = taxonomy.tiles().map(|tile| tile.symbol.clone());
    let mut named: BTreeSet<_> =
        taxonomy.categories().map(|kind| kind.symbol.clone()).chain(groups).chain(tiles).collect();
    for source in sources::without_tests().into_iter().filter(|one| one.module() == "views") {
        for before in ["picture(", "Picture(", "symbol: "] {
            named.extend(literals_after(&source.text, before).map(str::to_owned));
        }
        if source.name().ends_with("answer_words.rs") {
            named.extend(literals_after(&source.text, "\"), ").map(str::to_owned));
        }
        for before in ["Mark(", "mark: "] {
            named.extend(literals_after(&source.text, before).map(|name| format!("m-{name}")));
        }
    }
    named
}

/// The texts that stand right behind this.
fn literals_after<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    let rests = text.split(before).skip(1).filter_map(|rest| rest.strip_prefix('"'));
    rests.filter_map(|rest| rest.split('"').next())
}

fn faults(sprite: &str) -> Vec<String> {
    let mut found = Vec::new();
    if sprite.len() > BYTES_MAX {
        found.push(format!("{} bytes", sprite.len()));
    }
    for symbol in sprite.split("<symbol id=\"").skip(1) {
        let name = symbol.split('"').next().unwrap();
        let grid = if name.starts_with("m-") { "0 0 24 24" } else { "0 0 48 48" };
        let colours = literals_after(symbol, "fill=").chain(literals_after(symbol, "stroke="));
        let is_plain = colours.into_iter().all(|colour| colour == "currentColor");
        if !symbol.contains(grid) || symbol.contains("style") || !is_plain {
            found.push(name.to_owned());
        }
    }
    found
}
