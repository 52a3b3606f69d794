//! I Need To Talk: a self-hosted, anonymous reporting service for schools.
//!
//! The modules below are in import order: each may use those above it, never those below.
//! `tests/it/shape/imports.rs` holds the same list and fails when an import points the wrong way.

pub mod domain;
pub mod clock;
pub mod crypto;
pub mod config;
pub mod drafts;
pub mod rate_limit;
pub mod near_copies;
pub mod sign_in_throttle;
pub mod open_id;
pub mod i18n;
pub mod paths;
pub mod media;
pub mod db;
pub mod store;
pub mod services;
pub mod backup;
pub mod mail;
pub mod views;
pub mod documents;
pub mod app;
pub mod web;
pub mod jobs;
pub mod demo;
pub mod cli;
