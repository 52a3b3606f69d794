//! Pages that only a kiosk shows, and the one at which a computer becomes one.

mod curtain;
mod enrol;
mod home;

pub use curtain::{Cleared, Curtain};
pub use enrol::KioskPage;
pub use home::HomePage;
