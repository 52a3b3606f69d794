//! A running service and the people who use it.

mod answer;
mod away;
mod browser;
mod builders;
mod database;
mod device;
mod journey;
mod page;
mod people;
mod provider;
mod smtp_sink;
mod stored;

pub use answer::Answer;
pub use away::Away;
pub use browser::Browser;
pub use database::{TestDatabase, is_postgres};
pub use device::{Answered, Device, asks_for};
pub use journey::FROM_HOME;
pub use page::Page;
pub use people::{Person, SchoolStory};
pub use provider::{Provided, TestProvider};
pub use smtp_sink::{Behaviour, SmtpSink};
pub use stored::{StoredSlip, count_notices, count_sent_drafts};

use std::future::Future;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use ineedtotalk::app::{App, OpenError};
use ineedtotalk::clock::Clock;
use ineedtotalk::config::{
    BackupSection, Config, DatabaseSection, LimitsSection, MailSection, MailSecurity,
    OwnFilesSection, PupilsSection, RetentionSection, SchoolSection, SealingSection,
    SecretsSection, ServerSection, SignInWithSection, TaxonomySection, TimingSection,
};
use ineedtotalk::crypto::{Cost, Pepper};
use ineedtotalk::db::DbError;
use ineedtotalk::domain::{Role, Timestamp};
use ineedtotalk::web::{Server, Tls};
use tempfile::TempDir;

/// Tuesday 24 November 2026, 10:07 in London: a school morning, in the middle of a slot.
pub const START: Timestamp = Timestamp(1_795_514_820);
/// A service that was just stopped may hold its database for this long.
const CLOSING_SECONDS_MAX: u64 = 5;
/// A slip whose sender hung up is stored within this time, on a busy machine.
const ARRIVAL_SECONDS_MAX: u64 = 20;

/// Waits for a future outside the service's own threads.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: OnceLock<tokio::runtime::Runtime> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
    });
    runtime.block_on(future)
}

/// What a test wants different, before the service starts.
pub struct Builder {
    config: Config,
    pepper: Arc<Pepper>,
    is_live: bool,
    has_second_school: bool,
    folder: TempDir,
}

impl Builder {
    /// Any setting.
    pub fn config(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    /// Where everything is kept that is not in the database.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn slot_seconds(self, seconds: i64) -> Self {
        self.config(|config| config.timing.slot_seconds = seconds)
    }

    /// How many slips from one network are normal, and how many more are a rush; neither bucket
    /// fills again while a test runs.
    pub fn limits(self, normal: u32, rush: u32) -> Self {
        self.config(|config| {
            config.limits = LimitsSection {
                normal_burst: normal,
                normal_seconds_per_slip: 86_400,
                rush_burst: rush,
                rush_per_second: 1,
                ..config.limits.clone()
            }
        })
    }

    /// Elmwood's form is not open to pupils.
    pub fn not_live(mut self) -> Self {
        self.is_live = false;
        self
    }

    /// Ashby Academy is on the same instance.
    pub fn with_second_school(mut self) -> Self {
        self.has_second_school = true;
        self
    }

    pub fn spawn(self) -> TestApp {
        let Self { mut config, pepper, is_live, has_second_school, folder } = self;
        let database = TestDatabase::create();
        config.database.url = database.url();
        let clock = Clock::manual(START);
        let app = open(&config, &clock);
        let elmwood = Arc::new(SchoolStory::elmwood());
        let ashby = Arc::new(SchoolStory::ashby());
        builders::settle(&app.db, &pepper, START, &elmwood, is_live);
        if has_second_school {
            builders::settle(&app.db, &pepper, START, &ashby, true);
        }
        let running = Running::start(app.clone(), None);
        let port = Arc::new(AtomicU16::new(running.port));
        TestApp { app, elmwood, ashby, config, port, running, folder, database }
    }
}

/// The service and its school. Fields go in this order: first the server, last the database.
pub struct TestApp {
    running: Running,
    pub app: App,
    pub elmwood: Arc<SchoolStory>,
    /// Only there when the test asked for it.
    pub ashby: Arc<SchoolStory>,
    pub config: Config,
    port: Arc<AtomicU16>,
    /// Everything of the service's that is not its database.
    pub folder: TempDir,
    pub database: TestDatabase,
}

impl TestApp {
    /// The service with Elmwood School open to pupils.
    pub fn spawn() -> Self {
        Self::build().spawn()
    }

    pub fn build() -> Builder {
        let folder = tempfile::tempdir().unwrap();
        let pepper = Pepper::generate().unwrap();
        let pepper_file = folder.path().join("pepper");
        std::fs::write(&pepper_file, pepper.to_text().expose()).unwrap();
        let config = Config {
            server: Self::server_section(),
            database: DatabaseSection {
                url: String::new(),
                connections_max: 6,
                ballast_mebibytes: 0,
            },
            secrets: SecretsSection { pepper_file },
            mail: MailSection {
                host: "127.0.0.1".to_owned(),
                port: Some(9),
                security: MailSecurity::LanRelayWithoutTls,
                user: None,
                password_file: None,
                from: "talk@elmwood.example".to_owned(),
                ca_file: None,
            },
            backup: BackupSection::default(),
            timing: TimingSection::default(),
            // The clock stands still while a pupil of a test writes.
            limits: LimitsSection { writing_seconds_min: 0, ..LimitsSection::default() },
            retention: RetentionSection::default(),
            pupils: PupilsSection::default(),
            taxonomy: TaxonomySection::default(),
            school: SchoolSection::default(),
            sealing: SealingSection::default(),
            symbols: OwnFilesSection::default(),
            voices: OwnFilesSection::default(),
            sign_in_with: SignInWithSection::default(),
        };
        let pepper = Arc::new(pepper);
        Builder { config, pepper, is_live: true, has_second_school: false, folder }
    }

    /// Loopback, plain HTTP, any port.
    pub fn server_section() -> ServerSection {
        ServerSection {
            listen: ([127, 0, 0, 1], 0).into(),
            public_url: "https://talk.elmwood.example".to_owned(),
            trusted_proxies: Vec::new(),
            hosts: Vec::new(),
            tls_certificate: None,
            tls_key: None,
            acme_contact: None,
            acme_cache: None,
            acme_directory: None,
            certificate_fingerprints: Vec::new(),
            security_contact: None,
        }
    }

    /// A pupil at Elmwood.
    pub fn pupil(&self) -> Browser {
        self.browser_at(self.elmwood.host)
    }

    /// A browser that asks for this host.
    pub fn browser_at(&self, host: &str) -> Browser {
        Browser::new(host, Arc::clone(&self.port))
    }

    /// Someone on Elmwood's staff.
    pub fn person(&self, role: Role) -> &Person {
        self.elmwood.person(role)
    }

    /// What Elmwood has been sent, sealed.
    pub fn slips(&self) -> Vec<StoredSlip> {
        self.slips_of(&self.elmwood)
    }

    pub fn slips_of(&self, school: &SchoolStory) -> Vec<StoredSlip> {
        stored::slips_of(&self.app.db, &school.id)
    }

    /// Waits until so many slips are stored.
    pub fn wait_for_slips(&self, count: usize) {
        let since = Instant::now();
        while self.slips().len() < count {
            assert!(since.elapsed() < Duration::from_secs(ARRIVAL_SECONDS_MAX), "no slip came");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Moves the database out of the service's reach, under its feet.
    pub fn take_database_away(&self) -> Away<'_> {
        Away::take(&self.database)
    }

    /// Someone who can write to the database adds a reader of their own.
    pub fn place_reader_whom_nobody_vouched_for(&self, name: &str) {
        let person = Person::invited(name, "inspector", "dsl", "intruder@elsewhere.example");
        builders::place_intruder(&self.app.db, &self.app.pepper, START, &self.elmwood, person);
    }

    /// Someone who can write to the database puts another tag on the root of Elmwood's chain.
    pub fn tamper_with_root(&self) {
        builders::tamper_with_root(&self.app.db, START, &self.elmwood);
    }

    /// Stops the service, as for an update, and starts it again on the same database: everything
    /// that was in memory only is gone, and browsers keep what they have.
    pub fn restart(self) -> Self {
        let Self { app, elmwood, ashby, config, port, running, folder, database } = self;
        let clock = app.clock.clone();
        drop(running);
        drop(app);
        let app = open(&config, &clock);
        let running = Running::start(app.clone(), None);
        port.store(running.port, Ordering::SeqCst);
        Self { app, elmwood, ashby, config, port, running, folder, database }
    }
}

/// The server in its own thread, with its own actix system.
pub struct Running {
    pub port: u16,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// On any port of loopback.
    pub fn start(app: App, tls: Option<Tls>) -> Self {
        let (sender, bound) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = Server::bind(app, ([127, 0, 0, 1], 0).into(), tls).unwrap();
                sender.send((server.address.port(), server.handle())).unwrap();
                server.run().await.unwrap();
            });
        });
        let (port, handle) = bound.recv().unwrap();
        Self { port, handle, thread: Some(thread) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        wait(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn open(config: &Config, clock: &Clock) -> App {
    let since = Instant::now();
    loop {
        match App::open(config, clock.clone(), Cost::for_tests()) {
            Ok(app) => return app,
            // The one before is still letting go of the file.
            Err(OpenError::Database(DbError::InUse(_)))
                if since.elapsed() < Duration::from_secs(CLOSING_SECONDS_MAX) =>
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(error) => panic!("{error}"),
        }
    }
}
