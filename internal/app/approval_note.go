package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// ApprovalNote writes down what happened to one item, or on the same day to several
// (四证同发).
type ApprovalNote struct {
	Project string        `json:"-" path:"id"`
	Items   []string      `json:"items"`
	Kind    approval.Kind `json:"kind"`
	On      workday.Date  `json:"on"`

	Reason   approval.StopReason `json:"reason,omitempty"`
	Until    workday.Date        `json:"until,omitzero"`
	Notice   string              `json:"notice,omitempty"`
	Approver string              `json:"approver,omitempty"`
	Missing  []string            `json:"missing,omitempty"`
	SupplyBy workday.Date        `json:"supply_by,omitzero"`
	Doc      string              `json:"doc,omitempty"`

	Certificate []approval.Product `json:"certificate,omitempty"`
	Department  string             `json:"department,omitempty"` // whose opinion it is; the actor's own where it is left out
	Agrees      bool               `json:"agrees,omitempty"`
	Note        string             `json:"note,omitempty"`
}

// ApprovalNote keeps the records, all or none, and gives the ID of the first. Who may
// note what is said by speaks.
func (a *App) ApprovalNote(ctx context.Context, who access.Actor, in ApprovalNote) (id string, err error) {
	err = a.act(ctx, who, access.NoteApproval, in.Note, func(tx *store.Tx) error {
		w, err := workOf(tx, in.Project)
		if err != nil {
			return err
		}
		n, err := w.noting(who)
		if err != nil {
			return err
		}
		records, err := n.note(in)
		if err != nil {
			return err
		}
		for i := range records {
			records[i].ID = a.newID()
			if err := tx.SaveApproval(nil, &records[i]); err != nil {
				return err
			}
		}
		id = records[0].ID
		return nil
	})
	return id, err
}

// A noting writes records down for one person.
type noting struct {
	*approvalWork
	who       access.Actor
	run       *approval.Run
	catalogue *approval.Catalogue
	bench     *lifecycle.Bench
	names     approvalNames
}

// noting is refused where the project is not screened.
func (w *approvalWork) noting(who access.Actor) (*noting, error) {
	if w.file.list == nil {
		return nil, fault.New(fault.Invalid, "checklist.none")
	}
	n := &noting{approvalWork: w, who: who, catalogue: w.catalogueOf()}
	n.bench = lifecycle.NewBench(&w.set.Recognition, w.ground.tree, w.ground.calendar(), w.ground.today)
	n.names = approvalNames{w.file.list.Items, n.catalogue}
	return n, nil
}

// begin starts the project's run as it stands.
func (n *noting) begin() (err error) {
	if n.run, err = n.ground.start(n.file); err != nil {
		return n.names.named(err)
	}
	n.names.items = n.run.Network().Items()
	return nil
}

// note checks what is written down and gives the records, those of several items in
// the order in which one needs the other.
func (n *noting) note(in ApprovalNote) ([]approval.Record, error) {
	if err := n.begin(); err != nil {
		return nil, err
	}
	items, err := n.chosen(in.Items)
	if err != nil {
		return nil, err
	}
	var wrong fault.List
	var records []approval.Record
	for _, it := range items {
		r := in.record(it.ID, n)
		e := n.entry(r.Item)
		if err := n.mayNote(&r, e); err != nil {
			return nil, err
		}
		wrong.Add(n.check(&r, e, len(items)))
		records = append(records, r)
	}
	wrong.Add(n.record(records))
	return records, wrong.Err()
}

// record tells the engine what happened, up to the first that cannot have: those
// after it may only follow from it.
func (n *noting) record(records []approval.Record) error {
	for i := range records {
		if records[i].Kind == approval.Opinion {
			continue
		}
		if err := n.run.Record(records[i].Fact); err != nil {
			return n.names.named(approval.OwnFields(err))
		}
	}
	return nil
}

// chosen are the items named, in the order of the network.
func (n *noting) chosen(ids []string) (items []approval.Item, err error) {
	var wrong fault.List
	all := n.run.Network().Ordered()
	for _, id := range ids {
		known := slices.ContainsFunc(all, func(it approval.Item) bool { return it.ID == id && !approval.OfArea(id) })
		wrong.Check(known, "items", "approval.no_item", "id", n.names.of("item", id))
	}
	wrong.Check(len(ids) > 0, "items", "approval.missing")
	for _, it := range all {
		if slices.Contains(ids, it.ID) {
			items = append(items, it)
		}
	}
	return items, wrong.Err()
}

// record is one item's record; whose opinion it is means nothing of other kinds.
func (in *ApprovalNote) record(item string, n *noting) approval.Record {
	r := approval.Record{Project: n.file.project.ID,
		Fact: approval.Fact{Item: item, Kind: in.Kind, On: in.On, Reason: in.Reason, Until: in.Until, Notice: strings.TrimSpace(in.Notice),
			Missing: in.Missing, SupplyBy: in.SupplyBy, Doc: in.Doc},
		Approver: strings.TrimSpace(in.Approver), Certificate: filledIn(in.Certificate),
		Note: in.Note, By: n.who.ID, Name: n.who.Name, Wrote: n.ground.today}
	if in.Kind == approval.Opinion {
		r.Department, r.Agrees = in.Department, in.Agrees
	}
	return r
}

// filledIn are the fields of a certificate that say something.
func filledIn(fields []approval.Product) []approval.Product {
	return slices.DeleteFunc(slices.Clone(fields), func(p approval.Product) bool { return strings.TrimSpace(p.Name) == "" })
}

// entry is an item of the catalogue, or of an item that people added its bare code.
func (n *noting) entry(item string) *approval.Entry {
	if e, known := n.catalogue.Entry(item); known {
		return e
	}
	return &approval.Entry{Code: item, Stops: approval.StopReasons()}
}

// check reports what the engine cannot know to be wrong: what a stop, a tolerated
// document, an opinion and a certificate need beside their days.
func (n *noting) check(r *approval.Record, e *approval.Entry, items int) error {
	var wrong fault.List
	switch r.Kind {
	case approval.Stopped:
		wrong.Check(r.Approver != "", "approver", "approval.no_approver")
		listed := r.Reason.Statutory() || slices.Contains(e.Stops, r.Reason)
		wrong.Check(listed || !r.Reason.Listed(), "reason", "approval.stop_of_item", "item", e.Name, "reason", string(r.Reason))
	case approval.Accepted:
		d := n.ground.barred(n.file.project, r.On)
		if d != nil && len(r.Missing) > 0 {
			wrong.Add(fault.New(fault.Invalid, "approval.barred", "document", d.Document, "since", d.Since.String()).At("missing"))
		}
	case approval.Opinion:
		wrong.Check(slices.Contains(e.With, r.Department), "department", "approval.no_opinion", "item", e.Name)
		wrong.Check(r.On != 0 && r.On <= n.ground.today, "on", "approval.opinion_day", "today", n.ground.today.String())
		wrong.Check(r.Agrees || strings.TrimSpace(r.Note) != "", "note", "approval.opinion_why")
	}
	wrong.Add(r.Check())
	wrong.Check(len(r.Certificate) == 0 || items == 1 && r.Kind == approval.Granted, "certificate", "approval.certificate")
	return wrong.Err()
}

// ownWords are what an enterprise says for itself.
var ownWords = []approval.Kind{approval.Submitted, approval.Supplied, approval.Withdrawn}

// A seat is how somebody's department stands to an item: it leads, or takes part.
type seat struct{ leads, joins bool }

// speaks is who may note what: an enterprise what it did itself; a department
// everything of an item it leads, of one it takes part in its own opinion; who keeps
// the ledger of a unit everything.
func speaks(who access.Actor, kind approval.Kind, s seat) bool {
	switch {
	case is(who, access.RoleOffice):
		return true
	case is(who, access.RoleEnterprise):
		return slices.Contains(ownWords, kind)
	case is(who, access.RoleDepartment) && !is(who, access.RoleReporter):
		return s.leads || s.joins && kind == approval.Opinion
	}
	return true
}

// mayNote refuses who does not speak for an item, or speaks for another department,
// and gives an opinion its department.
func (n *noting) mayNote(r *approval.Record, e *approval.Entry) error {
	s, own := n.seat(e, r.On)
	if speaks(n.who, r.Kind, s) {
		if r.Kind != approval.Opinion || is(n.who, access.RoleOffice) || own == "" {
			return nil
		}
		if r.Department = cmp.Or(r.Department, own); r.Department == own {
			return nil
		}
	}
	if is(n.who, access.RoleEnterprise) {
		return fault.New(fault.Forbidden, "approval.not_yours", "kind", string(r.Kind))
	}
	return fault.New(fault.Forbidden, "approval.not_your_item", "item", n.names.of("item", r.Item))
}

// seat is how the actor's unit stands to an item on a day, and which of the
// departments that take part it is. What is delegated to a park is led there.
func (n *noting) seat(e *approval.Entry, on workday.Date) (s seat, own string) {
	unit := approval.Decider(n.ground.areasOf(n.file.project), e.Code, on)
	sits := func(code string) bool {
		return slices.Contains(n.bench.Seats(code, n.file.project.Unit), n.who.Unit)
	}
	s.leads = unit == n.who.Unit || unit == "" && sits(e.Lead)
	for _, code := range e.With {
		if sits(code) {
			s.joins, own = true, code
		}
	}
	return s, own
}

// ApprovalStrike takes a record out that was wrong (更正): it stays to be seen and
// counts no more.
type ApprovalStrike struct {
	ID      string `json:"-" path:"approval"`
	Version int    `json:"version"`
	Because string `json:"because"`
}

// ApprovalStrike keeps the reason. A record that others stand on is struck after them.
func (a *App) ApprovalStrike(ctx context.Context, who access.Actor, in ApprovalStrike) error {
	return a.act(ctx, who, access.NoteApproval, in.Because, func(tx *store.Tx) error {
		was, err := tx.Approval(in.ID)
		if err != nil {
			return err
		}
		switch {
		case strings.TrimSpace(in.Because) == "":
			return fault.New(fault.Invalid, "approval.strike_why").At("because")
		case in.Version != was.Version || was.Struck != "":
			return fault.New(fault.Conflict, "store.conflict", "noun", "approval", "key", in.ID)
		}
		w, err := workOf(tx, was.Project)
		if err != nil {
			return err
		}
		n, err := w.noting(who)
		if err != nil {
			return err
		}
		is := *was
		is.Struck = in.Because
		return n.strike(tx, was, &is)
	})
}

// strike saves a struck record where the rest still agrees.
func (n *noting) strike(tx *store.Tx, was, is *approval.Record) error {
	r := *was
	if err := n.mayNote(&r, n.entry(was.Item)); err != nil {
		return err
	}
	rest := n.file
	rest.records = slices.DeleteFunc(slices.Clone(rest.records), func(r approval.Record) bool { return r.ID == was.ID })
	if _, err := n.ground.start(rest); err != nil {
		return n.names.named(approval.OwnFields(err))
	}
	return tx.SaveApproval(was, is)
}
