//! What is in a backup before it is sealed: a head that says what follows, then row after row.

use crate::db::rows::{Table, Value};
use crate::domain::Day;

/// What becomes of a table's rows in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Kept,
    /// With the reason.
    LeftOut(&'static str),
}

/// Every table there is. Those that refer to others come after them: in this order they are filled.
pub const FATES: &[(&str, Fate)] = &[
    ("schools", Fate::Kept),
    ("readers", Fate::Kept),
    ("reader_keys", Fate::Kept),
    ("second_factors", Fate::Kept),
    ("new_keys", Fate::Kept),
    ("vouches", Fate::Kept),
    ("recovery_papers", Fate::Kept),
    ("recovery_copies", Fate::Kept),
    ("passkeys", Fate::Kept),
    ("linked_accounts", Fate::Kept),
    ("invitations", Fate::Kept),
    ("leaves", Fate::Kept),
    ("slips", Fate::Kept),
    ("intake", Fate::Kept),
    ("slip_acts", Fate::Kept),
    ("unfinished_notes", Fate::Kept),
    ("slip_indexes", Fate::Kept),
    ("slip_index_parts", Fate::Kept),
    ("tombstones", Fate::Kept),
    ("reseals", Fate::Kept),
    ("sent_drafts", Fate::Kept),
    ("threads", Fate::Kept),
    ("replies", Fate::Kept),
    ("kiosks", Fate::Kept),
    ("kiosk_checks", Fate::Kept),
    ("audit_log", Fate::Kept),
    ("audit_heads", Fate::Kept),
    ("rush_budgets", Fate::LeftOut("what came in a rush is counted for its day")),
    ("kiosk_codes", Fate::LeftOut("words last ten minutes; new ones are made in a moment")),
    ("sessions", Fate::LeftOut("a cookie from before opens nothing after")),
    ("outbox", Fate::LeftOut("old notices are not sent again; each reader gets one new one")),
    ("job_runs", Fate::LeftOut("whoever ran a job then does not now")),
];

/// The first thing in a backup.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    /// The version of the program that made it.
    pub program: String,
    /// The day, and nothing finer: a pupil's row has no more either.
    pub day: Day,
    /// Which migrations had run.
    pub migrations: Vec<String>,
    pub tables: Vec<CountedTable>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CountedTable {
    pub table: Table,
    pub rows: u64,
}

impl Head {
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|counted| counted.rows).sum()
    }
}

const NOTHING: u8 = 0;
const NUMBER: u8 = 1;
const TEXT: u8 = 2;
const BYTES: u8 = 3;

/// Writes a value: what kind it is, and its bytes.
pub(super) fn write_value(value: &Value, to: &mut Vec<u8>) {
    match value {
        Value::Nothing => to.push(NOTHING),
        Value::Number(number) => {
            to.push(NUMBER);
            to.extend_from_slice(&number.to_be_bytes());
        }
        Value::Text(text) => write_long(TEXT, text.as_bytes(), to),
        Value::Bytes(bytes) => write_long(BYTES, bytes, to),
    }
}

fn write_long(kind: u8, bytes: &[u8], to: &mut Vec<u8>) {
    to.push(kind);
    to.extend_from_slice(&length_of(bytes));
    to.extend_from_slice(bytes);
}

/// How a length is written. No value is as long as its greatest: both databases refuse 1 GB.
pub(super) fn length_of(bytes: &[u8]) -> [u8; 4] {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes()
}

/// Reads what [`write_value`] wrote; `next` gives so many bytes more, and `None` is a damaged value.
pub(super) fn read_value<E>(
    mut next: impl FnMut(usize) -> Result<Vec<u8>, E>,
) -> Result<Option<Value>, E> {
    let kind = next(1)?;
    Ok(match kind.as_slice() {
        [NOTHING] => Some(Value::Nothing),
        [NUMBER] => next(8)?.first_chunk().map(|bytes| Value::Number(i64::from_be_bytes(*bytes))),
        [TEXT] => String::from_utf8(read_long(next)?).ok().map(Value::Text),
        [BYTES] => Some(Value::Bytes(read_long(next)?)),
        _ => None,
    })
}

/// Reads bytes with their length in front.
pub(super) fn read_long<E>(
    mut next: impl FnMut(usize) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let length = next(4)?.first_chunk().map_or(u32::MAX, |bytes| u32::from_be_bytes(*bytes));
    next(usize::try_from(length).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_as_it_was_written() {
        let values = [
            Value::Nothing,
            Value::Number(i64::MIN),
            Value::Text("Ms O\u{2019}Shea".to_owned()),
            Value::Bytes(vec![0, 255, 7]),
            Value::Bytes(Vec::new()),
        ];
        let mut written = Vec::new();
        values.iter().for_each(|value| write_value(value, &mut written));
        let mut rest = written.as_slice();
        let mut next = |length: usize| {
            let (bytes, after) = rest.split_at_checked(length).ok_or(())?;
            rest = after;
            Ok::<_, ()>(bytes.to_vec())
        };
        for value in values {
            assert_eq!(read_value(&mut next), Ok(Some(value)));
        }
        assert_eq!(read_value(&mut next), Err(()));
    }

    #[test]
    fn a_value_of_no_kind_is_noticed() {
        assert_eq!(read_value(|_| Ok::<_, ()>(vec![4])), Ok(None));
        let not_text = |length: usize| {
            Ok::<_, ()>(if length == 1 { vec![TEXT] } else { vec![0xff; length.min(9)] })
        };
        assert_eq!(read_value(not_text), Ok(None));
    }
}
