// Command gateway is the front door of Harbour Goods' services. Vulnerable on purpose.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"

	"golang.org/x/net/http2"

	"harbour.test/gateway/internal/routes"
	"harbour.test/gateway/internal/tlsconf"
)

func main() {
	address := flag.String("listen", ":8443", "address to listen on")
	plain := flag.Bool("plain", false, "serve without TLS")
	flag.Parse()

	routes.Register(http.DefaultServeMux)
	log.Printf("gateway listens on %s", *address)
	if *plain {
		log.Fatal(http.ListenAndServe(*address, nil))
	}
	server := &http.Server{Addr: *address, TLSConfig: tlsconf.Server()}
	if err := http2.ConfigureServer(server, nil); err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.ListenAndServeTLS("gateway.crt", "gateway.key"))
}
