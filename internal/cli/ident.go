// guatu ident: checking codes.

package cli

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/ident"
)

// IdentCmd is guatu ident.
type IdentCmd struct {
	USCI        IdentUSCICmd        `cmd:"" name:"usci" help:"Check credit codes (统一社会信用代码)."`
	ProjectCode IdentProjectCodeCmd `cmd:"" name:"project-code" help:"Check project codes (项目代码)."`
	Division    IdentDivisionCmd    `cmd:"" help:"Check division codes (行政区划代码)."`
	Industry    IdentIndustryCmd    `cmd:"" help:"Check industry codes (国民经济行业分类)."`
}

// codes are the arguments shared by the commands.
type codes struct {
	Explain bool     `help:"Write after each good code what it stands for."`
	Codes   []string `arg:"" optional:"" name:"code" help:"The codes; without them one a line is read."`
}

const identHelp = `One line a code is written, in the order given: "CODE ok", or "CODE bad REASON"
with the figures of the reason. Without codes, one a line is read from standard
input. Exit status 1 if any code is bad.

`

// IdentUSCICmd is guatu ident usci CODE….
type IdentUSCICmd struct{ codes }

// Help documents the format.
func (IdentUSCICmd) Help() string {
	return identHelp + `    $ guatu ident usci 91320826MA10000008 91320826MA10000003
    91320826MA10000008 ok
    91320826MA10000003 bad usci_check expected=8 found=3
`
}

// Run checks each code.
func (c IdentUSCICmd) Run(s *Streams) error {
	return c.check(s, func(code string) (string, error) { return "", ident.USCI(code) })
}

// IdentProjectCodeCmd is guatu ident project-code CODE….
type IdentProjectCodeCmd struct{ codes }

// Help documents the format.
func (IdentProjectCodeCmd) Help() string {
	return identHelp + `The check digit is not looked at: its formula is not public.

    $ guatu ident project-code 2103-320826-89-01-123456 2113-320826-89-01-123456
    2103-320826-89-01-123456 ok
    2113-320826-89-01-123456 bad project_time time=2113
`
}

// Run checks each code.
func (c IdentProjectCodeCmd) Run(s *Streams) error { return c.check(s, projectInWords) }

func projectInWords(code string) (string, error) {
	p, err := ident.ProjectOf(code)
	when := fmt.Sprintf("%04d-%02d", p.Year, p.Month)
	if p.Old {
		when = fmt.Sprintf("%04d", p.Year)
	}
	return when + " " + p.Region, err
}

// IdentDivisionCmd is guatu ident division CODE….
type IdentDivisionCmd struct{ codes }

// Help documents the format.
func (IdentDivisionCmd) Help() string {
	return identHelp + `Known are the codes of Jiangsu, Chongqing and Sichuan; those of other provinces
are answered with division_elsewhere.

    $ guatu ident division --explain 320826 320811
    320826 ok 江苏省 淮安市 涟水县
    320811 bad division_unknown
`
}

// Run checks each code.
func (c IdentDivisionCmd) Run(s *Streams) error { return c.check(s, divisionInWords) }

func divisionInWords(code string) (string, error) {
	d, err := ident.DivisionOf(code)
	if err != nil {
		return "", err
	}
	var words []string
	for _, above := range d.Path() {
		words = append(words, above.Name)
	}
	if d.Statistical {
		words = append(words, "(statistical)")
	}
	return strings.Join(words, " "), nil
}

// IdentIndustryCmd is guatu ident industry CODE….
type IdentIndustryCmd struct{ codes }

// Help documents the format.
func (IdentIndustryCmd) Help() string {
	return identHelp + `Sections, divisions, groups and classes of GB/T 4754-2017 with amendment 1, with
or without the section's letter.

    $ guatu ident industry --explain C3841 3840
    C3841 ok 制造业 > 电气机械和器材制造业 > 电池制造 > 锂离子电池制造
    3840 bad industry_unknown
`
}

// Run checks each code.
func (c IdentIndustryCmd) Run(s *Streams) error { return c.check(s, industryInWords) }

func industryInWords(code string) (string, error) {
	i, err := ident.IndustryOf(code)
	if err != nil {
		return "", err
	}
	var words []string
	for _, above := range i.Path() {
		words = append(words, above.Name)
	}
	return strings.Join(words, " > "), nil
}

// check writes the verdict on each code and ends with status 1 if one is bad.
func (c codes) check(s *Streams, explain func(string) (string, error)) error {
	given := c.Codes
	if len(given) == 0 {
		lines, err := linesOf(s, nil)
		if err != nil {
			return err
		}
		for _, l := range lines {
			given = append(given, strings.Join(l.words, " "))
		}
	}
	var out bytes.Buffer
	var end error
	for _, code := range given {
		words, err := explain(code)
		switch {
		case err != nil:
			end = exitNo
			fmt.Fprintf(&out, "%s bad %s\n", code, reason(err, code))
		case c.Explain && words != "":
			fmt.Fprintf(&out, "%s ok %s\n", code, words)
		default:
			fmt.Fprintf(&out, "%s ok\n", code)
		}
	}
	if _, err := s.Out.Write(out.Bytes()); err != nil {
		return err
	}
	return end
}

// reason is a fault's code without its noun, and its figures by name; the code
// itself is not said again.
func reason(err error, code string) string {
	f, ok := fault.As(err)
	if !ok {
		return err.Error()
	}
	words := []string{strings.TrimPrefix(f.Code, "ident.")}
	for _, name := range slices.Sorted(maps.Keys(f.Args)) {
		if value := fmt.Sprint(f.Args[name]); value != code {
			words = append(words, name+"="+value)
		}
	}
	return strings.Join(words, " ")
}
