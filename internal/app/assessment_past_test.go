package app

import "testing"

// TestTotalsOfPastPeriodsFollowTheFacts asks February's table, corrects January, and
// asks again: what is kept of January must not outlive what it was worked out of.
func TestTotalsOfPastPeriodsFollowTheFacts(t *testing.T) {
	o := newOffice(t)
	scheme, east := o.months()
	o.clock.Set(at(2026, 3, 5))
	january := func(m Moment) string {
		a := o.assessed(scheme, "2026-02", m)
		for _, r := range a.Rows {
			if r.Unit == o.units["east"] {
				return r.Totals[0].String()
			}
		}
		return ""
	}
	before := o.head()
	if first, again := january(Moment{}), january(Moment{}); first != "18" || again != first {
		t.Errorf("January's total is %s, then %s", first, again)
	}
	o.report(east, "2026-01", 3)
	if now, then := january(Moment{}), january(Moment{Known: before}); now != "24" || then != "18" {
		t.Errorf("corrected it is %s; as known before the correction %s", now, then)
	}
}
