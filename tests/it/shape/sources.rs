//! The files under `src`.

use std::path::{Path, PathBuf};

pub struct Source {
    pub path: PathBuf,
    pub text: String,
}

impl Source {
    /// A file that is not there, to plant a fault in.
    pub fn planted(path: &str, text: &str) -> Self {
        Self { path: root().join(path), text: text.to_owned() }
    }

    /// From `src` on, with slashes.
    pub fn name(&self) -> String {
        self.path.strip_prefix(root()).unwrap().to_string_lossy().into_owned()
    }

    /// The file or folder right under `src` that it is or lies in.
    pub fn module(&self) -> String {
        self.name().split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file of these folders of the repository, whole.
pub fn whole(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    assert!(found.len() > 10, "no sources were found");
    found
}

/// The name and the text of each function that begins like this, up to the next one.
pub fn functions<'a>(text: &'a str, start: &'a str) -> Vec<(&'a str, &'a str)> {
    let ends = ["\npub fn ", "\npub async fn ", "\nfn ", "\nasync fn ", "\npub(super) fn "];
    let mut found = Vec::new();
    for (place, _) in text.match_indices(start) {
        let rest = &text[place + start.len()..];
        let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        let function = &rest[..end];
        let name = function.split(['(', '<']).next().unwrap_or_default();
        found.push((name, function));
    }
    found
}

/// Every Rust source, without its unit tests.
pub fn without_tests() -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    assert!(found.len() > 10, "no sources were found");
    found.retain(|source| !source.path.ends_with("tests.rs"));
    for source in &mut found {
        let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\nmod fuzz {"];
        if let Some(first) = tests.iter().filter_map(|start| source.text.find(start)).min() {
            source.text.truncate(first);
        }
    }
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push(Source { path, text });
        }
    }
}
