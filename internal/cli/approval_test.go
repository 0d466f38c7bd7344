package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"guatu/internal/approval"
)

// The example in the help is run: help that lies is worse than none.
func TestTheExampleOfTheCaseIsTrue(t *testing.T) {
	_, example, _ := strings.Cut(ApprovalStateCmd{}.Help(), "    $ printf '")
	stdin, rest, _ := strings.Cut(example, "' | guatu approval state\n")
	answer, _, _ := strings.Cut(rest, "\n\n")
	var out, errs bytes.Buffer
	if err := (ApprovalStateCmd{}).Run(&Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs}); err != nil {
		t.Fatal(err, errs.String())
	}
	if want := strings.ReplaceAll(strings.TrimPrefix(answer, "    "), "\n    ", "\n") + "\n"; out.String() != want || errs.Len() > 0 {
		t.Errorf("got\n%swant\n%s%s", out.String(), want, errs.String())
	}
}

func TestCasesThatCannotBeReadOrWritten(t *testing.T) {
	var errs bytes.Buffer
	err := ApprovalStateCmd{}.Run(&Streams{In: broken{}, Out: broken{}, Err: &errs})
	if !errors.Is(err, exitInput) || !strings.HasPrefix(errs.String(), "standard input: the line is dead\n") {
		t.Errorf("%v, %q", err, errs.String())
	}
	small := `{"today":"2026-03-02","budget":{"limit":1,"until":"a"},"items":[{"id":"a","pledged":1}]}`
	if err := (ApprovalStateCmd{}).Run(&Streams{In: strings.NewReader(small), Out: broken{}, Err: &errs}); err == nil || err.Error() != "nobody reads" {
		t.Errorf("a state lost without a word: %v", err)
	}
	errs.Reset()
	huge := strings.NewReader(strings.Repeat(" ", approval.MaxText+1))
	if err := (ApprovalStateCmd{}).Run(&Streams{In: huge, Out: broken{}, Err: &errs}); !errors.Is(err, exitInput) || !strings.Contains(errs.String(), "16 MB") {
		t.Errorf("%v, %q", err, errs.String())
	}
}

// FuzzApprovalState: whatever comes in, there is either a state, whole and in JSON,
// or mistakes with status 2 and nothing else.
func FuzzApprovalState(f *testing.F) {
	cases, err := os.ReadFile("../approval/testdata/cases.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		var c struct{ Case json.RawMessage }
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(c.Case))
	}
	for _, s := range []string{``, `[]`, `{"today":null}`, `{"items":[{"id":"a","pledged":3,"needs":["a"]}]}`, `{"facts":[{"item":1}]}`,
		`{"today":"2026-03-02","budget":{"limit":1,"until":"a"},"items":[{"id":"a","pledged":1,"unit":"days","tolerable":["x"]}],"facts":[{"item":"a","kind":"submitted","on":"2026-02-02"},{"item":"a","kind":"accepted","on":"2026-02-03","missing":["x"],"supply_by":"2026-02-03"},{"item":"a","kind":"supplied","on":"2026-02-04","doc":"x"},{"item":"a","kind":"refused","on":"2026-02-05"},{"item":"a","kind":"submitted","on":"2026-02-05"}]}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var out, errs bytes.Buffer
		err := ApprovalStateCmd{}.Run(&Streams{In: bytes.NewReader(in), Out: &out, Err: &errs})
		switch {
		case err == nil && !json.Valid(out.Bytes()):
			t.Errorf("no JSON: %s", out.String())
		case err != nil && (!errors.Is(err, exitInput) || out.Len() > 0 || errs.Len() == 0):
			t.Errorf("%v with %q and %q", err, out.String(), errs.String())
		}
	})
}
