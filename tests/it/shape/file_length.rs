//! A file that has to be scrolled for long is two files.

use super::sources::{self, Source};

const LINES_MAX: usize = 400;

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let long = too_long(&sources::whole(&["src", "tests", ".build"]));
    assert!(long.is_empty(), "longer than {LINES_MAX} lines: {long:?}");
}

#[test]
fn a_file_of_one_line_too_many_is_found() {
    let planted = |lines| Source::planted("views/long.rs", &"// line\n".repeat(lines));
    assert_eq!(too_long(&[planted(LINES_MAX)]).len(), 0);
    assert_eq!(too_long(&[planted(LINES_MAX + 1)]).len(), 1);
}

fn too_long(sources: &[Source]) -> Vec<String> {
    let long = sources.iter().filter(|source| source.text.lines().count() > LINES_MAX);
    long.map(|source| source.path.display().to_string()).collect()
}
