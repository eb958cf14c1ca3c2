import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const IMPORTS = 'import io.ktor.server.routing.*\n'

const said = (texts: Record<string, string>): string[] =>
  discoverTexts(texts, [asAny(routes)])
    .endpoints.map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

test('reads nested blocks, functions of other files and authentication', () => {
  expect(
    said({
      'App.kt': `${IMPORTS}fun Application.module() { routing {
  route("/api") { users(Users()); authenticate("jwt") { route("/admin") { get("{id?}") { }; audits() } } }
  get("/files/{path...}", ::files)
  route("/m", HttpMethod.Put) { handle { } }
  authenticate("a", optional = true) { get("/open") { } } } }`,
      'Users.kt': `${IMPORTS}fun Route.users(users: Users) { route("/users") { get { client.get("/not-ours") { } } ; post("/{id}") { } } }`,
      'Audits.kt': `${IMPORTS}fun Route.audits() = get("/audits") { call.respond(1) }`,
    }),
  ).toEqual([
    'GET /api/admin/audits authenticate("jwt")',
    'GET /api/admin/{id} authenticate("jwt")',
    'GET /api/users',
    'GET /files/{*path}',
    'GET /open',
    'POST /api/users/{id}',
    'PUT /m',
  ])
})

test('reads what a handler reads', () => {
  const [one] = discoverTexts(
    {
      'A.kt': `${IMPORTS}fun Route.a() { post("/a/{id}") { val q = call.request.queryParameters["q"]; val pet = call.receive<Pet>() } }`,
    },
    [asAny(routes)],
  ).endpoints
  expect(one).toMatchObject({
    parameters: [
      { name: 'id', in: 'path' },
      { name: 'q', in: 'query' },
      { name: 'body', in: 'body', type: 'Pet' },
    ],
    uses: ['Pet'],
  })
})

test('reads type-safe resources with their parents', () => {
  expect(
    said({
      'Articles.kt': `package a
@Resource("/articles") class Articles(val sort: String? = "new") {
  @Resource("{id}") class Id(val parent: Articles = Articles(), val id: Long) {
    @Resource("edit")
    class Edit(val parent: Id)
  }
}`,
      'App.kt': `${IMPORTS}fun Application.module() { routing { get<Articles> { }; put<Articles.Id> { }; get<Articles.Id.Edit> { } } }`,
    }),
  ).toEqual(['GET /articles', 'GET /articles/{id}/edit', 'PUT /articles/{id}'])
})
