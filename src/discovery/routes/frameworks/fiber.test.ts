import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

test('verbs, groups, Route, and middleware for a path', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gofiber/fiber/v2 v2.52.0\n',
      'main.go': `package main
import "github.com/gofiber/fiber/v2"
func main() {
	app := fiber.New()
	app.Get("/users/:id<int>", user)
	api := app.Group("/api", keyauth.New())
	api.Post("/orders", order)
	app.Route("/v2", func(router fiber.Router) { router.All("/x/:y?", all) })
}
`,
    }),
  ).toEqual(['GET /users/{id}', 'POST /api/orders [keyauth.New]', 'ANY /v2/x/{y}'])
})
