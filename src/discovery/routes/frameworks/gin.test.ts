import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const GO_MOD = 'module example.org/shop\n\nrequire github.com/gin-gonic/gin v1.10.0\n'
const read = (files: Record<string, string>) =>
  discoverTexts({ 'go.mod': GO_MOD, ...files }, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

test('nested groups, guards in order, parameters of the path', () => {
  const found = discoverTexts(
    {
      'go.mod': GO_MOD,
      'main.go': `package main
import "github.com/gin-gonic/gin"

func main() {
	r := gin.Default()
	r.GET("/health", health)
	api := r.Group("/api")
	{
		v1 := api.Group("/v1", AuthRequired())
		v1.GET("/users/:id", getUser)
		v1.Handle("POST", "/users", createUser)
	}
	api.Use(middleware.JWT())
	api.Any("/files/*path", files)
	client.GET("/not/ours", nil)
}
`,
      'users.go': `package main
func getUser(c *gin.Context) {
	name := c.Query("name")
	var user User
	_ = c.ShouldBindJSON(&user)
}
`,
    },
    [asAny(routes)],
  ).endpoints
  expect(found.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)).toEqual([
    'GET /health -',
    'GET /api/v1/users/{id} AuthRequired',
    'POST /api/v1/users AuthRequired',
    'ANY /api/files/{*path} middleware.JWT',
  ])
  expect(found[1]).toMatchObject({
    file: 'main.go',
    line: 10,
    framework: 'Gin',
    handler: { name: 'getUser', file: 'users.go', line: 2 },
    parameters: [
      { name: 'id', in: 'path' },
      { name: 'name', in: 'query' },
      { name: 'body', in: 'body', type: 'User' },
    ],
    uses: ['User'],
  })
})

test('groups that are passed on to functions and methods of other packages', () => {
  expect(
    read({
      'main.go': `package main
import (
	"github.com/gin-gonic/gin"
	"example.org/shop/internal/users"
	orders "example.org/shop/internal/order"
)
const base = "/api"

func main() {
	engine := gin.New()
	g := engine.Group(base + "/v2")
	users.Register(g, nil)
	h := orders.NewHandler(nil)
	h.Routes(g.Group("/orders"))
}
`,
      'internal/users/routes.go': `package users
import "github.com/gin-gonic/gin"
func Register(rg *gin.RouterGroup, db *DB) { rg.GET("/users", list) }
`,
      'internal/order/handler.go': `package order
type Handler struct {}
func NewHandler(db *DB) *Handler {
	return &Handler{}
}
`,
      'internal/order/routes.go': `package order
import "github.com/gin-gonic/gin"
func (h *Handler) Routes(rg gin.IRouter) { rg.DELETE("/:id", h.remove) }
`,
    }),
  ).toEqual(['DELETE /api/v2/orders/{id}', 'GET /api/v2/users'])
})

test('an engine that a struct keeps, in another file of the package', () => {
  expect(
    read({
      'server.go': `package shop
import "github.com/gin-gonic/gin"
type Server struct { router *gin.Engine }
func New() *Server {
	s := &Server{router: gin.New()}
	s.routes()
	return s
}
`,
      'routes.go': `package shop
func (s *Server) routes() {
	s.router.GET("/items/:id", s.item)
	admin := s.router.Group("/admin").Use(RequireAdmin())
	admin.PUT("/items", s.put)
}
`,
    }),
  ).toEqual(['GET /items/{id}', 'PUT /admin/items [RequireAdmin]'])
})

test('optional authentication is none, and two files with the same names do not mix', () => {
  expect(
    read({
      'a/a.go': `package a
import "github.com/gin-gonic/gin"
func A() { r := gin.New(); g := r.Group("/a"); g.Use(auth.Optional()); g.GET("/x", x) }
`,
      'b/b.go': `package b
import "github.com/gin-gonic/gin"
func A() { r := gin.New(); g := r.Group("/b"); g.GET("/x", x) }
`,
    }),
  ).toEqual(['GET /a/x', 'GET /b/x'])
})

test('files that only tests run are left out', () => {
  const code = 'package x\nimport "github.com/gin-gonic/gin"\nfunc F() { r := gin.New(); r.GET("/x", x) }\n'
  expect(read({ 'main_test.go': code, 'testdata/x.go': code, 'fixtures/x.go': code })).toEqual([])
})

test('a group that the package keeps in a variable, below what a setting puts around its path', () => {
  expect(
    read({
      'config/uris.go': 'package config\nconst ApiUri = "/api/v1"\n',
      'server/routes.go': `package server
import (
	"github.com/gin-gonic/gin"
	"example.org/shop/albums"
)
var APIv1 *gin.RouterGroup
func register(router *gin.Engine) {
	albums.Get(APIv1)
	router.GET("/status", status)
}
`,
      'server/start.go': `package server
import (
	"github.com/gin-gonic/gin"
	"example.org/shop/config"
)
func Start(conf *config.Config) {
	router := gin.New()
	APIv1 = router.Group(conf.BaseUri(config.ApiUri), RequireAuth())
	register(router)
}
`,
      'albums/albums.go': `package albums
import "github.com/gin-gonic/gin"
func Get(router *gin.RouterGroup) {
	router.GET("/albums/:uid", get)
}
`,
    }).sort(),
  ).toEqual(['GET /api/v1/albums/{uid} [RequireAuth]', 'GET /status'])
})

test('a router that is handed to whatever has the method, of the packages that the file imports', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gin-gonic/gin v1.10.0\n',
      'main.go': `package main
import (
	"github.com/gin-gonic/gin"
	rou "example.org/shop/routers"
)
func main() {
	engine := gin.Default()
	private := engine.Group("/api/v1")
	private.Use(JwtAuth())
	for _, one := range rou.All {
		one.InitRouter(private)
	}
}
`,
      'routers/items.go': `package routers
import "github.com/gin-gonic/gin"
type CommonRouter interface {
	InitRouter(Router *gin.RouterGroup)
}
type ItemRouter struct{}
func (s *ItemRouter) InitRouter(Router *gin.RouterGroup) {
	items := Router.Group("items")
	items.GET("/:id", show)
}
`,
      'routers/users.go': `package routers
import "github.com/gin-gonic/gin"
type UserRouter struct{}
func (s *UserRouter) InitRouter(Router *gin.RouterGroup) {
	Router.POST("/users", create)
}
`,
    }).sort(),
  ).toEqual(['GET /api/v1/items/{id} [JwtAuth]', 'POST /api/v1/users [JwtAuth]'])
})
