//! Who acts: a person in one position, with the part of the organisation tree that goes with it.

use aftercare_domain::identity::{self, Action, Role};
use aftercare_kernel::{
    Locale,
    id::{BrandId, NodeId, PersonId, PositionId},
};
use aftercare_store::{
    Scope,
    identity::{BearerRow, BrandRow},
};
use jiff::tz::TimeZone;

use crate::{Error, work::zone_of};

/// The path of the house itself: no node has it.
const WHOLE_HOUSE: &str = "/";

/// A signed-in person in a position, or a token that stands for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub person: PersonId,
    pub brand: BrandId,
    pub position: PositionId,
    pub node: NodeId,
    pub org_path: String,
    pub login: String,
    pub name: String,
    pub locale: Locale,
    /// The brand's time zone.
    pub zone: TimeZone,
    roles: Vec<Role>,
    /// What a token was given; `None` for a person at a screen.
    token_scopes: Option<Vec<identity::TokenScope>>,
}

impl Actor {
    /// From the row behind a session.
    pub(crate) fn of_session(row: &BearerRow) -> Result<Self, Error> {
        Ok(Self {
            zone: zone_of(&row.zone)?,
            person: row.person_id,
            brand: row.brand_id,
            position: row.position_id,
            node: row.node_id,
            org_path: row.org_path.clone(),
            login: row.login.clone(),
            name: row.name.clone(),
            locale: row.locale.parse().unwrap_or_default(),
            roles: identity::read_roles(&row.roles),
            token_scopes: None,
        })
    }

    /// From the row behind an API token: the same rights, cut down to the token's scopes.
    pub(crate) fn of_token(row: &BearerRow) -> Result<Self, Error> {
        Ok(Self { token_scopes: Some(identity::read_token_scopes(&row.proof)), ..Self::of_session(row)? })
    }

    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the role table, and the token if there is one, allow the action. Where it may be done is the scope's matter.
    pub fn can(&self, action: Action) -> bool {
        match &self.token_scopes {
            Some(scopes) => identity::token_allows(scopes, &self.roles, action),
            None => identity::allows(&self.roles, action),
        }
    }

    /// Whether what is done with the scope is the actor's to do at all; a person at a screen holds every scope.
    pub fn holds(&self, scope: identity::TokenScope) -> bool {
        self.token_scopes.as_ref().is_none_or(|scopes| scopes.contains(&scope))
    }

    pub fn may(&self, action: Action) -> Result<(), Error> {
        if self.can(action) { Ok(()) } else { Err(Error::Forbidden(action)) }
    }

    /// The part of the tree whose rows this actor sees and changes.
    pub fn scope(&self) -> Scope {
        if self.org_path == WHOLE_HOUSE {
            return Scope::system("a job or the operator's command line", self.brand);
        }
        Scope::within(self.brand, &self.org_path)
    }
}

impl Actor {
    /// The house itself: jobs and the operator's command line. Counted and findable by this one name.
    pub(crate) fn house(brand: &BrandRow) -> Result<Self, Error> {
        Ok(Self {
            zone: zone_of(&brand.zone)?,
            person: PersonId::from_uuid(Default::default()),
            brand: brand.id,
            position: PositionId::from_uuid(Default::default()),
            node: NodeId::from_uuid(brand.id.uuid()),
            org_path: WHOLE_HOUSE.to_owned(),
            login: "aftercare".to_owned(),
            name: "Aftercare".to_owned(),
            locale: Locale::default(),
            roles: Role::ALL.to_vec(),
            token_scopes: None,
        })
    }
}
