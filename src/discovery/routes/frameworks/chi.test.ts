import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

const GO_MOD = 'module example.org/shop\n\nrequire github.com/go-chi/chi/v5 v5.1.0\n'

test('closures, With, groups, patterns, and routers that functions give', () => {
  expect(
    read({
      'go.mod': GO_MOD,
      'main.go': `package main
import (
	"github.com/go-chi/chi/v5"
	"example.org/shop/users"
)
func main() {
	r := chi.NewRouter()
	r.Get("/", home)
	r.Route("/articles/{slug:[a-z-]{2,}}", func(r chi.Router) {
		r.Get("/", show)
		r.With(RequireUser).Put("/", update)
		r.Group(func(r chi.Router) {
			r.Use(jwtauth.Verifier(tokens))
			r.Use(jwtauth.Authenticator(tokens))
			r.Delete("/", remove)
		})
	})
	r.Mount("/users", users.Router())
	r.Method("POST", "/pay", requireToken(pay))
	r.Handle("/files/*", files)
}
`,
      'users/router.go': `package users
import "github.com/go-chi/chi/v5"
func Router() http.Handler {
	r := chi.NewRouter()
	r.Get("/{id}", get)
	return r
}
`,
    }),
  ).toEqual([
    'GET /',
    'GET /articles/{slug}',
    'PUT /articles/{slug} [RequireUser]',
    'DELETE /articles/{slug} [jwtauth.Authenticator]',
    'POST /pay [requireToken]',
    'ANY /files/{*path}',
    'GET /users/{id}',
  ])
})

test('methods of the same name on other things are no routes', () => {
  expect(
    read({
      'go.mod': GO_MOD,
      'main.go': `package main
import "github.com/go-chi/chi/v5"
func main(cache Cache) {
	cache.Get("/x", nil)
	http.Get("/y")
}
`,
    }),
  ).toEqual([])
})

test('a router that answers in the place of a handler, its prefix taken off', () => {
  expect(
    read({
      'go.mod': GO_MOD,
      'main.go': `package main
import (
	"github.com/go-chi/chi/v5"
	"example.org/shop/former"
	"example.org/shop/current"
)
func main() {
	mux := chi.NewRouter()
	second := current.NewRouter(db)
	mux.Handle("/v2*", http.StripPrefix("/v2", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		chi.RouteContext(r.Context()).Reset()
		second.ServeHTTP(w, r)
	})))
	mux.Handle("/*", former.NewRouter(db))
}
`,
      'former/routes.go': `package former
import "github.com/go-chi/chi/v5"
func NewRouter(db *DB) chi.Router {
	router := chi.NewRouter()
	router.Get("/{ledger}", get)
	return router
}
`,
      'current/routes.go': `package current
import "github.com/go-chi/chi/v5"
func NewRouter(db *DB) chi.Router {
	router := chi.NewRouter()
	router.Get("/{ledger}/stats", stats)
	return router
}
`,
    }).sort(),
  ).toEqual(['GET /v2/{ledger}/stats', 'GET /{ledger}'])
})

test('a function in front of routes is judged by its code where its name tells nothing', () => {
  expect(
    read({
      'go.mod': GO_MOD,
      'main.go': `package main
import (
	"github.com/go-chi/chi/v5"
	"example.org/shop/gate"
)
func main() {
	r := chi.NewRouter()
	r.Get("/open", home)
	r.Get("/one", gate.Check(true, http.HandlerFunc(show)))
	r.With(gate.Members).Get("/two", show)
	r.With(gate.Whoever).Get("/three", show)
	r.Get("/four", gate.AuthInfoMiddleware(http.HandlerFunc(show)))
	r.Group(func(r chi.Router) {
		r.Use(gate.Log, gate.Members)
		r.Get("/five", show)
	})
	r.Group(func(r chi.Router) {
		r.Use(gate.Log)
		r.Get("/six", show)
	})
}
`,
      'gate/gate.go': `package gate
import "net/http"
func Check(admin bool, next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, err := userOf(r.Header.Get("Authorization"))
		if err != nil {
			fail(w, http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	}
}
func Members(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if session := sessionOf(r); session != nil {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "unauthorized", 401)
	})
}
func Whoever(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("Authorization")
		if token == "" {
			next.ServeHTTP(w, r)
			return
		}
		if !valid(token) {
			http.Error(w, "unauthorized", 401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func AuthInfoMiddleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user := userOf(r.Header.Get("Authorization"))
		next.ServeHTTP(w, r.WithContext(with(r.Context(), user)))
	})
}
func Log(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
	})
}
`,
    }),
  ).toEqual([
    'GET /open',
    'GET /one [gate.Check]',
    'GET /two [gate.Members]',
    'GET /three',
    'GET /four',
    'GET /five [gate.Members]',
    'GET /six',
  ])
})

test('what oapi-codegen makes stands below the path it is hung in with, and nowhere else', () => {
  expect(
    read({
      'go.mod': GO_MOD,
      'main.go': `package main
import (
	"github.com/go-chi/chi/v5"
	"example.org/shop/shopapi"
)
const BaseURL = "/api/v1"
func main() {
	r := chi.NewRouter()
	shopapi.HandlerFromMuxWithBaseURL(server, r, BaseURL)
}
`,
      'admin.go': `package main
import (
	"github.com/go-chi/chi/v5"
	"example.org/shop/admin"
)
func adminRoutes() {
	r := chi.NewRouter()
	admin.HandlerWithOptions(server, admin.ChiServerOptions{BaseURL: "/admin", BaseRouter: r})
}
`,
      ...Object.fromEntries(
        ['shopapi', 'admin'].map((name) => [
          `${name}/api.gen.go`,
          `package ${name}
import "github.com/go-chi/chi/v5"
type ChiServerOptions struct {
	BaseURL    string
	BaseRouter chi.Router
}
func HandlerFromMux(si ServerInterface, r chi.Router) http.Handler {
	return HandlerWithOptions(si, ChiServerOptions{
		BaseRouter: r,
	})
}
func HandlerFromMuxWithBaseURL(si ServerInterface, r chi.Router, baseURL string) http.Handler {
	return HandlerWithOptions(si, ChiServerOptions{
		BaseURL:    baseURL,
		BaseRouter: r,
	})
}
func HandlerWithOptions(si ServerInterface, options ChiServerOptions) http.Handler {
	r := options.BaseRouter
	r.Group(func(r chi.Router) {
		r.Get(options.BaseURL+"/${name}/items", wrapper.Items)
	})
	return r
}
`,
        ]),
      ),
    }).sort(),
  ).toEqual(['GET /admin/admin/items', 'GET /api/v1/shopapi/items'])
})
