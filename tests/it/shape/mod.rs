//! The repository's own rules, read from its files. Each check is shown to fail on a planted fault.

mod columns;
mod described;
mod file_length;
mod fuzzed;
mod guards;
mod imports;
mod languages;
mod migrations;
mod readme;
pub mod routes;
pub mod schema;
pub mod sources;
mod symbols;
mod tenancy;
mod wording;
