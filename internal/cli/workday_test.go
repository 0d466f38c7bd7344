package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// outcome is what a command gave back.
type outcome struct {
	out, err string
	status   int
}

// run parses the arguments as the program does and runs the command.
func run(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	var commands struct {
		Workday WorkdayCmd `cmd:""`
		Ident   IdentCmd   `cmd:""`
	}
	var out, errs bytes.Buffer
	type exited int
	status := 0
	parser, err := kong.New(&commands, kong.Writers(&out, &errs), kong.Exit(func(n int) { panic(exited(n)) }))
	if err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if n, ok := recover().(exited); ok {
				status = int(n)
			}
		}()
		ctx, err := parser.Parse(args)
		if err != nil {
			t.Fatal(err)
		}
		err = ctx.Run(&Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs})
		var code interface{ ExitCode() int }
		switch {
		case errors.As(err, &code):
			status = code.ExitCode()
		case err != nil:
			t.Fatal(err)
		}
	}()
	return outcome{out.String(), errs.String(), status}
}

func TestWorkdayCommand(t *testing.T) {
	for _, c := range []struct {
		name, stdin, args string
		want              outcome
	}{
		{"adds", "", "workday add 2026-02-13 1", outcome{"2026-02-14\n", "", 0}},
		{"takes a negative number", "", "workday add 2026-03-01 -5", outcome{"2026-02-24\n", "", 0}},
		{"zero is the day itself", "", "workday add 2026-02-17 0", outcome{"2026-02-17\n", "", 0}},
		{"reads lines, blank ones aside", "2026-01-12 45\n\n 2026-09-18\t5\r\n2026-03-02 -1", "workday add",
			outcome{"2026-03-20\n2026-09-24\n2026-02-28\n", "", 0}},
		{"no lines, no answers", "", "workday add", outcome{"", "", 0}},
		{"warns beyond the last notice", "", "workday add 2026-12-31 1",
			outcome{"2027-01-01\n", "warning: no holiday notice for 2027: counted by the weekday\n", 0}},
		{"warns once for many lines", "2027-03-01 1\n2027-04-01 300\n2019-12-31 1", "workday add",
			outcome{"2027-03-02\n2028-05-25\n2020-01-02\n", "warning: no holiday notice for 2019: counted by the weekday\nwarning: no holiday notice for 2027-2028: counted by the weekday\n", 0}},
		{"says every mistake and nothing else", "2026-02-30 x\n2026-01-01 1\n2026-01-01", "workday add",
			outcome{"", "line 1: DATE: \"2026-02-30\" is not a date YYYY-MM-DD\nline 1: N: \"x\" is not a whole number\nline 3: takes DATE and N, got 1 words\n", 2}},
		{"refuses one argument", "", "workday add 2026-02-13", outcome{"", "takes DATE and N, got 1 words\n", 2}},
		{"refuses fractions", "", "workday add 2026-02-13 1.5", outcome{"", "N: \"1.5\" is not a whole number\n", 2}},
		{"refuses to leave the calendar", "", "workday add 2026-02-13 9999999", outcome{"", "N: 9999999 days from 2026-02-13 lie beyond the years 1 to 9999\n", 2}},
		{"backward too", "", "workday add 0001-01-02 -2", outcome{"", "N: -2 days from 0001-01-02 lie beyond the years 1 to 9999\n", 2}},

		{"counts", "", "workday between 2026-02-13 2026-02-28", outcome{"6\n", "", 0}},
		{"counts backward", "", "workday between 2026-02-28 2026-02-13", outcome{"-6\n", "", 0}},
		{"refuses two that are no dates", "", "workday between x y",
			outcome{"", "A: \"x\" is not a date YYYY-MM-DD\nB: \"y\" is not a date YYYY-MM-DD\n", 2}},

		{"a holiday is off by its name", "", "workday is 2026-02-17", outcome{"off 春节\n", "", 0}},
		{"a make-up day works", "", "workday is 2026-02-14", outcome{"works make-up day 春节\n", "", 0}},
		{"a weekend is off", "", "workday is 2026-03-22", outcome{"off weekend\n", "", 0}},
		{"a weekday works", "", "workday is 2026-03-19", outcome{"works weekday\n", "", 0}},
		{"除夕 of 2024 works", "", "workday is 2024-02-09", outcome{"works weekday\n", "", 0}},
		{"a year without notice by the weekday", "", "workday is 2027-01-02",
			outcome{"off weekend\n", "warning: no holiday notice for 2027: counted by the weekday\n", 0}},
		{"reads dates from lines", "2022-12-31\n2020-02-01\n", "workday is", outcome{"off 元旦\noff 春节\n", "", 0}},
		{"refuses what is no date", "", "workday is today", outcome{"", "DATE: \"today\" is not a date YYYY-MM-DD\n", 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := run(t, c.stdin, strings.Fields(c.args)...); got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestWorkdayTakesALaterNotice(t *testing.T) {
	got := run(t, "", "workday", "add", "--notice", "testdata/workday-2027.json", "2026-12-30", "1")
	if got != (outcome{"2027-01-04\n", "", 0}) {
		t.Errorf("got %+v", got)
	}
}

func TestWorkdayRefusesABrokenNotice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(path, []byte(`{"year":2027,"days":[{"name":"","date":"x","isOffDay":true}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	got := run(t, "", "workday", "add", "--notice", path, "--notice", "testdata/workday-2027.json", "2026-12-30", "x")
	if got.out != "" || got.status != 2 || strings.Count(got.err, "\n") != 3 ||
		!strings.Contains(got.err, "days[0].date") || !strings.Contains(got.err, "days[0].name") || !strings.Contains(got.err, "N: ") {
		t.Errorf("got %+v", got)
	}
}

func TestHelpShowsAnExample(t *testing.T) {
	for _, args := range []string{"workday add", "workday between", "workday is", "ident usci", "ident project-code", "ident division", "ident industry"} {
		got := run(t, "", append(strings.Fields(args), "--help")...)
		if got.status != 0 || !strings.Contains(got.out, "$ guatu "+args) {
			t.Errorf("%s: status %d\n%s", args, got.status, got.out)
		}
	}
}

// The examples in the help are run: help that lies is worse than none.
func TestExamplesInTheHelpAreTrue(t *testing.T) {
	for _, help := range []string{WorkdayAddCmd{}.Help(), WorkdayBetweenCmd{}.Help(), WorkdayIsCmd{}.Help(),
		IdentUSCICmd{}.Help(), IdentProjectCodeCmd{}.Help(), IdentDivisionCmd{}.Help(), IdentIndustryCmd{}.Help()} {
		examples := strings.Split(help, "    $ ")[1:]
		for _, example := range examples {
			command, answer, _ := strings.Cut(example, "\n")
			stdin := ""
			if before, after, piped := strings.Cut(command, " | "); piped {
				stdin = strings.ReplaceAll(strings.Trim(strings.TrimPrefix(before, "printf "), "'"), `\n`, "\n")
				command = after
			}
			got := run(t, stdin, strings.Fields(command)[1:]...)
			if want := strings.ReplaceAll(answer, "    ", ""); got.out != want {
				t.Errorf("%s\ngot  %q\nwant %q", command, got.out, want)
			}
		}
	}
}
