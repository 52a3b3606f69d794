//! The term in numbers, of the slips that whoever looks may read: charts, each with its table.

use maud::{Markup, html};

use crate::domain::{
    DaySpan, FourC, Rounding, ShownCount, SlipState, Soon, TermFigures, TermWeek, Urgency,
};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{Bar, BarChart, Column, StaffTable};
use crate::views::{StaffFrame, StaffPage};

pub struct TermPage {
    pub span: DaySpan,
    pub figures: TermFigures,
    /// Of slips that tell of two things, which are each counted once among the figures.
    pub second_cases: Vec<(Option<FourC>, usize)>,
    /// How counts are told where it is for people who may not read every slip that is counted.
    pub for_others: Option<Rounding>,
    /// Slips that are not counted.
    pub left_out: usize,
}

impl StaffPage for TermPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-term-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let (first, last) = (self.span.first().in_words(), self.span.last().in_words());
        let (counted, other, path) = match self.for_others {
            Some(rounding) => {
                let step = rounding.step().into();
                let counted = words.fill("staff-term-rounded", &[("step", step)]);
                (counted, words.text("staff-term-exact-link"), paths::TERM)
            }
            None => {
                let counted = words.text("staff-term-exact");
                (counted, words.text("staff-term-others-link"), paths::TERM_FOR_OTHERS)
            }
        };
        let (slips, cases) = (|| words.text("staff-term-count"), words.text("staff-term-cases"));
        html! {
            h1 { (self.title(frame)) }
            p { (words.fill("staff-term-span", &[("first", (&first).into()), ("last", (&last).into())])) }
            p { (counted) " " a href=(path) { (other) } }
            @if self.left_out > 0 {
                p.notice role="status" {
                    (words.fill("staff-term-left-out", &[("count", self.left_out.into())]))
                }
            }
            (self.weeks(words))
            (self.one("urgency", words.text("staff-term-urgency"), slips(), self.urgencies(words), words))
            (self.one("state", words.text("staff-term-state"), slips(), self.states(words), words))
            (self.one("soon", words.text("staff-term-soon"), slips(), self.soon(words), words))
            (self.one("second", words.text("staff-term-second"), cases, self.second(words), words))
        }
    }
}

impl TermPage {
    fn shown(&self, count: usize) -> ShownCount {
        match self.for_others {
            Some(rounding) => rounding.shown(count),
            None => ShownCount::exact(count),
        }
    }

    fn weeks(&self, words: &Words) -> Markup {
        let risks = TermFigures::RISKS.map(|risk| risk_in_words(risk, words));
        let week = |week: &TermWeek| {
            let shown = week.counts.map(|count| self.shown(count));
            let total = self.shown(week.counts.iter().sum());
            Bar {
                label: week.monday.in_words(),
                parts: shown.iter().map(|count| count.drawn()).collect(),
                said: in_words(total, words),
            }
        };
        let bars: Vec<_> = self.figures.weeks.iter().map(week).collect();
        let cell = |count: &usize| html! { (in_words(self.shown(*count), words)) };
        let row = |week: &TermWeek| {
            let day = html! { (week.monday.in_words()) };
            std::iter::once(day).chain(week.counts.iter().map(cell)).collect()
        };
        let title = words.text("staff-term-weeks");
        let first = Column::named(words.text("staff-term-week"));
        html! {
            (BarChart {
                id: "weeks-chart",
                title: &title,
                description: &words.text("staff-term-weeks-told"),
                bars: &bars,
                legend: &risks,
            })
            (StaffTable {
                id: "weeks",
                caption: title.clone(),
                columns: std::iter::once(first).chain(risks.map(Column::named)).collect(),
                rows: self.figures.weeks.iter().map(row).collect(),
            })
        }
    }

    /// A chart of single bars and its table.
    fn one(
        &self,
        id: &'static str,
        title: String,
        counted: String,
        counts: Vec<(String, usize)>,
        words: &Words,
    ) -> Markup {
        let bar = |(label, count): &(String, usize)| {
            let shown = self.shown(*count);
            Bar { label: label.clone(), parts: vec![shown.drawn()], said: in_words(shown, words) }
        };
        let bars: Vec<_> = counts.iter().map(bar).collect();
        let rows = bars.iter().map(|bar| vec![html! { (bar.label) }, html! { (bar.said) }]);
        html! {
            (BarChart {
                id: &format!("{id}-chart"),
                title: &title,
                description: &words.text("staff-term-told"),
                bars: &bars,
                legend: &[],
            })
            (StaffTable {
                id,
                caption: title.clone(),
                columns: vec![
                    Column::named(words.text("staff-term-which")),
                    Column::named(counted),
                ],
                rows: rows.collect(),
            })
        }
    }

    fn urgencies(&self, words: &Words) -> Vec<(String, usize)> {
        let said = |urgency| match urgency {
            Urgency::Emergency => words.text("staff-urgency-emergency"),
            Urgency::Urgent => words.text("staff-urgency-urgent"),
            Urgency::SameDay => words.text("staff-urgency-same-day"),
            Urgency::Routine => words.text("staff-urgency-routine"),
        };
        self.figures.urgency.iter().map(|(one, count)| (said(*one), *count)).collect()
    }

    fn states(&self, words: &Words) -> Vec<(String, usize)> {
        let said = |state| match state {
            SlipState::New => words.text("staff-state-new"),
            SlipState::Acknowledged => words.text("staff-state-acknowledged"),
            SlipState::Closed => words.text("staff-state-closed"),
            SlipState::AsideAsked => words.text("staff-state-aside-asked"),
            SlipState::Aside => words.text("staff-state-aside"),
        };
        self.figures.state.iter().map(|(one, count)| (said(*one), *count)).collect()
    }

    fn soon(&self, words: &Words) -> Vec<(String, usize)> {
        let said = |soon| match soon {
            Soon::SameDay => words.text("staff-term-same-day"),
            Soon::NextDay => words.text("staff-term-next-day"),
            Soon::Later => words.text("staff-term-later"),
            Soon::NotYet => words.text("staff-term-not-yet"),
        };
        self.figures.soon.iter().map(|(one, count)| (said(*one), *count)).collect()
    }

    fn second(&self, words: &Words) -> Vec<(String, usize)> {
        let said = |(risk, count): &(Option<FourC>, usize)| (risk_in_words(*risk, words), *count);
        self.second_cases.iter().map(said).collect()
    }
}

fn risk_in_words(risk: Option<FourC>, words: &Words) -> String {
    risk.map_or_else(|| words.text("staff-term-other-risk"), |risk| risk.in_words().to_owned())
}

fn in_words(count: ShownCount, words: &Words) -> String {
    match count {
        ShownCount::Exactly(count) => count.to_string(),
        ShownCount::FewerThan(step) => words.fill("staff-term-few", &[("step", step.into())]),
        ShownCount::About(count) => words.fill("staff-term-about", &[("count", count.into())]),
    }
}
