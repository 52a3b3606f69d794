//! How domain types are written to columns. They are read back with `deserialize_as`, which parses.

use diesel::expression::AsExpression;
use diesel::sql_types::{BigInt, Integer, Text};

use crate::domain::{
    Actor, Appearance, Day, EmailAddress, EntryId, Host, KioskCheckId, KioskId, KioskName, Lane,
    NoticeId, NoticeKind, PasskeyId, ReaderId, ReaderName, ReaderTitle, ReplyId, ReplyState, Roles,
    SchoolId, SchoolName, SlipId, SlipState, ThreadId, Timestamp, Tray, UnfinishedNoteId, Urgency,
};

macro_rules! text_column {
    ($($domain_type:ty),+ $(,)?) => {$(
        impl AsExpression<Text> for $domain_type {
            type Expression = <String as AsExpression<Text>>::Expression;

            fn as_expression(self) -> Self::Expression {
                AsExpression::<Text>::as_expression(self.as_str().to_owned())
            }
        }

        impl<'a> AsExpression<Text> for &'a $domain_type {
            type Expression = <String as AsExpression<Text>>::Expression;

            fn as_expression(self) -> Self::Expression {
                AsExpression::<Text>::as_expression(self.as_str().to_owned())
            }
        }
    )+};
}

text_column!(
    Actor,
    EmailAddress,
    EntryId,
    Host,
    KioskCheckId,
    KioskId,
    KioskName,
    Lane,
    NoticeId,
    NoticeKind,
    PasskeyId,
    ReaderId,
    ReaderName,
    ReaderTitle,
    ReplyId,
    ReplyState,
    SchoolId,
    SchoolName,
    SlipId,
    SlipState,
    ThreadId,
    Tray,
    UnfinishedNoteId,
    Urgency,
);

impl AsExpression<BigInt> for Timestamp {
    type Expression = <i64 as AsExpression<BigInt>>::Expression;

    fn as_expression(self) -> Self::Expression {
        AsExpression::<BigInt>::as_expression(self.0)
    }
}

impl AsExpression<Integer> for Day {
    type Expression = <i32 as AsExpression<Integer>>::Expression;

    fn as_expression(self) -> Self::Expression {
        AsExpression::<Integer>::as_expression(self.0)
    }
}

impl AsExpression<Text> for Appearance {
    type Expression = <String as AsExpression<Text>>::Expression;

    fn as_expression(self) -> Self::Expression {
        AsExpression::<Text>::as_expression(self.as_text())
    }
}

impl AsExpression<Text> for &Roles {
    type Expression = <String as AsExpression<Text>>::Expression;

    fn as_expression(self) -> Self::Expression {
        AsExpression::<Text>::as_expression(self.as_text())
    }
}
