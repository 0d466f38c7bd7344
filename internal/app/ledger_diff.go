package app

import (
	"cmp"
	"context"
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
	Notes     []LedgerNote   `json:"notes,omitempty"` // findings beside what is known of the projects
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
	Fields  []Change             `json:"fields,omitempty"`  // what changes of it; a new project is what its row says

	Dates []LedgerDate `json:"dates,omitempty"` // planned dates asked to be moved
	Notes []LedgerNote `json:"notes,omitempty"` // of approval dates

	dossier *dossier // of Project
}

// An intake is one import being worked out.
type intake struct {
	LedgerImport
	unit  string
	month workday.When
	asker access.Actor
	today workday.Date
	scope access.Scope
	facts *facts
	set   *ruleset.Set
	book  *book
	below []access.Unit
	taken map[string]*LedgerRow // project → the row that has it
	known map[string]string     // row → its project, for the phases below it
	made  map[string]string     // the same of rows that this import makes projects of
	heads map[string]bool       // rows with phases below them
	print fingerprint

	industries map[string]string // what was written → its code
	newID      func() string
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
	work, err := a.newIntake(fig, who, in)
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

func (a *App) newIntake(fig *figured, who access.Actor, in LedgerImport) (*intake, error) {
	scope := who.Scope()
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
	return &intake{LedgerImport: in, asker: who, today: fig.on, unit: in.Unit, month: month, scope: scope, facts: fig.facts, set: fig.set, book: newBook(fig.facts, scope),
		below: placesBelow(tree, in.Unit), taken: map[string]*LedgerRow{}, known: map[string]string{}, made: map[string]string{}, heads: in.heads(),
		print: newFingerprint(), industries: map[string]string{}, newID: a.newID}, nil
}

// heads are the rows that others are part of.
func (in *LedgerImport) heads() map[string]bool {
	heads := map[string]bool{}
	for _, s := range in.File.Sheets {
		for i := range s.Rows {
			if s.Rows[i].PartOfRow > 0 {
				heads[headRef(&s.Rows[i])] = true
			}
		}
	}
	return heads
}

// headRef names the row that a row is part of.
func headRef(row *LedgerRow) string { return row.Sheet + "!" + itoa(row.PartOfRow) }

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
	d.Digest = in.print.digest()
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
	if err := in.decide(&change); err != nil {
		return err
	}
	if change.Match == matchSkip {
		d.Skipped = append(d.Skipped, change)
		in.print.note(listSkipped, &change)
		return nil
	}
	if err := in.work(&change); err != nil {
		return err
	}
	d.take(change.Notes)
	switch {
	case change.dossier == nil:
		d.Added = append(d.Added, change)
	case len(change.Fields) > 0:
		d.Changed = append(d.Changed, change)
	default:
		d.Unchanged++
	}
	return nil
}

// take keeps the notes of a row, and counts them as its findings.
func (d *LedgerDiff) take(notes []LedgerNote) {
	d.Notes = append(d.Notes, notes...)
	for i, n := range notes {
		if !slices.ContainsFunc(notes[:i], func(o LedgerNote) bool { return o.Code == n.Code }) {
			d.Findings[n.Code]++
		}
	}
}

const matchSkip Match = "skip"

// decide finds the project a row is of: as the person chose, else by its keys. A
// row repeated in the file, and a second row for one project, are left out.
func (in *intake) decide(c *LedgerChange) error {
	choice := in.Choices[columnRef(c.Row)]
	switch choice {
	case ChoiceSkip:
		c.Match = matchSkip
		return nil
	case ChoiceNew:
		c.Match = MatchNone
		return nil
	case "":
	default:
		i, ok := in.facts.index[choice]
		if !ok || !in.scope.Sees(subjectOf(in.facts.dossiers[i])) || in.taken[choice] != nil {
			return fault.New(fault.Invalid, "ledger.choice", "row", columnRef(c.Row)).At("choices")
		}
		c.Match = MatchChosen
		in.claim(c, in.facts.dossiers[i])
		return nil
	}
	dossier, match := in.book.find(c.Row, c.Unit)
	c.Match = match
	switch {
	case c.Row.DuplicateOf != "" || dossier != nil && in.taken[dossier.project.ID] != nil:
		c.Match = matchSkip
	case dossier == nil:
		in.look(c)
	default:
		in.claim(c, dossier)
	}
	return nil
}

// claim gives a row its project.
func (in *intake) claim(c *LedgerChange, d *dossier) {
	c.dossier, c.Project = d, d.project
	in.taken[d.project.ID] = c.Row
	if ref := columnRef(c.Row); in.heads[ref] {
		in.known[ref] = d.project.ID
	}
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

// FindingKinds are the kinds of findings, the most frequent first.
func (d *LedgerDiff) FindingKinds() []string {
	return slices.SortedFunc(maps.Keys(d.Findings), func(a, b string) int {
		return cmp.Or(-cmp.Compare(d.Findings[a], d.Findings[b]), cmp.Compare(a, b))
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
