//! A reader hands a slip on because it concerns them: they are locked out of it, and it goes to whoever
//! reads such a slip without them.

use std::collections::BTreeSet;

use super::{
    Away, Category, NoRoute, READERS_MAX, ReaderId, ReaderSummary, Route, SlipContent, Taxonomy,
    is_overseen, route_with_cover,
};

/// Who handed a slip on, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HandedOn {
    pub by: ReaderId,
    pub because: HandOnReason,
}

/// Why somebody must not go on reading a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandOnReason {
    /// It is about them or another adult at the school: then it is a matter for the head, or for the chair
    /// (KCSIE Part 4).
    AboutStaff,
    /// They are too close to somebody in it.
    TooClose,
}

impl HandOnReason {
    pub const ALL: [Self; 2] = [Self::AboutStaff, Self::TooClose];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AboutStaff => "about-staff",
            Self::TooClose => "too-close",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == typed)
    }
}

impl SlipContent {
    /// Hands it on, and says who reads it from now on: nobody who has ever handed it on, nobody from whom
    /// the pupil hid it, and where it is about staff, whoever reads such a slip. Where it is not, also whom a
    /// reader of it let in.
    pub fn hand_on(
        &mut self,
        by: ReaderId,
        because: HandOnReason,
        taxonomy: &Taxonomy,
        readers: &[ReaderSummary],
        away: &Away,
    ) -> Result<Route, NoRoute> {
        self.handed_on.push(HandedOn { by, because });
        let mut left_out = self.answers.hidden_from.clone();
        left_out.extend(self.handed_on.iter().map(|handed_on| handed_on.by.clone()));
        let category = self.handed_on_as(taxonomy);
        let mut found = route_with_cover(&self.answers, category, readers, &left_out, away)?;
        if !category.is_about_staff {
            self.add_let_in(&mut found, readers, &left_out);
        }
        self.is_overseen = self.is_overseen && is_overseen(category, readers, &left_out);
        Ok(found)
    }

    fn add_let_in(
        &self,
        found: &mut Route,
        readers: &[ReaderSummary],
        left_out: &BTreeSet<ReaderId>,
    ) {
        for reader in readers {
            let is_let_in = self.let_in.contains(&reader.id) && !left_out.contains(&reader.id);
            if is_let_in && !found.readers.contains(reader) && found.readers.len() < READERS_MAX {
                found.readers.push(reader.clone());
            }
        }
    }

    /// The kind of worry whose readers it goes to by now.
    pub(super) fn handed_on_as<'a>(&self, taxonomy: &'a Taxonomy) -> &'a Category {
        let own = self.answers.routed_as(taxonomy);
        let is_about_staff =
            self.handed_on.iter().any(|handed_on| handed_on.because == HandOnReason::AboutStaff);
        // A second case is also where it was begun as one. Where its pupil's words came as one, it stays one.
        let is_about_staff =
            is_about_staff || self.kind_begun(taxonomy).is_some_and(|kind| kind.is_about_staff);
        if is_about_staff { taxonomy.about_staff().unwrap_or(own) } else { own }
    }
}
