module harbour.test/gateway

go 1.20

require (
	github.com/dgrijalva/jwt-go v3.2.0+incompatible
	github.com/lib/pq v1.0.0
	golang.org/x/crypto v0.0.0-20190308221718-c2843e01d9a2
	golang.org/x/net v0.7.0
	gopkg.in/yaml.v2 v2.2.2
)

require golang.org/x/text v0.7.0 // indirect
