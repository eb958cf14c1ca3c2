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
