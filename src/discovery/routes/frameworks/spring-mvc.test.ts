import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const WEB = 'import org.springframework.web.bind.annotation.*;'

function endpointsOf(texts: Record<string, string>) {
  const { endpoints, problems } = discoverTexts(texts, [asAny(routes)])
  expect(problems).toEqual([])
  return endpoints
}

const said = (texts: Record<string, string>): string[] =>
  endpointsOf(texts)
    .map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

test('puts class and method mappings together, with parameters, handler and what it uses', () => {
  const [one, ...others] = endpointsOf({
    'src/main/java/a/PetController.java': `package a;
${WEB}
@RestController
@RequestMapping("/pets")
class PetController {
  private final PetService pets;
  @GetMapping("/{id:\\\\d+}")
  public ResponseEntity<PetView> show(@PathVariable("id") Long key, @RequestParam(required = false) String q) {
    return ResponseEntity.ok(pets.find(key));
  }
}`,
  })
  expect(others).toEqual([])
  expect(one).toMatchObject({
    method: 'GET',
    path: '/pets/{id}',
    framework: 'Spring',
    line: 8,
    authenticated: false,
    parameters: [
      { name: 'id', in: 'path', type: 'Long' },
      { name: 'q', in: 'query', type: 'String' },
    ],
    handler: { name: 'show', line: 8 },
    uses: ['PetView', 'PetService'],
  })
})

test('gives several paths, methods and prefixes a route each, and any method its own word', () => {
  expect(
    said({
      'A.java': `${WEB}
@RestController @RequestMapping({"/a", "/b"})
class A {
  @RequestMapping(value = {"/x", "/y"}, method = {RequestMethod.GET, RequestMethod.POST}) void xy() {}
  @RequestMapping(path = "/any") void any() {}
}`,
    }),
  ).toEqual([
    'ANY /a/any',
    'ANY /b/any',
    'GET /a/x',
    'GET /a/y',
    'GET /b/x',
    'GET /b/y',
    'POST /a/x',
    'POST /a/y',
    'POST /b/x',
    'POST /b/y',
  ])
})

test('follows constants into other files and settings', () => {
  expect(
    said({
      'src/main/java/a/Routes.java':
        'package a; public final class Routes { public static final String BASE = "/api" + Routes.V; static final String V = "/v1"; }',
      'src/main/java/a/web/A.java': `package a.web; import a.Routes;
${WEB}
@RestController @RequestMapping(Routes.BASE + "/a")
class A { private static final String ONE = "/one"; @GetMapping(ONE) void one() {} @GetMapping("\${app.path}/two") void two() {} }`,
      'src/main/resources/application.yml':
        'app:\n  path: /set\nserver:\n  servlet:\n    context-path: /ctx\n',
      'pom.xml':
        '<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>',
    }),
  ).toEqual(['GET /ctx/api/v1/a/one', 'GET /ctx/api/v1/a/set/two'])
})

test('takes mappings from an interface, with what the class adds, and leaves clients alone', () => {
  const found = endpointsOf({
    'api/PetsApi.java': `${WEB} @RequestMapping("/pets") interface PetsApi { @GetMapping("/{id}") Pet get(@PathVariable String id); }`,
    'web/PetsController.java': `${WEB}
@RestController
class PetsController implements PetsApi {
  @PreAuthorize("hasRole('ADMIN')")
  public Pet get(String id) { return null; }
}`,
    'api/OtherApi.java': `${WEB} interface OtherApi { @GetMapping("/nobody") Pet get(); }`,
    'client/Remote.java': `${WEB} @FeignClient("x") interface Remote { @GetMapping("/remote") Pet get(); }`,
  })
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    path: '/pets/{id}',
    authentication: '@PreAuthorize',
    handler: { name: 'get', file: 'web/PetsController.java', line: 5 },
  })
})

test('gives each controller the routes of its abstract base', () => {
  expect(
    said({
      'Base.java': `${WEB} abstract class Base<T> { @GetMapping("/{id}") T one(@PathVariable Long id) { return null; } }`,
      'A.java': `${WEB} @RestController @RequestMapping("/a") class A extends Base<Pet> {}`,
      'B.java': `${WEB} @RestController @RequestMapping("/b") class B extends Base<Owner> {}`,
    }),
  ).toEqual(['GET /a/{id}', 'GET /b/{id}'])
})

test('reads controllers of Kotlin', () => {
  expect(
    said({
      'A.kt': `package a
import org.springframework.web.bind.annotation.*
const val TOP = "/top"
@RestController
@RequestMapping("$TOP/a")
class A(private val pets: Pets) {
  companion object { const val ONE = "/one" }
  @GetMapping(ONE) @Secured("x")
  fun one(@RequestParam q: String?): List<Pet> = pets.all(q)
  @PostMapping(value = ["/two", "/three"]) fun two(@RequestBody pet: Pet) { }
}`,
    }),
  ).toEqual(['GET /top/a/one @Secured', 'POST /top/a/three', 'POST /top/a/two'])
})

test('matches the security configuration in order, by path and method', () => {
  const chain = (body: string) => `package a;
class Security { SecurityFilterChain chain(HttpSecurity http) { return http.authorizeHttpRequests(x -> x
  // .requestMatchers("/private/**").permitAll()
  ${body}
  .anyRequest().authenticated()).build(); } }`
  expect(
    said({
      'A.java': `${WEB} @RestController class A {
  @GetMapping("/public/a") void a() {} @GetMapping("/private/b") void b() {}
  @GetMapping("/users") void list() {} @PostMapping("/users") void add() {} @GetMapping("/users/{id}") void one() {}
  @GetMapping("/api/1/x") void x() {} }`,
      'Security.java': chain(
        '.requestMatchers("/public/**", "/api/*/x").permitAll().requestMatchers(HttpMethod.POST, "/users").permitAll().requestMatchers("/users/*").hasRole("A")',
      ),
    }),
  ).toEqual([
    'GET /api/1/x',
    'GET /private/b authenticated',
    'GET /public/a',
    'GET /users authenticated',
    'GET /users/{id} hasRole',
    'POST /users',
  ])
})

test('lets a method open what its class closes', () => {
  expect(
    said({
      'A.java': `${WEB} @RestController @PreAuthorize("isAuthenticated()") class A {
  @GetMapping("/a") void a() {} @PreAuthorize("permitAll()") @GetMapping("/b") void b() {} }`,
    }),
  ).toEqual(['GET /a @PreAuthorize', 'GET /b'])
})

test('makes resources of repositories that Spring Data REST publishes', () => {
  expect(
    said({
      'Pets.java': `import org.springframework.data.rest.core.annotation.RepositoryRestResource;
@RepositoryRestResource(path = "pets") interface Pets extends JpaRepository<Pet, Long> {
  List<Pet> findByName(String name);
  @RestResource(exported = false) void deleteById(Long id); }`,
    }),
  ).toEqual([
    'GET /pets',
    'GET /pets/search/findByName',
    'GET /pets/{id}',
    'PATCH /pets/{id}',
    'POST /pets',
    'PUT /pets/{id}',
  ])
})

test('finds nothing in what only looks like it', () => {
  expect(
    said({
      'A.java': 'class A { /* @GetMapping("/x") */ String s = "@GetMapping(\\"/y\\")"; @GetMapping( }',
      'pom.xml': '<a>@RestController</a>',
    }),
  ).toEqual([])
})
