//! Readers' keys in the database: public halves in the open, private halves locked, and who vouched
//! for them.

use diesel::prelude::*;

use crate::crypto::ReaderPublicKeys;
use crate::crypto::chain::{Link, Statement};
use crate::db::schema::{reader_keys, readers};
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{
    EmailAddress, ReaderId, ReaderName, ReaderSummary, ReaderTitle, Roles, Timestamp,
};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// A reader's keys as they are kept.
pub struct StoredKeys {
    pub public: ReaderPublicKeys,
    pub locked_by_password: Vec<u8>,
    pub locked_by_kit: Vec<u8>,
    /// Absent until another reader has compared the fingerprint.
    pub signed_by: Option<ReaderId>,
    pub signature: Option<Vec<u8>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = readers)]
struct PersonRow {
    #[diesel(deserialize_as = String)]
    id: ReaderId,
    #[diesel(deserialize_as = String)]
    name: ReaderName,
    #[diesel(deserialize_as = String)]
    title: ReaderTitle,
    #[diesel(deserialize_as = String)]
    roles: Roles,
    #[diesel(deserialize_as = String)]
    email: EmailAddress,
}

type SignedRow = (PersonRow, Vec<u8>, Option<String>, Option<Vec<u8>>);

type KeyRow = (Vec<u8>, Vec<u8>, Vec<u8>, Option<String>, Option<Vec<u8>>);

/// The keys of one reader; absent until they have enrolled.
pub fn find(reader: &mut Reader<'_>, id: &ReaderId) -> Result<Option<StoredKeys>, DbError> {
    let row: Option<KeyRow> = reader_keys::table
        .filter(reader_keys::reader_id.eq(id))
        .filter(reader_keys::school_id.eq(reader.school()))
        .select((
            reader_keys::public_keys,
            reader_keys::locked_by_password,
            reader_keys::locked_by_kit,
            reader_keys::signed_by,
            reader_keys::signature,
        ))
        .first(reader.connection())
        .optional()?;
    row.map(|row| parse(row).ok_or(UNREADABLE)).transpose()
}

/// Everyone at the school who has keys that somebody signed and who has not left, in the order of
/// their names. Whether the signatures lead back to the school's root is not asked here.
pub fn list_signed(reader: &mut Reader<'_>) -> Result<Vec<Link>, DbError> {
    let rows: Vec<SignedRow> = readers::table
        .inner_join(reader_keys::table.on(reader_keys::reader_id.eq(readers::id)))
        .filter(readers::school_id.eq(reader.school()))
        .filter(readers::left_at.is_null())
        .filter(readers::enrolled_at.is_not_null())
        .filter(reader_keys::signature.is_not_null())
        .order((readers::name, readers::id))
        .select((
            PersonRow::as_select(),
            reader_keys::public_keys,
            reader_keys::signed_by,
            reader_keys::signature,
        ))
        .load(reader.connection())?;
    let school = reader.school();
    rows.into_iter()
        .map(|(person, keys, signed_by, signature)| {
            let reader = ReaderSummary {
                id: person.id,
                name: person.name,
                title: person.title,
                roles: person.roles,
                email: person.email,
            };
            let keys = ReaderPublicKeys::from_bytes(&keys).ok()?;
            let statement = Statement { school: school.clone(), reader, keys };
            let signed_by = ReaderId::parse(&signed_by?).ok()?;
            Some(Link { statement, signed_by, signature: signature? })
        })
        .collect::<Option<_>>()
        .ok_or(UNREADABLE)
}

/// The keys a reader has just made, not vouched for yet.
pub fn insert(
    writer: &mut Writer<'_>,
    id: &ReaderId,
    public: &ReaderPublicKeys,
    locked_by_password: &[u8],
    locked_by_kit: &[u8],
) -> Result<(), DbError> {
    diesel::insert_into(reader_keys::table)
        .values((
            reader_keys::reader_id.eq(id),
            reader_keys::school_id.eq(writer.school()),
            reader_keys::public_keys.eq(public.to_bytes()),
            reader_keys::locked_by_password.eq(locked_by_password),
            reader_keys::locked_by_kit.eq(locked_by_kit),
            reader_keys::made_at.eq(writer.now),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Since when this reader has their keys of now.
pub fn made_at(reader: &mut Reader<'_>, id: &ReaderId) -> Result<Option<Timestamp>, DbError> {
    let found: Option<i64> = reader_keys::table
        .filter(reader_keys::reader_id.eq(id))
        .filter(reader_keys::school_id.eq(reader.school()))
        .select(reader_keys::made_at)
        .first(reader.connection())
        .optional()?;
    Ok(found.map(Timestamp))
}

/// Keeps who vouched for the keys, over whoever did before. Only for the keys that were looked at:
/// false if there are others by now.
pub fn set_signature(
    writer: &mut Writer<'_>,
    id: &ReaderId,
    public: &ReaderPublicKeys,
    signed_by: &ReaderId,
    signature: &[u8],
) -> Result<bool, DbError> {
    let changed = diesel::update(reader_keys::table)
        .filter(reader_keys::reader_id.eq(id))
        .filter(reader_keys::school_id.eq(writer.school()))
        .filter(reader_keys::public_keys.eq(public.to_bytes()))
        .set((
            reader_keys::signed_by.eq(signed_by.as_str()),
            reader_keys::signature.eq(signature),
            reader_keys::signed_at.eq(writer.now.0),
        ))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// What the private keys are under.
#[derive(AsChangeset)]
#[diesel(table_name = reader_keys)]
pub struct NewLock<'a> {
    locked_by_password: Option<&'a [u8]>,
    locked_by_kit: Option<&'a [u8]>,
}

impl<'a> NewLock<'a> {
    pub fn of_password(locked: &'a [u8]) -> Self {
        Self { locked_by_password: Some(locked), locked_by_kit: None }
    }

    pub fn of_kit(locked: &'a [u8]) -> Self {
        Self { locked_by_password: None, locked_by_kit: Some(locked) }
    }
}

/// Keeps these private keys under a new password or recovery kit, in place of the lock before; false if the reader
/// has others by now.
pub fn set_lock(
    writer: &mut Writer<'_>,
    id: &ReaderId,
    keys: &ReaderPublicKeys,
    lock: &NewLock<'_>,
) -> Result<bool, DbError> {
    let changed = diesel::update(reader_keys::table)
        .filter(reader_keys::reader_id.eq(id))
        .filter(reader_keys::school_id.eq(writer.school()))
        .filter(reader_keys::public_keys.eq(keys.to_bytes()))
        .set(lock)
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Forgets the keys of someone who is gone.
pub fn delete(writer: &mut Writer<'_>, id: &ReaderId) -> Result<(), DbError> {
    diesel::delete(reader_keys::table)
        .filter(reader_keys::reader_id.eq(id))
        .filter(reader_keys::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

fn parse((public, by_password, by_kit, signed_by, signature): KeyRow) -> Option<StoredKeys> {
    let signed_by = match signed_by {
        Some(id) => Some(ReaderId::parse(&id).ok()?),
        None => None,
    };
    Some(StoredKeys {
        public: ReaderPublicKeys::from_bytes(&public).ok()?,
        locked_by_password: by_password,
        locked_by_kit: by_kit,
        signed_by,
        signature,
    })
}
