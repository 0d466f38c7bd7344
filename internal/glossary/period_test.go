package glossary

import "testing"

func TestPeriodsInWords(t *testing.T) {
	for text, want := range map[string][2]string{
		"2026": {"2026年", "2026"}, "2026-Q1": {"2026年一季度", "Q1 2026"}, "2026-H2": {"2026年下半年", "second half of 2026"},
		"2026-03": {"2026年3月", "March 2026"}, "2026-03-X3": {"2026年3月下旬", "21st–end of March 2026"}, "2026-03-W2": {"2026年3月第2周", "week 2 of March 2026"},
		"soon": {"soon", "soon"},
	} {
		if zh, en := Period(ZH, text), Period(EN, text); zh != want[0] || en != want[1] {
			t.Errorf("%s is %q and %q", text, zh, en)
		}
	}
}
