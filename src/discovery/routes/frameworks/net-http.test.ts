import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

import { patternOf } from './net-http.ts'

test('patterns, wrapped handlers, muxes below others, methods that handlers look at', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n',
      'main.go': `package main
import "net/http"
func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", item)
	mux.Handle("POST example.org/items", requireAuth(http.HandlerFunc(create)))
	mux.HandleFunc("/upload", upload)
	api := http.NewServeMux()
	api.HandleFunc("DELETE /users/{path...}", remove)
	mux.Handle("/api/", http.StripPrefix("/api", logged(api)))
	http.HandleFunc("/plain", func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodPut:
		}
	})
	register(mux)
}
func register(m *http.ServeMux) { m.HandleFunc("/about", about) }
`,
      'upload.go': `package main
import "net/http"
func upload(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		return
	}
}
`,
    }),
  ).toEqual([
    'GET /items/{id}',
    'POST /items [requireAuth]',
    'POST /upload',
    'DELETE /api/users/{*path}',
    'GET /plain',
    'PUT /plain',
    'ANY /about',
  ])
})

test('patterns', () => {
  expect(patternOf('GET host.example:80/a/{$}')).toEqual({ method: 'GET', path: '/a/' })
  expect(patternOf('/a')).toEqual({ path: '/a' })
})

test('a switch of one’s own that hands requests on to routers, their prefix taken off', () => {
  expect(
    read({
      'go.mod': 'module example.org/shop\n\nrequire github.com/gorilla/mux v1.8.1\n',
      'handler/handler.go': `package handler
import (
	"net/http"
	"example.org/shop/users"
)
type Handler struct {
	UserHandler *users.Handler
}
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/api/users"):
		http.StripPrefix("/api", h.UserHandler).ServeHTTP(w, r)
	}
}
`,
      'users/handler.go': `package users
import "github.com/gorilla/mux"
type Handler struct {
	*mux.Router
}
func NewHandler() *Handler {
	h := &Handler{Router: mux.NewRouter()}
	h.HandleFunc("/users", h.all).Methods(http.MethodGet)
	return h
}
`,
    }),
  ).toEqual(['GET /api/users'])
})
