import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    ({ method, path, handler }) => `${method} ${path} ${handler?.name ?? '-'}`,
  )

test('a table of the package with fields by place, gone over by a chain of calls', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gorilla/mux v1.8.1\n',
      'routers.go': `package shop
import "github.com/gorilla/mux"
type Route struct {
	Name, Method string
	Pattern      string
	HandlerFunc  http.HandlerFunc
}
func NewRouter() *mux.Router {
	router := mux.NewRouter().StrictSlash(true)
	for _, route := range routes {
		var handler http.Handler
		handler = route.HandlerFunc
		handler = Logger(handler, route.Name)
		router.Methods(route.Method).Path(route.Pattern).Name(route.Name).Handler(handler)
	}
	return router
}
var routes = []Route{
	{"Index", "GET", "/", Index},
	Route{"AddPet", strings.ToUpper("Post"), "/pets/{petId}", AddPet},
}
`,
    }),
  ).toEqual(['GET / -', 'POST /pets/{petId} -'])
})

test('a table of the function with fields by name, of any framework; a list of plain paths', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gin-gonic/gin v1.9.1\n',
      'main.go': `package main
import "github.com/gin-gonic/gin"
func main() {
	r := gin.Default()
	api := r.Group("/api")
	for _, one := range []struct{ path string; handle gin.HandlerFunc }{
		{path: "/carts/:id", handle: cart},
		{path: "/orders", handle: orders},
	} {
		api.GET(one.path, one.handle)
	}
	for _, path := range []string{"/a", "/b"} {
		r.POST(path, both)
	}
	for _, one := range unknown {
		r.PUT("/known", known)
	}
}
`,
    }),
  ).toEqual([
    'GET /api/carts/{id} cart',
    'GET /api/orders orders',
    'POST /a both',
    'POST /b both',
    'PUT /known known',
  ])
})
