// Package routes holds what the gateway answers itself.
package routes

import "net/http"

// Register adds every route to a mux.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("/", home)
	mux.HandleFunc("/status", status)
	mux.HandleFunc("/tools/ping", ping)
	mux.HandleFunc("/tools/lookup", lookup)
	mux.HandleFunc("/files", file)
	mux.HandleFunc("/files/upload", upload)
	mux.HandleFunc("/fetch", fetch)
	mux.HandleFunc("/login", login)
	mux.HandleFunc("/logout", logout)
	mux.HandleFunc("/search", search)
	mux.HandleFunc("/routes.yaml", routeTable)
	mux.HandleFunc("/debug/env", environment)
}
