package sheet

// The words of headings: fields.tsv, parsed once.

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed fields.tsv
var fieldsTSV string

// A kind is what the cells of a column hold.
type kind string

const (
	kindSeq     kind = "seq"
	kindName    kind = "name"
	kindText    kind = "text"
	kindCode    kind = "code"
	kindAmount  kind = "amount"
	kindPercent kind = "percent"
	kindDate    kind = "date"
	kindPeriod  kind = "period"
	kindStage   kind = "stage"
	kindCount   kind = "count"
	kindOther   kind = "other" // a known heading that is no field of a project: kept as it stands
	kindGroup   kind = "group" // a heading above headings
)

// A synonym is one way of writing one field's heading.
type synonym struct {
	field  string
	kind   kind
	weight int
	exact  string   // the lowest level is exactly this, if not ""
	all    []string // all of these stand in the heading
	none   []string // none of these stand in the lowest level
	length int      // runes of all
}

var (
	synonyms   = mustSynonyms(fieldsTSV)
	fieldKinds = kindsOf(synonyms)
)

// mustSynonyms parses the embedded table; a mistake in it shows in every test.
func mustSynonyms(tsv string) []synonym {
	var list []synonym
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		part := strings.Split(line, "\t")
		if len(part) != 4 {
			panic(fmt.Sprintf("sheet: fields.tsv: %q has %d columns, not 4", line, len(part)))
		}
		weight, err := strconv.Atoi(part[2])
		if err != nil {
			panic(fmt.Sprintf("sheet: fields.tsv: weight in %q: %v", line, err))
		}
		for pattern := range strings.SplitSeq(part[3], "|") {
			list = append(list, newSynonym(synonym{field: part[0], kind: kind(part[1]), weight: weight}, pattern))
		}
	}
	return list
}

// newSynonym reads a pattern such as 年度+计划!率 or =项目.
func newSynonym(s synonym, pattern string) synonym {
	terms := strings.Split(pattern, "!")
	for _, n := range terms[1:] {
		if n != "" {
			s.none = append(s.none, n)
		}
	}
	for part := range strings.SplitSeq(terms[0], "+") {
		if word, ok := strings.CutPrefix(part, "="); ok {
			s.exact, part = word, word
		}
		if part != "" {
			s.all = append(s.all, part)
			s.length += utf8.RuneCountInString(part)
		}
	}
	return s
}

func kindsOf(list []synonym) map[string]kind {
	m := make(map[string]kind)
	for _, s := range list {
		if _, have := m[s.field]; !have {
			m[s.field] = s.kind
		}
	}
	return m
}

// Fields lists the field codes a column can be mapped to by hand, in the order
// of the standard layout.
func Fields() []string {
	var list []string
	seen := map[string]bool{"other": true, "group": true, "count": true, "prev_done": true, "month_done": true}
	for _, s := range synonyms {
		if !seen[s.field] {
			seen[s.field] = true
			list = append(list, s.field)
		}
	}
	return list
}
