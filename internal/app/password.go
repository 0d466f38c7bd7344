package app

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"guatu/internal/fault"
)

// Argon2id at the OWASP floor (19 MiB, two passes): some 50 ms a sign-in on an
// office machine. The parameters stand in the hash, so they can be raised.
const (
	argonMemory  = 19 << 10 // KiB
	argonPasses  = 2
	argonThreads = 1
	argonBytes   = 32
	saltBytes    = 16
)

// hashPassword makes the text that is kept: scheme, parameters, salt, key.
func (a *App) hashPassword(password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(a.rand, salt); err != nil {
		return "", err
	}
	key := a.argon(password, salt, argonMemory, argonPasses, argonThreads)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", argonMemory, argonPasses, argonThreads, b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// samePassword compares in constant time; a hash that cannot be read fits nothing.
func (a *App) samePassword(kept, password string) bool {
	var memory, passes uint32
	var threads uint8
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	key, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(key) != argonBytes {
		return false
	}
	return subtle.ConstantTimeCompare(key, a.argon(password, salt, memory, passes, threads)) == 1
}

// argon hashes, at most two at a time.
func (a *App) argon(password string, salt []byte, memory, passes uint32, threads uint8) []byte {
	a.hashing <- struct{}{}
	defer func() { <-a.hashing }()
	return argon2.IDKey([]byte(password), salt, passes, memory, threads, argonBytes)
}

// Lengths of a password. The upper bound keeps a megabyte from being hashed.
const (
	minPassword = 10
	maxPassword = 128
)

// checkPassword holds a new password to GB/T 22239-2019 8.1.4.1 a): long enough,
// of three kinds of characters at least, and not the name itself.
func checkPassword(login, password string, wrong *fault.List) {
	n := utf8.RuneCountInString(password)
	wrong.Check(n >= minPassword && n <= maxPassword, "password", "password.length", "min", minPassword, "max", maxPassword)
	var lower, upper, digit, other int
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	wrong.Check(lower+upper+digit+other >= 3, "password", "password.classes")
	wrong.Check(login == "" || !strings.Contains(strings.ToLower(password), strings.ToLower(login)), "password", "password.login")
}
