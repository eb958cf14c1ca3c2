// Package tlsconf says how the gateway speaks TLS.
package tlsconf

import "crypto/tls"

// Server still lets old tills connect.
func Server() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS10,
		CipherSuites: []uint16{
			tls.TLS_RSA_WITH_RC4_128_SHA,
			tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
			tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
		},
	}
}

// Tills is used on the shop floor's own network.
func Tills() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionSSL30, InsecureSkipVerify: true}
}
