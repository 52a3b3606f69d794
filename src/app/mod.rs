//! What the running service holds, given to every handler and job.

mod kiosks;
mod open;
mod readers;
mod rush_budgets;
mod schools;
mod site;

use std::sync::Arc;

use crate::clock::Clock;
use crate::crypto::envelope::SpareSlots;
use crate::crypto::{Argon2Gate, Cost, Pepper, Suite, VerifiedChains};
use crate::db::Db;
use crate::domain::{Signposts, Taxonomy};
use crate::drafts::Drafts;
use crate::i18n::{Languages, Words};
use crate::mail::Mailer;
use crate::media::Media;
use crate::near_copies::NearCopies;
use crate::open_id::Provider;
use crate::rate_limit::{CodeLimiter, NetworkLimiter};
use crate::services::give_code::CodeLocks;
use crate::services::key_locks::KeyLocks;
use crate::services::send_slip::Sealing;
use crate::sign_in_throttle::SignInThrottle;

pub use kiosks::KioskDirectory;
pub use open::{OpenError, database_settings, own_media, read_pepper, read_taxonomy};
pub use readers::ReaderDirectory;
pub use rush_budgets::RushBudgets;
pub use schools::SchoolDirectory;
pub use site::{Site, url_of};

/// Everything is shared; a clone is cheap.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub pepper: Arc<Pepper>,
    pub taxonomy: Arc<Taxonomy>,
    /// Whom to turn to outside the school.
    pub signposts: Arc<Signposts>,
    /// As staff read them.
    pub words: Arc<Words>,
    pub media: Arc<Media>,
    /// As pupils read them.
    pub languages: Arc<Languages>,
    pub drafts: Arc<Drafts>,
    pub limiter: Arc<NetworkLimiter>,
    /// How much of what may come in a rush has come.
    pub rush_budgets: RushBudgets,
    /// Which slips of a rush say nearly the same.
    pub near_copies: Arc<NearCopies>,
    /// How many codes are tried.
    pub code_tries: Arc<CodeLimiter>,
    /// How many words of kiosks are tried.
    pub kiosk_tries: Arc<CodeLimiter>,
    /// How fast people may try to sign in.
    pub sign_ins: Arc<SignInThrottle>,
    pub argon2: Argon2Gate,
    /// What a password costs to try.
    pub cost: Cost,
    pub suite: Suite,
    /// Slots for nobody, made while nothing else is to do.
    pub spare_slots: Arc<SpareSlots>,
    /// Who was found to be vouched for.
    pub chains: Arc<VerifiedChains>,
    pub mailer: Mailer,
    /// Whose accounts staff may sign in with, where there is one.
    pub provider: Option<Provider>,
    pub schools: SchoolDirectory,
    pub readers: ReaderDirectory,
    pub kiosks: KioskDirectory,
    pub site: Arc<Site>,
}

impl App {
    /// What sealing a slip needs.
    pub fn sealing(&self) -> Sealing {
        Sealing {
            pepper: Arc::clone(&self.pepper),
            chains: Arc::clone(&self.chains),
            suite: self.suite,
            spare_slots: Arc::clone(&self.spare_slots),
            taxonomy: Arc::clone(&self.taxonomy),
            slot_seconds: self.site.slot_seconds,
        }
    }

    /// What it takes to find a thread by its code.
    pub fn code_locks(&self) -> CodeLocks {
        CodeLocks { pepper: Arc::clone(&self.pepper), argon2: self.argon2.clone(), cost: self.cost }
    }

    /// What locking and unlocking readers' keys needs.
    pub fn key_locks(&self) -> KeyLocks {
        KeyLocks { pepper: Arc::clone(&self.pepper), argon2: self.argon2.clone(), cost: self.cost }
    }
}
