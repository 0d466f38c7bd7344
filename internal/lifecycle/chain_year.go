package lifecycle

// 当年洽谈、当年签约、当年开工 (S0-03): the three in one year, which offices honour.

// A SameYear is one project that started: in which year, and whether it was signed
// and was first talked about in the same one. Each holds only where both years are
// known; a date of any precision names its year.
type SameYear struct {
	Year        int
	SignedKnown bool // the year of signing is known
	Signed      bool // 当年签约当年开工
	Known       bool // the years of all three are known
	All         bool // 当年洽谈当年签约当年开工
}

// SameYear tells it of a project that has started in a known year; else not ok.
func (c *Chain) SameYear() (y SameYear, ok bool) {
	start := c.since[Started.Order()-1]
	if start.IsZero() {
		return y, false
	}
	y.Year = start.First.Year()
	signed, lead := c.since[Signed.Order()-1], c.since[Lead.Order()-1]
	y.SignedKnown = !signed.IsZero()
	y.Signed = y.SignedKnown && signed.First.Year() == y.Year
	y.Known = y.SignedKnown && !lead.IsZero()
	y.All = y.Known && y.Signed && lead.First.Year() == y.Year
	return y, true
}

// A SameYearCount is how many projects started in a year, and of how many of those
// whose years are known it was all one year. Year 0 is all years.
type SameYearCount struct {
	Year        int `json:"year"`
	Started     int `json:"started"`
	SignedKnown int `json:"signed_known"`
	Signed      int `json:"signed"`
	Known       int `json:"known"`
	All         int `json:"all"`
}

// Add counts one.
func (n *SameYearCount) Add(y SameYear) {
	n.Started++
	for _, is := range []struct {
		so    bool
		count *int
	}{{y.SignedKnown, &n.SignedKnown}, {y.Signed, &n.Signed}, {y.Known, &n.Known}, {y.All, &n.All}} {
		if is.so {
			*is.count++
		}
	}
}
