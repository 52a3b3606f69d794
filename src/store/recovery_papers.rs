//! The key of the school's recovery papers, and readers' keys as they are sealed to it. Whether its signature is
//! good is not asked here.

use diesel::prelude::*;

use crate::db::schema::{recovery_copies, recovery_papers};
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::ReaderId;

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// The key, and who answers for it.
pub struct StoredPapers {
    pub public_key: Vec<u8>,
    pub signed_by: ReaderId,
    pub signature: Vec<u8>,
}

pub fn find(reader: &mut Reader<'_>) -> Result<Option<StoredPapers>, DbError> {
    let row: Option<(Vec<u8>, String, Vec<u8>)> = recovery_papers::table
        .filter(recovery_papers::school_id.eq(reader.school()))
        .select((
            recovery_papers::public_key,
            recovery_papers::signed_by,
            recovery_papers::signature,
        ))
        .first(reader.connection())
        .optional()?;
    let parse = |(public_key, by, signature): (Vec<u8>, String, Vec<u8>)| {
        let signed_by = ReaderId::parse(&by).map_err(|_| UNREADABLE)?;
        Ok(StoredPapers { public_key, signed_by, signature })
    };
    row.map(parse).transpose()
}

/// Puts papers in the place of those before, to which nothing is sealed any more.
pub fn replace(writer: &mut Writer<'_>, papers: &StoredPapers) -> Result<(), DbError> {
    delete(writer)?;
    diesel::insert_into(recovery_papers::table)
        .values((
            recovery_papers::school_id.eq(writer.school()),
            recovery_papers::public_key.eq(&papers.public_key),
            recovery_papers::signed_by.eq(&papers.signed_by),
            recovery_papers::signature.eq(&papers.signature),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Another reader answers for the same key; nothing where there is another by now.
pub fn set_signed(writer: &mut Writer<'_>, papers: &StoredPapers) -> Result<(), DbError> {
    diesel::update(recovery_papers::table)
        .filter(recovery_papers::school_id.eq(writer.school()))
        .filter(recovery_papers::public_key.eq(&papers.public_key))
        .set((
            recovery_papers::signed_by.eq(&papers.signed_by),
            recovery_papers::signature.eq(&papers.signature),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Forgets the papers and all that was sealed to them.
pub fn delete(writer: &mut Writer<'_>) -> Result<(), DbError> {
    diesel::delete(recovery_copies::table)
        .filter(recovery_copies::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    diesel::delete(recovery_papers::table)
        .filter(recovery_papers::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

pub fn find_copy(reader: &mut Reader<'_>, of: &ReaderId) -> Result<Option<Vec<u8>>, DbError> {
    Ok(recovery_copies::table
        .filter(recovery_copies::reader_id.eq(of))
        .filter(recovery_copies::school_id.eq(reader.school()))
        .select(recovery_copies::sealed)
        .first(reader.connection())
        .optional()?)
}

/// Whose keys are sealed to the papers.
pub fn list_copied(reader: &mut Reader<'_>) -> Result<Vec<ReaderId>, DbError> {
    let ids: Vec<String> = recovery_copies::table
        .filter(recovery_copies::school_id.eq(reader.school()))
        .order(recovery_copies::reader_id)
        .select(recovery_copies::reader_id)
        .load(reader.connection())?;
    ids.iter().map(|id| ReaderId::parse(id).ok()).collect::<Option<_>>().ok_or(UNREADABLE)
}

pub fn set_copy(writer: &mut Writer<'_>, of: &ReaderId, sealed: &[u8]) -> Result<(), DbError> {
    delete_copy(writer, of)?;
    diesel::insert_into(recovery_copies::table)
        .values((
            recovery_copies::reader_id.eq(of),
            recovery_copies::school_id.eq(writer.school()),
            recovery_copies::sealed.eq(sealed),
        ))
        .execute(writer.connection())?;
    Ok(())
}

pub fn delete_copy(writer: &mut Writer<'_>, of: &ReaderId) -> Result<(), DbError> {
    diesel::delete(recovery_copies::table)
        .filter(recovery_copies::reader_id.eq(of))
        .filter(recovery_copies::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}
