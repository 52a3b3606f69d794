//! Opening the service: the configuration becomes things that work, or a sentence that says what to
//! put right.

use std::path::Path;
use std::sync::Arc;

use super::{App, KioskDirectory, ReaderDirectory, RushBudgets, SchoolDirectory, Site};
use crate::clock::Clock;
use crate::config::{Config, SealingSuite};
use crate::crypto::envelope::SpareSlots;
use crate::crypto::{Argon2Gate, Cost, NoRandomness, Pepper, Suite};
use crate::db::{DatabaseSettings, DatabaseUrl, DatabaseUrlError, Db, DbError};
use crate::domain::{HostError, Language, Signposts, SignpostsError, Taxonomy, TaxonomyError};
use crate::drafts::Drafts;
use crate::i18n::{Languages, WordsError};
use crate::mail::{Mailer, MailerError};
use crate::media::{Media, NoPicture, OwnFileError};
use crate::near_copies::NearCopies;
use crate::open_id::{Provider, ProviderError};
use crate::rate_limit::{CodeLimiter, NetworkLimiter};
use crate::sign_in_throttle::SignInThrottle;

/// Envelopes' worth of spare slots kept ready: enough for a class that sends at once.
const SPARE_SLOTS_MAX: usize = 256;

/// Why the service cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("[database] url: {0}")]
    DatabaseUrl(#[from] DatabaseUrlError),
    #[error("{0}")]
    Database(#[from] DbError),
    #[error(
        "the pepper file {0} cannot be read; `ineedtotalk setup` makes it, and it must be readable by the service's user only"
    )]
    Pepper(String),
    #[error("[server] public_url or hosts: {0}")]
    Host(#[from] HostError),
    #[error("the school's own taxonomy file {0} cannot be read: {1}")]
    TaxonomyFile(String, std::io::Error),
    #[error("{0}")]
    Taxonomy(#[from] TaxonomyError),
    #[error(transparent)]
    Signposts(#[from] SignpostsError),
    #[error("[taxonomy] file {0}: {1}")]
    SchoolTaxonomy(String, TaxonomyError),
    #[error("[pupils] language: {0} is not complete in this edition; these are: {1}")]
    Language(&'static str, String),
    #[error("{0}")]
    Words(#[from] WordsError),
    #[error("[symbols] or [voices] folder: {0}")]
    OwnFile(#[from] OwnFileError),
    #[error("[taxonomy] file: {0}")]
    NoPicture(#[from] NoPicture),
    #[error(transparent)]
    Mailer(#[from] MailerError),
    #[error(transparent)]
    Provider(#[from] ProviderError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl App {
    /// Opens the database and everything else that serving needs. It does not migrate.
    pub fn open(config: &Config, clock: Clock, cost: Cost) -> Result<Self, OpenError> {
        let db = Db::connect(&database_settings(config)?)?;
        let pepper = Arc::new(read_pepper(&config.secrets.pepper_file)?);
        let suite = match config.sealing.suite {
            SealingSuite::XWing => Suite::XWing,
            SealingSuite::X25519 => Suite::X25519,
        };
        let site = Site::from_config(config)?;
        let taxonomy = read_taxonomy(config)?;
        let languages = read_languages(config.pupils.language)?;
        Ok(Self {
            schools: SchoolDirectory::new(db.clone()),
            readers: ReaderDirectory::new(db.clone(), Arc::clone(&pepper)),
            limiter: Arc::new(NetworkLimiter::new(&config.limits, clock.now())?),
            near_copies: Arc::new(NearCopies::new(clock.now())?),
            rush_budgets: RushBudgets::new(db.clone(), config.limits.rush_megabytes_a_day),
            kiosks: KioskDirectory::new(db.clone()),
            code_tries: Arc::new(CodeLimiter::default()),
            kiosk_tries: Arc::new(CodeLimiter::default()),
            spare_slots: Arc::new(SpareSlots::new(suite, SPARE_SLOTS_MAX)?),
            chains: Arc::default(),
            media: Arc::new(own_media(config, &languages, &taxonomy)?),
            taxonomy: Arc::new(taxonomy),
            signposts: Arc::new(Signposts::embedded()?),
            words: Arc::new(languages.british_english()),
            languages: Arc::new(languages),
            mailer: Mailer::new(&config.mail, &site.host)?,
            provider: config.sign_in_with.provider().map(Provider::new).transpose()?,
            drafts: Arc::new(Drafts::default()),
            sign_ins: Arc::new(SignInThrottle::new()?),
            argon2: Argon2Gate::default(),
            site: Arc::new(site),
            db,
            clock,
            pepper,
            cost,
            suite,
        })
    }
}

/// Pictures and recordings, with the school's own; none is missing that a kind of worry names.
pub fn own_media(
    config: &Config,
    languages: &Languages,
    taxonomy: &Taxonomy,
) -> Result<Media, OpenError> {
    let (symbols, voices) = (config.symbols.folder.as_deref(), config.voices.folder.as_deref());
    let media = Media::read(symbols, voices, languages, taxonomy)?;
    media.has_pictures_of(taxonomy)?;
    Ok(media)
}

/// The database section as the database understands it.
pub fn database_settings(config: &Config) -> Result<DatabaseSettings, DatabaseUrlError> {
    Ok(DatabaseSettings {
        url: DatabaseUrl::parse(&config.database.url)?,
        connections_max: config.database.connections_max,
        ballast_bytes: config.database.ballast_mebibytes.saturating_mul(1_024 * 1_024),
    })
}

/// The kinds of worry: the edition that came with the program, and the school's own file over it.
pub fn read_taxonomy(config: &Config) -> Result<Taxonomy, OpenError> {
    let Some(file) = &config.taxonomy.file else { return Ok(Taxonomy::embedded()?) };
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|cause| OpenError::TaxonomyFile(name.clone(), cause))?;
    Taxonomy::with_school_file(&text).map_err(|error| OpenError::SchoolTaxonomy(name, error))
}

/// Every language whose words are complete; the school's own has to be one of them.
fn read_languages(of_school: Language) -> Result<Languages, OpenError> {
    let languages = Languages::read()?;
    if languages.offered().contains(&of_school) {
        return Ok(languages);
    }
    let tags: Vec<_> = languages.offered().iter().map(|language| language.as_str()).collect();
    Err(OpenError::Language(of_school.as_str(), tags.join(", ")))
}

/// The pepper from its file.
pub fn read_pepper(file: &Path) -> Result<Pepper, OpenError> {
    let refused = || OpenError::Pepper(file.display().to_string());
    let text = std::fs::read_to_string(file).map_err(|_| refused())?;
    Pepper::parse(text.trim()).map_err(|_| refused())
}
