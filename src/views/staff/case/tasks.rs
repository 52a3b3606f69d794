//! What is left to be done, and by when.

use maud::{Markup, html};

use super::CasePanels;
use crate::domain::{TASK_CHARACTERS_MAX, Task};
use crate::paths;
use crate::views::components::{AsTyped, CsrfField, StaffField, StaffForm};

impl CasePanels<'_> {
    pub(super) fn tasks(&self) -> Markup {
        let words = self.words;
        html! {
            section.panel aria-labelledby="tasks" {
                h2 #tasks { (words.text("staff-case-tasks-heading")) }
                @if self.view.case.tasks.is_empty() {
                    p { (words.text("staff-case-tasks-none")) }
                } @else {
                    ul.steps-list { @for task in &self.view.case.tasks { li { (self.task(task)) } } }
                }
                details open[self.has_error(&["task", "due"])] {
                    summary { (words.text("staff-case-task-summary")) }
                    (self.new_task())
                }
            }
        }
    }

    fn task(&self, task: &Task) -> Markup {
        let words = self.words;
        let day = task.due.in_words();
        html! {
            @if task.is_done {
                s { (AsTyped(&task.what)) } " " (words.text("staff-case-task-is-done"))
            } @else {
                (AsTyped(&task.what)) " – "
                @if task.is_late(self.today) {
                    strong { (words.fill("staff-case-task-late", &[("day", (&day).into())])) }
                } @else {
                    (words.fill("staff-case-task-by", &[("day", (&day).into())]))
                }
                form method="post" action=(paths::task_done(self.slip)) {
                    (CsrfField(self.csrf))
                    input type="hidden" name="task" value=(task.id);
                    button.btn.second.small type="submit" {
                        (words.text("staff-case-task-done-button")) span.vh { ": " (AsTyped(&task.what)) }
                    }
                }
            }
        }
    }

    fn new_task(&self) -> Markup {
        let words = self.words;
        html! {
            (StaffForm {
                action: &paths::set_task(self.slip),
                csrf: Some(self.csrf),
                content: html! {
                    (StaffField {
                        name: "task",
                        label: words.text("staff-case-task-what"),
                        hint: Some(words.fill("staff-case-task-what-hint", &[
                            ("max", TASK_CHARACTERS_MAX.into()),
                        ])),
                        kind: "text",
                        autocomplete: "off",
                        value: &self.view.fields.task,
                        errors: self.errors,
                    })
                    (StaffField {
                        name: "due",
                        label: words.text("staff-case-task-due"),
                        hint: None,
                        kind: "date",
                        autocomplete: "off",
                        value: &self.view.fields.due,
                        errors: self.errors,
                    })
                },
                button: words.text("staff-case-task-button"),
            })
        }
    }
}
