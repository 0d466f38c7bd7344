package cli

import (
	"strings"
	"testing"
)

func TestIdentCommand(t *testing.T) {
	for _, c := range []struct {
		name, stdin, args string
		want              outcome
	}{
		{"a good credit code", "", "ident usci 91320826MA10000008", outcome{"91320826MA10000008 ok\n", "", 0}},
		{"one bad of two", "", "ident usci 91320826MA10000003 9132082600000000M0",
			outcome{"91320826MA10000003 bad usci_check expected=8 found=3\n9132082600000000M0 ok\n", "", 1}},
		{"codes from lines", "91511602MA6000000R\r\n\n  91350100M000100Y43\n9135\n", "ident usci",
			outcome{"91511602MA6000000R ok\n91350100M000100Y43 ok\n9135 bad usci_length expected=18 length=4\n", "", 1}},
		{"no codes, no answers", "", "ident usci", outcome{"", "", 0}},
		{"a letter not in use", "", "ident usci 91320826MI10000008",
			outcome{"91320826MI10000008 bad usci_alphabet char=I position=10\n", "", 1}},
		{"project codes of both forms", "", "ident project-code --explain 2103-320826-89-01-123456 2018-320826-26-03-512345",
			outcome{"2103-320826-89-01-123456 ok 2021-03 320826\n2018-320826-26-03-512345 ok 2018 320826\n", "", 0}},
		{"a project code of no month", "", "ident project-code 2113-320826-89-01-123456",
			outcome{"2113-320826-89-01-123456 bad project_time time=2113\n", "", 1}},
		{"a project code of another form", "", "ident project-code 2103320826",
			outcome{"2103320826 bad project_form\n", "", 1}},
		{"divisions", "", "ident division 320826 330102 320811",
			outcome{"320826 ok\n330102 bad division_elsewhere\n320811 bad division_unknown\n", "", 1}},
		{"a zone of statistics says so", "", "ident division --explain 320871",
			outcome{"320871 ok 江苏省 淮安市 淮安经济技术开发区 (statistical)\n", "", 0}},
		{"industries", "C3841\nD3841\n", "ident industry",
			outcome{"C3841 ok\nD3841 bad industry_section expected=C3841\n", "", 1}},
		{"an industry explained", "", "ident industry --explain 3841",
			outcome{"3841 ok 制造业 > 电气机械和器材制造业 > 电池制造 > 锂离子电池制造\n", "", 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := run(t, c.stdin, strings.Fields(c.args)...); got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}
