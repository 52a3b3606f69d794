//! The pages of a kiosk and of its checks, with this typed everywhere.

use ineedtotalk::domain::{
    Appearance, CodeProblem, Day, Kiosk, KioskCheck, KioskCheckId, KioskId, KioskName,
    KioskTrouble, Language, Nation, Roles,
};
use ineedtotalk::views::kiosk::KioskPage;
use ineedtotalk::views::staff::{
    KioskCheckPage, KioskFields, KioskLine, KioskState, KiosksPage, SignedCheckPage, SignedLine,
};
use ineedtotalk::views::{pupil_document, staff_document};

use super::Everything;

impl Everything {
    pub(super) fn kiosks(&self, typed: &str) -> [String; 5] {
        let short: String = typed.chars().take(KioskName::CHARACTERS_MAX).collect();
        let name = KioskName::parse(&short).or_else(|_| KioskName::parse("Library 1")).unwrap();
        let fields = KioskFields { name: typed.to_owned(), ..KioskFields::default() };
        let line = KioskLine {
            kiosk: Kiosk {
                id: KioskId::from_random([3; 16]),
                name: name.clone(),
                appearance: Appearance::default(),
                paused_on: None,
            },
            state: KioskState::Enrolled { on: Day(20_000), by: typed.to_owned() },
            seen_on: None,
            checked: None,
            has_draft: true,
            put_right: Some((fields.clone(), typed.to_owned())),
        };
        let [form, signed] = self.kiosk_checks(&line.kiosk, typed);
        let list = KiosksPage {
            lines: &[line],
            languages: &Language::ALL,
            nation: Nation::England,
            add: fields,
            errors: &[],
            notice: None,
            csrf: "token",
        };
        let list = staff_document(&list, &self.staff_frame(typed)).into_string();
        let unknown = CodeProblem::Unknown { words: vec![typed.to_owned()] };
        let trouble = KioskTrouble::NotACode(unknown);
        let appearance = Appearance::default();
        let [to_be, is_one] =
            [(None, Some(&trouble)), (Some(&name), None)].map(|(name, trouble)| {
                let page = KioskPage { appearance, name, typed, trouble };
                pupil_document(&page, &self.frame()).into_string()
            });
        [list, form, signed, to_be, is_one]
    }

    fn kiosk_checks(&self, kiosk: &Kiosk, typed: &str) -> [String; 2] {
        let mut check = KioskCheck::empty();
        check.lines.iter_mut().for_each(|line| line.note = typed.to_owned());
        let day = Day(20_000);
        let page = KioskCheckPage {
            kiosk,
            check: &check,
            seen: None,
            filled: Some((typed.to_owned(), day)),
            may_sign: true,
            earlier: &[],
            nation: Nation::England,
            device_test: "https://talk.elmwood.example/device-test".to_owned(),
            errors: &[],
            notice: None,
            csrf: "token",
        };
        let form = staff_document(&page, &self.staff_frame(typed)).into_string();
        let signed = SignedLine {
            id: KioskCheckId::from_random([4; 16]),
            signed_on: day,
            signed_by: typed.to_owned(),
            roles: Roles::parse("dsl").unwrap(),
            filled_by: typed.to_owned(),
            filled_on: day,
            check,
        };
        let page = SignedCheckPage { kiosk, signed: &signed, nation: Nation::England };
        [form, staff_document(&page, &self.staff_frame(typed)).into_string()]
    }
}
