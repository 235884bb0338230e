//! Who am I, who works here, what is the tree.

use super::tokens_api;
use crate::{ApiActor, ApiJson, Path, Problem, Web, api::Problems};
use aftercare_app::{
    Actor,
    identity::{self, Member, NewPerson, NodeRow},
};
use aftercare_domain::identity::Role;
use aftercare_kernel::{Locale, id::PersonId};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(people, add_person))
        .routes(routes!(set_access))
        .routes(routes!(nodes))
        .merge(tokens_api::routes())
}

/// Who a token stands for.
#[derive(Serialize, ToSchema)]
struct Me {
    person: String,
    login: String,
    name: String,
    locale: String,
    brand: String,
    position: String,
    node: String,
    /// The part of the organisation tree in sight, like `/HX/EAST/SH01/`.
    org_path: String,
    roles: Vec<String>,
}

impl From<Actor> for Me {
    fn from(actor: Actor) -> Self {
        Self {
            roles: role_names(actor.roles()),
            person: actor.person.to_string(),
            brand: actor.brand.to_string(),
            position: actor.position.to_string(),
            node: actor.node.to_string(),
            locale: actor.locale.to_string(),
            login: actor.login,
            name: actor.name,
            org_path: actor.org_path,
        }
    }
}

fn role_names(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.name().to_owned()).collect()
}

/// Who the token stands for
#[utoipa::path(get, path = "/me", tag = "identity", responses((status = 200, body = Me), Problems))]
async fn me(ApiActor(actor): ApiActor) -> Json<Me> {
    Json(actor.into())
}

/// A person in a position.
#[derive(Serialize, ToSchema)]
struct Person {
    id: String,
    login: String,
    name: String,
    /// Code of the node.
    node: String,
    roles: Vec<String>,
    /// Whether the person is let in.
    active: bool,
}

impl From<Member> for Person {
    fn from(Member { colleague, active }: Member) -> Self {
        Self {
            id: colleague.person.to_string(),
            login: colleague.login,
            name: colleague.name,
            node: colleague.node_code,
            roles: role_names(&colleague.roles),
            active,
        }
    }
}

/// The people of one's part of the tree
#[utoipa::path(get, path = "/people", tag = "identity", responses((status = 200, body = [Person]), Problems))]
async fn people(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<Person>>, Problem> {
    let people = identity::people(&web.app, &actor).await?;
    Ok(Json(people.into_iter().map(Person::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PersonToAdd {
    /// 3 to 60 of a–z, 0–9 and `.` `_` `-`.
    login: String,
    name: String,
    #[serde(default)]
    phone: String,
    /// `zh-CN`, `zh-TW` or `en`.
    #[serde(default)]
    #[schema(value_type = String)]
    locale: Locale,
    /// 10 to 128 characters.
    password: String,
    /// Code of the node.
    node: String,
    #[schema(value_type = [String])]
    roles: Vec<Role>,
}

#[derive(Serialize, ToSchema)]
struct Added {
    id: String,
}

/// Add a person with a first position
#[utoipa::path(post, path = "/people", tag = "identity", request_body = PersonToAdd,
    responses((status = 201, body = Added), Problems))]
async fn add_person(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(new): ApiJson<PersonToAdd>,
) -> Result<(StatusCode, Json<Added>), Problem> {
    let person = NewPerson {
        login: new.login,
        name: new.name,
        phone: new.phone,
        locale: new.locale,
        password: new.password,
        node_code: new.node,
        roles: new.roles,
    };
    let id = identity::add_person(&web.app, &actor, person).await?;
    Ok((StatusCode::CREATED, Json(Added { id: id.to_string() })))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Access {
    active: bool,
}

/// Let a person in, or keep them out
#[utoipa::path(put, path = "/people/{id}/access", tag = "identity", request_body = Access,
    params(("id" = String, Path)), responses((status = 204), Problems))]
async fn set_access(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(person): Path<PersonId>,
    ApiJson(access): ApiJson<Access>,
) -> Result<StatusCode, Problem> {
    identity::set_active(&web.app, &actor, person, access.active).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A node of the organisation tree. Opening hours in minutes of the day, in its zone.
#[derive(Serialize, ToSchema)]
struct Node {
    id: String,
    parent: Option<String>,
    kind: String,
    ownership: String,
    code: String,
    name: String,
    name_en: String,
    path: String,
    zone: String,
    region: Option<String>,
    /// GB/T 2260.
    division: Option<String>,
    address: String,
    phone: String,
    opens_minute: i64,
    closes_minute: i64,
}

impl From<NodeRow> for Node {
    fn from(row: NodeRow) -> Self {
        Self {
            id: row.id.to_string(),
            parent: row.parent_id.map(|id| id.to_string()),
            kind: row.kind,
            ownership: row.ownership,
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            path: row.path,
            zone: row.zone,
            region: row.region,
            division: row.division,
            address: row.address,
            phone: row.phone,
            opens_minute: row.opens_minute,
            closes_minute: row.closes_minute,
        }
    }
}

/// The nodes of one's part of the tree, parents before children
#[utoipa::path(get, path = "/nodes", tag = "identity", responses((status = 200, body = [Node]), Problems))]
async fn nodes(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<Node>>, Problem> {
    let nodes = identity::nodes(&web.app, &actor).await?;
    Ok(Json(nodes.into_iter().map(Node::from).collect()))
}
