//! Every query over a school's rows names the school.

use super::sources::{self, Source, functions};

/// Queries that come before a school is known, or are about all of them.
const ACROSS_SCHOOLS: &[&str] =
    &["store/schools.rs: list", "store/outbox.rs: schools_with_due", "store/sessions.rs: find"];

#[test]
fn every_query_names_the_school() {
    let broken = unscoped(&sources::without_tests());
    assert!(broken.is_empty(), "queries that reach every school:\n{}", broken.join("\n"));
}

#[test]
fn a_query_without_its_school_is_found() {
    let planted = [
        "\npub fn find(reader: &mut Reader<'_>, id: &SlipId) -> QueryResult<Slip> {\n    all()\n}",
        "\npub fn set_state(\n    writer: &mut Writer<'_>,\n) -> QueryResult<()> {\n    all()\n}",
        "\npub fn list(connection: &mut DbConnection) -> QueryResult<()> {\n    all()\n}",
        "\nfn hidden(reader: &mut Reader<'_>) -> QueryResult<()> {\n    all()\n}",
    ];
    for text in planted {
        let found = unscoped(&[Source::planted("store/slips.rs", text)]);
        assert_eq!(found.len(), 1, "{text}");
    }
    let scoped = "\npub fn find(reader: &mut Reader<'_>) {\n    all().filter(reader.school())\n}\n\
                  \npub fn first(reader: &mut Reader<'_>) {\n    find(reader)\n}";
    assert!(unscoped(&[Source::planted("store/slips.rs", scoped)]).is_empty());
}

fn unscoped(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.module() == "store") {
        let all: Vec<_> = ["\npub fn ", "\nfn "]
            .into_iter()
            .flat_map(|start| functions(&source.text, start))
            .filter(|(_, function)| reaches_rows(function))
            .collect();
        for (name, function) in &all {
            let calls_another = all.iter().filter(|(other, _)| other != name).any(|(other, _)| {
                ["reader", "writer"].iter().any(|by| function.contains(&format!("{other}({by}")))
            });
            let place = format!("{}: {name}", source.name());
            let is_scoped = function.contains(".school()") || calls_another;
            if !is_scoped && !ACROSS_SCHOOLS.contains(&place.as_str()) {
                found.push(place);
            }
        }
    }
    found
}

fn reaches_rows(function: &str) -> bool {
    let signature = function.split(" {\n").next().unwrap_or_default();
    ["Reader<", "Writer<", "DbConnection"].iter().any(|by| signature.contains(by))
}
