//! Every address has its handler, and looking changes nothing.

use super::guards;
use super::sources::{self, Source, functions};

/// What a handler that changes something would call.
const CHANGES: &[&str] = &[".write(", "send_slip(", ".keep(", ".mark_sent(", "sign_out("];

#[test]
fn every_address_has_a_handler() {
    let lost = without_handler(&sources::without_tests());
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn an_address_without_a_handler_is_found() {
    let planted = [
        Source::planted("paths.rs", "pub const A: &str = \"/a\";\npub const B: &str = \"/b\";"),
        Source::planted("web/routes.rs", "resource(paths::A).route(web::get().to(a::show_a))"),
        Source::planted("demo/handlers.rs", ""),
    ];
    assert_eq!(without_handler(&planted), ["B"]);
}

#[test]
fn looking_at_a_page_changes_nothing() {
    let sources = sources::without_tests();
    assert!(handlers_of(&sources, "get").len() > 10);
    assert!(handlers_of(&sources, "post").len() > 8);
    let broken = changing_gets(&sources);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_page_that_changes_something_is_found() {
    let routes = Source::planted("web/routes.rs", "web::get().to(staff::slips::show_queue)");
    let handler = "pub async fn show_queue(app: Data<App>) {\n    app.db.write(|writer| ())\n}";
    let planted = [routes, Source::planted("web/staff/slips.rs", handler)];
    assert_eq!(changing_gets(&planted), ["staff::slips::show_queue calls .write("]);
}

/// A route for staff, and the guard that its handler takes; absent where anyone is served.
pub struct StaffRoute {
    pub method: &'static str,
    pub address: String,
    pub guard: Option<String>,
}

/// Every route for staff, of the route table and the arguments of its handler.
pub fn staff_routes() -> Vec<StaffRoute> {
    let sources = sources::without_tests();
    let addresses = addresses(&text_of(&sources, "paths.rs"));
    let routes = route_table(&sources);
    let mut found = Vec::new();
    for resource in routes.split("resource(paths::").skip(1) {
        let name = resource.split(')').next().unwrap();
        let (_, address) = addresses.iter().find(|(found, _)| found == name).unwrap();
        for method in ["get", "post"] {
            let start = format!("web::{method}().to(staff::");
            let Some((_, handler)) = resource.split_once(&start) else { continue };
            let (file, handler) = handler.split(')').next().unwrap().rsplit_once("::").unwrap();
            let text = text_of(&sources, &format!("web/staff/{}.rs", file.replace("::", "/")));
            let guard = guards::guard_of(&text, handler);
            found.push(StaffRoute { method, address: address.clone(), guard });
        }
    }
    found
}

/// The method and address of each route for staff that takes an id.
pub fn staff_routes_with_an_id() -> Vec<(String, String)> {
    let is_with_an_id = |route: &StaffRoute| {
        // A guide is the same at every school, but for its address.
        let is_guide = route.address.starts_with("/staff/guides/");
        route.address.starts_with("/staff/") && route.address.contains('{') && !is_guide
    };
    let routes = staff_routes().into_iter().filter(is_with_an_id);
    routes.map(|route| (route.method.to_owned(), route.address)).collect()
}

/// An address with a query is another's.
fn without_handler(sources: &[Source]) -> Vec<String> {
    let paths = text_of(sources, "paths.rs");
    let handled = route_table(sources) + &text_of(sources, "demo/handlers.rs");
    let names = addresses(&paths).into_iter().map(|(name, _)| name);
    names.filter(|name| !has_word(&handled, &format!("paths::{name}"))).collect()
}

/// The name of each address, and the address.
fn addresses(paths: &str) -> Vec<(String, String)> {
    let address = |line: &str| {
        let (name, rest) = line.strip_prefix("pub const ")?.split_once(": &str = \"")?;
        let address = rest.split('"').next()?;
        let is_address = address.starts_with('/') && !address.contains('?');
        is_address.then(|| (name.to_owned(), address.to_owned()))
    };
    paths.lines().filter_map(address).collect()
}

fn changing_gets(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for path in handlers_of(sources, "get") {
        let (file, name) = path.rsplit_once("::").unwrap();
        let file = format!("web/{}.rs", file.replace("::", "/"));
        let text = text_of(sources, &file);
        let handlers = functions(&text, "pub async fn ");
        let (_, function) = handlers.iter().find(|(found, _)| *found == name).unwrap();
        let called = CHANGES.iter().filter(|change| function.contains(**change));
        found.extend(called.map(|change| format!("{path} calls {change}")));
    }
    found
}

/// The handlers of this method, as the route table names them.
fn handlers_of(sources: &[Source], method: &str) -> Vec<String> {
    let routes = route_table(sources);
    let start = format!("web::{method}().to(");
    let handlers = routes.split(start.as_str()).skip(1);
    handlers.map(|rest| rest.split(')').next().unwrap_or_default().to_owned()).collect()
}

/// Every file of the route table, without what it imports.
pub(super) fn route_table(sources: &[Source]) -> String {
    let is_of_it = |source: &&Source| {
        let name = source.name();
        name == "web/routes.rs" || name.starts_with("web/routes/")
    };
    let table = |text: &str| text.split_once("fn all(").map_or(text, |(_, table)| table).to_owned();
    sources.iter().filter(is_of_it).map(|source| table(&source.text)).collect()
}

fn text_of(sources: &[Source], name: &str) -> String {
    sources.iter().find(|source| source.name() == name).unwrap().text.clone()
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let after = text[start + word.len()..].chars().next();
        !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}
