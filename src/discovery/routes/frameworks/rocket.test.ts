import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('what is mounted by lists, by functions that list, and who is asked for', () => {
  const { endpoints } = discoverTexts(
    {
      'Cargo.toml': '[package]\nname = "shop"\n[dependencies]\nrocket = "0.5"\n',
      'src/main.rs': `#[macro_use] extern crate rocket;
mod api;
mod auth;

#[get("/alive")]
fn alive() -> &'static str { "yes" }

#[launch]
fn start() -> _ {
    let base = config();
    rocket::build()
        .mount("/", routes![alive])
        .mount([base, "/api"].concat(), api::routes())
}
`,
      'src/api/mod.rs': `mod pets;
pub fn routes() -> Vec<rocket::Route> {
    let mut own = routes![search];
    own.append(&mut pets::pet_routes());
    own
}

#[get("/search?<q>&<rest..>")]
async fn search(q: String, language: Language, who: Option<Visitor>) -> String { q }
`,
      'src/api/pets.rs': `use rocket::Route;
pub fn pet_routes() -> Vec<Route> {
    routes![
        show, // one
        add,
    ]
}

#[get("/pets/<id>/<file..>")]
fn show(id: i32, org: Member, file: PathBuf) -> String { String::new() }

#[route(PUT, uri = "/pets", data = "<pet>")]
async fn add(pet: Json<Pet>, visitor: Visitor) -> String { String::new() }
`,
      'src/auth.rs': `#[rocket::async_trait]
impl<'r> FromRequest<'r> for Visitor {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.headers().get_one("Authorization") {
            Some(_) => Outcome::Success(Visitor {}),
            None => Outcome::Error((Status::Unauthorized, ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Member {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let visitor = try_outcome!(Visitor::from_request(request).await);
        Outcome::Success(Member { visitor })
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Language {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(Language(request.headers().get_one("Accept-Language")))
    }
}
`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map(({ method, path, authentication }) => `${method} ${path} ${authentication ?? '-'}`).sort(),
  ).toEqual([
    'GET /alive -',
    'GET /api/pets/{id}/{*file} Member',
    'GET /api/search -',
    'PUT /api/pets Visitor',
  ])
  expect(endpoints.find((one) => one.path === '/api/search')?.parameters).toEqual([
    { name: 'q', in: 'query' },
    { name: 'rest', in: 'query' },
  ])
})
