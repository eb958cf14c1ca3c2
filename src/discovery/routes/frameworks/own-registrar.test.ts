import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map((one) => `${one.method} ${one.path}`)

test('a registrar of the project’s own, told by its looks where the function answers requests', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n',
      'web/api.go': `package web
import "net/http"
const patternHealth = http.MethodGet + " " + "/health"
type config struct {
	mux *http.ServeMux
}
type API struct {
	conf *config
	reg  Registrar
}
func (a *API) register() {
	a.reg.Register(http.MethodPut, "/status", a.status)
	a.conf.mux.HandleFunc(patternHealth, a.health)
	a.conf.mux.Handle(http.MethodPost+" "+"/login", http.HandlerFunc(a.handleLogin))
}
`,
      'web/handlers.go':
        'package web\nimport "net/http"\nfunc (a *API) status(w http.ResponseWriter, r *http.Request) {\n}\n',
      'docker/routes.go': `package docker
func (c *containers) routes() []Route {
	return []Route{NewGetRoute("/containers/{name:.*}/json", c.inspect), NewPostRoute("/not/one", c.helper)}
}
func (c *containers) inspect(ctx context.Context, w http.ResponseWriter, r *http.Request, vars map[string]string) error {
	return nil
}
func (c *containers) more() {
	for _, one := range []struct{ path string; answer handler }{{"/info", c.info}, {"/version", c.version}} {
		add(http.MethodGet, one.path, one.answer)
	}
}
func (c *containers) info(w http.ResponseWriter, r *http.Request) {
}
func (c *containers) version(w http.ResponseWriter, r *http.Request) {
}
func (c *containers) helper(name string) error {
	return client.Get("/elsewhere", c.options)
}
`,
    }).sort(),
  ).toEqual([
    'GET /containers/{name}/json',
    'GET /health',
    'GET /info',
    'GET /version',
    'POST /login',
    'PUT /status',
  ])
})

test('paths that are constants, where the function answers requests', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n',
      'client/handler.go': `package client
import "net/http"
const ClientsHandlerPath = "/clients"
func (h *Handler) SetRoutes(r *own.Router) {
	r.GET(ClientsHandlerPath, h.list)
	r.DELETE(ClientsHandlerPath+"/{id}", h.remove)
	r.GET(ClientsHandlerPath, h.helper)
	cache.Get(keyPath, h.list)
}
func (h *Handler) list(w http.ResponseWriter, r *http.Request) {}
func (h *Handler) remove(w http.ResponseWriter, r *http.Request) {}
func (h *Handler) helper(name string) string { return name }
`,
    }),
  ).toEqual(['GET /clients', 'DELETE /clients/{id}'])
})
