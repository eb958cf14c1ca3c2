import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (package_: string, main: string) =>
  discoverTexts({ 'go.mod': `module example.org/shop\n\nrequire ${package_} v1.0.0\n`, 'main.go': main }, [
    asAny(routes),
  ]).endpoints.map(
    (one) =>
      `${one.framework}: ${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

test('httprouter', () => {
  expect(
    read(
      'github.com/julienschmidt/httprouter',
      `package main
import "github.com/julienschmidt/httprouter"
const orders = "/orders"
func main() {
	router := httprouter.New()
	router.GET("/users/:id", requireUser(show))
	router.POST(orders+"/:id/pay", pay)
	router.HandlerFunc(http.MethodDelete, "/users/:id", remove)
	router.Handle("PUT", "/files/*path", put)
	client.GET("/not/ours", nil)
	http.ListenAndServe(":80", router)
}
`,
    ),
  ).toEqual([
    'httprouter: GET /users/{id} [requireUser]',
    'httprouter: POST /orders/{id}/pay',
    'httprouter: DELETE /users/{id}',
    'httprouter: PUT /files/{*path}',
  ])
})

test('fasthttp/router', () => {
  expect(
    read(
      'github.com/fasthttp/router',
      `package main
import "github.com/fasthttp/router"
func main() {
	r := router.New()
	r.GET("/health", health)
	api := r.Group("/api")
	api.POST("/firstfactor/{name:[a-z]+}", middlewareAuthenticated(first))
	api.ANY("/files/{filepath:*}", files)
}
`,
    ),
  ).toEqual([
    'fasthttp/router: GET /health',
    'fasthttp/router: POST /api/firstfactor/{name} [middlewareAuthenticated]',
    'fasthttp/router: ANY /api/files/{filepath}',
  ])
})

test('Hertz', () => {
  expect(
    read(
      'github.com/cloudwego/hertz',
      `package main
import "github.com/cloudwego/hertz/pkg/app/server"
func main() {
	h := server.Default()
	h.GET("/ping", ping)
	v1 := h.Group("/v1", jwt.MiddlewareFunc())
	v1.POST("/orders/:id", order)
}
`,
    ),
  ).toEqual(['Hertz: GET /ping', 'Hertz: POST /v1/orders/{id} [jwt.MiddlewareFunc]'])
})

test('Iris', () => {
  expect(
    read(
      'github.com/kataras/iris/v12',
      `package main
import "github.com/kataras/iris/v12"
func main() {
	app := iris.New()
	app.Get("/ping", ping)
	users := app.Party("/users", requireLogin)
	users.Get("/{id:uint64}", show)
	app.PartyFunc("/admin", func(admin iris.Party) {
		admin.Handle("DELETE", "/{name}", remove)
	})
}
`,
    ),
  ).toEqual(['Iris: GET /ping', 'Iris: GET /users/{id} [requireLogin]', 'Iris: DELETE /admin/{name}'])
})

test('Beego: controllers with and without a mapping, functions, namespaces', () => {
  expect(
    read(
      'github.com/beego/beego/v2',
      `package main
import "github.com/beego/beego/v2/server/web"
func main() {
	web.Router("/api/signup", &controllers.ApiController{}, "POST:Signup")
	web.Router("/api/users/:id", &UserController{}, "get,head:Show;delete:Remove")
	web.Get("/ping", func(ctx *context.Context) {})
	ns := web.NewNamespace("/v1",
		web.NSNamespace("/orders", web.NSRouter("/:id", &OrderController{}, "*:Any")))
	web.AddNamespace(ns)
	web.Router("/plain", &PlainController{})
	other.Router("/not/ours", nil)
}
`,
    ),
  ).toEqual([
    'Beego: POST /api/signup',
    'Beego: GET /api/users/{id}',
    'Beego: HEAD /api/users/{id}',
    'Beego: DELETE /api/users/{id}',
    'Beego: GET /ping',
    'Beego: ANY /v1/orders/{id}',
    'Beego: GET /plain',
    'Beego: POST /plain',
    'Beego: PUT /plain',
    'Beego: PATCH /plain',
    'Beego: DELETE /plain',
  ])
})
