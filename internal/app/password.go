package app

import (
	"context"
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
func (a *App) hashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(a.rand, salt); err != nil {
		return "", err
	}
	key, err := a.argon(ctx, password, salt, argonCost{argonMemory, argonPasses, argonThreads})
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", argonMemory, argonPasses, argonThreads, b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// samePassword compares in constant time; a hash that cannot be read fits nothing,
// nor does a password longer than any that could be set. Unavailable when too many
// wait.
func (a *App) samePassword(ctx context.Context, kept, password string) (bool, error) {
	var cost argonCost
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || utf8.RuneCountInString(password) > maxPassword {
		return false, nil
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.memory, &cost.passes, &cost.threads); err != nil {
		return false, nil
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	key, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(key) != argonBytes {
		return false, nil
	}
	now, err := a.argon(ctx, password, salt, cost)
	return err == nil && subtle.ConstantTimeCompare(key, now) == 1, err
}

// An argonCost is what a hash takes: KiB of memory, passes, threads.
type argonCost struct {
	memory, passes uint32
	threads        uint8
}

// How many passwords are hashed at once, and how many may wait for it: two seconds
// of work. Beyond that the answer is Unavailable at once, so that a wave of
// sign-ins takes neither the machine nor the patience of those who wait.
const (
	hashersAtOnce = 2
	hashersQueued = 64
)

// argon hashes in turn.
func (a *App) argon(ctx context.Context, password string, salt []byte, cost argonCost) ([]byte, error) {
	select {
	case a.queued <- struct{}{}:
	default:
		return nil, fault.New(fault.Unavailable, "session.busy")
	}
	defer func() { <-a.queued }()
	select {
	case a.hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-a.hashing }()
	return argon2.IDKey([]byte(password), salt, cost.passes, cost.memory, cost.threads, argonBytes), nil
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
	wrong.Check(n < minPassword || !weakPassword(password), "password", "password.weak")
	wrong.Check(login == "" || !strings.Contains(strings.ToLower(password), strings.ToLower(login)), "password", "password.login")
}
