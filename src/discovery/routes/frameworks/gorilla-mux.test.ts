import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

test('chains in any order, subrouters, and methods that a subrouter is limited to', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gorilla/mux v1.8.1\n',
      'main.go': `package main
import "github.com/gorilla/mux"
func main() {
	r := mux.NewRouter()
	r.HandleFunc("/books/{id:[0-9]+}", book).Methods("GET", http.MethodPut).Name("book")
	api := r.PathPrefix("/api").Subrouter()
	api.Use(authMiddleware)
	api.Handle("/orders", wrap(orders)).Methods(http.MethodPost)
	get := r.Methods("GET").Subrouter()
	get.HandleFunc("/only", only)
	r.Methods("DELETE").Path("/gone").HandlerFunc(gone)
	v2 := api.PathPrefix("/v2").Subrouter().StrictSlash(true)
	more(v2)
}
func more(r *mux.Router) { r.HandleFunc("/more", all) }
`,
    }),
  ).toEqual([
    'GET /books/{id}',
    'PUT /books/{id}',
    'POST /api/orders [authMiddleware]',
    'GET /only',
    'DELETE /gone',
    'ANY /api/v2/more [authMiddleware]',
  ])
})

test('a type that is another package’s, middleware by several names, a subrouter of one path', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gorilla/mux v1.8.1\n',
      'config/server.go':
        'package config\nimport "github.com/gorilla/mux"\ntype Server struct {\n\tRouter *mux.Router\n}\n',
      'router/routes.go': `package router
import (
	"example.org/shop/config"
	"github.com/gorilla/mux"
)
type Server config.Server
func (server *Server) Routes() *mux.Router {
	server.Router.HandleFunc("/posts", posts).Methods("GET")
	api := server.Router.PathPrefix("/api").Subrouter()
	api.Use(JSONMiddleware, authentication)
	user := api.Path("/users/{id}").Subrouter()
	user.Use(JSONMiddleware)
	user.Methods("GET").HandlerFunc(getUser)
	return server.Router
}
`,
    }),
  ).toEqual(['GET /posts', 'GET /api/users/{id} [authentication]'])
})

test('a router out of an interface, rows of a map that say their methods themselves, a router that is kept once', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gorilla/mux v1.8.1\n',
      'main.go': `package main
import "github.com/gorilla/mux"
type route struct {
	Method, Pattern string
	HandlerFunc http.HandlerFunc
}
func (s *Server) register() {
	router := s.Server.Handler.(*mux.Router)
	api := router.PathPrefix("/api").Subrouter()
	routes := map[string]route{
		"limit": {"POST", "/limit/{value:[0-9.]+}", limit},
		"state": {http.MethodGet, "/state", state},
	}
	for _, r := range routes {
		api.Methods(r.Methods()...).Path(r.Pattern).Handler(r.HandlerFunc)
	}
}
func (s *Server) Router() *mux.Router {
	return Once(s, func() *mux.Router {
		return mux.NewRouter().PathPrefix("/v1").Subrouter()
	})
}
func (s *Server) more() { users(s.Router()) }
func users(r *mux.Router) { r.HandleFunc("/users", bouncer.AdminAccess(all)).Methods("GET") }
`,
    }).sort(),
  ).toEqual(['GET /api/state', 'GET /v1/users [bouncer.AdminAccess]', 'POST /api/limit/{value}'])
})
