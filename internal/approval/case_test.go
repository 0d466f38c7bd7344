package approval_test

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// wanted is what a published case expects: figures of some items, the budget, the
// forecast.
type wanted struct {
	Case json.RawMessage
	Want struct {
		Items map[string]struct {
			Used    int
			Left    *int
			Due     *workday.Date
			Overdue bool
		}
		Budget   struct{ Used, Left, ApplicantDays int }
		Forecast *workday.Date
	}
}

// The cases were reckoned by others from the same rules.
func TestPublishedCasesComeOutToTheDay(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			var w wanted
			if err := json.Unmarshal([]byte(strings.ReplaceAll(line, "applicant_days", "applicantdays")), &w); err != nil {
				t.Fatal(err)
			}
			got, err := approval.StateText(w.Case, nil)
			if err != nil {
				t.Fatal(err)
			}
			w.compare(t, got)
		})
	}
}

func (w *wanted) compare(t *testing.T, got *approval.Result) {
	if len(got.Items) != len(w.Want.Items) {
		t.Errorf("%d items, want %d", len(got.Items), len(w.Want.Items))
	}
	for _, s := range got.Items {
		want := w.Want.Items[s.ID]
		if d := cmp.Diff([]any{want.Used, want.Left, want.Due, want.Overdue}, []any{s.Used, s.Left, s.Due, s.Overdue}); d != "" {
			t.Errorf("%s (-want +got)\n%s", s.ID, d)
		}
	}
	b := w.Want.Budget
	if d := cmp.Diff([]any{b.Used, b.Left, b.ApplicantDays, w.Want.Forecast}, []any{got.Budget.Used, got.Budget.Left, got.Budget.ApplicantDays, got.Forecast}); d != "" {
		t.Errorf("budget and forecast (-want +got)\n%s", d)
	}
}
