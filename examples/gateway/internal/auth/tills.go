package auth

import (
	"crypto/md5"
	"encoding/hex"
)

// TillHash is what the tills on the shop floor still send.
func TillHash(password string) string {
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:])
}
