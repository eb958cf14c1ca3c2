package routes

import (
	"net/http"
	"os/exec"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	out, err := exec.Command("sh", "-c", "ping -c 1 "+host).CombinedOutput()
	if err != nil {
		http.Error(w, string(out)+err.Error(), http.StatusBadGateway)
		return
	}
	w.Write(out)
}

func lookup(w http.ResponseWriter, r *http.Request) {
	tool := r.URL.Query().Get("tool")
	out, _ := exec.Command(tool, r.URL.Query().Get("name")).Output()
	w.Write(out)
}
