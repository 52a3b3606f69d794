//! Sealing and proving: the only module that names `ring`, `hpke` or `argon2`. It is pure: it
//! holds no state beyond keys and whom they vouch for, and knows nothing of the database or the web.

mod aead;
pub mod audit;
pub mod backup_seal;
pub mod chain;
pub mod code_keys;
mod cookie_token;
pub mod draft;
pub mod envelope;
pub mod fingerprint;
pub mod gate;
mod hpke_seal;
pub mod id_token;
pub mod kiosk;
pub mod key_lock;
#[cfg(test)]
mod known_answers;
#[cfg(test)]
mod known_id_tokens;
#[cfg(test)]
mod known_passkeys;
pub mod likeness;
pub mod paper_shares;
pub mod passkey;
pub mod pepper;
pub mod random;
pub mod reader_keys;
pub mod recovery_kit;
pub mod school_recovery;
mod secret;
pub mod session;
pub mod sign_in_request;
mod slip_key;
pub mod thread;
pub mod totp;
pub mod traces;
mod verified_chains;

pub use aead::NotOpened;
pub use code_keys::CodeKeys;
pub use gate::{Argon2Gate, GateBusy};
pub use hpke_seal::NotSealed;
pub use key_lock::Cost;
pub use paper_shares::PaperShare;
pub use pepper::Pepper;
pub use random::NoRandomness;
pub use reader_keys::{ReaderPrivateKeys, ReaderPublicKeys, Suite};
pub use recovery_kit::RecoveryKit;
pub use secret::Secret;
pub use slip_key::{SLIP_KEY_BYTES, SlipKey};
pub use thread::ThreadKey;
pub use verified_chains::VerifiedChains;
