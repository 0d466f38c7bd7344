// WCAG 2.1 AA (1.4.3, 1.4.11): words reach 4.5 to 1 against what they stand on,
// marks reach 3 to 1.

package main

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
)

// token finds "--name: #RRGGBB".
var token = regexp.MustCompile(`--([a-z0-9-]+):\s*#([0-9A-Fa-f]{6});`)

// tokens are the colours of tokens.css.
func tokens(t *testing.T) map[string]string {
	t.Helper()
	body, err := os.ReadFile(web + "/static/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{"table-head": "F0F3F8", "group": "F7F9FC", "band": "DCE5F6"}
	for _, found := range token.FindAllStringSubmatch(string(body), -1) {
		m[found[1]] = found[2]
	}
	return m
}

// luminance is WCAG's relative luminance of a colour written RRGGBB.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatalf("%q is not a colour: %v", hex, err)
	}
	part := func(shift uint) float64 {
		c := float64(n>>shift&0xFF) / 255
		if c <= .03928 {
			return c / 12.92
		}
		return math.Pow((c+.055)/1.055, 2.4)
	}
	return .2126*part(16) + .7152*part(8) + .0722*part(0)
}

// contrast is between 1 and 21.
func contrast(t *testing.T, a, b string) float64 {
	la, lb := luminance(t, a), luminance(t, b)
	return (math.Max(la, lb) + .05) / (math.Min(la, lb) + .05)
}

func TestWordsAndMarksReachAA(t *testing.T) {
	colours := tokens(t)
	words := [][2]string{
		{"ink", "paper"}, {"ink", "ground"}, {"ink-2", "paper"}, {"ink-2", "ground"}, {"ink-2", "table-head"}, {"ink-2", "navy-tint"}, {"ink-2", "watch-tint"},
		{"link", "paper"}, {"link", "ground"}, {"link", "late-tint"}, {"on-navy", "navy"}, {"on-navy-2", "navy"}, {"navy", "navy-tint"}, {"navy", "band"},
		{"on-navy", "red"}, {"red", "paper"}, {"ink-2", "group"},
		{"ok-ink", "paper"}, {"ok-ink", "ok-tint"}, {"watch-ink", "paper"}, {"watch-ink", "watch-tint"}, {"late-ink", "paper"}, {"late-ink", "late-tint"},
		{"blank-ink", "paper"}, {"blank-ink", "blank-tint"}, {"paused-ink", "paper"}, {"paused-ink", "paused-tint"},
		{"ink", "heat-1"}, {"ink", "heat-2"}, {"ink", "heat-3"}, {"on-navy", "heat-5"},
	}
	marks := [][2]string{{"ok", "paper"}, {"watch", "paper"}, {"watch", "watch-tint"}, {"late", "paper"}, {"blank", "paper"}, {"paused", "paper"}, {"focus", "paper"}, {"focus", "ground"}}
	check := func(pairs [][2]string, least float64) {
		for _, p := range pairs {
			if got := contrast(t, colours[p[0]], colours[p[1]]); got < least {
				t.Errorf("%s on %s: %.2f, less than %.1f", p[0], p[1], got, least)
			}
		}
	}
	check(words, 4.5)
	check(marks, 3)
}

func TestContrastKnowsItsEnds(t *testing.T) {
	if got := contrast(t, "000000", "FFFFFF"); math.Abs(got-21) > .01 {
		t.Errorf("black on white is %.2f, not 21", got)
	}
	if got := contrast(t, "777777", "FFFFFF"); math.Abs(got-4.48) > .01 {
		t.Errorf("#777 on white is %.2f, not 4.48", got)
	}
}
