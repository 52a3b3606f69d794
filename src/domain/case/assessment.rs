//! What staff find a slip to be. No pupil is asked to prove that they were bullied: it is for staff to
//! say whether it was repeated, meant, and between unequals (S1 §7; S2 §6.1).

use crate::domain::CategoryCode;

/// Yes, no, or not known (yet).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    Yes,
    No,
    #[default]
    NotKnown,
}

/// What staff answer about a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    Repeated,
    Intentional,
    /// Whether one side has power over the other: by age, number, strength, or what it knows.
    Imbalance,
    /// Whether what was shared has stopped spreading (S1 §7.1: "all reasonable endeavours").
    Contained,
    /// Whether the internet has a part in it (S1 §10: abuse "can all contain an online element").
    Online,
}

/// What stands of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Assessment {
    /// What kind staff say it is; the pupil's choice stands beside it.
    pub kind: Option<CategoryCode>,
    repeated: Known,
    intentional: Known,
    imbalance: Known,
    contained: Known,
    online: Known,
}

impl Known {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotKnown];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotKnown => "not-known",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == typed)
    }
}

impl Question {
    pub const ALL: [Self; 5] =
        [Self::Repeated, Self::Intentional, Self::Imbalance, Self::Contained, Self::Online];

    /// The name of its field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repeated => "repeated",
            Self::Intentional => "intentional",
            Self::Imbalance => "imbalance",
            Self::Contained => "contained",
            Self::Online => "online",
        }
    }
}

impl Assessment {
    /// Of this kind, with nothing answered.
    pub fn of(kind: Option<CategoryCode>) -> Self {
        Self { kind, ..Self::default() }
    }

    pub fn answer(&self, question: Question) -> Known {
        match question {
            Question::Repeated => self.repeated,
            Question::Intentional => self.intentional,
            Question::Imbalance => self.imbalance,
            Question::Contained => self.contained,
            Question::Online => self.online,
        }
    }

    pub fn set(&mut self, question: Question, answer: Known) {
        let place = match question {
            Question::Repeated => &mut self.repeated,
            Question::Intentional => &mut self.intentional,
            Question::Imbalance => &mut self.imbalance,
            Question::Contained => &mut self.contained,
            Question::Online => &mut self.online,
        };
        *place = answer;
    }

    /// Whether it is cyber-bullying as both policies define it: "the repetitive, intentional harming …
    /// where the relationship involves an imbalance of power".
    pub fn is_cyber_bullying(&self) -> Known {
        let parts = [self.repeated, self.intentional, self.imbalance];
        if parts.contains(&Known::No) {
            Known::No
        } else if parts.contains(&Known::NotKnown) {
            Known::NotKnown
        } else {
            Known::Yes
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_cyber_bullying_when_all_three_are_so_and_not_when_one_is_not() {
        let mut found = Assessment::default();
        assert_eq!(found.is_cyber_bullying(), Known::NotKnown);
        for question in [Question::Repeated, Question::Intentional, Question::Imbalance] {
            found.set(question, Known::Yes);
        }
        assert_eq!(found.is_cyber_bullying(), Known::Yes);
        found.set(Question::Repeated, Known::No);
        found.set(Question::Imbalance, Known::NotKnown);
        assert_eq!(found.is_cyber_bullying(), Known::No);
    }

    #[test]
    fn each_answer_is_kept_in_its_own_place() {
        for question in Question::ALL {
            let mut found = Assessment::default();
            found.set(question, Known::Yes);
            let yes = |one: &Question| found.answer(*one) == Known::Yes;
            assert_eq!(Question::ALL.into_iter().filter(yes).collect::<Vec<_>>(), [question]);
        }
    }
}
