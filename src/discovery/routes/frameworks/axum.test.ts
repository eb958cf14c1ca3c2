import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

const CARGO = '[package]\nname = "shop"\n[dependencies]\naxum = "0.8"\n'

test('chains, nesting over modules, layers, extractors', () => {
  const found = discoverTexts(
    {
      'Cargo.toml': CARGO,
      'src/main.rs': `use axum::{routing::{get, post}, Router};
mod api;
#[tokio::main]
async fn main() {
    let public = Router::new().route("/health", get(|| async { "ok" }));
    let app = Router::new()
        .merge(public)
        .nest("/api", api::router())
        .with_state(state);
}
`,
      'src/api/mod.rs': `use axum::{routing::{get, delete}, Router, middleware};
mod users;
pub fn router() -> Router<AppState> {
    let secured = Router::new()
        .route("/orders/:id", delete(remove))
        .route_layer(middleware::from_fn(require_auth))
        .route("/open", get(open));
    Router::new().route("/users/{id}", get(users::show).put(users::update)).merge(secured)
}
`,
      'src/api/users.rs': `use axum::Json;
pub async fn show(Path(id): Path<i32>) -> Json<User> { todo!() }
pub async fn update(
    auth: AuthUser,
    Json(body): Json<UpdateUser>,
) -> Json<User> { todo!() }
`,
    },
    [asAny(routes)],
  ).endpoints
  expect(found.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)).toEqual([
    'DELETE /api/orders/{id} require_auth',
    'GET /api/open -',
    'GET /api/users/{id} -',
    'PUT /api/users/{id} AuthUser',
    'GET /health -',
  ])
  expect(found[3]).toMatchObject({
    line: 8,
    handler: { name: 'update', file: 'src/api/users.rs', line: 3 },
    parameters: [
      { name: 'id', in: 'path' },
      { name: 'body', in: 'body', type: 'UpdateUser' },
    ],
    uses: ['AuthUser', 'UpdateUser', 'User'],
  })
})

test('optional extractors are no authentication; what utoipa only describes is no route', () => {
  expect(
    read({
      'Cargo.toml': CARGO,
      'src/lib.rs': `use axum::{routing::get, Router};
use utoipa_axum::{router::OpenApiRouter, routes};
#[utoipa::path(get, path = "/pets/{id}", responses((status = 200)))]
async fn pet(user: Option<Claims>) {}
#[utoipa::path(post, path = "/never")]
async fn never() {}
pub fn app() -> Router {
    let (router, api) = OpenApiRouter::new().routes(routes!(pet)).split_for_parts();
    Router::new().nest("/v1", OpenApiRouter::new().routes(routes!(pet)))
}
`,
    }),
  ).toContain('GET /v1/pets/{id}')
})

test('utoipa’s `security` says what is needed, unless it may be left out', () => {
  expect(
    read({
      'Cargo.toml': CARGO,
      'src/lib.rs': `use utoipa_axum::{router::OpenApiRouter, routes};
#[utoipa::path(get, path = "/mine", security(("token" = []), ("cookie" = []),), responses((status = 200)))]
async fn mine() {}
#[utoipa::path(get, path = "/either", security((), ("cookie" = [])))]
async fn either() {}
pub fn app() -> OpenApiRouter { OpenApiRouter::new().routes(routes!(mine)).routes(routes!(either)) }
`,
    }),
  ).toEqual(['GET /mine [security token or cookie]', 'GET /either'])
})

test('aide’s routes with their own words, and extractors that are taken apart', () => {
  expect(
    read({
      'Cargo.toml': CARGO,
      'src/main.rs': `use aide::axum::{routing::get_with, ApiRouter};
use axum::extract::State;
fn app() -> ApiRouter<AppState> {
    ApiRouter::new()
        .api_route_with("/apps/{id}", get_with(get_app, get_app_operation).delete_with(remove, remove_operation), &tag)
        .api_route("/health", get_with(health, health_operation))
}
async fn get_app(State(AppState { db, .. }): State<AppState>, permissions::Application { app }: permissions::Application) -> Result<Json<App>> {
    Ok(Json(app))
}
async fn remove(State(AppState { db, .. }): State<AppState>) -> Result<()> { Ok(()) }
async fn health() -> &'static str { "ok" }
`,
    }),
  ).toEqual(['GET /apps/{id} [permissions]', 'DELETE /apps/{id}', 'GET /health'])
})

test('what a handler takes is seen behind `pub(…)` as well', () => {
  const { endpoints } = discoverTexts(
    {
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\naxum = "0.8"\n',
      'src/main.rs': `use axum::{routing::get, Router};
mod carts;
fn app() -> Router { Router::new().route("/carts", get(carts::all).post(carts::create)) }
`,
      'src/carts.rs': `use axum::Json;
pub(crate) async fn all() -> Json<Vec<Cart>> {
    todo!()
}
pub(in crate::shop) async fn create(user: AuthUser, Json(cart): Json<NewCart>) -> Json<Cart> {
    todo!()
}
`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints
      .map((one) => `${one.method} ${one.authentication ?? '-'} ${one.parameters.map(({ type }) => type)}`)
      .sort(),
  ).toEqual(['GET - ', 'POST AuthUser NewCart'])
})

test('a type that a line brings in from elsewhere, and routes of tests', () => {
  expect(
    read({
      'Cargo.toml': CARGO,
      'src/main.rs': `mod shop;
use crate::shop::v1::Server;
fn app() -> Router {
    Router::new().nest("/shop/v1", Router::new().merge(Server::routes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[tokio::test]
    async fn answers() {
        let app: Router = Router::new().route("/only-a-test", get(|| async {}));
    }
}
`,
      'src/shop/mod.rs': `pub mod v1 {
    impl<S: Store> Server<S> {
        pub fn routes() -> Router<S> {
            Router::new().route("/orders", get(list))
        }
    }
}
`,
    }),
  ).toEqual(['GET /shop/v1/orders'])
})

test('extractors of the project that turn strangers away, and security that is described beside', () => {
  expect(
    read({
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\naxum = "0.8"\n',
      'src/main.rs': `use axum::{Router, routing::get};
mod caller;
use caller::{Caller, Visitor};
fn app() -> Router {
    Router::new().route("/mine", get(mine)).route("/seen", get(seen)).route("/maybe", get(maybe)).route("/told", get(told))
}
async fn mine(State(db): State<Db>, Caller(who): Caller) -> Json<Vec<Order>> { todo!() }
async fn seen(Visitor(who): Visitor) -> &'static str { "" }
async fn maybe(who: Option<Caller>) -> &'static str { "" }
#[utoipa::path(get, path = "/told", security(("token" = [])))]
pub async fn told() -> &'static str { "" }
`,
      'src/caller.rs': `use axum::extract::FromRequestParts;
pub struct Caller(pub Id);
impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = (StatusCode, &'static str);
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        bearer(parts).map(Caller).ok_or((StatusCode::UNAUTHORIZED, "who are you?"))
    }
}
pub struct Visitor(pub Option<Id>);
impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Visitor(bearer(parts).ok()))
    }
}
`,
    }).sort(),
  ).toEqual(['GET /maybe', 'GET /mine [Caller]', 'GET /seen', 'GET /told [security token]'])
})
