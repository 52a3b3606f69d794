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
    ("andika-latin-400.woff2", "font/woff2"),
    ("andika-latin-700.woff2", "font/woff2"),
    ("early-latin-ext-400.woff2", "font/woff2"),
    ("early-latin-ext-700.woff2", "font/woff2"),
    ("andika-font-licence.txt", "text/plain; charset=utf-8"),
    ("andika-cyrillic-400.woff2", "font/woff2"),
    ("andika-cyrillic-700.woff2", "font/woff2"),
    ("naskh-arabic-400.woff2", "font/woff2"),
    ("naskh-arabic-700.woff2", "font/woff2"),
    ("naskh-font-licence.txt", "text/plain; charset=utf-8"),
    ("sym.svg", "image/svg+xml"),
    ("code.svg", "image/svg+xml"),
    ("code-licence.txt", "text/plain; charset=utf-8"),
    ("icon.svg", "image/svg+xml"),
    ("app.css", "text/css; charset=utf-8"),
    ("staff.css", "text/css; charset=utf-8"),
    ("paper.css", "text/css; charset=utf-8"),
    ("talk.js", "text/javascript; charset=utf-8"),
    ("kiosk.js", "text/javascript; charset=utf-8"),
    ("device.js", "text/javascript; charset=utf-8"),
    ("passkey.js", "text/javascript; charset=utf-8"),
    ("turn.js", "text/javascript; charset=utf-8"),
    ("keys.js", "text/javascript; charset=utf-8"),
    ("note.js", "text/javascript; charset=utf-8"),
];

/// A script that no page loads without the other has it behind it: one file to ask for.
const JOINED: &[(&str, &str)] = &[("kiosk.js", "talk.js")];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=static");
    println!("cargo::rerun-if-changed=.build/static_files.rs");

    let mut names = String::new();
    let mut table = String::from("&[\n");
    let mut hashed: Vec<(String, String)> = Vec::new();
    for (file, content_type) in FILES {
        let mut bytes = fs::read(root.join("static").join(file))?;
        if file.ends_with(".css") {
            bytes = with_hashed_names(std::str::from_utf8(&bytes)?, &hashed)?.into_bytes();
        }
        if file.ends_with(".js") {
            for (_, other) in JOINED.iter().filter(|(first, _)| first == file) {
                bytes.extend(fs::read(root.join("static").join(other))?);
            }
            bytes = without_remarks(std::str::from_utf8(&bytes)?).into_bytes();
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
    for (sprite, names) in [("sym.svg", "symbol_names.rs"), ("code.svg", "code_picture_names.rs")] {
        let sprite = fs::read_to_string(root.join("static").join(sprite))?;
        fs::write(out.join(names), format!("&{:?}", pictures(&sprite)))?;
    }
    fs::write(out.join("voices_table.rs"), voices(&root.join("static/voices"), &out)?)?;
    Ok(())
}

/// The names of a sprite's pictures; marks are not pictures.
fn pictures(sprite: &str) -> Vec<&str> {
    let names = sprite.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    names.filter(|name| !name.starts_with("m-")).collect()
}

/// `voices/en-GB/more.txt` names the recordings of one language and mode; put behind one another
/// they are one file, which begins with a line of their names and lengths.
fn voices(folder: &Path, out: &Path) -> Result<String, Box<dyn Error>> {
    let mut table = String::from("&[\n");
    for language in sorted(folder)? {
        for list in sorted(&language)? {
            if list.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let mut index = Vec::new();
            let mut recordings = Vec::new();
            for line in fs::read_to_string(&list)?.lines() {
                let mark = line.split(' ').next().unwrap_or_default();
                let file = language.join(format!("{mark}.mp3"));
                let missing = |_| format!("{} is not there: run .build/voices", file.display());
                let bytes = fs::read(&file).map_err(missing)?;
                index.push(format!("{mark}:{}", bytes.len()));
                recordings.extend(bytes);
            }
            let mut sheet = index.join(" ").into_bytes();
            sheet.push(b'\n');
            sheet.extend(recordings);
            let text = |path: &Path| path.file_stem().map(|it| it.to_string_lossy().into_owned());
            let (language, mode) =
                (text(&language).unwrap_or_default(), text(&list).unwrap_or_default());
            let name = hashed_name(&format!("{language}-{mode}.voice"), &sheet);
            let path = out.join(&name);
            fs::write(&path, sheet)?;
            writeln!(
                table,
                "BuiltIn {{ language: {language:?}, mode: {mode:?}, name: {name:?}, bytes: include_bytes!({path:?}) }},"
            )?;
        }
    }
    table.push(']');
    Ok(table)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
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

/// A script without indentation, and without the remarks that begin a line of their own.
fn without_remarks(script: &str) -> String {
    let mut kept = String::new();
    let mut is_remark = false;
    for line in script.lines().map(str::trim) {
        is_remark |= line.starts_with("/*");
        if !is_remark && !line.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
        is_remark &= !line.ends_with("*/");
    }
    kept
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
