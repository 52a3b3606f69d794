//! Rows of any table and of every school, as a backup carries them from one database to another.

use diesel::connection::{AnsiTransactionManager, DefaultLoadingMode, TransactionManager};
use diesel::deserialize::{self, FromSql, QueryableByName};
use diesel::pg::{Pg, PgRowByRowLoadingMode, PgValue};
use diesel::prelude::*;
use diesel::row::{self, Field, NamedRow};
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Integer, Text};
use diesel::sqlite::{Sqlite, SqliteType};

use super::{DbConnection, DbError};
use crate::on_each_database;

/// The kinds of value that both databases have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Nothing,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A table and its columns, by their names in the database.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
}

/// Where Diesel keeps which migrations have run; no rows of ours.
pub(super) const MIGRATIONS: &str = "__diesel_schema_migrations";

/// Every table of ours that there is now, whatever this binary's schema says.
pub fn tables(connection: &mut DbConnection) -> Result<Vec<Table>, DbError> {
    let query = match connection {
        DbConnection::Sqlite(_) => {
            "SELECT t.name AS table_name, c.name AS column_name \
             FROM sqlite_master t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' ORDER BY t.name, c.cid"
        }
        DbConnection::Postgres(_) => {
            "SELECT c.table_name::text AS table_name, c.column_name::text AS column_name \
             FROM information_schema.columns c JOIN information_schema.tables t \
             USING (table_schema, table_name) \
             WHERE table_schema = current_schema() AND t.table_type = 'BASE TABLE' \
             ORDER BY c.table_name, c.ordinal_position"
        }
    };
    let rows: Vec<ColumnRow> = sql_query(query).load(connection)?;
    let mut tables: Vec<Table> = Vec::new();
    for ColumnRow { table_name, column_name } in rows {
        match tables.last_mut() {
            Some(table) if table.name == table_name => table.columns.push(column_name),
            Some(_) | None => tables.push(Table { name: table_name, columns: vec![column_name] }),
        }
    }
    tables.retain(|table| table.name != MIGRATIONS);
    Ok(tables)
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

/// The schemas of a PostgreSQL database, those of the server itself included.
pub(super) fn schemas(connection: &mut DbConnection) -> Result<Vec<String>, DbError> {
    let query = "SELECT nspname::text AS name FROM pg_namespace";
    let rows: Vec<NameRow> = sql_query(query).load(connection)?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

#[derive(QueryableByName)]
struct NameRow {
    #[diesel(sql_type = Text)]
    name: String,
}

pub fn count(connection: &mut DbConnection, table: &Table) -> Result<u64, DbError> {
    let query = format!("SELECT count(*) AS rows FROM {}", quoted(&table.name));
    let counted: CountRow = sql_query(query).get_result(connection)?;
    Ok(u64::try_from(counted.rows).unwrap_or(0))
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// Gives every row to `each`, one after the other and in the order of their random ids, which tells
/// nothing about when they came.
pub fn for_each<E: From<DbError>>(
    connection: &mut DbConnection,
    table: &Table,
    mut each: impl FnMut(&[Value]) -> Result<(), E>,
) -> Result<(), E> {
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(column)).collect();
    let query = format!(
        "SELECT {} FROM {} ORDER BY 1, {}",
        columns.join(", "),
        quoted(&table.name),
        columns.len().min(2)
    );
    let query = sql_query(query);
    match connection {
        DbConnection::Sqlite(inner) => {
            let rows = query.load_iter::<Values, DefaultLoadingMode>(inner);
            for row in rows.map_err(DbError::from)? {
                each(&row.map_err(DbError::from)?.0)?;
            }
        }
        DbConnection::Postgres(inner) => {
            // Otherwise libpq would hold all of them in memory at once.
            let rows = query.load_iter::<Values, PgRowByRowLoadingMode>(inner);
            for row in rows.map_err(DbError::from)? {
                each(&row.map_err(DbError::from)?.0)?;
            }
        }
    }
    Ok(())
}

pub(super) fn insert(
    connection: &mut DbConnection,
    table: &Table,
    row: &[Value],
) -> Result<(), DbError> {
    macro_rules! insert_with {
        ($inner:expr, $backend:ty, $mark:literal) => {{
            let mut query = sql_query(insertion(table, row, $mark)).into_boxed::<$backend>();
            for value in row {
                query = match value {
                    Value::Nothing => query,
                    Value::Number(number) => query.bind::<BigInt, _>(*number),
                    Value::Text(text) => query.bind::<Text, _>(text.as_str()),
                    Value::Bytes(bytes) => query.bind::<Binary, _>(bytes.as_slice()),
                };
            }
            query.execute($inner)?;
        }};
    }
    match connection {
        DbConnection::Sqlite(inner) => insert_with!(inner, Sqlite, "?"),
        DbConnection::Postgres(inner) => insert_with!(inner, Pg, "$"),
    }
    Ok(())
}

/// An absent value is written out: bound, it would have to have a type.
fn insertion(table: &Table, row: &[Value], mark: &str) -> String {
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(column)).collect();
    let mut bound = 0;
    let values: Vec<String> = row
        .iter()
        .map(|value| match value {
            Value::Nothing => "NULL".to_owned(),
            Value::Number(_) | Value::Text(_) | Value::Bytes(_) => {
                bound += 1;
                format!("{mark}{bound}")
            }
        })
        .collect();
    format!(
        "INSERT INTO {} ({}) VALUES ({})",
        quoted(&table.name),
        columns.join(", "),
        values.join(", ")
    )
}

/// A name inside a statement.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Keeps all that was done in the transaction.
pub(super) fn commit(connection: &mut DbConnection) -> Result<(), DbError> {
    on_each_database!(connection, |inner| AnsiTransactionManager::commit_transaction(inner))?;
    Ok(())
}

struct Values(Vec<Value>);

impl QueryableByName<Sqlite> for Values {
    fn build<'a>(row: &impl NamedRow<'a, Sqlite>) -> deserialize::Result<Self> {
        let mut values = Vec::with_capacity(row.field_count());
        for place in 0..row.field_count() {
            let field = row::Row::get(row, place).ok_or("a row has fewer values than it says")?;
            let Some(value) = field.value() else {
                values.push(Value::Nothing);
                continue;
            };
            values.push(match value.value_type() {
                None => Value::Nothing,
                Some(SqliteType::Binary) => {
                    Value::Bytes(<Vec<u8> as FromSql<Binary, Sqlite>>::from_sql(value)?)
                }
                Some(SqliteType::Text) => {
                    Value::Text(<String as FromSql<Text, Sqlite>>::from_sql(value)?)
                }
                Some(SqliteType::SmallInt | SqliteType::Integer | SqliteType::Long) => {
                    Value::Number(<i64 as FromSql<BigInt, Sqlite>>::from_sql(value)?)
                }
                Some(SqliteType::Float | SqliteType::Double) => {
                    return Err("no column of ours is a fraction".into());
                }
            });
        }
        Ok(Self(values))
    }
}

impl QueryableByName<Pg> for Values {
    fn build<'a>(row: &impl NamedRow<'a, Pg>) -> deserialize::Result<Self> {
        let mut values = Vec::with_capacity(row.field_count());
        for place in 0..row.field_count() {
            let field = row::Row::get(row, place).ok_or("a row has fewer values than it says")?;
            values.push(field.value().map_or(Ok(Value::Nothing), of_postgres)?);
        }
        Ok(Self(values))
    }
}

/// By the numbers that PostgreSQL has given its types once and for all.
fn of_postgres(value: PgValue<'_>) -> deserialize::Result<Value> {
    match value.get_oid().get() {
        17 => Ok(Value::Bytes(<Vec<u8> as FromSql<Binary, Pg>>::from_sql(value)?)),
        20 => Ok(Value::Number(<i64 as FromSql<BigInt, Pg>>::from_sql(value)?)),
        23 => Ok(Value::Number(<i32 as FromSql<Integer, Pg>>::from_sql(value)?.into())),
        25 => Ok(Value::Text(<String as FromSql<Text, Pg>>::from_sql(value)?)),
        other => Err(format!("no column of ours is of the type {other}").into()),
    }
}
