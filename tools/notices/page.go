// The page: a table of the works, then every text once.

package main

import (
	"fmt"
	"slices"
	"strings"
)

// kinds tell a licence by words that only it has, the more particular first.
var kinds = []struct{ name, words string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License, version 2.0"},
	{"MIT-0", "MIT No Attribution"},
	{"BSD-3-Clause", "may be used to endorse or promote products derived"},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that"},
	{"ISC", "Permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted, provided that"},
	{"0BSD", "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted."},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"OFL-1.1", "SIL OPEN FONT LICENSE Version 1.1"},
	{"Unlicense", "This is free and unencumbered software released into the public domain"},
	{"public domain", "public domain"},
}

// kindOf is a text's licence by name, or "".
func kindOf(text string) string {
	flat := strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, k := range kinds {
		if strings.Contains(flat, strings.ToLower(k.words)) {
			return k.name
		}
	}
	return ""
}

// licences are the names of a work's licences; a NOTICE is no licence.
func (w work) licences() []string {
	var names []string
	for _, p := range w.papers {
		if k := kindOf(p.text); k != "" && !slices.Contains(names, k) {
			names = append(names, k)
		}
	}
	return names
}

// render prints the page. A work whose licence is not known cannot be passed on,
// so it is an error; all of them are named.
func render(works []work) (string, error) {
	var table, unknown strings.Builder
	texts := map[string][]string{} // text → who brings it
	var order []string
	for _, w := range works {
		names := w.licences()
		if len(names) == 0 {
			fmt.Fprintf(&unknown, " %s", w.name)
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", w.name, w.version, strings.Join(names, ", "))
		for _, p := range w.papers {
			text := tidy(p.text)
			if texts[text] == nil {
				order = append(order, text)
			}
			texts[text] = append(texts[text], w.name+" ("+p.name+")")
		}
	}
	if unknown.Len() > 0 {
		return "", fmt.Errorf("no known licence in:%s", unknown.String())
	}
	var b strings.Builder
	b.WriteString("# Third-party notices\n\nWritten by tools/notices; do not edit. Guatu itself is under the Apache License 2.0 (LICENSE).\n" +
		"These works are part of the program or served with it:\n\n| work | version | licence |\n|---|---|---|\n" + table.String())
	for _, text := range order {
		fmt.Fprintf(&b, "\n## %s\n\n", strings.Join(texts[text], ", "))
		b.WriteString(indent(text))
	}
	return b.String(), nil
}

// tidy drops what differs between systems: line ends, and spaces at the end.
func tidy(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
}

// indent makes a text a block of code, so that nothing in it is markup.
func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line == "\n" {
			b.WriteString(line)
			continue
		}
		b.WriteString("    " + line)
	}
	return b.String()
}
