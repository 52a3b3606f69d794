//! The description that schemathesis makes requests from names every address and method there is.

use std::collections::BTreeSet;

use super::routes::route_table;
use super::sources;

const DESCRIPTION: &str = include_str!("../../scanners/openapi.json");

#[test]
fn the_scanners_description_has_every_address_and_method_and_no_other() {
    let sources = sources::without_tests();
    let text = |name: &str| &sources.iter().find(|source| source.name() == name).unwrap().text;
    let (routes, paths) = (&route_table(&sources), text("paths.rs"));
    let served = served(routes, paths);
    assert!(served.len() > 25, "{served:?}");
    assert_eq!(described(DESCRIPTION), served);

    let one_more = format!("{routes} resource(paths::AWAY).route(web::put().to(a::b))");
    assert_ne!(described(DESCRIPTION), self::served(&one_more, paths));
}

/// "get /help", of the route table.
fn served(routes: &str, paths: &str) -> BTreeSet<String> {
    let address = |name: &str| {
        let start = format!("pub const {name}: &str = \"");
        let rest = paths.split_once(&start).unwrap().1;
        rest.split_once('"').unwrap().0.to_owned()
    };
    let mut found = BTreeSet::new();
    for resource in routes.split("resource(paths::").skip(1) {
        let (name, rest) = resource.split_once(')').unwrap();
        for route in rest.split("web::").skip(1) {
            let (method, _) = route.split_once("()").unwrap();
            found.insert(format!("{method} {}", address(name)));
        }
    }
    found
}

fn described(text: &str) -> BTreeSet<String> {
    let description: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut found = BTreeSet::new();
    for (address, operations) in description["paths"].as_object().unwrap() {
        let methods = operations.as_object().unwrap().keys();
        found.extend(methods.map(|method| format!("{method} {address}")));
    }
    found
}
