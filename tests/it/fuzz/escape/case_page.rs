//! The page of a slip, with this typed in every box of its case.

use ineedtotalk::domain::{
    ActKind, Answers, Body, Case, CloseReason, Day, Decided, Decision, HeardHow, Language, Mode,
    PartOfDay, PassedOn, PupilAnswer, ReaderId, ReaderSummary, Retention, SlipContent, SlipId,
    SlipState, Task, TaskId, Tray, Urgency,
};
use ineedtotalk::views::staff::{
    ActLine, AnswerLine, Asked, CaseFields, CaseView, CloseFields, KeepFields, MessageFields,
    SlipPage, SlipView, SplitView, TogetherView, Told,
};
use ineedtotalk::views::staff_document;

use super::Everything;

impl Everything {
    pub(super) fn slip(&self, answers: &Answers, reader: &ReaderSummary, typed: &str) -> String {
        let category = self.taxonomy.unclassified();
        let passed_on = PassedOn { how: HeardHow::Told, promised_secrecy: true, by: typed.into() };
        let content = SlipContent {
            taxonomy: self.taxonomy.edition().to_owned(),
            category: category.code.clone(),
            urgency: Urgency::SameDay,
            answers: answers.clone(),
            mode: Mode::Pictures,
            language: Language::Urdu,
            told: typed.to_owned(),
            passed_on: Some(passed_on),
            readers: vec![reader.name_and_title()],
            sealed_to: [(reader.id.clone(), 1)].into(),
            part_of_day: PartOfDay::Morning,
            is_overseen: true,
            handed_on: Vec::new(),
            let_in: Vec::new(),
            thread: None,
            alike: None,
            begun_from: None,
        };
        let (case, acts) = self.case(typed);
        let answer = PupilAnswer { words: typed.to_owned(), ..PupilAnswer::default() };
        let page = SlipPage {
            slip: SlipView {
                id: SlipId::from_random([2; 16]),
                day: Day(20_000),
                urgency: Urgency::SameDay,
                state: SlipState::New,
                tray: Tray::Normal,
                purge_on: None,
                is_held: true,
            },
            told: Some(Told {
                content: &content,
                routed_as: None,
                category: Some(category),
                begun_as: None,
                may_show_nudes: false,
                tile: None,
                hidden_from: vec![reader.name.as_str().to_owned()],
                name: typed,
            }),
            acts: &acts,
            damaged_acts: 0,
            csrf: "token",
            notice: None,
            close: CloseFields { reason: None, note: typed.to_owned() },
            today: Day(20_001),
            retention: Retention { recorded_days: 30, closed_days: 90 },
            asked: Asked::Other(reader.name.as_str().to_owned()),
            keep: KeepFields { hold_reason: typed.to_owned(), purge_reason: typed.to_owned() },
            has_code: true,
            answers: &[AnswerLine { day: Day(20_001), is_new: true, answer: &answer }],
            damaged_answers: 0,
            message: MessageFields { ready: typed.to_owned(), message: typed.to_owned() },
            case,
            split: SplitView::default(),
            together: TogetherView::default(),
            title: reader.title.as_str(),
            errors: &[],
        };
        staff_document(&page, &self.staff_frame(typed)).into_string()
    }

    /// A case in which everything was typed, and acts with what can be typed into them.
    fn case(&self, typed: &str) -> (CaseView, Vec<ActLine>) {
        let text = || typed.to_owned();
        let decided = Decided {
            body: Body::Police,
            decision: Decision::NotDone,
            reference: text(),
            reason: text(),
        };
        let task = Task {
            id: TaskId::from_random([3; 16]),
            what: text(),
            due: Day(20_001),
            is_done: false,
        };
        let acts = vec![
            ActKind::Closed { reason: CloseReason::Recorded, note: text() },
            ActKind::Held { reason: text() },
            ActKind::Answered { message: text() },
            ActKind::Noted { note: text() },
            ActKind::Owned { by: ReaderId::from_random([1; 16]) },
            ActKind::Decided(decided.clone()),
            ActKind::TaskSet(task.clone()),
            ActKind::TaskDone { id: task.id.clone() },
        ];
        let view = CaseView {
            case: Case { decisions: vec![decided], tasks: vec![task], ..Case::default() },
            owner: Some(text()),
            colleagues: vec![(ReaderId::from_random([1; 16]), text())],
            kinds: vec![(text(), text())],
            fields: CaseFields {
                note: text(),
                body: text(),
                decision: text(),
                reference: text(),
                reason: text(),
                task: text(),
                due: text(),
            },
            ..CaseView::default()
        };
        let line = |kind| ActLine { who: text(), at: text(), kind, named: text(), slip: None };
        (view, acts.into_iter().map(line).collect())
    }
}
