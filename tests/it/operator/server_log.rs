//! PostgreSQL's own log: what the service can set it sets, what it cannot it names.

use ineedtotalk::db::{DatabaseSettings, DatabaseUrl, Db};

use crate::harness::{TestDatabase, is_postgres, wait};

/// Each is loud on this database alone, until the role says otherwise.
const LOUD: &[&str] = &["log_statement = 'all'", "log_parameter_max_length_on_error = 64"];

#[test]
fn migrate_quietens_what_its_role_may_and_the_rest_is_named() {
    if !is_postgres() {
        let db = TestDatabase::create().connect();
        assert!(wait(db.loud_settings()).unwrap().is_empty(), "a file has no log");
        return;
    }
    for (rights, left) in [("NOSUPERUSER", &["log_statement"][..]), ("SUPERUSER", &[])] {
        let database = TestDatabase::create_empty();
        database.run_beside(&format!("CREATE ROLE {{name}}_role LOGIN {rights}"));
        database.run_beside("ALTER DATABASE {name} OWNER TO {name}_role");
        for setting in LOUD {
            database.run_beside(&format!("ALTER DATABASE {{name}} SET {setting}"));
        }
        let db = connect_as_role(&database);
        let names = || -> Vec<_> {
            let loud = wait(db.loud_settings()).unwrap();
            loud.into_iter().map(|setting| setting.name).collect()
        };
        assert_eq!(names(), ["log_statement", "log_parameter_max_length_on_error"]);
        wait(db.migrate()).unwrap();
        assert_eq!(names(), left, "{rights}");
        drop(db);
        database.run_beside("DROP DATABASE {name} WITH (FORCE)");
        database.run_beside("DROP ROLE {name}_role");
    }
}

fn connect_as_role(database: &TestDatabase) -> Db {
    let url = database.url();
    let (_, place) = url.split_once('@').unwrap();
    let (_, name) = place.rsplit_once('/').unwrap();
    let url = DatabaseUrl::parse(&format!("postgres://{name}_role@{place}")).unwrap();
    Db::connect(&DatabaseSettings { url, connections_max: 2, ballast_bytes: 0 }).unwrap()
}
