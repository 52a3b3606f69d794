//! Something that is to be done about a slip, and by when.

use crate::domain::{Day, TaskId, text};

/// Most characters of a task: a line.
pub const TASK_CHARACTERS_MAX: usize = 160;

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub what: String,
    pub due: Day,
    /// Said by an act of its own.
    #[serde(skip)]
    pub is_done: bool,
}

/// What keeps a task from being set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TaskProblem {
    #[error("a task has to say what is to be done")]
    Missing,
    #[error("a task has at most {TASK_CHARACTERS_MAX} characters")]
    TooLong,
    #[error("a task cannot be due before today")]
    Past,
}

impl Task {
    pub fn new(id: TaskId, typed: &str, due: Day, today: Day) -> Result<Self, TaskProblem> {
        let what = text::lines_within(typed, TASK_CHARACTERS_MAX).ok_or(TaskProblem::TooLong)?;
        if what.is_empty() {
            return Err(TaskProblem::Missing);
        }
        if due < today {
            return Err(TaskProblem::Past);
        }
        Ok(Self { id, what: what.replace('\n', " "), due, is_done: false })
    }

    /// Whether it should have been done before today.
    pub fn is_late(&self, today: Day) -> bool {
        !self.is_done && self.due < today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_says_what_and_is_not_due_before_it_was_set() {
        let new = |typed: &str, due| {
            Task::new(TaskId::from_random([1; 16]), typed, Day(due), Day(10)).map(|task| task.what)
        };
        assert_eq!(new(" Ring\nhome ", 10), Ok("Ring home".to_owned()));
        assert_eq!(new(" ", 12), Err(TaskProblem::Missing));
        assert_eq!(new("Ring", 9), Err(TaskProblem::Past));
        assert_eq!(new(&"x".repeat(TASK_CHARACTERS_MAX + 1), 12), Err(TaskProblem::TooLong));
    }
}
