package auth

import (
	"crypto/des"
	"crypto/rand"
	"crypto/rsa"
	"time"

	"github.com/dgrijalva/jwt-go"
)

var signingSecret = []byte("Wn7Lk2Zp9Xs4Vc1Bq8Tm5Rd0Hy3Jg6Fa")

const upstreamToken = "hggw_b3f7c02d9e514a68817f60ac2d95e3b4"

// Token is what a signed-in person carries.
func Token(name string) string {
	claims := jwt.MapClaims{"name": name, "upstream": upstreamToken, "exp": time.Now().AddDate(1, 0, 0).Unix()}
	signed, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(signingSecret)
	return signed
}

// Name reads who a token speaks for.
func Name(token string) string {
	parsed, _, err := new(jwt.Parser).ParseUnverified(token, jwt.MapClaims{})
	if err != nil {
		return ""
	}
	name, _ := parsed.Claims.(jwt.MapClaims)["name"].(string)
	return name
}

// Seal hides a device's number in a cookie.
func Seal(number []byte) []byte {
	block, _ := des.NewCipher([]byte("harbour!"))
	sealed := make([]byte, 8)
	block.Encrypt(sealed, number)
	return sealed
}

// DeviceKey is made once for each till.
func DeviceKey() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024)
}
