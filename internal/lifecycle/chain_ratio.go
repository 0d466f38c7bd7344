package lifecycle

// The standard ratios of the office (domain.md 2.2): 签约率 to 入库率, each with the
// projects below and above its line.

import "guatu/internal/workday"

// A RatioCode names a ratio. Where the sources differ in the denominator both are
// kept: 开工率 is asked of what was planned and of what was signed.
type RatioCode string

const (
	RatioSigning   RatioCode = "signed.talks"      // 签约率: of those under negotiation
	RatioLeads     RatioCode = "signed.leads"      // 转化率: of the leads begun in the period
	RatioStartPlan RatioCode = "started.planned"   // 开工率: of those planned to start
	RatioStart     RatioCode = "started.signed"    // 开工率: of those signed
	RatioOnTime    RatioCode = "started.on_time"   // 按期开工率: of those planned to start, by the first plan
	RatioStore     RatioCode = "store.started"     // 入库率: of those started
	RatioDonePlan  RatioCode = "completed.planned" // 竣工率: of those planned to be completed
	RatioDone      RatioCode = "completed.started" // 竣工率: of those started
	RatioMadePlan  RatioCode = "producing.planned"
	RatioMade      RatioCode = "producing.completed" // 投产率: of those completed
	RatioFullPlan  RatioCode = "at_capacity.planned"
	RatioFull      RatioCode = "at_capacity.producing" // 达产率: of those producing
)

// RatioCodes are all, along the chain.
var RatioCodes = []RatioCode{RatioLeads, RatioSigning, RatioStart, RatioStartPlan, RatioOnTime, RatioStore, RatioDone, RatioDonePlan, RatioMade, RatioMadePlan, RatioFull, RatioFullPlan}

// Known tells that there is such a ratio.
func (r RatioCode) Known() bool { return ratios[r] != nil }

// A Period is the days in which a project comes under a ratio: signed in it,
// planned for it. The zero From is ever.
type Period struct {
	From workday.Date `json:"from,omitzero"`
	To   workday.Date `json:"to"`
}

// ratios are how each asks one project. What is above the line is asked as of the
// chain's day, what is below it within the period.
var ratios = map[RatioCode]func(p *Project, c *Chain, in Period) Verdict{
	RatioLeads:     prior(Lead, Signed),
	RatioSigning:   talks,
	RatioStart:     prior(Signed, Started),
	RatioStartPlan: planned(Started),
	RatioOnTime:    onTime(Started),
	RatioStore:     stored,
	RatioDone:      prior(Started, Completed),
	RatioDonePlan:  planned(Completed),
	RatioMade:      prior(Completed, Producing),
	RatioMadePlan:  planned(Producing),
	RatioFull:      prior(Producing, AtCapacity),
	RatioFullPlan:  planned(AtCapacity),
}

// Verdict is what a project is to a ratio; c is its chain.
func (r RatioCode) Verdict(p *Project, c *Chain, in Period) Verdict {
	if ask := ratios[r]; ask != nil {
		return ask(p, c, in)
	}
	return VerdictNone
}

// place tells whether a date lies in the period; unsure of one not reported, or
// so coarse that it may lie on either side of an end.
func (in Period) place(c *Chain, w workday.When) Verdict {
	switch {
	case in.From == 0 && !w.IsZero() && c.last(w) <= in.To:
		return VerdictDone
	case w.IsZero() && in.From == 0 && in.To >= c.on:
		return VerdictDone // ever, until today: whenever it was
	case w.IsZero():
		return VerdictUnplaced
	case c.last(w) < in.From || w.First > in.To:
		return VerdictNone
	case w.First >= in.From && c.last(w) <= in.To:
		return VerdictDone
	}
	return VerdictUnplaced
}

// doneOr tells the two sides of a line apart.
func doneOr(done bool) Verdict {
	if done {
		return VerdictDone
	}
	return VerdictOpen
}

// prior asks of those that reached one stage in the period how many reached the
// next by the day. Leads count only where the lead itself was kept: a project
// that came into the register signed was never a lead there.
func prior(from, to Stage) func(*Project, *Chain, Period) Verdict {
	i, j := from.Order()-1, to.Order()-1
	return func(_ *Project, c *Chain, in Period) Verdict {
		if !c.reached[i] || from == Lead && !c.said[i] {
			return VerdictNone
		}
		if at := in.place(c, c.since[i]); at != VerdictDone {
			return at
		}
		return doneOr(c.reached[j])
	}
}

// planned asks of those planned for the period, by the date in force, how many
// reached the stage by the day (应开工, 已开工). A plan known only to the quarter is
// due with its last day.
func planned(s Stage) func(*Project, *Chain, Period) Verdict {
	i := s.Order() - 1
	return func(p *Project, c *Chain, in Period) Verdict {
		if due := p.Fact(s).Planned.Last(); due == 0 || due < in.From || due > in.To {
			return VerdictNone
		}
		return doneOr(c.reached[i])
	}
}

// onTime asks how many reached the stage by the date first planned, which no
// change has moved. A date of the fact that lies about that day does not tell.
func onTime(s Stage) func(*Project, *Chain, Period) Verdict {
	i := s.Order() - 1
	return func(p *Project, c *Chain, in Period) Verdict {
		fact := p.Fact(s)
		due := fact.Baseline.Last()
		if due == 0 {
			due = fact.Planned.Last()
		}
		switch by := c.by(i); {
		case due == 0 || due < in.From || due > in.To:
			return VerdictNone
		case by != 0 && by <= due:
			return VerdictDone
		case c.reached[i] && c.since[i].First <= due:
			return VerdictUnsure
		}
		return VerdictOpen
	}
}

// talks asks of those under negotiation in the period (在谈): a lead kept, begun by
// its end, and not signed before it.
func talks(_ *Project, c *Chain, in Period) Verdict {
	lead, signed := Lead.Order()-1, Signed.Order()-1
	if !c.said[lead] || c.since[lead].First > in.To {
		return VerdictNone
	}
	if !c.reached[signed] {
		return VerdictOpen
	}
	switch on := c.since[signed]; {
	case on.IsZero() && in.From > 0:
		return VerdictUnplaced
	case !on.IsZero() && on.Last() < in.From:
		return VerdictNone
	}
	return VerdictDone
}

// stored asks of those started in the period how many are in investment
// statistics (入库), as last reported: the store has no date of its own.
func stored(p *Project, c *Chain, in Period) Verdict {
	if !c.reached[Started.Order()-1] {
		return VerdictNone
	}
	if at := in.place(c, c.since[Started.Order()-1]); at != VerdictDone {
		return at
	}
	if p.Store == "" {
		return VerdictUnsure
	}
	return doneOr(p.Store == StoreYes)
}
