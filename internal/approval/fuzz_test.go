package approval_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/approval"
)

// FuzzState: whatever comes in, there is a state or mistakes, never both and never
// neither; a state keeps what every state must keep, and its facts the other way
// round give the same.
func FuzzState(f *testing.F) {
	cases, err := os.ReadFile("testdata/cases.jsonl")
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
	f.Add([]byte(acts(`{"item":"a","kind":"accepted","on":"2026-03-02","missing":["x"],"supply_by":"2026-03-09"},{"item":"a","kind":"supplied","on":"2026-03-03","doc":"x"},{"item":"a","kind":"refused","on":"2026-03-04"},{"item":"a","kind":"submitted","on":"2026-03-04"}`)))
	f.Fuzz(func(t *testing.T, in []byte) {
		res, err := approval.StateText(in, nil)
		if (res == nil) == (err == nil) || err != nil && len(told(err)) == 0 {
			t.Fatalf("%v and %v", res, err)
		}
		if err != nil {
			return
		}
		c, err := approval.Read(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range res.Items {
			if s.Used < 0 || s.Left != nil && s.Used+*s.Left != c.Items[i].Pledged || s.Float != nil && *s.Float < 0 {
				t.Fatalf("%+v", s)
			}
		}
		for i, k := 0, len(c.Facts)-1; i < k; i, k = i+1, k-1 {
			c.Facts[i], c.Facts[k] = c.Facts[k], c.Facts[i]
		}
		other, err := c.State()
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(res.Budget, other.Budget); d != "" {
			t.Fatal(d)
		}
	})
}
