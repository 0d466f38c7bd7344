// The national code of an investment project.

package ident

import (
	"regexp"
	"strings"
	"time"

	"guatu/internal/fault"
)

// A Project is what a project code says of itself.
type Project struct {
	Year   int        // of the entry on the online platform
	Month  time.Month // 0 in codes of the old form, which tell only the year
	Region string     // six digits of GB/T 2260; 000000 and the like are central
	Old    bool       // form in use before 2020-11-01
}

var projectForm = regexp.MustCompile(`^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$`)

// Provinces of GB/T 2260; 00 stands for projects entered with the centre.
const provinces = "00 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66 71 81 82"

// Codes of the old form begin with a year of these.
const firstOldYear, lastOldYear = 2015, 2020

// ProjectCode checks a project code (项目代码, GB/T 40058-2021: 24 digits and
// hyphens YYMM-RRRRRR-DD-TT-NNNNNN, with the old form YYYY-RRRRRR-II-TT-NNNNNN
// of before November 2020 still about). The form, the month and the province are
// checked. The check digit is not: its formula is not public, and a code is
// given by the online platform, never made here.
//
// Faults: ident.project_form, ident.project_time, ident.project_region.
func ProjectCode(code string) error {
	_, err := ProjectOf(code)
	return err
}

// ProjectOf reads the parts of a project code; faults as ProjectCode.
func ProjectOf(code string) (Project, error) {
	if !projectForm.MatchString(code) {
		return Project{}, fault.New(fault.Invalid, "ident.project_form", "code", code)
	}
	p := Project{Region: code[5:11]}
	lead := number(code[:4])
	switch month := lead % 100; {
	case firstOldYear <= lead && lead <= lastOldYear && month != 11 && month != 12:
		p.Year, p.Old = lead, true
	case 1 <= month && month <= 12 && lead/100 >= 20:
		p.Year, p.Month = 2000+lead/100, time.Month(month)
	default:
		return Project{}, fault.New(fault.Invalid, "ident.project_time", "time", code[:4])
	}
	if !strings.Contains(provinces, p.Region[:2]) {
		return Project{}, fault.New(fault.Invalid, "ident.project_region", "region", p.Region)
	}
	return p, nil
}

// number is the value of ASCII digits, few enough not to overflow.
func number(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
