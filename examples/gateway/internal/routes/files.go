package routes

import (
	"archive/zip"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"gopkg.in/yaml.v2"
)

const folder = "public"

func file(w http.ResponseWriter, r *http.Request) {
	path := folder + "/" + r.URL.Query().Get("name")
	content, err := os.ReadFile(path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	w.Write(content)
}

func upload(w http.ResponseWriter, r *http.Request) {
	os.MkdirAll("/tmp/gateway-uploads", 0o777)
	target, err := os.Create(filepath.Join("/tmp/gateway-uploads", r.URL.Query().Get("name")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer target.Close()
	io.Copy(target, r.Body)
	os.Chmod(target.Name(), 0o777)
}

func unpack(name, into string) error {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer archive.Close()
	for _, entry := range archive.File {
		source, err := entry.Open()
		if err != nil {
			return err
		}
		target, err := os.OpenFile(filepath.Join(into, entry.Name), os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			return err
		}
		io.Copy(target, source)
	}
	return nil
}

func routeTable(w http.ResponseWriter, r *http.Request) {
	var table map[string]interface{}
	content, _ := os.ReadFile("routes.yaml")
	if err := yaml.Unmarshal(content, &table); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write(content)
}
