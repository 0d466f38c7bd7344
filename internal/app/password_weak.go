package app

import "strings"

// Weak passwords: those that hold the length and the kinds of characters and are
// still among the first anybody tries (GB/T 22239-2019 8.1.4.1 a).

// weakParts are words and rows of keys that make a password no stronger, the long
// ones before those they begin with.
var weakParts = []string{
	"administrator", "password", "passw0rd", "p@ssw0rd", "p@ssword", "iloveyou", "1234567890", "123456789", "zhongguo", "welcome", "letmein", "changeme",
	"default", "gongjian", "qwerty", "asdfgh", "woaini", "1q2w3e4r", "123456", "654321", "112233", "abcdef", "1qaz", "2wsx", "3edc", "qwer", "asdf", "zxcv",
	"admin", "guest", "china", "system", "12345", "54321", "abcd", "1234", "4321", "root", "user", "test", "mima", "p@ss", "pass", "abc", "123", "321", "111", "000", "666", "888", "520", "!@#$", "!@#",
}

// What a password must have beside weak parts.
const (
	strongRest     = 6
	strongDistinct = 5
)

// weakPassword tells that little is left of a password once what everybody tries
// is taken out of it, or that it repeats a few characters.
func weakPassword(password string) bool {
	rest := strings.ToLower(password)
	distinct := map[rune]bool{}
	for _, r := range rest {
		distinct[r] = true
	}
	for _, part := range weakParts {
		rest = strings.ReplaceAll(rest, part, "")
	}
	return len([]rune(rest)) < strongRest || len(distinct) < strongDistinct
}
