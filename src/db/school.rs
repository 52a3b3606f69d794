//! One school's rows. The school comes with the connection, so no caller can pass the wrong one.

use std::ops::{Deref, DerefMut};

use super::DbConnection;
use crate::domain::{Actor, SchoolId, Timestamp};

/// Reads one school's rows, all as they were at one moment.
pub struct Reader<'a> {
    connection: &'a mut DbConnection,
    school: SchoolId,
}

impl<'a> Reader<'a> {
    pub(super) fn new(connection: &'a mut DbConnection, school: SchoolId) -> Self {
        Self { connection, school }
    }

    /// The school whose rows these are. Every query names it.
    pub fn school(&self) -> SchoolId {
        self.school.clone()
    }

    /// The connection, for a query of `store`.
    pub fn connection(&mut self) -> &mut DbConnection {
        self.connection
    }
}

/// Changes one school's rows, in one transaction. Who does so, and when, is said once, when it
/// opens, so the audit log cannot be told otherwise.
pub struct Writer<'a> {
    reader: Reader<'a>,
    pub actor: Actor,
    pub now: Timestamp,
}

impl<'a> Writer<'a> {
    pub(super) fn new(connection: &'a mut DbConnection, scope: &Scope) -> Self {
        let reader = Reader::new(connection, scope.school.clone());
        Self { reader, actor: scope.actor.clone(), now: scope.now }
    }
}

/// Whatever can be read can be read in the middle of a change.
impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Self::Target {
        &self.reader
    }
}

impl DerefMut for Writer<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.reader
    }
}

/// Whose rows a change touches, who makes it, and when.
pub(super) struct Scope {
    pub school: SchoolId,
    pub actor: Actor,
    pub now: Timestamp,
}
