//! What a school prints: posters, and slips to write on.

use super::{Language, Mode};

/// What is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PaperKind {
    /// One sheet for a wall.
    #[default]
    Poster,
    /// Slips to write on: four on a sheet, or one of large print.
    Slips,
}

/// How large the letters are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PrintSize {
    #[default]
    Usual,
    /// 18 point, which is the RNIB's large print; as many sheets as it takes.
    Large,
}

/// One thing to print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PaperOrder {
    pub kind: PaperKind,
    pub size: PrintSize,
    pub mode: Mode,
    pub language: Language,
}

impl PaperKind {
    pub const ALL: [Self; 2] = [Self::Poster, Self::Slips];

    /// As forms and file names have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::Slips => "slips",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == typed)
    }
}

impl PrintSize {
    pub const ALL: [Self; 2] = [Self::Usual, Self::Large];

    /// As forms and file names have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large => "large",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == typed)
    }
}

impl PaperOrder {
    /// What a form says of it; whatever it does not say is as usual.
    pub fn read<'a>(chosen: impl Fn(&str) -> Option<&'a str>, usual: Self) -> Self {
        Self {
            kind: chosen("kind").and_then(PaperKind::parse).unwrap_or(usual.kind),
            size: chosen("size").and_then(PrintSize::parse).unwrap_or(usual.size),
            mode: chosen("mode").and_then(Mode::parse).unwrap_or(usual.mode),
            language: chosen("lang").and_then(Language::parse).unwrap_or(usual.language),
        }
    }

    /// `slips-short-pl-large.pdf`.
    pub fn file_name(self) -> String {
        let Self { kind, size, mode, language } = self;
        let (kind, size) = (kind.as_str(), size.as_str());
        format!("{kind}-{}-{}-{size}.pdf", mode.as_str(), language.as_str())
    }

    /// How many of each face stand on a sheet.
    pub fn copies(self) -> usize {
        match (self.kind, self.size) {
            (PaperKind::Slips, PrintSize::Usual) => 4,
            (PaperKind::Slips, PrintSize::Large) | (PaperKind::Poster, _) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_does_not_say_is_as_usual_and_a_file_is_named_by_what_it_is() {
        let usual = PaperOrder { mode: Mode::Short, ..PaperOrder::default() };
        assert_eq!(PaperOrder::read(|_| Some("none of these"), usual), usual);
        let typed = |name: &str| match name {
            "kind" => Some("slips"),
            "lang" => Some("pl"),
            "size" => Some("large"),
            _ => None,
        };
        let order = PaperOrder::read(typed, usual);
        assert_eq!(order.file_name(), "slips-short-pl-large.pdf");
        assert_eq!((order.copies(), usual.copies()), (1, 1));
        assert_eq!(PaperOrder { size: PrintSize::Usual, ..order }.copies(), 4);
    }
}
