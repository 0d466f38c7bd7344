package app

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// Approval dates that a ledger states become records beside those there are. A
// ledger adds what is not known, corrects what a ledger said before (that record is
// struck, with the file's name), and leaves alone what was written down from a
// notice or came from the platform: both stand nearer to the deed.

// LedgerSource begins the source of a record that a ledger brought; the file's name
// stands behind it.
const LedgerSource = "ledger:"

// approvalField begins the field of an approval date in a difference:
// approval.eia.granted.
const approvalField = "approval."

// AssumedSource begins the source of an acceptance that nobody reported: the ledger
// states only the grant, and without an acceptance there is none (行政许可法 art. 34:
// what is accepted is examined and decided). Its days teach nothing and are nobody's.
const AssumedSource = "assumed:"

// Findings about approval dates that only a project's own records give.
const (
	noteNoDay      = "approval_no_day"
	noteFuture     = "approval_future"
	noteOutside    = "approval_outside"
	noteDisorder   = "approval_disorder"
	noteKept       = "approval_kept"
	noteAssumed    = "approval_assumed"
	noteUnscreened = "approval_unscreened"
)

// A LedgerNote is a finding about a cell that follows from what is known of the
// row's project.
type LedgerNote struct {
	Sheet   string `json:"sheet,omitempty"`
	Row     int    `json:"row"`
	Project string `json:"project,omitempty"` // "" where the project is new
	Finding
}

// LedgerWords are the names that ledgers may have for approval items, each with its
// item's code, by the rules in force: what a reader of ledgers is to know.
func (a *App) LedgerWords(ctx context.Context, who access.Actor) (map[string]string, error) {
	fig, err := a.at(ctx, who, Moment{})
	if err != nil {
		return nil, err
	}
	return fig.set.Approvals.Words(), nil
}

// An approvalMove is one record that a row brings, and the one it takes the place of.
type approvalMove struct {
	was *approval.Record
	is  approval.Record
}

// field is the move as a field of the difference.
func (m *approvalMove) field() (Change, error) {
	c := Change{Field: approvalField + m.is.Item + "." + string(m.is.Kind)}
	var err error
	if m.was != nil {
		if c.Old, err = json.Marshal(m.was.On); err != nil {
			return c, err
		}
	}
	c.New, err = json.Marshal(m.is.On)
	return c, err
}

// keepApprovals puts a row's approval dates beside the project's records.
func (in *intake) keepApprovals(c *LedgerChange, l *laid) error {
	c.Notes = nil
	if len(c.Row.Approvals) == 0 {
		return nil
	}
	if c.dossier == nil || len(c.dossier.checklists) == 0 {
		first := c.Row.Approvals[0]
		c.remark(noteUnscreened, &first, "")
		return nil
	}
	d := c.dossier
	s := &approvalSetting{intake: in, change: c, file: approvalFile{d.project, &d.checklists[0], d.approvals}}
	s.ground = &approvalGround{in.today, in.facts.calendars, in.facts.areas, in.facts.discredits, in.facts.tree}
	items, err := s.file.list.Amended()
	if err != nil {
		return err
	}
	for _, code := range itemsOf(c.Row.Approvals) {
		known := slices.ContainsFunc(items, func(it approval.Item) bool { return it.ID == code })
		l.approvals = append(l.approvals, s.item(code, known)...)
	}
	return nil
}

// itemsOf are the items a row speaks of, each once, in the order of its columns.
func itemsOf(list []LedgerApproval) (items []string) {
	for _, a := range list {
		if !slices.Contains(items, a.Item) {
			items = append(items, a.Item)
		}
	}
	return items
}

// remark notes a finding about one date.
func (c *LedgerChange) remark(code string, a *LedgerApproval, understood string) {
	n := LedgerNote{Sheet: c.Row.Sheet, Row: c.Row.Row, Finding: Finding{Code: code, Cell: a.Cell, Field: approvalField + a.Item + "." + string(a.Kind), Read: a.When.String(), Understood: understood}}
	if c.Project != nil {
		n.Project = c.Project.ID
	}
	c.Notes = append(c.Notes, n)
}

// An approvalSetting sets a row's dates beside one project's records.
type approvalSetting struct {
	*intake
	change *LedgerChange
	ground *approvalGround
	file   approvalFile
}

// item gives what the row brings for one item. All of it goes in, or none where the
// records then contradict each other.
func (s *approvalSetting) item(code string, known bool) []approvalMove {
	var dates []LedgerApproval
	for _, a := range s.change.Row.Approvals {
		switch {
		case a.Item != code:
		case !known:
			s.change.remark(noteOutside, &a, "")
		case a.When.Precision != workday.ToDay:
			s.change.remark(noteNoDay, &a, "")
		case a.When.First > s.today:
			s.change.remark(noteFuture, &a, "")
		default:
			dates = append(dates, a)
		}
	}
	var moves []approvalMove
	for i := range dates {
		if m, changes := s.date(&dates[i]); changes {
			moves = append(moves, m)
		}
	}
	moves = s.assume(dates, moves)
	if len(moves) == 0 {
		return nil
	}
	after := moved(s.file, moves)
	if _, err := s.ground.start(after); err != nil {
		for i := range dates {
			s.change.remark(noteDisorder, &dates[i], "")
		}
		return nil
	}
	s.file = after
	return moves
}

// date is what one date changes; not ok where it is known, or stands back.
func (s *approvalSetting) date(a *LedgerApproval) (approvalMove, bool) {
	m := approvalMove{is: s.record(a.Item, a.Kind, a.When.First)}
	if a.Number != "" && a.Kind == approval.Granted {
		m.is.Certificate = s.certificate(a.Item, a.Number)
	}
	last := s.last(a.Item, a.Kind, a.When.First)
	switch {
	case last == nil:
		return m, true
	case last.On == m.is.On:
		return m, false
	case !fromLedger(last):
		s.change.remark(noteKept, a, last.On.String())
		return m, false
	}
	m.was = last
	if len(m.is.Certificate) == 0 {
		m.is.Certificate = last.Certificate
	}
	return m, true
}

// last is the record a date of the ledger is about: the latest of its kind in the
// round that is under way on the day, or one of that very day.
func (s *approvalSetting) last(item string, kind approval.Kind, on workday.Date) (last *approval.Record) {
	began := workday.Date(0) // the end of the round before
	for i := range s.file.records {
		r := &s.file.records[i]
		ends := r.Kind == approval.Refused || r.Kind == approval.Withdrawn
		if r.Item == item && ends && r.Counts() && r.On < on {
			began = max(began, r.On)
		}
	}
	for i := range s.file.records {
		r := &s.file.records[i]
		same := r.Item == item && r.Kind == kind && r.Counts()
		if same && r.On == on {
			return r
		}
		if same && r.On > began && (last == nil || r.On >= last.On) {
			last = r
		}
	}
	return last
}

// fromLedger tells a record that a ledger may correct.
func fromLedger(r *approval.Record) bool {
	return strings.HasPrefix(r.Source, LedgerSource) || assumed(r)
}

// assumed tells an acceptance that nobody reported.
func assumed(r *approval.Record) bool { return strings.HasPrefix(r.Source, AssumedSource) }

// assumed are the items of a file whose acceptance nobody reported.
func (f *approvalFile) assumed() map[string]bool {
	var items map[string]bool
	for i := range f.records {
		if r := &f.records[i]; assumed(r) && r.Counts() {
			if items == nil {
				items = map[string]bool{}
			}
			items[r.Item] = true
		}
	}
	return items
}

// record is a fact as the ledger's import writes it down.
func (s *approvalSetting) record(item string, kind approval.Kind, on workday.Date) approval.Record {
	return approval.Record{Project: s.file.project.ID, Fact: approval.Fact{Item: item, Kind: kind, On: on},
		Source: LedgerSource + s.File.Name, By: s.asker.ID, Name: s.asker.Name, Wrote: s.today}
}

// certificate puts a number into the first field of what the item ends with.
func (s *approvalSetting) certificate(item, number string) []approval.Product {
	return certified(approvalsOf(s.facts.sets, s.file.list.Rules, s.set), item, number)
}

// certified is a certificate of which only the number is known.
func certified(c *approval.Catalogue, item, number string) []approval.Product {
	if e, ok := c.Entry(item); ok && len(e.Products) > 0 && !approval.LongName(number) { // a whole sentence is no number
		return []approval.Product{{Code: e.Products[0].Code, Name: number}}
	}
	return nil
}

// assume adds the acceptance that a grant must have had where nobody reported one,
// on the day of the grant; and moves one assumed before along with its grant.
func (s *approvalSetting) assume(dates []LedgerApproval, moves []approvalMove) []approvalMove {
	i := slices.IndexFunc(moves, func(m approvalMove) bool { return m.is.Kind == approval.Granted })
	said := slices.ContainsFunc(dates, func(a LedgerApproval) bool { return a.Kind == approval.Accepted })
	if i < 0 || said {
		return moves
	}
	grant := &moves[i]
	m := approvalMove{is: s.record(grant.is.Item, approval.Accepted, grant.is.On)}
	m.is.Source = AssumedSource + s.File.Name
	m.was = s.last(grant.is.Item, approval.Accepted, grant.is.On)
	if m.was != nil && (!assumed(m.was) || m.was.On == m.is.On) {
		return moves
	}
	at := slices.IndexFunc(dates, func(a LedgerApproval) bool { return a.Kind == approval.Granted })
	s.change.remark(noteAssumed, &dates[at], "")
	return append(moves, m)
}

// moved is a file as it will be.
func moved(f approvalFile, moves []approvalMove) approvalFile {
	f.records = slices.Clone(f.records)
	for _, m := range moves {
		if m.was != nil {
			f.records = slices.DeleteFunc(f.records, func(r approval.Record) bool { return r.ID == m.was.ID })
		}
		f.records = append(f.records, m.is)
	}
	return f
}

// approvalFields are the moves as fields of the difference, by item and kind.
func approvalFields(l *laid) (list []Change, err error) {
	for i := range l.approvals {
		c, err := l.approvals[i].field()
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Change) int { return cmp.Compare(a.Field, b.Field) })
	return list, nil
}

// saveMoves writes moves down; what one takes the place of is struck with the source.
func saveMoves(tx *store.Tx, moves []approvalMove, source string, newID func() string) error {
	for i := range moves {
		m := &moves[i]
		if m.was != nil {
			struck := *m.was
			struck.Struck = source
			if err := tx.SaveApproval(m.was, &struck); err != nil {
				return err
			}
		}
		m.is.ID = newID()
		if err := tx.SaveApproval(nil, &m.is); err != nil {
			return err
		}
	}
	return nil
}
