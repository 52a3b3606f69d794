//! The pages about readers, with this typed everywhere.

use ineedtotalk::domain::{Day, DaySpan, LeaveId, Nation, ReaderSummary, Timestamp};
use ineedtotalk::views::staff::{
    InviteFields, LeaveFields, LeaveLine, LeavePage, PersonState, ReaderLine, ReadersPage,
};
use ineedtotalk::views::staff_document;

use super::Everything;

impl Everything {
    pub(super) fn readers(&self, reader: &ReaderSummary, typed: &str) -> String {
        let line = ReaderLine {
            away_until: Some(Day(20_000)),
            reseals_since: Some(Timestamp(0)),
            reader: reader.clone(),
            state: PersonState::Unconfirmed,
            is_oneself: false,
            seen: "seen".to_owned(),
            digits_error: None,
        };
        let (name, title, email) = (typed.to_owned(), typed.to_owned(), typed.to_owned());
        let invite = InviteFields { name, title, email, roles: Vec::new() };
        let (lines, papers, nation) = (&[line], None, Nation::England);
        let (csrf, errors, notice) = ("token", &[], None);
        let page = ReadersPage { lines, papers, nation, csrf, invite, errors, notice };
        staff_document(&page, &self.staff_frame(typed)).into_string()
    }

    /// Who is away, as a list and on the form.
    pub(super) fn leaves(&self, reader: &ReaderSummary, typed: &str) -> String {
        let days = DaySpan::new(Day(20_000), Day(20_004)).unwrap();
        let line = LeaveLine {
            id: LeaveId::from_random([5; 16]),
            name: reader.name.clone(),
            days,
            cover: Some(reader.name.clone()),
            has_begun: true,
        };
        let text = || typed.to_owned();
        let fields = LeaveFields {
            reader: text(),
            first: text(),
            last: text(),
            cover: text(),
            is_asked: true,
        };
        let page = LeavePage {
            lines: vec![line],
            people: std::slice::from_ref(reader),
            own: &reader.id,
            fields,
            errors: &[],
            notice: None,
            csrf: "token",
        };
        staff_document(&page, &self.staff_frame(typed)).into_string()
    }
}
