//! Whether somebody outside the school is told, and the child's parents: decided, by whom and why.

use crate::domain::{ActKind, text};

/// Most characters of a reference: a crime number, or the name of who took the call.
pub const REFERENCE_CHARACTERS_MAX: usize = 120;

/// Who may have to be told (S1 §7.1 and §9; S2 §6.2 and §10; KCSIE Parts 1, 4 and 5).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    Police,
    /// Children's social care of the local authority.
    ChildrensServices,
    /// The local authority's designated officer: for what is said of an adult who works with children.
    Lado,
    /// A Prevent referral.
    Prevent,
    /// The National Crime Agency's command against child sexual abuse.
    Ceop,
    /// Whoever runs the filter, to block or to let through.
    Filter,
    Parents,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Somebody is thinking about it: nothing is decided.
    Considering,
    Done,
    NotDone,
}

/// A decision, as it was written down.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Decided {
    pub body: Body,
    pub decision: Decision,
    /// A crime number, or the name of who took the call; else empty.
    pub reference: String,
    /// Empty where none was asked for.
    pub reason: String,
}

/// What keeps a decision from being written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecisionProblem {
    #[error("not telling somebody needs a reason")]
    NoReason,
    #[error("a reason has at most {} characters", ActKind::NOTE_CHARACTERS_MAX)]
    ReasonTooLong,
    #[error("a reference has at most {REFERENCE_CHARACTERS_MAX} characters")]
    ReferenceTooLong,
    /// Parents may work out who told from what they are told, and when (Ofsted on retaliation; F25).
    #[error("nobody has asked themself whether this could show who told")]
    MayShowWhoTold,
}

impl Body {
    pub const ALL: [Self; 7] = [
        Self::Police,
        Self::ChildrensServices,
        Self::Lado,
        Self::Prevent,
        Self::Ceop,
        Self::Filter,
        Self::Parents,
    ];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::ChildrensServices => "childrens-services",
            Self::Lado => "lado",
            Self::Prevent => "prevent",
            Self::Ceop => "ceop",
            Self::Filter => "filter",
            Self::Parents => "parents",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|body| body.as_str() == typed)
    }
}

impl Decision {
    pub const ALL: [Self; 3] = [Self::Considering, Self::Done, Self::NotDone];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Considering => "considering",
            Self::Done => "done",
            Self::NotDone => "not-done",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.as_str() == typed)
    }
}

impl Decided {
    /// `is_thought_over`: somebody has asked themself whether it could show who told.
    pub fn new(
        body: Body,
        decision: Decision,
        reference: &str,
        reason: &str,
        is_thought_over: bool,
    ) -> Result<Self, DecisionProblem> {
        let reason = text::lines_within(reason, ActKind::NOTE_CHARACTERS_MAX)
            .ok_or(DecisionProblem::ReasonTooLong)?;
        let reference = text::lines_within(reference, REFERENCE_CHARACTERS_MAX)
            .ok_or(DecisionProblem::ReferenceTooLong)?
            .replace('\n', " ");
        if decision == Decision::NotDone && reason.is_empty() {
            return Err(DecisionProblem::NoReason);
        }
        if body == Body::Parents && decision == Decision::Done && !is_thought_over {
            return Err(DecisionProblem::MayShowWhoTold);
        }
        Ok(Self { body, decision, reference, reason })
    }

    /// Whether it is a decision about the police or the local authority.
    pub fn settles(&self) -> bool {
        let is_authority = match self.body {
            Body::Police | Body::ChildrensServices | Body::Lado => true,
            Body::Prevent | Body::Ceop | Body::Filter | Body::Parents => false,
        };
        let is_decided = match self.decision {
            Decision::Done | Decision::NotDone => true,
            Decision::Considering => false,
        };
        is_authority && is_decided
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_telling_somebody_needs_a_reason_and_telling_does_not() {
        for body in Body::ALL {
            let not = |reason| Decided::new(body, Decision::NotDone, "", reason, true);
            assert_eq!(not(" \n "), Err(DecisionProblem::NoReason), "{body:?}");
            assert!(not("Looked at with the police: no offence.").is_ok());
            assert!(Decided::new(body, Decision::Done, "CAD 123", "", true).is_ok());
            assert_eq!(Body::parse(body.as_str()), Some(body));
        }
    }

    #[test]
    fn parents_are_told_once_somebody_has_asked_whether_it_shows_who_told() {
        let told = |thought_over| Decided::new(Body::Parents, Decision::Done, "", "", thought_over);
        assert_eq!(told(false), Err(DecisionProblem::MayShowWhoTold));
        assert!(told(true).is_ok());
        assert!(Decided::new(Body::Parents, Decision::Considering, "", "", false).is_ok());
    }

    #[test]
    fn what_is_too_long_is_said_and_not_cut() {
        let long = "x".repeat(ActKind::NOTE_CHARACTERS_MAX + 1);
        let problem = Decided::new(Body::Police, Decision::Done, "", &long, true);
        assert_eq!(problem, Err(DecisionProblem::ReasonTooLong));
        let problem = Decided::new(Body::Police, Decision::Done, &long, "", true);
        assert_eq!(problem, Err(DecisionProblem::ReferenceTooLong));
    }
}
