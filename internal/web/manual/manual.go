// Package manual holds the manuals that the product shows itself. They are written
// for the clerk who works with the pages, in Chinese, as hypertext by hand: what is
// long prose has no place in a template, and needs no language of its own. Every
// example in them is run by the tests with what it is said to give.
package manual

import (
	"embed"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed scoring/*.html
var scoring embed.FS

// A Heading is one heading of a manual, with the anchor that leads to it.
type Heading struct {
	ID, Text string
	Below    []Heading // of a chapter: its sections
}

// Scoring is the manual of scoring packs (考核方案), chapter by chapter, as
// hypertext without a frame. docs/scoring.md is the same in English, shorter.
func Scoring() string { return text }

// Contents are the chapters of the manual of scoring packs, in order.
func Contents() []Heading { return contents }

var (
	text     = joined()
	contents = headings(text)
)

// joined puts the files together, in the order of their names.
func joined() string {
	names, err := fs.Glob(scoring, "scoring/*.html")
	if err != nil { // the pattern is ours
		panic(err)
	}
	var b strings.Builder
	for _, name := range names {
		body, err := scoring.ReadFile(name)
		if err != nil { // embedded: it is there, or the program was not built
			panic(err)
		}
		b.Write(body)
	}
	return b.String()
}

// heading is a heading as the manuals write them, on a line of its own.
var heading = regexp.MustCompile(`(?m)^<h([23]) id="([a-z0-9-]+)">([^<]+)</h[23]>$`)

// headings gathers chapters with their sections.
func headings(text string) (all []Heading) {
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		h := Heading{ID: m[2], Text: m[3]}
		if m[1] == "2" {
			all = append(all, h)
			continue
		}
		chapter := &all[len(all)-1]
		chapter.Below = append(chapter.Below, h)
	}
	return all
}
