//! The service as its people meet it: each test starts the whole of it on a database of its own.
//!
//! `TEST_DATABASE_URL=postgres://…` runs the same tests on PostgreSQL; without it, on SQLite.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should panic"
)]

mod db;
mod fuzz;
mod harness;
mod notices;
mod operator;
mod pupil;
mod shape;
mod staff;
