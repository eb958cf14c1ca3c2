package routes

import (
	"fmt"
	"html/template"
	"net/http"
	"os"
	"runtime"

	"harbour.test/gateway/internal/audit"
)

func home(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, "<p>Nothing at %s</p>", r.URL.Path)
		return
	}
	w.Header().Set("Server", "harbour-gateway/3.1.4")
	w.Header().Set("Access-Control-Allow-Origin", "*")
	fmt.Fprint(w, "<h1>Harbour Goods</h1><a href=/login>sign in</a>")
}

func status(w http.ResponseWriter, r *http.Request) {
	host, _ := os.Hostname()
	fmt.Fprintf(w, `{"service":"gateway","version":"3.1.4","go":%q,"host":%q}`, runtime.Version(), host)
}

func search(w http.ResponseWriter, r *http.Request) {
	words := r.URL.Query().Get("q")
	audit.Search(r.RemoteAddr, words)
	page := template.HTML("<h1>Results for " + words + "</h1>")
	template.Must(template.New("page").Parse("<html>{{.}}</html>")).Execute(w, page)
}

func environment(w http.ResponseWriter, r *http.Request) {
	for _, line := range os.Environ() {
		fmt.Fprintln(w, line)
	}
}
