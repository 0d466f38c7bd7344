package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// LedgerImport is a ledger to be taken in: whose it is, the month its figures
// run to where it does not say, and what the person decided of doubtful rows.
type LedgerImport struct {
	Unit     string                `json:"unit"`
	Month    workday.When          `json:"month,omitzero"`    // empty = the last month that is over
	Choices  map[string]string     `json:"choices,omitempty"` // "sheet!row" → ChoiceNew, ChoiceSkip or a project's ID
	Expect   string                `json:"expect,omitempty"`  // the Digest of the difference that was shown
	File     *LedgerFile           `json:"-"`
	Progress func(done, total int) `json:"-"`
}

// Choices for a doubtful row.
const (
	ChoiceNew  = "new"
	ChoiceSkip = "skip"
)

// A LedgerDiff is what an import would change, before anything is.
type LedgerDiff struct {
	Unit      string         `json:"unit"`
	UnitName  string         `json:"unit_name"`
	Month     workday.When   `json:"month"`
	File      string         `json:"file"`
	Added     []LedgerChange `json:"added"`
	Changed   []LedgerChange `json:"changed"`
	Unchanged int            `json:"unchanged"`
	Skipped   []LedgerChange `json:"skipped"`         // repeated in the file, or left out by choice
	Missing   []*ProjectRow  `json:"missing"`         // of the unit, and not in this file
	Findings  map[string]int `json:"findings"`        // kind → rows
	Again     bool           `json:"again,omitempty"` // this very file was imported before
	Digest    string         `json:"digest"`
}

// A LedgerChange is one row with what it does to which project.
type LedgerChange struct {
	Row     *LedgerRow           `json:"row"`
	Match   Match                `json:"match"`
	Unit    string               `json:"unit"`
	Project *lifecycle.Project   `json:"project,omitempty"` // as it is now
	Similar []*lifecycle.Project `json:"similar,omitempty"` // look alike: choose
	Fields  []Change             `json:"fields,omitempty"`

	is          *lifecycle.Project
	was, figure *lifecycle.Figure
}

// An intake is one import being worked out.
type intake struct {
	LedgerImport
	unit  string
	month workday.When
	scope access.Scope
	facts *facts
	set   *ruleset.Set
	book  *book
	below []access.Unit
	taken map[string]*LedgerRow // project → the row that has it
	known map[string]string     // row → its project, for the phases below it
	newID func() string
}

// LedgerPreview works out what an import would change and changes nothing.
func (a *App) LedgerPreview(ctx context.Context, who access.Actor, in LedgerImport) (*LedgerDiff, error) {
	if !who.Can(access.ImportLedger) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ImportLedger))
	}
	fig, err := a.at(ctx, who, Moment{})
	if err != nil {
		return nil, err
	}
	work, err := a.newIntake(fig, who.Scope(), in)
	if err != nil {
		return nil, err
	}
	d, err := work.diff(fig, who.Scope())
	if err != nil {
		return nil, err
	}
	d.Again, err = a.importedBefore(ctx, who, in)
	return d, err
}

// importedBefore tells that these very bytes were taken in for the unit, and not
// taken back.
func (a *App) importedBefore(ctx context.Context, who access.Actor, in LedgerImport) (bool, error) {
	list, err := a.Imports(ctx, who)
	return slices.ContainsFunc(list, func(i Import) bool { return i.Hash == in.File.Hash && i.Unit == in.Unit && !i.Undone }), err
}

func (a *App) newIntake(fig *figured, scope access.Scope, in LedgerImport) (*intake, error) {
	tree := fig.facts.tree
	if _, ok := tree.Unit(in.Unit); !ok || !scope.SeesUnit(in.Unit) {
		return nil, fault.New(fault.Invalid, "unit.not_found", "id", in.Unit).At("unit")
	}
	month := in.Month
	if month.IsZero() {
		y, m, _ := fig.on.Civil()
		month = workday.InMonth(y, m-1)
	}
	if month.Precision != workday.ToMonth || month.First > fig.on {
		return nil, fault.New(fault.Invalid, "figure.month").At("month")
	}
	return &intake{LedgerImport: in, unit: in.Unit, month: month, scope: scope, facts: fig.facts, set: fig.set, book: newBook(fig.facts, scope),
		below: placesBelow(tree, in.Unit), taken: map[string]*LedgerRow{}, known: map[string]string{}, newID: a.newID}, nil
}

// diff goes through the rows once.
func (in *intake) diff(fig *figured, scope access.Scope) (*LedgerDiff, error) {
	d := &LedgerDiff{Unit: in.unit, UnitName: in.facts.tree.Name(in.unit), Month: in.month, File: in.File.Name, Findings: map[string]int{}}
	total, done := in.rowCount(), 0
	for i := range in.File.Sheets {
		rows := in.File.Sheets[i].Rows
		for j := range rows {
			if err := in.take(d, &rows[j]); err != nil {
				return nil, err
			}
			if done++; in.Progress != nil && done%500 == 0 {
				in.Progress(done, total)
			}
		}
	}
	d.Missing = in.missing(fig, scope)
	d.Digest = d.digest()
	return d, nil
}

// rowCount is how many projects the file states.
func (in *LedgerImport) rowCount() int {
	n := 0
	for _, s := range in.File.Sheets {
		n += len(s.Rows)
	}
	return n
}

// take puts one row where it belongs.
func (in *intake) take(d *LedgerDiff, row *LedgerRow) error {
	for _, w := range row.Warnings {
		d.Findings[w]++
	}
	change := LedgerChange{Row: row, Unit: in.unitFor(row.Place)}
	dossier, err := in.decide(&change)
	if err != nil {
		return err
	}
	if change.Match == matchSkip {
		d.Skipped = append(d.Skipped, change)
		return nil
	}
	if err := in.work(&change, dossier); err != nil {
		return err
	}
	switch {
	case dossier == nil:
		d.Added = append(d.Added, change)
	case len(change.Fields) > 0:
		d.Changed = append(d.Changed, change)
	default:
		d.Unchanged++
	}
	return nil
}

const matchSkip Match = "skip"

// decide finds the project a row is of: as the person chose, else by its keys. A
// row repeated in the file, and a second row for one project, are left out.
func (in *intake) decide(c *LedgerChange) (*dossier, error) {
	choice := in.Choices[columnRef(c.Row)]
	switch choice {
	case ChoiceSkip:
		c.Match = matchSkip
		return nil, nil
	case ChoiceNew:
		c.Match = MatchNone
		return nil, nil
	case "":
	default:
		i, ok := in.facts.index[choice]
		if !ok || !in.scope.Sees(subjectOf(in.facts.dossiers[i])) || in.taken[choice] != nil {
			return nil, fault.New(fault.Invalid, "ledger.choice", "row", columnRef(c.Row)).At("choices")
		}
		c.Match = MatchChosen
		return in.facts.dossiers[i], nil
	}
	dossier, match := in.book.find(c.Row, c.Unit)
	c.Match = match
	switch {
	case c.Row.DuplicateOf != "" || dossier != nil && in.taken[dossier.project.ID] != nil:
		c.Match = matchSkip
		return nil, nil
	case dossier == nil:
		in.look(c)
	}
	return dossier, nil
}

// look proposes similar projects, for as many rows as people would look at.
func (in *intake) look(c *LedgerChange) {
	for _, d := range in.book.similar(c.Row) {
		c.Similar = append(c.Similar, d.project)
	}
	if len(c.Similar) > 0 {
		c.Match = MatchSimilar
	}
}

// work lays the row over the project and notes each field's change.
func (in *intake) work(c *LedgerChange, d *dossier) error {
	is := &lifecycle.Project{ID: "", Unit: c.Unit}
	if d != nil {
		in.taken[d.project.ID] = c.Row
		in.known[columnRef(c.Row)] = d.project.ID
		c.Project, is = d.project, d.project.Clone()
	}
	in.hang(c.Row, is)
	in.apply(c.Row, is, c.Match == MatchCode || c.Match == MatchChosen)
	if err := is.Check(); err != nil {
		return inRow(err, c.Row)
	}
	c.is = is
	fields, err := fieldsOf(c.Project, is)
	if err != nil {
		return err
	}
	c.Fields = fields
	return in.workFigure(c, d)
}

// hang puts a phase (其中) under the project of the row it is part of. A parent
// that this very import makes has no identifier yet; save hangs its phases.
func (in *intake) hang(row *LedgerRow, is *lifecycle.Project) {
	parent := in.known[row.Sheet+"!"+itoa(row.PartOfRow)]
	if row.PartOfRow > 0 && parent != "" && parent != is.ID && is.Parent == "" {
		is.Parent = parent
	}
}

func fieldsOf(was, is *lifecycle.Project) ([]Change, error) {
	var before json.RawMessage
	if was != nil {
		before, _ = json.Marshal(was)
	}
	after, err := json.Marshal(is)
	if err != nil {
		return nil, err
	}
	return changesOf(before, after)
}

// workFigure notes what the row reports of the investment.
func (in *intake) workFigure(c *LedgerChange, d *dossier) error {
	now, ok := in.figureOf(c.Row, c.is.ID)
	if !ok {
		return nil
	}
	var before json.RawMessage
	if d != nil {
		for i, f := range d.figures {
			if f.Month == now.Month && f.Sense == now.Sense {
				c.was = &d.figures[i]
				now = merge(f, now)
				before, _ = json.Marshal(f)
			}
		}
	}
	if c.was != nil && *c.was == now {
		return nil
	}
	c.figure = &now
	after, err := json.Marshal(now)
	if err != nil {
		return err
	}
	changes, err := changesOf(before, after)
	changes = slices.DeleteFunc(changes, func(ch Change) bool { return ch.Field == "month" || ch.Field == "sense" })
	for i := range changes {
		changes[i].Field = "figure." + now.Month.String() + "." + changes[i].Field
	}
	c.Fields = slices.Concat(c.Fields, changes)
	return err
}

// inRow says in which row a fault was found.
func inRow(err error, row *LedgerRow) error {
	e, ok := fault.As(err)
	if !ok {
		return err
	}
	for _, p := range append(e.Parts, e) {
		if p.Args == nil {
			p.Args = map[string]any{}
		}
		p.Args["row"] = columnRef(row)
	}
	return err
}

// missing are the unit's projects that the file does not name. A file without a
// single row we took names nothing, and so misses nothing.
func (in *intake) missing(fig *figured, scope access.Scope) []*ProjectRow {
	below := in.facts.tree.Below(in.unit)
	return fig.seen(scope, func(r *ProjectRow) bool {
		return below[r.Project.Unit] && in.taken[r.Project.ID] == nil && r.Stage != lifecycle.Exited
	})
}

// digest is the difference in one value: an import does what was shown, or says
// that something changed in between.
func (d *LedgerDiff) digest() string {
	h := sha256.New()
	for _, list := range [][]LedgerChange{d.Added, d.Changed, d.Skipped} {
		for _, c := range list {
			project := ""
			if c.Project != nil {
				project = c.Project.ID + strconv.Itoa(c.Project.Version)
			}
			h.Write([]byte(columnRef(c.Row) + "\t" + string(c.Match) + "\t" + project + "\t" + c.Unit + "\n"))
			for _, f := range c.Fields {
				h.Write([]byte(f.Field + "\t" + string(f.New) + "\n"))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// FindingKinds are the kinds of findings, the most frequent first.
func (d *LedgerDiff) FindingKinds() []string {
	return slices.SortedFunc(maps.Keys(d.Findings), func(a, b string) int {
		return cmp.Or(-cmp.Compare(d.Findings[a], d.Findings[b]), cmp.Compare(a, b))
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
