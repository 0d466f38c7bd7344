package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"guatu/internal/schedule"
)

// The example in the help is run: help that lies is worse than none.
func TestTheExampleOfThePlanIsTrue(t *testing.T) {
	_, example, _ := strings.Cut(SchedulePlanCmd{}.Help(), "    $ printf '")
	stdin, rest, _ := strings.Cut(example, "' | guatu schedule plan\n")
	answer, _, _ := strings.Cut(rest, "\n\n")
	var out, errs bytes.Buffer
	if err := (SchedulePlanCmd{}).Run(&Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs}); err != nil {
		t.Fatal(err, errs.String())
	}
	if want := strings.ReplaceAll(strings.TrimPrefix(answer, "    "), "\n    ", "\n") + "\n"; out.String() != want || errs.Len() > 0 {
		t.Errorf("got\n%swant\n%s%s", out.String(), want, errs.String())
	}
}

// broken is an input that fails, and an output nobody reads any more.
type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errors.New("the line is dead") }
func (broken) Write([]byte) (int, error) { return 0, errors.New("nobody reads") }

func TestPlansThatCannotBeReadOrWritten(t *testing.T) {
	var errs bytes.Buffer
	err := SchedulePlanCmd{}.Run(&Streams{In: broken{}, Out: broken{}, Err: &errs})
	if !errors.Is(err, exitInput) || errs.String() != "standard input: the line is dead\n" {
		t.Errorf("%v, %q", err, errs.String())
	}
	err = SchedulePlanCmd{}.Run(&Streams{In: strings.NewReader(`{"start":"2026-03-02","activities":[]}`), Out: broken{}, Err: &errs})
	if err == nil || err.Error() != "nobody reads" {
		t.Errorf("a plan lost without a word: %v", err)
	}
	errs.Reset()
	huge := strings.NewReader(strings.Repeat(" ", schedule.MaxText+1))
	if err := (SchedulePlanCmd{}).Run(&Streams{In: huge, Out: broken{}, Err: &errs}); !errors.Is(err, exitInput) || !strings.Contains(errs.String(), "64 MB") {
		t.Errorf("%v, %q", err, errs.String())
	}
}

// What stands in an input must not move the terminal it is told on.
func TestAMistakeIsOneLine(t *testing.T) {
	var errs bytes.Buffer
	in := `{"start":"2026-03-02","a\nb":1,"activities":[{"id":"x","days":1,"needs":[{"id":"\u001b[2J\u202e"}]}]}`
	err := SchedulePlanCmd{}.Run(&Streams{In: strings.NewReader(in), Out: broken{}, Err: &errs})
	if want := "a�b: unknown field\nactivities[0].needs[0].id: no activity \"�[2J�\"\n"; !errors.Is(err, exitInput) || errs.String() != want {
		t.Errorf("%v\ngot  %q\nwant %q", err, errs.String(), want)
	}
}
