// The classification of industries, GB/T 4754-2017 with amendment 1 of 2019.

package ident

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"guatu/internal/fault"
)

// An Industry is a section (门类, a letter), division (大类, two digits), group
// (中类, three) or class (小类, four) of the national economy (国民经济行业分类).
type Industry struct {
	Code    string
	Name    string
	Section string // the letter above it; its own for a section
}

//go:embed industry.tsv
var industryTSV string

// industryTable is the table by code and in the order of the standard.
type industryTable struct {
	all    []Industry
	byCode map[string]Industry
}

var industries = sync.OnceValue(func() industryTable {
	t := industryTable{byCode: map[string]Industry{}}
	section := ""
	for _, r := range rows(industryTSV) {
		if !digits(r[0]) {
			section = r[0]
		}
		i := Industry{Code: r[0], Name: r[1], Section: section}
		t.all = append(t.all, i)
		t.byCode[i.Code] = i
	}
	return t
})

// IndustryOf gives the industry of a code: C, 38, 384 or 3841, also with the
// section's letter before the digits (C3841), as forms write it.
//
// Faults: ident.industry_form, ident.industry_unknown, ident.industry_section
// when the letter is not the one above the digits.
func IndustryOf(code string) (Industry, error) {
	letter, number := "", code
	if len(code) > 1 && 'A' <= code[0] && code[0] <= 'Z' {
		letter, number = code[:1], code[1:]
	}
	single := len(number) == 1 && 'A' <= number[0] && number[0] <= 'Z'
	if !single && (!digits(number) || len(number) < 2 || len(number) > 4) {
		return Industry{}, fault.New(fault.Invalid, "ident.industry_form", "code", code)
	}
	i, ok := industries().byCode[number]
	if !ok {
		return Industry{}, fault.New(fault.NotFound, "ident.industry_unknown", "code", code)
	}
	if letter != "" && letter != i.Section {
		return Industry{}, fault.New(fault.Invalid, "ident.industry_section", "code", code, "expected", i.Section+number)
	}
	return i, nil
}

// Path is the industry with all above it, the section first.
func (i Industry) Path() []Industry {
	t := industries()
	path := []Industry{t.byCode[i.Section]}
	for n := 2; n <= len(i.Code); n++ {
		path = append(path, t.byCode[i.Code[:n]])
	}
	return path
}

// Manufacturing tells an industry of section C, divisions 13 to 43 (制造业).
func (i Industry) Manufacturing() bool { return i.Section == "C" }

// Industries lists the whole classification in the order of the standard.
func Industries() []Industry { return slices.Clone(industries().all) }

// IndustriesNamed finds industries by a part of their name, in the order of the
// standard, wide before narrow.
func IndustriesNamed(part string) []Industry {
	var found []Industry
	for _, i := range industries().all {
		if part != "" && strings.Contains(i.Name, part) {
			found = append(found, i)
		}
	}
	return found
}
