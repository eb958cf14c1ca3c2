import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

test('macros, scopes, resources, configure over modules, wraps', () => {
  expect(
    read({
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\nactix-web = "4"\n',
      'src/main.rs': `use actix_web::{web, App, get, HttpServer};
mod users;
#[get("/hello/{name}")]
async fn hello(path: web::Path<String>) -> impl Responder { "" }
async fn main() {
    HttpServer::new(|| App::new()
        .service(hello)
        .service(
            web::scope("/api")
                .service(web::resource("/orders/{id:\\\\d+}").route(web::get().to(order)).route(web::delete().to(SeqHandler(gone))))
                .service(web::scope("/admin").wrap(HttpAuthentication::bearer(check)).route("/stats", web::get().to(stats)))
                .configure(users::configure),
        ));
}
`,
      'src/users.rs': `use actix_web::web;
use crate::auth::Claims;
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/users").route("", web::post().to(create)));
    cfg.route("/me", web::get().to(me));
}
async fn create(body: web::Json<NewUser>) -> HttpResponse { todo!() }
async fn me(claims: Claims) -> HttpResponse { todo!() }
`,
    }),
  ).toEqual([
    'GET /hello/{name}',
    'DELETE /api/orders/{id}',
    'GET /api/orders/{id}',
    'GET /api/admin/stats [HttpAuthentication::bearer]',
    'POST /api/users',
    'GET /api/me [Claims]',
  ])
})

test('what comes behind the syntax of the edition of 2024', () => {
  expect(
    read({
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\nactix-web = "4"\n',
      'src/main.rs': `use actix_web::{web, App, Scope};
fn build() -> App<
    impl ServiceFactory<ServiceRequest, Response = ServiceResponse<impl MessageBody + use<>>> + use<>,
> {
    App::new().service(api())
}
fn api() -> Scope {
    web::scope("/v0").route("/orders", web::get().to(list))
}
async fn list() -> HttpResponse {
    let each = async |one| { price(one).await };
    todo!()
}
`,
    }),
  ).toEqual(['GET /v0/orders'])
})

test('handlers that ask inside, hand the request on, or say so beside the route', () => {
  expect(
    read({
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\nactix-web = "4"\n',
      'src/main.rs': `use actix_web::{web, App, get, post, HttpRequest};
mod orders;
mod reports;
async fn main() {
    HttpServer::new(|| App::new()
        .service(web::scope("/orders").configure(orders::config))
        .service(web::scope("/reports").configure(reports::config)));
}
`,
      // What a file declares goes before what its star brings in.
      'src/reports.rs': `use super::orders::*;
use actix_web::{web, get};
pub fn config(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/all").route(web::get().to(all)));
}
async fn all(req: HttpRequest) -> HttpResponse { crate::orders::cancel(web::Path::from(1), req).await }
`,
      'src/orders.rs': `use actix_web::{web, get, post, HttpRequest};
pub fn config(cfg: &mut web::ServiceConfig) {
    cfg.service(mine).service(open).service(cancel).service(described).service(kept);
}
#[get("/mine")]
async fn mine(req: HttpRequest, pool: web::Data<Pool>) -> Result<HttpResponse, Error> {
    let user = user_from_headers(&req, &**pool, Scopes::READ)
        .await
        .context("asking who calls")?;
    todo!()
}
#[get("/open")]
async fn open(req: HttpRequest, pool: web::Data<Pool>) -> Result<HttpResponse, Error> {
    let user = user_from_headers(&req, &**pool, Scopes::READ).await.ok();
    todo!()
}
#[post("/cancel")]
pub async fn cancel(path: web::Path<u32>, req: HttpRequest) -> Result<HttpResponse, Error> {
    cancel_now(path.into_inner(), &req).await
}
async fn cancel_now(id: u32, req: &HttpRequest) -> Result<HttpResponse, Error> {
    require_session_user(req).await?;
    todo!()
}
#[utoipa::path(security(("bearer" = [])))]
#[get("/described")]
async fn described() -> HttpResponse { todo!() }
#[get("/kept", guard = "admin_key_guard")]
async fn kept() -> HttpResponse { todo!() }
`,
    }).sort(),
  ).toEqual([
    'GET /orders/described [security bearer]',
    'GET /orders/kept [admin_key_guard]',
    'GET /orders/mine [user_from_headers]',
    'GET /orders/open',
    'GET /reports/all [crate.orders.cancel]',
    'POST /orders/cancel [cancel_now]',
  ])
})
