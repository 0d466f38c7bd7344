// The form of the embedded tables: tab-separated lines, # before remarks.

package ident

import "strings"

// rows splits a table into its cells.
func rows(tsv string) [][]string {
	var all [][]string
	for line := range strings.Lines(tsv) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	return all
}
