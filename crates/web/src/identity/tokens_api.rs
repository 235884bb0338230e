//! One's own tokens.

use crate::{ApiActor, ApiJson, Path, Problem, Web, api::Problems};
use aftercare_app::identity::{self, TokenRow};
use aftercare_domain::identity::{TokenScope, read_token_scopes};
use aftercare_kernel::id::TokenId;
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(tokens, make_token)).routes(routes!(revoke_token))
}

#[derive(Serialize, ToSchema)]
struct Token {
    id: String,
    name: String,
    scopes: Vec<String>,
    created_at: String,
    expires_at: Option<String>,
}

impl From<TokenRow> for Token {
    fn from(row: TokenRow) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            scopes: read_token_scopes(&row.scopes).into_iter().map(|scope| scope.name().to_owned()).collect(),
            created_at: row.created_at.to_string(),
            expires_at: row.expires_at.map(|at| at.to_string()),
        }
    }
}

/// One's own tokens
#[utoipa::path(get, path = "/tokens", tag = "identity", responses((status = 200, body = [Token]), Problems))]
async fn tokens(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<Token>>, Problem> {
    let tokens = identity::my_tokens(&web.app, &actor).await?;
    Ok(Json(tokens.into_iter().map(Token::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenToMake {
    /// 1 to 80 characters.
    name: String,
    /// `read`, `write`, `import`, `admin`.
    #[schema(value_type = [String])]
    scopes: Vec<TokenScope>,
    /// Days until it ends; without it, it does not.
    #[schema(minimum = 1, maximum = 3650)]
    days: Option<u16>,
}

#[derive(Serialize, ToSchema)]
struct Made {
    id: String,
    /// Shown this once.
    secret: String,
}

const MOST_DAYS: u16 = 3650;
const DAY_SECONDS: i64 = 24 * 3600;

/// Make a token that can do no more than its maker
#[utoipa::path(post, path = "/tokens", tag = "identity", request_body = TokenToMake,
    responses((status = 201, body = Made), Problems))]
async fn make_token(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(new): ApiJson<TokenToMake>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    if new.days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
        return Err(Problem::out_of_range("days", 1, i64::from(MOST_DAYS)));
    }
    let ends = new.days.map(|days| web.app.now().plus_seconds(i64::from(days) * DAY_SECONDS));
    let made = identity::make_token(&web.app, &actor, new.name, new.scopes, ends).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.id.to_string(), secret: made.secret })))
}

/// Revoke one of one's own tokens
#[utoipa::path(delete, path = "/tokens/{id}", tag = "identity", params(("id" = String, Path)),
    responses((status = 204), Problems))]
async fn revoke_token(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<TokenId>,
) -> Result<StatusCode, Problem> {
    identity::revoke_token(&web.app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
