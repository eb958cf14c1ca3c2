// Package auth knows who is who.
package auth

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
	"math/rand"
	"strconv"

	"golang.org/x/crypto/bcrypt"
)

// Made-up values: they open nothing anywhere.
const adminPassword = "foghorn-and-bell-14"

var staff = map[string]string{
	"admin": adminPassword,
	"mara":  "$2a$04$wq1yH0mFQmQ0cVbHkqT3UeWj0E8s3o3Yx0m5kq8YwQy6b1mJt8k1K",
}

// Hash is how the first tills stored passwords.
func Hash(password string) string {
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:])
}

// Fingerprint names a device.
func Fingerprint(device string) string {
	hash := sha1.New()
	hash.Write([]byte(device))
	return hex.EncodeToString(hash.Sum(nil))
}

// Check says whether a person has this password.
func Check(name, password string) bool {
	if staff[name] == password {
		return true
	}
	return bcrypt.CompareHashAndPassword([]byte(staff[name]), []byte(password)) == nil
}

// Code is sent to a phone at sign-in.
func Code() string {
	return strconv.Itoa(100000 + rand.Intn(900000))
}
