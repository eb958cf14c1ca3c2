package routes

import (
	"io"
	"net/http"

	"harbour.test/gateway/internal/upstream"
)

func fetch(w http.ResponseWriter, r *http.Request) {
	answer, err := upstream.Client().Get(r.URL.Query().Get("url"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	io.Copy(w, answer.Body)
}
