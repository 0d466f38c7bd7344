package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const mit = "MIT License\n\nPermission is hereby granted, free of charge, to any\nperson obtaining a copy of this software\n"

func TestLicencesAreToldByTheirWords(t *testing.T) {
	own, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"our own":                       {string(own), "Apache-2.0"},
		"MIT over two lines":            {mit, "MIT"},
		"a promise not to promote":      {"Redistributions in binary form must reproduce … may be used to endorse or promote products derived", "BSD-3-Clause"},
		"without that promise":          {"Redistributions in binary form must reproduce …", "BSD-2-Clause"},
		"a grant without any condition": {"Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.", "0BSD"},
		"a notice is no licence":        {"Prometheus instrumentation library for Go applications", ""},
	} {
		if got := kindOf(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestThePageNamesEachTextOnce(t *testing.T) {
	text, err := render([]work{
		{"a", "v1", []paper{{"LICENSE", mit}}},
		{"b", "v2", []paper{{"LICENSE", strings.ReplaceAll(mit, "\n", "\r\n")}, {"NOTICE", "b is by B\n"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| a | v1 | MIT |", "| b | v2 | MIT |", "## a (LICENSE), b (LICENSE)", "## b (NOTICE)", "    b is by B"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("the page has %d times %q:\n%s", strings.Count(text, want), want, text)
		}
	}
}

func TestAWorkWithoutALicenceIsRefused(t *testing.T) {
	_, err := render([]work{{"a", "v1", []paper{{"LICENSE", mit}}}, {"b", "", nil}, {"c", "", []paper{{"NOTICE", "c"}}}})
	if err == nil || !strings.Contains(err.Error(), "b") || !strings.Contains(err.Error(), "c") {
		t.Errorf("render gave %v, want an error that names b and c", err)
	}
}

// The driver of the embedded database brings modules of its own; each must come
// with its papers.
func TestWhatALibraryBringsIsListed(t *testing.T) {
	works, err := linked("modernc.org/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, w := range works {
		names = append(names, w.name)
		if len(w.licences()) == 0 {
			t.Errorf("%s has no known licence among %d papers", w.name, len(w.papers))
		}
	}
	for _, want := range []string{"The Go standard library", "modernc.org/sqlite", "modernc.org/libc"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not among %v", want, names)
		}
	}
	if !slices.IsSorted(names[1:]) {
		t.Errorf("not in order: %v", names)
	}
}

func TestServedAssetsBringTheirLicence(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "htmx-2.0.11"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"LICENSE": mit, "htmx.js": "x"} {
		if err := os.WriteFile(filepath.Join(dir, "htmx-2.0.11", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	works, err := vendored(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(works) != 1 || works[0].version != "2.0.11" || len(works[0].papers) != 1 {
		t.Errorf("got %+v, want htmx 2.0.11 with one licence", works)
	}
	if none, err := vendored(filepath.Join(dir, "nothing")); err != nil || none != nil {
		t.Errorf("no folder is no asset: %v, %v", none, err)
	}
}
