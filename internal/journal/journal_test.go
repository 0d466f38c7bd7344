package journal_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/fault"
	"guatu/internal/journal"
)

// chain seals n entries one after the other.
func chain(n int) []journal.Entry {
	var all []journal.Entry
	prev := ""
	for i := range n {
		e := journal.Entry{Tenant: "t", At: "2026-03-19T01:00:00.000Z", Who: "u", Name: "王", Action: "project.change",
			Noun: "project", Key: "p", Note: "n", Cause: "c", Before: json.RawMessage(`{"a":1}`), After: json.RawMessage(`{"a":2}`)}
		e = e.Seal(int64(i+1), prev)
		prev = e.Hash
		all = append(all, e)
	}
	return all
}

// follow walks entries and gives the code of the first that breaks.
func follow(entries []journal.Entry) string {
	var c journal.Chain
	for _, e := range entries {
		if err := c.Follow(e); err != nil {
			f, _ := fault.As(err)
			return f.Code
		}
	}
	return ""
}

func TestAnUnbrokenChainHolds(t *testing.T) {
	entries := chain(5)
	var c journal.Chain
	for _, e := range entries {
		if err := c.Follow(e); err != nil {
			t.Fatal(err)
		}
	}
	if c.N != 5 || c.Hash != entries[4].Hash {
		t.Errorf("the walk ends at %d %s", c.N, c.Hash)
	}
}

func TestEveryFieldIsUnderTheSeal(t *testing.T) {
	for i := range reflect.TypeFor[journal.Entry]().NumField() {
		entries := chain(3)
		f := reflect.ValueOf(&entries[1]).Elem().Field(i)
		switch f.Kind() {
		case reflect.String:
			f.SetString(f.String() + "x")
		case reflect.Int64:
			f.SetInt(f.Int() + 1)
		case reflect.Slice:
			f.SetBytes(append([]byte(" "), f.Bytes()...))
		default:
			t.Fatalf("a field of kind %s", f.Kind())
		}
		if follow(entries) == "" {
			t.Errorf("nobody notices that %s was changed", reflect.TypeFor[journal.Entry]().Field(i).Name)
		}
	}
}

func TestAWalkSaysHowTheChainBreaks(t *testing.T) {
	cases := []struct {
		name  string
		spoil func([]journal.Entry) []journal.Entry
		code  string
	}{
		{"one taken out", func(e []journal.Entry) []journal.Entry { return append(e[:1:1], e[2:]...) }, "journal.gap"},
		{"one told twice", func(e []journal.Entry) []journal.Entry { return append(e[:2:2], e[1:]...) }, "journal.gap"},
		{"the beginning missing", func(e []journal.Entry) []journal.Entry { return e[1:] }, "journal.gap"},
		{"one from another chain", func(e []journal.Entry) []journal.Entry { e[1] = e[1].Seal(2, "elsewhere"); return e }, "journal.link"},
		{"a value changed", func(e []journal.Entry) []journal.Entry { e[1].After = json.RawMessage(`{"a":3}`); return e }, "journal.content"},
		{"one rewritten with its seal", func(e []journal.Entry) []journal.Entry {
			e[1].Note = "x"
			e[1] = e[1].Seal(2, e[0].Hash)
			return e
		}, "journal.link"},
	}
	for _, c := range cases {
		if got := follow(c.spoil(chain(4))); got != c.code {
			t.Errorf("%s: %q, want %q", c.name, got, c.code)
		}
	}
}

func TestNoTextSlidesIntoTheNextField(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(1, 12, -1).Draw(t, "text")
		cut := rapid.IntRange(0, len(text)-1).Draw(t, "cut")
		a := journal.Entry{Note: text, Cause: ""}.Seal(1, "")
		b := journal.Entry{Note: text[:cut], Cause: text[cut:]}.Seal(1, "")
		if a.Hash == b.Hash {
			t.Errorf("%q and %q+%q have one seal", text, text[:cut], text[cut:])
		}
		if c := (journal.Entry{Before: json.RawMessage(text)}).Seal(1, ""); c.Hash == (journal.Entry{After: json.RawMessage(text)}).Seal(1, "").Hash {
			t.Error("before and after have one seal")
		}
	})
}

func FuzzSeal(f *testing.F) {
	f.Add("王", "备注", []byte(`{"a":1}`))
	f.Fuzz(func(t *testing.T, name, note string, after []byte) {
		e := journal.Entry{Name: name, Note: note, After: after}.Seal(1, "")
		var c journal.Chain
		if err := c.Follow(e); err != nil {
			t.Error(err)
		}
	})
}
