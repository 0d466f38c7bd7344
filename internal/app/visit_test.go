package app

import (
	"errors"
	"strings"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/glossary"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

const visitOne = "0b8f2c1e-1111-4222-8333-444455556666"

// seen is a record with an answer, of yesterday.
func (o *office) seen(project, id string) VisitNote {
	return VisitNote{ID: id, Project: project, Day: o.Today() - 1, Seen: []lifecycle.Seen{{Question: "piling", Answer: lifecycle.SeenYes}}, Image: "桩基施工", Opinion: "同意"}
}

// claimedStart is a project whose start is claimed and waits.
func (o *office) claimedStart() (project, claim string) {
	o.t.Helper()
	project = o.fileable(o.fresh("开工"), "city")
	o.show(project, "equipment_contract", "payment", "equipment_photo")
	o.declare(o.cityClerk(), project, lifecycle.Filed, "2026-01-05")
	return project, o.declare(o.cityClerk(), project, lifecycle.Started, "2026-01-05")
}

func (o *office) visits(project string) []VisitRow {
	o.t.Helper()
	t, err := o.Visits(o.ctx(), o.chief(), VisitFilter{Project: project})
	o.must(err)
	return t.Rows
}

func init() {
	deeds["VisitNote"] = deed{access.NoteVisit, func(o *office, who access.Actor) error {
		_, err := o.VisitNote(o.ctx(), who, o.seen(o.owned("核查"), ""))
		return err
	}}
	asks("VisitForm", access.NoteVisit, func(o *office, who access.Actor) error {
		_, err := o.VisitForm(o.ctx(), who, o.owned("核查"), "")
		return err
	})
	asks("VisitsWanted", access.NoteVisit, func(o *office, who access.Actor) error {
		_, err := o.VisitsWanted(o.ctx(), who, VisitFind{})
		return err
	})
	asks("Visits", access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Visits(o.ctx(), who, VisitFilter{})
		return err
	})
	asks("SiteVisit", access.ReadProjects, func(o *office, who access.Actor) error {
		id := o.owned("核查")
		v, err := o.VisitNote(o.ctx(), o.chief(), o.seen(id, ""))
		o.must(err)
		_, err = o.SiteVisit(o.ctx(), who, id, v.ID, Moment{})
		return err
	})
}

func TestAVisitSentTwiceIsKeptOnce(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	in := o.seen(id, visitOne)
	first, err := o.VisitNote(t.Context(), o.chief(), in)
	o.must(err)
	before := o.head()
	in.Image = "  桩基施工 " // the same words
	again, err := o.VisitNote(t.Context(), o.chief(), in)
	o.must(err)
	if !again.Same(first) || again.Version != first.Version || o.head() != before {
		t.Errorf("%+v then %+v, journal %d then %d", first, again, before, o.head())
	}
	if rows := o.visits(id); len(rows) != 1 || rows[0].Who != "chief" {
		t.Errorf("%+v", rows)
	}
}

// TestOfManyWhoSendOneVisitAllAreAnswered: twenty tabs, one record, one entry.
func TestOfManyWhoSendOneVisitAllAreAnswered(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	before := o.head()
	together(func(int) {
		if kept, err := o.VisitNote(t.Context(), o.chief(), o.seen(id, visitOne)); err != nil || kept.Version != 1 {
			t.Errorf("%+v %v", kept, err)
		}
	})
	if rows := o.visits(id); len(rows) != 1 || o.head() != before+1 {
		t.Errorf("%d records, %d entries", len(rows), o.head()-before)
	}
}

func TestARecordIsMendedByItsOwnerInTime(t *testing.T) {
	o := newOffice(t)
	project := o.project("甲", "east")
	for _, c := range []struct {
		name string
		who  access.Actor
		with func(*VisitNote)
		days int
		want string
	}{
		{"the one who made it, with the version they read", o.chief(), func(v *VisitNote) { v.Image, v.Version = "主体封顶", 1 }, 0, ""},
		{"a late copy of the first sending", o.chief(), func(v *VisitNote) { v.Image = "主体封顶" }, 0, "visit.changed"},
		{"somebody else", o.as(access.RoleOffice, "city"), func(v *VisitNote) { v.Image, v.Version = "主体封顶", 1 }, 0, "visit.other"},
		{"under another project", o.chief(), func(v *VisitNote) { v.Project, v.Version = o.project("乙", "east"), 1 }, 0, "visit.other"},
		{"weeks later", o.chief(), func(v *VisitNote) { v.Image, v.Version = "主体封顶", 1 }, 30, "visit.closed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o.t = t
			in := o.seen(project, o.fresh("record-0000"))
			_, err := o.VisitNote(t.Context(), o.chief(), in)
			o.must(err)
			o.clock.Advance(time.Duration(c.days) * 24 * time.Hour)
			c.with(&in)
			kept, err := o.VisitNote(t.Context(), c.who, in)
			if c.want != "" {
				wants(t, err, fault.Conflict, c.want)
				return
			}
			o.must(err)
			if kept.Version != 2 || o.visits(project)[0].Image != "主体封顶" {
				t.Errorf("%+v", kept)
			}
		})
	}
}

func TestARecordADecisionStandsOnIsNotMended(t *testing.T) {
	o := newOffice(t)
	project, claim := o.filed("甲", "city", o.cityClerk())
	in := o.seen(project, visitOne)
	in.Claim, in.Day = claim, o.Today()
	_, err := o.VisitNote(t.Context(), o.chief(), in)
	o.must(err)
	o.must(o.ClaimSendBack(t.Context(), o.chief(), ClaimSendBack{ID: claim, Reasons: []string{"twice"}}))
	in.Image, in.Version = "改口", 1
	_, err = o.VisitNote(t.Context(), o.chief(), in)
	wants(t, err, fault.Conflict, "visit.decided")
}

// TestEveryMistakeOfARecordIsToldAtOnce, each in its own sentence.
func TestEveryMistakeOfARecordIsToldAtOnce(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	_, err := o.EvidenceKeep(t.Context(), o.chief(), EvidenceKeep{Project: id, Kind: "business_licence", Number: "1", Issued: when("2025-06-01")})
	o.must(err)
	long := strings.Repeat("长", 5000)
	bad := VisitNote{ID: "a/b", Project: id, Day: o.Today() + 1, Claim: "nobody's", With: long, Image: long, At: &geo.Point{Lon: 33.6, Lat: 119},
		Seen: []lifecycle.Seen{{Question: "weather", Answer: "yes"}, {Question: "piling", Answer: "maybe"}, {Question: "stopped", Answer: "yes"}, {Question: "stopped", Answer: "no"}}}
	early := VisitNote{ID: visitOne, Project: id, Day: workday.NewDate(2025, 1, 1)}
	got := map[string]bool{}
	for _, in := range []VisitNote{bad, early, {ID: visitOne, Project: id}} {
		_, err := o.VisitNote(t.Context(), o.chief(), in)
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Invalid {
			t.Fatal(err)
		}
		for _, p := range f.Parts {
			got[p.Code+" "+p.Field] = true
			if s := glossary.Say("zh", p); s == "" || strings.Contains(s, "{") {
				t.Errorf("%s reads %q", p.Code, s)
			}
		}
	}
	for _, want := range []string{"visit.id id", "visit.day_future day", "visit.claim claim", "geo.lon_lat_swapped at", "visit.question seen.weather", "visit.answer seen.piling",
		"visit.note_needed seen.stopped.note", "visit.twice seen.stopped", "project.text_long with", "project.text_long image", "visit.before_founding day", "visit.day_empty day", "visit.empty image"} {
		if !got[want] {
			t.Errorf("%s was not told; told: %v", want, got)
		}
	}
	if rows := o.visits(id); len(rows) != 0 {
		t.Errorf("kept %+v", rows)
	}
}

func TestAVisitOutsideTheScopeIsNotFound(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "west")
	v, err := o.VisitNote(t.Context(), o.chief(), o.seen(id, visitOne))
	o.must(err)
	clerk := o.as(access.RoleReporter, "east")
	_, form := o.VisitForm(t.Context(), clerk, id, "")
	_, one := o.SiteVisit(t.Context(), clerk, id, v.ID, Moment{})
	_, note := o.VisitNote(t.Context(), clerk, o.seen(id, "another-00001"))
	_, over := o.VisitNote(t.Context(), clerk, o.seen(o.project("乙", "east"), visitOne)) // an identifier taken where they cannot look
	for what, err := range map[string]error{"form": form, "record": one, "note": note} {
		if fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	if over == nil || errors.Is(over, fault.New(fault.NotFound, "visit.other")) {
		t.Errorf("over another's: %v", over)
	}
	list, err := o.Visits(t.Context(), clerk, VisitFilter{})
	o.must(err)
	round, err := o.VisitsWanted(t.Context(), clerk, VisitFind{Query: "甲"})
	o.must(err)
	if list.Count != 0 || round.Count != 0 {
		t.Errorf("sees %+v %+v", list.Rows, round.Rows)
	}
}

func TestARecordWrittenOnAnOlderFormIsTaken(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	body := strings.Replace(ruleset.Default().Body, "code: piling,", "code: piles_in,", 1)
	_, err := o.RulesetPublish(t.Context(), o.chief(), RulesetPublish{Body: body})
	o.must(err)
	if _, err := o.VisitNote(t.Context(), o.chief(), o.seen(id, visitOne)); err != nil {
		t.Error(err)
	}
}

func TestTheRoundIsWhatWaitsAndNobodyHasSeen(t *testing.T) {
	o := newOffice(t)
	small := o.save(lifecycle.Project{Name: "小", Unit: o.units["city"], Kind: "new"})
	waiting, claim := o.claimedStart()
	large := o.project("大", "city") // declared in January, never claimed, 50 亿元
	round := func() map[string]VisitStop {
		r, err := o.VisitsWanted(t.Context(), o.chief(), VisitFind{})
		o.must(err)
		all := map[string]VisitStop{}
		for _, s := range r.Rows {
			all[s.Project.ID] = s
		}
		return all
	}
	all := round()
	if s := all[waiting]; s.Claim != claim || s.Stage != lifecycle.Started || all[small].Stage != "" {
		t.Errorf("%+v", all)
	}
	if s := all[large]; !s.Must || s.Claim != "" {
		t.Errorf("the large one: %+v", s)
	}
	in := o.seen(waiting, visitOne)
	in.Claim, in.Day = claim, o.Today()
	_, err := o.VisitNote(t.Context(), o.chief(), in)
	o.must(err)
	o.clock.Advance(120 * 24 * time.Hour)
	if all = round(); len(all) != 0 {
		t.Errorf("after the visit, and long after: %+v", all)
	}
}
