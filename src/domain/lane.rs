//! The lanes in which slips are counted. What comes in one never uses up another's room.

/// Where a slip comes from, as far as it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A kiosk of the school: which of them, nobody is told.
    Kiosks,
    /// A network of the school.
    School,
    /// Anywhere else, such as a pupil's home.
    Outside,
}

impl Lane {
    pub const ALL: [Self; 3] = [Self::Kiosks, Self::School, Self::Outside];

    /// As the column keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kiosks => "kiosks",
            Self::School => "school",
            Self::Outside => "outside",
        }
    }
}
