package indicator

import (
	"strings"
	"testing"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

func TestRevising(t *testing.T) {
	r := Reading{}.Revised(GivenStep{Value: "12.5", Source: "月报"})
	for _, c := range []struct {
		name  string
		step  GivenStep
		steps int
		value string
	}{
		{"the same again is none", GivenStep{Value: "12.5", Source: "月报"}, 1, "12.5"},
		{"nor when a later document repeats it", GivenStep{Value: "12.5", Source: "年鉴"}, 1, "12.5"},
		{"its source is mended with a word why", GivenStep{Value: "12.5", Source: "年鉴", Note: "来源写错"}, 2, "12.5"},
		{"another figure is one", GivenStep{Value: "12.7", Source: "月报"}, 2, "12.7"},
		{"and so is taking it back", GivenStep{Source: "月报", Note: "误录"}, 2, "空"},
	} {
		if got := r.Revised(c.step); len(got.Steps) != c.steps || got.Value().Text(4) != c.value {
			t.Errorf("%s: %d steps, %s", c.name, len(got.Steps), got.Value().Text(4))
		}
	}
	if len(r.Steps) != 1 {
		t.Error("a revision changed the reading it was made from")
	}
}

func TestReadingsThatCannotBe(t *testing.T) {
	d := &Definition{Name: "税收", Outside: &Outside{Every: OfMonth}}
	month := workday.InMonth(2026, 10)
	for _, c := range []struct {
		name, code string
		of         *Definition
		reading    Reading
	}{
		{"of what is worked out", "reading.not_outside", &Definition{}, Reading{Period: month, Steps: []GivenStep{{Value: "1", Source: "x"}}}},
		{"of a year, where months are asked for", "reading.period", d, Reading{Period: workday.InYear(2026), Steps: []GivenStep{{Value: "1", Source: "x"}}}},
		{"no number", "reading.value", d, Reading{Period: month, Steps: []GivenStep{{Value: "1e9", Source: "x"}}}},
		{"too fine", "reading.value", d, Reading{Period: month, Steps: []GivenStep{{Value: "1.00001", Source: "x"}}}},
		{"too large", "reading.value", d, Reading{Period: month, Steps: []GivenStep{{Value: strings.Repeat("9", 19), Source: "x"}}}},
		{"without a source", "reading.source", d, Reading{Period: month, Steps: []GivenStep{{Value: "1"}}}},
		{"taken back without a reason", "reading.taken_back", d, Reading{Period: month, Steps: []GivenStep{{Source: "x"}}}},
	} {
		err := c.of.CheckReading(&c.reading)
		e, ok := fault.As(err)
		if !ok || e.Code != c.code && (len(e.Parts) != 1 || e.Parts[0].Code != c.code) {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
	if err := d.CheckReading(&Reading{Period: month, Steps: []GivenStep{{Value: "-12.5", Source: "x"}}}); err != nil {
		t.Errorf("a good one: %v", err)
	}
}
