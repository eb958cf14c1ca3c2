import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const said = (texts: Record<string, string>): string[] =>
  discoverTexts(texts, [asAny(routes)])
    .endpoints.map(({ method, path, handler }) => `${method} ${path} ${handler?.name ?? ''}`.trim())
    .sort()

test('reads predicates, the builder, nests and functions that are nested', () => {
  expect(
    said({
      'R.java': `import org.springframework.web.reactive.function.server.RouterFunction;
class R {
  RouterFunction<ServerResponse> all(H h) {
    return route(GET("/a").and(accept(JSON)), h::a).andRoute(POST("/b/{id:[0-9]+}"), h::b)
      .andNest(path("/n"), route(GET("/c"), h::c)).andNest(path("/pets"), pets());
  }
  RouterFunction<ServerResponse> pets() {
    return route().path("/x", b -> b.GET("/{id}", h::one).nest(accept(JSON), c -> c.DELETE("/{id}", h::drop))).build();
  }
}`,
    }),
  ).toEqual(['DELETE /pets/x/{id} drop', 'GET /a a', 'GET /n/c c', 'GET /pets/x/{id} one', 'POST /b/{id} b'])
})

test('reads the blocks of Kotlin', () => {
  expect(
    said({
      'R.kt': `import org.springframework.web.reactive.function.server.coRouter
class R { fun all(h: H) = coRouter { GET("/a", h::a)
  "/api".nest { POST("/b", h::b); path("/deep").nest { PUT("/c") { ok() } } } } }`,
    }),
  ).toEqual(['GET /a a', 'POST /api/b b', 'PUT /api/deep/c'])
})
