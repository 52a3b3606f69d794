//! The staff of the made-up school.

use crate::crypto::totp::TotpSecret;
use crate::domain::ReaderSummary;

/// Someone to sign in as.
pub struct DemoPerson {
    pub summary: ReaderSummary,
    pub password: &'static str,
    pub factor: TotpSecret,
    /// Which slips reach them.
    pub reads: &'static str,
}

/// One of the staff, before they are enrolled.
pub(super) struct Role {
    pub name: &'static str,
    pub title: &'static str,
    pub roles: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub reads: &'static str,
}

/// The first is the one who vouches for the others.
pub(super) const CAST: [Role; 6] = [
    Role {
        name: "Mr Lewis",
        title: "safeguarding lead",
        roles: "dsl",
        email: "lewis@elmwood.example",
        password: "lantern gravel oboe thirty",
        reads: "most slips",
    },
    Role {
        name: "Mrs Okafor",
        title: "online safety officer",
        roles: "oso",
        email: "okafor@elmwood.example",
        password: "pebble violin anchor seven",
        reads: "slips about things online",
    },
    Role {
        name: "Ms Shah",
        title: "deputy safeguarding lead",
        roles: "deputy",
        email: "shah@elmwood.example",
        password: "teapot magnet orchard nine",
        reads: "what the safeguarding lead reads",
    },
    Role {
        name: "Dr Hughes",
        title: "headteacher",
        roles: "head",
        email: "hughes@elmwood.example",
        password: "saddle comet biscuit forty",
        reads: "slips about staff, fights, and who might harm themselves",
    },
    Role {
        name: "Mr Price",
        title: "chair of governors",
        roles: "chair",
        email: "price@elmwood.example",
        password: "harbour ticket walnut six",
        reads: "slips about the headteacher",
    },
    Role {
        name: "Sam Reed",
        title: "ICT technician",
        roles: "ict",
        email: "reed@elmwood.example",
        password: "cactus ribbon tunnel eight",
        reads: "no slips, ever",
    },
];
