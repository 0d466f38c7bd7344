package app

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/platform"
)

// An exchange sets a file of the platform beside what is known.
type exchange struct {
	PlatformTake
	fig    *figured
	who    access.Actor
	ground *approvalGround
	byCode map[string][]*dossier
	out    *PlatformDiff
}

func newExchange(fig *figured, who access.Actor, in PlatformTake) *exchange {
	x := &exchange{PlatformTake: in, fig: fig, who: who, ground: groundOf(fig), byCode: map[string][]*dossier{}, out: &PlatformDiff{File: in.Name, More: in.File.More, hash: in.File.Hash}}
	scope := who.Scope()
	for _, d := range fig.facts.dossiers {
		if code := ident.Fold(d.project.Code); code != "" && scope.Sees(subjectOf(d)) {
			x.byCode[code] = append(x.byCode[code], d)
		}
	}
	return x
}

// diff goes through the file project by project, and gives the lines in the order of
// the file.
func (x *exchange) diff() (*PlatformDiff, error) {
	if unit := x.Unit; unit != "" && !x.who.Scope().SeesUnit(unit) {
		return nil, fault.New(fault.Invalid, "unit.not_found", "id", unit).At("unit")
	}
	spoilt := map[string][]int{} // projects with lines that cannot be read
	for _, m := range x.File.Wrong {
		line := PlatformLine{At: m.Line, State: PlatformRefused, Why: m.Fault, Code: m.Fault.Code}
		if line.Project = m.Project; m.Project != "" {
			if d, err := x.find(m.Project); err == nil {
				line.ID, line.Name = d.project.ID, d.project.Name
			}
		}
		x.out.Lines = append(x.out.Lines, line)
		if m.Project != "" {
			spoilt[m.Project] = append(spoilt[m.Project], m.Line)
		}
	}
	var codes []string
	records := map[string][]platform.Record{}
	for _, r := range x.File.Records {
		if records[r.Project] == nil {
			codes = append(codes, r.Project)
		}
		records[r.Project] = append(records[r.Project], r)
	}
	for _, code := range codes {
		if err := x.project(code, records[code], spoilt[code]); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(x.out.Lines, func(a, b PlatformLine) int { return cmp.Compare(a.At, b.At) })
	return x.out, x.finish()
}

// finish counts the lines and marks what was shown.
func (x *exchange) finish() error {
	for _, l := range x.out.Lines {
		switch l.State {
		case PlatformNew:
			x.out.New++
		case PlatformKnown:
			x.out.Known++
		default:
			x.out.Refused++
		}
	}
	print := newFingerprint()[0]
	enc := json.NewEncoder(print)
	for _, m := range x.out.moves {
		if err := enc.Encode([]any{m.was, m.is}); err != nil {
			return err
		}
	}
	for _, l := range x.out.Lines {
		print.Write([]byte(itoa(l.At) + l.State + l.Code + "\n"))
	}
	x.out.Digest = hex.EncodeToString(print.Sum(nil)[:12])
	return nil
}

// project sets the records of one project beside its own.
func (x *exchange) project(code string, records []platform.Record, spoilt []int) error {
	d, err := x.find(code)
	switch {
	case err == nil && len(d.checklists) == 0:
		err = fault.New(fault.Invalid, "platform.unscreened", "project", d.project.Name)
	case err == nil && len(spoilt) > 0:
		err = fault.New(fault.Invalid, "platform.project_incomplete", "lines", lineNumbers(spoilt))
	}
	if err != nil {
		for _, r := range records {
			x.refuse(d, r, err)
		}
		return nil
	}
	p := &exchanged{exchange: x, d: d, file: approvalFile{d.project, &d.checklists[0], d.approvals}}
	p.catalogue = approvalsOf(x.fig.facts.sets, p.file.list.Rules, x.fig.set)
	if p.items, err = p.file.list.Amended(); err != nil {
		return err
	}
	p.take(records)
	return nil
}

// lineNumbers are lines as people are told them.
func lineNumbers(lines []int) (list []string) {
	lines = slices.Compact(slices.Sorted(slices.Values(lines)))
	for _, n := range lines[:min(len(lines), 10)] {
		list = append(list, itoa(n))
	}
	return list
}

// find is the project of a code in the actor's scope. Phases of a project may share
// its code; then it is the one whose approvals are listed.
func (x *exchange) find(code string) (*dossier, error) {
	list := x.byCode[code]
	if len(list) > 1 {
		list = slices.DeleteFunc(slices.Clone(list), func(d *dossier) bool { return len(d.checklists) == 0 })
	}
	switch len(list) {
	case 0:
		if len(x.byCode[code]) > 0 {
			return x.byCode[code][0], nil
		}
		return nil, fault.New(fault.NotFound, "platform.project_unknown", "code", code)
	case 1:
		return list[0], nil
	}
	return nil, fault.New(fault.Conflict, "platform.project_several", "code", code)
}

// line is a record as it is shown.
func (x *exchange) line(d *dossier, r platform.Record) PlatformLine {
	l := PlatformLine{Record: r, At: r.Line}
	if d != nil {
		l.ID, l.Name = d.project.ID, d.project.Name
	}
	return l
}

func (x *exchange) refuse(d *dossier, r platform.Record, why error) {
	l := x.line(d, r)
	l.State, l.Why = PlatformRefused, why
	if e, ok := fault.As(why); ok {
		l.Code = e.Code
	}
	x.out.Lines = append(x.out.Lines, l)
}

// An exchanged is one project being told of.
type exchanged struct {
	*exchange
	d         *dossier
	file      approvalFile
	catalogue *approval.Catalogue
	items     []approval.Item
	moves     []approvalMove
	lines     []PlatformLine
	wrong     fault.List
}

// take reads the records; where they contradict each other or what is known, none of
// the project's goes in.
func (p *exchanged) take(records []platform.Record) {
	for _, r := range records {
		p.record(r)
	}
	p.correct()
	err := p.wrong.Err()
	if err == nil && len(p.moves) > 0 {
		_, err = p.ground.start(moved(p.file, p.moves))
	}
	if err != nil {
		names := approvalNames{p.items, p.catalogue}
		err = names.named(approval.OwnFields(err))
		for i := range p.lines {
			if l := &p.lines[i]; l.State != PlatformRefused {
				l.State, l.Why, l.Code = PlatformRefused, err, "platform.left_out"
			}
		}
		p.moves = nil
	}
	p.out.Lines = append(p.out.Lines, p.lines...)
	p.out.moves = append(p.out.moves, p.moves...)
	if len(p.moves) > 0 {
		p.out.Projects++
	}
}

// record reads one: an item that nobody here knows is refused by itself.
func (p *exchanged) record(r platform.Record) {
	l := p.line(p.d, r)
	it, err := p.item(r.Item)
	if err != nil {
		l.State, l.Why = PlatformRefused, err
		if e, ok := fault.As(err); ok {
			l.Code = e.Code
		}
		p.lines = append(p.lines, l)
		return
	}
	is := p.kept(it, r)
	l.ItemName, l.State = it.Name, PlatformNew
	switch same, differs := p.known(&is); {
	case differs:
		p.wrong.Add(fault.New(fault.Conflict, "platform.differs", "line", r.Line, "item", it.Name, "kind", string(r.Kind), "on", r.On.String()))
	case same:
		l.State = PlatformKnown
	default:
		p.moves = append(p.moves, approvalMove{is: is})
		p.check(&is)
	}
	p.lines = append(p.lines, l)
}

// item is that of the project which the platform means.
func (p *exchanged) item(text string) (*approval.Item, error) {
	code := ""
	for _, c := range []*approval.Catalogue{p.fig.set.Approvals, p.catalogue} {
		if e, ok := c.AtPlatform(text); ok && code == "" {
			code = e.Code
		}
		if e, ok := c.Named(text); ok && code == "" {
			code = e.Code
		}
	}
	for i := range p.items {
		if it := &p.items[i]; it.ID == code || code == "" && (it.ID == text || it.Name == text) {
			return it, nil
		}
	}
	if code == "" {
		return nil, fault.New(fault.NotFound, "platform.item_unknown", "item", text)
	}
	return nil, fault.New(fault.Invalid, "platform.item_outside", "item", text)
}

// kept is a record of the file as it is kept.
func (p *exchanged) kept(it *approval.Item, r platform.Record) approval.Record {
	is := approval.Record{Project: p.d.project.ID, Department: r.Office, Source: PlatformSource + p.Name, By: p.who.ID, Name: p.who.Name, Wrote: p.ground.today,
		Fact: approval.Fact{Item: it.ID, Kind: r.Kind, On: r.On, Reason: r.Reason, Until: r.Until, Notice: r.Notice, SupplyBy: r.SupplyBy, Doc: p.document(it, r.Doc)}}
	for _, doc := range r.Missing {
		is.Missing = append(is.Missing, p.document(it, doc))
	}
	if r.Kind == approval.Stopped {
		is.Approver = r.Office
	}
	if r.Number != "" {
		is.Certificate = certified(p.catalogue, it.ID, r.Number)
	}
	return is
}

// document is a material's code, by its code or its name; another stays as it is.
func (p *exchanged) document(it *approval.Item, text string) string {
	if e, ok := p.catalogue.Entry(it.ID); ok {
		for _, m := range e.Materials {
			if text == m.Code || strings.TrimSpace(text) == m.Name {
				return m.Code
			}
		}
	}
	return text
}

// check notes what the engine does not: days to come, and an enterprise that may not
// be accepted with documents missing.
func (p *exchanged) check(r *approval.Record) {
	p.wrong.Check(r.On <= p.ground.today, "on", "approval.future", "date", r.On.String(), "today", p.ground.today.String())
	if r.Kind != approval.Accepted || len(r.Missing) == 0 {
		return
	}
	if b := p.ground.barred(p.d.project, r.On); b != nil {
		p.wrong.Add(fault.New(fault.Invalid, "approval.barred", "document", b.Document, "since", b.Since.String()).At("missing"))
	}
}

// known tells that an event is there, or stands in the file before. What moves a
// clock must then be the same; what is only written beside it need not.
func (p *exchanged) known(is *approval.Record) (same, differs bool) {
	look := func(r *approval.Record) bool {
		if r.Item != is.Item || r.Kind != is.Kind || r.On != is.On || !r.Counts() || r.Doc != is.Doc {
			return false
		}
		if r.Kind == approval.Stopped && r.Notice != is.Notice { // two stops may begin on one day
			return false
		}
		missing := slices.Equal(slices.Sorted(slices.Values(r.Missing)), slices.Sorted(slices.Values(is.Missing)))
		same, differs = true, r.Reason != is.Reason || r.Until != is.Until || r.SupplyBy != is.SupplyBy || !missing
		return true
	}
	for i := range p.file.records {
		if look(&p.file.records[i]) {
			return same, differs
		}
	}
	for i := range p.moves {
		if look(&p.moves[i].is) {
			return same, differs
		}
	}
	return false, false
}

// correct lets the platform's word take the place of what a ledger said of the same
// step: the ledger was copied, the platform was there.
func (p *exchanged) correct() {
	used := map[string]bool{}
	for i := range p.moves {
		m := &p.moves[i]
		for k := range p.file.records {
			r := &p.file.records[k]
			if fromLedger(r) && r.Counts() && !used[r.ID] && m.was == nil && r.Item == m.is.Item && r.Kind == m.is.Kind {
				m.was, used[r.ID] = r, true
			}
		}
	}
}
