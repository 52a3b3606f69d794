//! What staff read before pupils write at a computer: how to set it up, where to stand it, whom to ask for
//! what, and how to use it in a lesson.

/// A guide, each on a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guide {
    /// Chromium, Chrome and Edge, on any system.
    Browser,
    /// Windows Assigned Access.
    Windows,
    Chromebook,
    /// iPad Guided Access, or an app of one kind alone.
    Ipad,
    /// The letter that asks whoever runs filters and monitoring to leave this address out.
    Monitoring,
    /// Everyone's turn, and practice, for whoever teaches the class.
    Lesson,
    /// Where a kiosk stands.
    Placement,
    /// The clause that lets a pupil use one without asking an adult first.
    Agreement,
}

/// A file that a guide hands out, with the school's address in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuideFile {
    /// Managed policies of Chromium, Chrome and Edge, as JSON.
    BrowserPolicies,
    /// The configuration of Windows Assigned Access, as XML.
    AssignedAccess,
}

impl Guide {
    pub const ALL: [Self; 8] = [
        Self::Browser,
        Self::Windows,
        Self::Chromebook,
        Self::Ipad,
        Self::Lesson,
        Self::Placement,
        Self::Monitoring,
        Self::Agreement,
    ];

    /// Its name in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Windows => "windows",
            Self::Chromebook => "chromebook",
            Self::Ipad => "ipad",
            Self::Lesson => "lesson",
            Self::Monitoring => "monitoring",
            Self::Placement => "placement",
            Self::Agreement => "agreement",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|guide| guide.as_str() == name)
    }
}

impl GuideFile {
    pub const ALL: [Self; 2] = [Self::BrowserPolicies, Self::AssignedAccess];

    /// What it is called when it is saved.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BrowserPolicies => "i-need-to-talk-policies.json",
            Self::AssignedAccess => "i-need-to-talk-assigned-access.xml",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.as_str() == name)
    }
}
