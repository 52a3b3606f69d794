//! Makes the static files ready to serve when the program is built: each gets a name that changes
//! with its content, is compressed once, and goes into the program.

#![expect(clippy::print_stdout, reason = "how a build script speaks to Cargo")]

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Letters of the hash in a name: 48 bits tell any two editions of a file apart.
const HASH_LETTERS: usize = 12;

/// Every file and its type. A style sheet stands after the files whose names it holds.
const FILES: &[(&str, &str)] = &[
    ("talk-latin.woff2", "font/woff2"),
    ("talk-latin-ext.woff2", "font/woff2"),
    ("talk-font-licence.txt", "text/plain; charset=utf-8"),
    ("sym.svg", "image/svg+xml"),
    ("icon.svg", "image/svg+xml"),
    ("app.css", "text/css; charset=utf-8"),
    ("staff.css", "text/css; charset=utf-8"),
    ("talk.js", "text/javascript; charset=utf-8"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=static");
    println!("cargo::rerun-if-changed=.build");

    let mut names = String::new();
    let mut table = String::from("&[\n");
    let mut hashed: Vec<(String, String)> = Vec::new();
    for (file, content_type) in FILES {
        let mut bytes = fs::read(root.join("static").join(file))?;
        if file.ends_with(".css") {
            bytes = with_hashed_names(std::str::from_utf8(&bytes)?, &hashed)?.into_bytes();
        }
        let name = hashed_name(file, &bytes);
        writeln!(names, "pub const {}: &str = \"/static/{name}\";", constant(file))?;
        let entry = write_forms(&out, &name, &bytes)?;
        writeln!(
            table,
            "StaticFile {{ name: {name:?}, content_type: {content_type:?}, {entry} }},"
        )?;
        hashed.push(((*file).to_owned(), name));
    }
    table.push(']');
    fs::write(out.join("static_names.rs"), names)?;
    fs::write(out.join("static_table.rs"), table)?;
    Ok(())
}

/// A style sheet whose addresses carry the hashes; an address of a file that is not there is an
/// error.
fn with_hashed_names(css: &str, hashed: &[(String, String)]) -> Result<String, Box<dyn Error>> {
    let mut text = css.to_owned();
    for (file, name) in hashed {
        text = text.replace(&format!("/static/{file}\""), &format!("/static/{name}\""));
    }
    let known = |address: &str| hashed.iter().any(|(_, name)| address == format!("/static/{name}"));
    for part in text.split("url(\"").skip(1) {
        let address = part.split('"').next().unwrap_or_default();
        if !known(address) {
            return Err(format!("a style sheet names {address}, which is not in static/").into());
        }
    }
    Ok(text)
}

/// `app.css` → `app.0123456789ab.css`.
fn hashed_name(file: &str, bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    let mut hash: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    hash.truncate(HASH_LETTERS);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    format!("{stem}.{hash}.{extension}")
}

/// `app.css` → `APP_CSS`.
fn constant(file: &str) -> String {
    file.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// Writes the file plain and, where it becomes smaller, compressed; gives the table's fields.
fn write_forms(out: &Path, name: &str, bytes: &[u8]) -> Result<String, Box<dyn Error>> {
    let plain = out.join(name);
    fs::write(&plain, bytes)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &best)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?;

    let mut fields = format!("plain: include_bytes!({plain:?}), ");
    for (field, ending, form) in [("brotli", "br", brotli), ("gzip", "gz", gzip)] {
        // A font is compressed already.
        if form.len() * 10 < bytes.len() * 9 {
            let path = out.join(format!("{name}.{ending}"));
            fs::write(&path, form)?;
            write!(fields, "{field}: Some(include_bytes!({path:?})), ")?;
        } else {
            write!(fields, "{field}: None, ")?;
        }
    }
    Ok(fields)
}
