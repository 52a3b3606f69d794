//! What a member of staff is at the school, and what each may do here.

/// A post at the school. One person may hold several: a head who is the DSL, an online safety
/// officer who is the deputy head, a chair who is the safeguarding trustee.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Runs online safety day to day (policy §2.2); a school need not have one.
    OnlineSafetyOfficer,
    /// Lead responsibility for online safety (KCSIE; policy §2.4).
    DesignatedSafeguardingLead,
    /// Deputy DSL.
    Deputy,
    /// Headteacher.
    Head,
    /// Chair of governors or trustees.
    Chair,
    /// Installs and maintains; never sees a slip.
    IctAdministrator,
}

/// Something the service lets only some people do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Open the slips that are routed to them.
    ReadSlips,
    /// Invite, confirm and remove members of staff, and open the school's form to pupils.
    ManageReaders,
    /// Print the school's recovery papers.
    MakePapers,
    /// See whether the service works: routes, mail that was refused.
    SeeService,
    /// Make a computer of the school a kiosk, change how it looks, and take that back.
    EnrolKiosks,
}

/// The roles of one person; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles(Vec<Role>);

/// A text that names no role, or none at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("roles are one or more of oso, dsl, deputy, head, chair, ict, with commas between them")]
pub struct UnknownRole;

impl Role {
    pub const ALL: [Self; 6] = [
        Self::OnlineSafetyOfficer,
        Self::DesignatedSafeguardingLead,
        Self::Deputy,
        Self::Head,
        Self::Chair,
        Self::IctAdministrator,
    ];

    /// The short name used in columns, forms and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnlineSafetyOfficer => "oso",
            Self::DesignatedSafeguardingLead => "dsl",
            Self::Deputy => "deputy",
            Self::Head => "head",
            Self::Chair => "chair",
            Self::IctAdministrator => "ict",
        }
    }

    /// The permission table of the whole service.
    pub fn may(self, permission: Permission) -> bool {
        match (self, permission) {
            (
                Self::IctAdministrator,
                Permission::ReadSlips | Permission::ManageReaders | Permission::MakePapers,
            )
            | (Self::OnlineSafetyOfficer | Self::Deputy, Permission::MakePapers) => false,
            (Self::IctAdministrator, Permission::SeeService | Permission::EnrolKiosks) => true,
            // Is seldom at the school, and never at its computers.
            (Self::Chair, Permission::EnrolKiosks) => false,
            (Self::OnlineSafetyOfficer | Self::Deputy | Self::Chair, Permission::ManageReaders) => {
                false
            }
            (
                Self::DesignatedSafeguardingLead | Self::Head,
                Permission::ManageReaders
                | Permission::MakePapers
                | Permission::ReadSlips
                | Permission::SeeService
                | Permission::EnrolKiosks,
            )
            | (
                Self::OnlineSafetyOfficer | Self::Deputy | Self::Chair,
                Permission::ReadSlips | Permission::SeeService,
            )
            | (Self::OnlineSafetyOfficer | Self::Deputy, Permission::EnrolKiosks)
            | (Self::Chair, Permission::MakePapers) => true,
        }
    }
}

impl Roles {
    /// Reads `dsl,head`: any order, any case, doubles forgiven.
    pub fn parse(typed: &str) -> Result<Self, UnknownRole> {
        let mut roles = typed
            .split(',')
            .map(|name| {
                let name = name.trim().to_ascii_lowercase();
                Role::ALL.into_iter().find(|role| role.as_str() == name).ok_or(UnknownRole)
            })
            .collect::<Result<Vec<_>, _>>()?;
        roles.sort_unstable();
        roles.dedup();
        Ok(Self(roles))
    }

    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    pub fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    /// Whether any of the person's roles may.
    pub fn may(&self, permission: Permission) -> bool {
        self.0.iter().any(|role| role.may(permission))
    }

    pub fn iter(&self) -> impl Iterator<Item = Role> {
        self.0.iter().copied()
    }

    /// `dsl,head`, always in the same order, as columns and signatures have it.
    pub fn as_text(&self) -> String {
        self.0.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(",")
    }

    /// The one that a pupil would name somebody by; none for whoever only maintains.
    pub fn main(&self) -> Option<Role> {
        let named = [
            Role::Head,
            Role::Chair,
            Role::DesignatedSafeguardingLead,
            Role::Deputy,
            Role::OnlineSafetyOfficer,
        ];
        named.into_iter().find(|role| self.has(*role))
    }
}

impl TryFrom<String> for Roles {
    type Error = UnknownRole;

    fn try_from(text: String) -> Result<Self, UnknownRole> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ict_administrator_never_reads_a_slip() {
        assert!(!Role::IctAdministrator.may(Permission::ReadSlips));
        assert!(!Roles::parse("ict").unwrap().may(Permission::ReadSlips));
    }

    #[test]
    fn everyone_but_the_chair_enrols_kiosks() {
        let may = Role::ALL.into_iter().filter(|role| role.may(Permission::EnrolKiosks));
        let may_not = |role: &Role| !may.clone().any(|one| one == *role);
        assert_eq!(Role::ALL.into_iter().filter(may_not).collect::<Vec<_>>(), [Role::Chair]);
    }

    #[test]
    fn roles_read_back_in_one_order_however_they_were_typed() {
        assert_eq!(Roles::parse(" Head, dsl,head ").unwrap().as_text(), "dsl,head");
        assert_eq!(Roles::parse(""), Err(UnknownRole));
        assert_eq!(Roles::parse("dsl,caretaker"), Err(UnknownRole));
    }
}
