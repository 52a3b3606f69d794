//! How words that are read aloud are told apart: sentence by sentence, each by a short mark.
//! `static/talk.js` does the same with the words it finds on a page.

/// After these, with a space behind them, a new sentence begins. The last two are Arabic and Urdu.
const ENDS: [char; 7] = ['.', '?', '!', ':', '…', '؟', '۔'];

/// The sentences of a text, with single spaces.
pub fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    for word in text.split_whitespace() {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        if word.ends_with(ENDS) {
            found.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        found.push(sentence);
    }
    found
}

/// FNV-1a over UTF-16, as a script has text: short to write there, and with a few hundred sentences
/// no two are alike, which a test holds.
pub fn mark(sentence: &str) -> String {
    let hash = sentence
        .encode_utf16()
        .fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(16_777_619));
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_space_follows_its_mark() {
        let text = "They read slips from 8.15.  Call:\n999? Yes";
        assert_eq!(sentences(text), ["They read slips from 8.15.", "Call:", "999?", "Yes"]);
        assert!(sentences(" ").is_empty());
    }

    #[test]
    fn a_mark_is_fnv_1a() {
        assert_eq!(mark(""), "811c9dc5");
        assert_eq!(mark("a"), "e40c292c");
        assert_ne!(mark("ŵ"), mark("w"));
    }
}
