package routes

import (
	"fmt"
	"net/http"

	"harbour.test/gateway/internal/audit"
	"harbour.test/gateway/internal/auth"
)

func login(w http.ResponseWriter, r *http.Request) {
	name, password := r.FormValue("name"), r.FormValue("password")
	if name == "" {
		fmt.Fprint(w, "<form method=post><input name=name><input name=password type=password><button>Sign in</button></form>")
		return
	}
	audit.SignIn(name, password)
	if !auth.Check(name, password) {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, "<p>No such person: %s</p>", name)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "gateway", Value: auth.Token(name), Path: "/"})
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
}

func logout(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: "gateway", Value: "", Path: "/", MaxAge: -1})
	w.Header().Set("Location", r.URL.Query().Get("next"))
	w.WriteHeader(http.StatusFound)
}
