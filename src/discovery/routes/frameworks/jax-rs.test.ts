import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const RS = 'import jakarta.ws.rs.*;'

const endpointsOf = (texts: Record<string, string>) => discoverTexts(texts, [asAny(routes)]).endpoints

const said = (texts: Record<string, string>): string[] =>
  endpointsOf(texts)
    .map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

test('puts the application, the class and the method together', () => {
  const found = endpointsOf({
    'x/src/main/java/a/App.java': `${RS} @ApplicationPath("/api") class App extends Application {}`,
    'x/src/main/java/a/Pets.java': `${RS}
@Path("pets") @RolesAllowed("user")
class Pets {
  @GET @Path("{id: \\\\d+}") public Pet one(@PathParam("id") long id, @QueryParam("q") String q) { return null; }
  @POST @PermitAll public Pet add(Pet pet, @Context UriInfo uri) { return pet; }
}`,
    'y/src/main/java/a/Other.java': `${RS} @Path("/other") class Other { @GET void x() {} }`,
  })
  expect(found.map(({ method, path, authenticated }) => [method, path, authenticated])).toEqual([
    ['GET', '/api/pets/{id}', true],
    ['POST', '/api/pets', false],
    ['GET', '/other', false],
  ])
  expect(found[0]?.parameters).toEqual([
    { name: 'id', in: 'path', type: 'long' },
    { name: 'q', in: 'query', type: 'String' },
  ])
  expect(found[1]?.parameters).toEqual([{ name: 'pet', in: 'body', type: 'Pet' }])
})

test('follows locators into sub-resources, which nobody reaches alone', () => {
  expect(
    said({
      'Shop.java': `${RS} @Path("/shops") class Shop {
  @Path("{shop}/orders") public Orders orders(@PathParam("shop") String s) { return new Orders(s); }
  @Path("/lost") public Object lost() { return new Lost(); } }`,
      'Orders.java': `${RS} class Orders { @GET @Path("{id}") void one() {} @PUT void put() {} }`,
      'Lost.java': `${RS} class Lost { @GET void x() {} }`,
      'Nowhere.java': `${RS} class Nowhere { @GET void x() {} }`,
    }),
  ).toEqual(['GET /shops/lost', 'GET /shops/{shop}/orders/{id}', 'PUT /shops/{shop}/orders'])
})

test('takes annotations from interfaces and base classes, and leaves clients alone', () => {
  const found = endpointsOf({
    'PetsApi.java': `${RS} @Path("/pets") interface PetsApi { @GET @Path("/{id}") Pet one(@PathParam("id") String id); }`,
    'PetsApiImpl.java': `class PetsApiImpl implements PetsApi { @RolesAllowed("a") public Pet one(String id) { return null; } }`,
    'Base.java': `${RS} abstract class Base { @GET @Path("/count") long count() { return 0; } }`,
    'Cats.java': `${RS} @Path("/cats") class Cats extends Base {}`,
    'Client.java': `${RS} @Path("/remote") @RegisterRestClient interface Client { @GET String x(); }`,
    'pom.xml': '<groupId>io.quarkus</groupId><artifactId>quarkus-rest</artifactId>',
  })
  expect(found.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /cats/count',
    'GET /pets/{id}',
  ])
  expect(found.find(({ path }) => path === '/pets/{id}')).toMatchObject({
    authentication: '@RolesAllowed',
    handler: { file: 'PetsApiImpl.java', name: 'one' },
  })
})

test('stands behind the paths of the settings', () => {
  expect(
    said({
      'src/main/java/A.java': `${RS} @Path("/a") class A { @GET void a() {} }`,
      'src/main/resources/application.properties':
        'quarkus.http.root-path=/root\nquarkus.rest.path = /rest\n',
      'build.gradle': "implementation 'io.quarkus:quarkus-rest'",
    }),
  ).toEqual(['GET /root/rest/a'])
})

test('what guards paths sees the path of the application', () => {
  const found = endpointsOf({
    'x/pom.xml':
      '<project><dependencies><dependency><groupId>jakarta.ws.rs</groupId><artifactId>jakarta.ws.rs-api</artifactId></dependency><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
    'x/src/main/java/a/App.java': `${RS} @ApplicationPath("/api") class App extends Application {}`,
    'x/src/main/java/a/Pets.java': `${RS} @Path("pets") class Pets { @GET public Pet all() { return null; } @GET @Path("open") public Pet open() { return null; } }`,
    'x/src/main/java/a/Security.java':
      'class Security { SecurityFilterChain chain(HttpSecurity http) { return http.authorizeHttpRequests(a -> a.requestMatchers("/api/pets/open").permitAll().requestMatchers("/api/**").fullyAuthenticated()).build(); } }',
  })
  expect(found.map(({ path, authenticated }) => `${path} ${authenticated}`)).toEqual([
    '/api/pets true',
    '/api/pets/open false',
  ])
})
