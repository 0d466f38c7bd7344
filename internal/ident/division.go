// Divisions of GB/T 2260: provinces, prefectures and counties.

package ident

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"guatu/internal/fault"
)

// A Division is a province, prefecture or county with its code (行政区划).
type Division struct {
	Code string
	Name string
	// Statistical marks zones that only statistics give a code (淮安经开区,
	// 320871): they are no division, and other registers do not know the code.
	Statistical bool
}

//go:embed division.tsv
var divisionTSV string

// divisionTable is the table by code and in order.
type divisionTable struct {
	all    []Division
	byCode map[string]Division
}

var divisions = sync.OnceValue(func() divisionTable {
	t := divisionTable{byCode: map[string]Division{}}
	for _, r := range rows(divisionTSV) {
		d := Division{Code: r[0], Name: r[2], Statistical: r[1] == "s"}
		t.all = append(t.all, d)
		t.byCode[d.Code] = d
	}
	return t
})

// DivisionOf gives the division of a six-digit code. Held are Jiangsu,
// Chongqing and Sichuan; a code of another province is not known here, which
// does not make it wrong.
//
// Faults: ident.division_form, ident.division_elsewhere for other provinces,
// ident.division_unknown.
func DivisionOf(code string) (Division, error) {
	if len(code) != 6 || !digits(code) {
		return Division{}, fault.New(fault.Invalid, "ident.division_form", "code", code)
	}
	t := divisions()
	if d, ok := t.byCode[code]; ok {
		return d, nil
	}
	if _, held := t.byCode[code[:2]+"0000"]; !held {
		return Division{}, fault.New(fault.NotFound, "ident.division_elsewhere", "code", code)
	}
	return Division{}, fault.New(fault.NotFound, "ident.division_unknown", "code", code)
}

// Level is 1 for a province, 2 for a prefecture, 3 for a county.
func (d Division) Level() int {
	switch {
	case strings.HasSuffix(d.Code, "0000"):
		return 1
	case strings.HasSuffix(d.Code, "00"):
		return 2
	}
	return 3
}

// Path names the division from the province down: 江苏省 淮安市 涟水县. Counties
// of Chongqing stand directly under it.
func (d Division) Path() []Division {
	var path []Division
	for _, code := range []string{d.Code[:2] + "0000", d.Code[:4] + "00", d.Code} {
		above, ok := divisions().byCode[code]
		if ok && (len(path) == 0 || path[len(path)-1].Code != code) {
			path = append(path, above)
		}
	}
	return path
}

// Divisions lists the divisions held, in order of their codes.
func Divisions() []Division { return slices.Clone(divisions().all) }

// DivisionsNamed finds divisions by a part of their name, in order of their
// codes. One name may belong to several: 鼓楼区 is in Nanjing and in Xuzhou.
func DivisionsNamed(part string) []Division {
	var found []Division
	for _, d := range divisions().all {
		if part != "" && strings.Contains(d.Name, part) {
			found = append(found, d)
		}
	}
	return found
}
