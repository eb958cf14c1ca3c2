import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

test('routes, groups with middleware, Add and Match', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire (\n\tgithub.com/labstack/echo/v4 v4.12.0\n)\n',
      'main.go': `package main
import "github.com/labstack/echo/v4"
func main() {
	e := echo.New()
	e.POST("/login", login)
	g := e.Group("/admin", middleware.BasicAuth(check))
	g.GET("/stats", stats)
	e.GET("/me", me, RequireLogin)
	e.Add(http.MethodPatch, "/carts/:cart", patch)
	e.Match([]string{"GET", "HEAD"}, "/ping", ping)
	mount(e.Group("/v1"))
}
func mount(g *echo.Group) {
	g.DELETE("/"+kind()+"/items/:id", remove)
}
`,
    }),
  ).toEqual([
    'POST /login',
    'GET /admin/stats [middleware.BasicAuth]',
    'GET /me [RequireLogin]',
    'PATCH /carts/{cart}',
    'GET /ping',
    'HEAD /ping',
    'DELETE /v1/{kind}/items/{id}',
  ])
})

test('a part of a path without a slash goes on where its group ends', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/labstack/echo/v4 v4.12.0\n',
      'main.go':
        'package main\nimport "github.com/labstack/echo/v4"\nfunc main() {\n\te := echo.New()\n\tu := e.Group("/user")\n\tu.GET("s", users)\n\tu.GET("/settings", settings)\n\tu.GET("", me)\n}\n',
    }),
  ).toEqual(['GET /users', 'GET /user/settings', 'GET /user'])
})

test('a guard in a function that is given the group holds after it there, and for what comes after the function', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/labstack/echo/v4 v4.12.0\n',
      'main.go': `package main
import "github.com/labstack/echo/v4"
func main() {
	e := echo.New()
	a := e.Group("/api")
	register(a)
	a.GET("/later", later)
}
func register(a *echo.Group) {
	a.POST("/login", login)
	a.Use(logger, jwtAuth)
	a.GET("/me", me)
}
`,
    }).sort(),
  ).toEqual(['GET /api/later [jwtAuth]', 'GET /api/me [jwtAuth]', 'POST /api/login'])
})
