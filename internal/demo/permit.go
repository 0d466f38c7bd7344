// Approvals as they are lived: a project is screened, its items are submitted,
// accepted, stopped, granted by the departments that would do it.

package demo

import (
	"fmt"
	"maps"
	"slices"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// permitted is how many days before the last a project must have started, or filed
// and not started, for its approvals to be kept: earlier ones were before the place
// began with Guatu.
const permitted = 260

// desks are the logins of the departments that the demo has; for others the clerk
// writes down what they decide.
var desks = map[string]string{"development": "fgw", "land": "zgj", "ecology": "hbj", "housing": "zjj"}

// A step is what happens to an item on a day.
type step struct {
	day  workday.Date
	note app.ApprovalNote
	who  string
}

// permits puts down a sample's approvals.
func (b *builder) permits(s *sample) {
	filed := s.happens[lifecycle.Filed]
	started := s.happens[lifecycle.Started]
	own := s == b.samples[b.parkSample()] // whose enterprise has a login
	recent := own || filed > 0 && (started == 0 || started > b.day-permitted) || s.stage == lifecycle.Completed && s.n%3 == 0
	if !recent || s.stage == lifecycle.Exited || s.unit == jointKey || s.n%9 == 5 {
		return
	}
	answers := s.answers()
	screened, err := b.rules.Approvals.Screen(answers)
	if err != nil {
		panic(err) // the answers are the catalogue's own
	}
	p := permit{b: b, s: s, catalogue: b.rules.Approvals, granted: map[string]workday.Date{}, begin: filed, until: screened.Budget.Until, tardy: own || s.n%3 == 0}
	p.live(screened)
	if started > 0 {
		p.squeeze(min(started, b.day) - 1)
	}
	p.settle()
	screening := workday.Default().OnOrAfter(max(s.told+1, filed-s.days(5, 20), b.first))
	b.on(screening, func() error {
		return b.cfg.App.ChecklistScreen(b.ctx, b.who(s.clerk()), app.ChecklistScreen{Project: s.id, Answers: answers})
	})
	byDay := p.days(screening + 1)
	for _, day := range slices.Sorted(maps.Keys(byDay)) {
		b.on(day, func() error { return b.note(s, byDay[day]) })
	}
}

// answers are what the sample's clerk says to the questionnaire.
func (s *sample) answers() map[string]string {
	say := func(words []string, shares []int) string { return pick(s.rng.IntN(100), words, shares) }
	a := map[string]string{
		"land":    say([]string{"new", "standard", "owned"}, []int{60, 25, 15}),
		"output":  say([]string{"form", "book", "register"}, []int{72, 14, 14}),
		"energy":  say([]string{"small", "middle", "large"}, []int{60, 30, 10}),
		"hazard":  say([]string{"no", "yes"}, []int{88, 12}),
		"imports": say([]string{"no", "yes"}, []int{85, 15}),
		"area":    say([]string{"yes", "no"}, []int{70, 30}),
	}
	if s.base.Kind == "transform" {
		a["land"], a["building"] = "owned", say([]string{"no", "yes"}, []int{60, 40})
	}
	if a["land"] == "standard" {
		a["mock"] = say([]string{"no", "yes"}, []int{55, 45})
	}
	return a
}

// A permit is one sample's way through its items.
type permit struct {
	b         *builder
	s         *sample
	catalogue *approval.Catalogue
	granted   map[string]workday.Date
	steps     []step
	begin     workday.Date
	until     string
	tardy     bool
	pace      int // per cent of the pledge that items take, drawn around
}

// live lets every item happen after what it needs.
func (p *permit) live(screened *approval.Screening) {
	network, err := approval.Compile(screened.Items, screened.Budget)
	if err != nil {
		panic(err)
	}
	p.pace = 60 + p.s.rng.IntN(35)
	if p.s.mood == startLate || p.s.mood == startStuck {
		p.pace = 130 + p.s.rng.IntN(60)
	}
	later := p.begin
	if p.s.stage == lifecycle.Filed && p.s.n%4 > 0 { // the land came late: it is under way now
		later = max(p.begin, p.b.day-p.s.days(8, 75))
	}
	for _, it := range network.Ordered() {
		if it.ID != "filing" {
			p.begin = later
		}
		if ready, ok := p.ready(it.Needs); ok && !p.idle(it.ID) {
			p.item(it, ready)
		}
	}
}

// ready is the day on which the last need is granted; false where one never is.
func (p *permit) ready(needs []string) (workday.Date, bool) {
	day := p.begin
	for _, need := range needs {
		on, done := p.granted[need]
		if !done {
			return 0, false
		}
		day = max(day, on)
	}
	return day, true
}

// idle are items that this sample has not come to: a start that is stuck hangs on one
// of them, and some never hurry with what holds nothing up.
func (p *permit) idle(item string) bool {
	switch item {
	case "eia", "planning_permit":
		return p.s.mood == startStuck && p.s.n%2 == len(item)%2
	case "title", "utilities", "import_relief":
		return p.tardy
	case "works", "joint_acceptance", "completion_filing":
		return p.s.stage.Order() < lifecycle.Completed.Order()
	}
	return false
}

// item lets one item happen.
func (p *permit) item(it approval.Item, ready workday.Date) {
	e, _ := p.catalogue.Entry(it.ID)
	cal, rng := workday.Default(), p.s.rng
	accepted := cal.OnOrAfter(ready)
	if it.ID != "filing" {
		accepted = cal.Add(ready, []int{0, 0, 0, 1, 1, 2, 3, 5}[rng.IntN(8)])
	}
	switch it.ID {
	case "works":
		accepted, it.Pledged = max(ready, p.s.happens[lifecycle.Started]), max(30, int(p.s.happens[lifecycle.Completed]-14-max(ready, p.s.happens[lifecycle.Started])))
	case "filing":
		accepted = p.begin
	}
	switch last := p.b.day - 2; {
	case e.Event:
	case accepted > last && ready <= last: // it lies on the desk on the last day
		p.put(last, e, app.ApprovalNote{Kind: approval.Submitted})
	case rng.IntN(10) < 6:
		p.put(accepted-workday.Date(rng.IntN(5)), e, app.ApprovalNote{Kind: approval.Submitted})
	}
	take := app.ApprovalNote{Kind: approval.Accepted}
	if minor := e.Minor(); len(minor) > 0 && it.Pledged > 1 && it.Unit != approval.CalendarDays && rng.IntN(6) == 0 {
		take.Missing, take.SupplyBy = minor[:1], cal.Add(accepted, it.Pledged/2)
	}
	p.put(accepted, e, take)
	days := it.Pledged * (p.pace - 15 + rng.IntN(31)) / 100
	end := p.after(it, accepted, days)
	if len(e.Stops) > 0 && it.Pledged >= 3 && rng.IntN(3) == 0 {
		end = p.halt(it, e, accepted, end)
	}
	for _, need := range it.GrantNeeds {
		end = max(end, p.granted[need])
	}
	if take.Missing != nil {
		supplied := min(take.SupplyBy, end)
		p.put(supplied, e, app.ApprovalNote{Kind: approval.Supplied, Doc: take.Missing[0]})
		end = max(end, supplied)
	}
	p.opinions(e, end)
	p.put(end, e, app.ApprovalNote{Kind: approval.Granted, Certificate: p.certificate(e)})
	p.granted[it.ID] = end
}

// after is the day some days of an item's unit later.
func (p *permit) after(it approval.Item, from workday.Date, days int) workday.Date {
	if it.Unit == approval.CalendarDays {
		return workday.Default().OnOrAfter(from + workday.Date(days))
	}
	return workday.Default().Add(from, days)
}

// halt stops an item for a reason of its own, and gives the day on which it ends.
func (p *permit) halt(it approval.Item, e *approval.Entry, from, end workday.Date) workday.Date {
	cal := workday.Default()
	stopped := min(cal.Add(from, 1), end)
	long := 3 + p.s.rng.IntN(9)
	until := cal.Add(stopped, long)
	reason := e.Stops[p.s.rng.IntN(len(e.Stops))]
	p.put(stopped, e, app.ApprovalNote{Kind: approval.Stopped, Reason: reason, Until: until, Approver: "示例·分管局长",
		Notice: fmt.Sprintf("示例告〔%d〕%d号", stopped.Year(), p.s.n*10+len(p.steps))})
	if p.s.rng.IntN(2) == 0 { // what it waited for came before its day
		back := cal.Add(stopped, max(1, long/2))
		p.put(back, e, app.ApprovalNote{Kind: approval.Resumed})
		return p.after(it, max(end, stopped), int(back-stopped))
	}
	return p.after(it, max(end, stopped), int(until-stopped))
}

// opinions are those of the departments that take part, before the joint event ends.
func (p *permit) opinions(e *approval.Entry, end workday.Date) {
	for i, code := range e.With {
		if e.Joint == "" || (i == 1 && p.s.n%4 == 0) {
			continue
		}
		p.steps = append(p.steps, step{end, app.ApprovalNote{Items: []string{e.Code}, Kind: approval.Opinion, Department: code, Agrees: true, On: end}, officeKey})
	}
}

// certificate fills the fields of an item's certificate in.
func (p *permit) certificate(e *approval.Entry) (list []approval.Product) {
	for _, f := range e.Products {
		value := fmt.Sprintf("示例%s%04d", f.Code, p.s.n)
		switch f.Code {
		case "project_code":
			value = p.s.base.Code
		case "area", "floor_area":
			value = itoa(20+p.s.n%90) + "亩"
		}
		list = append(list, approval.Product{Code: f.Code, Name: value})
	}
	return list
}

// put notes one step, by the department that leads the item, or the clerk.
func (p *permit) put(day workday.Date, e *approval.Entry, n app.ApprovalNote) {
	who := p.s.clerk()
	applicant := n.Kind == approval.Submitted || n.Kind == approval.Supplied
	own := p.s.unit == delegatedTo && slices.Contains(delegated, e.Code)
	if desk, there := desks[e.Lead]; there && !applicant && !own {
		who = desk
	}
	n.Items, n.On = []string{e.Code}, day
	p.steps = append(p.steps, step{day, n, who})
}

// days are the steps by the day on which they are written down: the day they happen,
// or, before the project was known, all at once. What is to come is left out.
func (p *permit) days(known workday.Date) map[workday.Date][]step {
	slices.SortStableFunc(p.steps, func(a, b step) int { return int(a.day - b.day) })
	byDay := map[workday.Date][]step{}
	for _, s := range p.steps {
		if day := workday.Default().OnOrAfter(max(s.day, known)); day < p.b.day {
			byDay[day] = append(byDay[day], s)
		}
	}
	return byDay
}

// note writes the steps of a day down.
func (b *builder) note(s *sample, steps []step) error {
	for _, st := range steps {
		st.note.Project = s.id
		if st.note.On > b.today() {
			st.note.On = b.today()
		}
		if _, err := b.cfg.App.ApprovalNote(b.ctx, b.who(st.who), st.note); err != nil {
			return fmt.Errorf("demo: %s %s %s on %s: %w", s.base.Name, st.note.Items, st.note.Kind, st.note.On, err)
		}
	}
	return nil
}
