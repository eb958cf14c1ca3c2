import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'
import { micronautTemplates } from './micronaut-controllers.ts'

const endpointsOf = (texts: Record<string, string>) => discoverTexts(texts, [asAny(routes)]).endpoints

const said = (texts: Record<string, string>): string[] =>
  endpointsOf(texts)
    .map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

const HTTP = 'package a;\nimport io.micronaut.http.annotation.*;'

test('puts the setting, the controller and the method together', () => {
  const found = endpointsOf({
    'x/src/main/resources/application.yml': 'micronaut:\n  server:\n    context-path: /shop\n',
    'x/src/main/java/a/Pets.java': `${HTTP}
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/pets")
class Pets {
  @Get("/{id}{?full,size*}") Pet one(@PathVariable Long id, @QueryValue("full") boolean all, Principal who) { return null; }
  @Post @Secured(SecurityRule.IS_ANONYMOUS) Pet add(@Body Pet pet) { return null; }
  @Delete(uris = {"/{id}", "/by-name/{name}"}) void remove(String id) {}
}`,
  })
  expect(found.map(({ method, path, authenticated }) => [method, path, authenticated])).toEqual([
    ['GET', '/shop/pets/{id}', true],
    ['POST', '/shop/pets', false],
    ['DELETE', '/shop/pets/{id}', true],
    ['DELETE', '/shop/pets/by-name/{name}', true],
  ])
  expect(found[0]?.parameters).toEqual([
    { name: 'id', in: 'path', type: 'Long' },
    { name: 'full', in: 'query', type: 'boolean' },
  ])
  expect(found[1]?.parameters).toEqual([{ name: 'pet', in: 'body', type: 'Pet' }])
})

test('a controller answers for its interface, a client for nobody; Kotlin too', () => {
  expect(
    said({
      'a/Api.java': `${HTTP} interface Api { @Get("/all") List<Pet> all(); }`,
      'a/Pets.java': `${HTTP} @Controller("/pets") class Pets implements Api { public List<Pet> all() { return null; } }`,
      'a/Remote.java': `${HTTP} @Client("/far") interface Remote { @Get("/away") String away(); }`,
      'a/Cats.kt': `package a
import io.micronaut.http.annotation.Controller
import io.micronaut.http.annotation.Put
@Controller("/cats")
class Cats {
  @Put("/{name}")
  fun put(name: String) = 1
}`,
    }),
  ).toEqual(['GET /pets/all', 'PUT /cats/{name}'])
})

test('templates of RFC 6570', () => {
  expect(micronautTemplates('/books{/id}')).toEqual(['/books/{id}', '/books'])
  expect(micronautTemplates('/files/{+path}')).toEqual(['/files/{path}'])
  expect(micronautTemplates('/files/{path:.*}{#part}')).toEqual(['/files/{path}'])
})
