package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"slices"
	"strconv"

	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
)

// A laid row is what it makes of its project. It is worked out twice, for the
// difference and for the writing: a large ledger's would fill the memory between
// the two.
type laid struct {
	is          *lifecycle.Project
	was, figure *lifecycle.Figure // figure is nil where the row changes none
	changes     []schedule.Change // other planned dates, asked for
	moved       []lifecycle.Stage // planned dates that moved freely
	approvals   []approvalMove
}

// lay lays a row over its project.
func (in *intake) lay(c *LedgerChange) (l laid, err error) {
	l.is = &lifecycle.Project{Unit: c.Unit}
	if c.Project != nil {
		l.is = c.Project.Clone()
	}
	in.hang(c.Row, l.is, in.known)
	in.apply(c.Row, l.is, c.Match == MatchCode || c.Match == MatchChosen)
	in.keepDates(c, &l)
	if err := l.is.Check(); err != nil {
		return l, inRow(err, c.Row)
	}
	if err := in.keepApprovals(c, &l); err != nil {
		return l, inRow(err, c.Row)
	}
	now, ok := in.figureOf(c.Row, l.is.ID)
	if !ok {
		return l, nil
	}
	if c.dossier != nil {
		for i, f := range c.dossier.figures {
			if f.Month == now.Month && f.Sense == now.Sense {
				l.was, now = &c.dossier.figures[i], merge(f, now)
			}
		}
	}
	if l.was == nil || *l.was != now {
		l.figure = &now
	}
	return l, nil
}

// hang puts a phase (其中) under the project of the row it is part of.
func (in *intake) hang(row *LedgerRow, is *lifecycle.Project, known map[string]string) {
	if row.PartOfRow == 0 || is.Parent != "" {
		return
	}
	if parent := known[headRef(row)]; parent != is.ID {
		is.Parent = parent
	}
}

// work notes what a row changes. Of a new project everything is new and nothing
// is listed: the fingerprint has it.
func (in *intake) work(c *LedgerChange) error {
	l, err := in.lay(c)
	if err != nil {
		return err
	}
	if c.Project == nil {
		return in.print.note(listAdded, c, l.is, l.figure)
	}
	if c.Fields, err = fieldsOf(c.Project, l.is); err != nil {
		return err
	}
	reported, err := figureFields(l)
	if err != nil {
		return err
	}
	asked, err := c.dateFields()
	if err != nil {
		return err
	}
	approved, err := approvalFields(&l)
	if err != nil {
		return err
	}
	if c.Fields = slices.Concat(c.Fields, asked, approved, reported); len(c.Fields) == 0 {
		return nil
	}
	return in.print.note(listChanged, c, c.Fields)
}

// fieldsOf are the fields that differ between two values of one kind.
func fieldsOf(was, is any) ([]Change, error) {
	before, err := json.Marshal(was)
	if err != nil {
		return nil, err
	}
	after, err := json.Marshal(is)
	if err != nil || bytes.Equal(before, after) {
		return nil, err
	}
	return changesOf(before, after)
}

// figureFields are the fields that change of a month's figure, named with it.
func figureFields(l laid) ([]Change, error) {
	if l.figure == nil {
		return nil, nil
	}
	was := &lifecycle.Figure{Project: l.figure.Project, Month: l.figure.Month, Sense: l.figure.Sense}
	if l.was != nil {
		was = l.was
	}
	changes, err := fieldsOf(was, l.figure)
	for i := range changes {
		changes[i].Field = "figure." + l.figure.Month.String() + "." + changes[i].Field
	}
	return changes, err
}

// A fingerprint is a difference in one value: an import does what was shown, or
// says that something changed in between.
type fingerprint [3]hash.Hash

// The lists of a difference.
const (
	listAdded = iota
	listChanged
	listSkipped
)

func newFingerprint() fingerprint {
	return fingerprint{sha256.New(), sha256.New(), sha256.New()}
}

// note takes in one change of a list, and what it makes.
func (f fingerprint) note(list int, c *LedgerChange, makes ...any) error {
	project := ""
	if c.Project != nil {
		project = c.Project.ID + strconv.Itoa(c.Project.Version)
	}
	f[list].Write([]byte(columnRef(c.Row) + "\t" + string(c.Match) + "\t" + project + "\t" + c.Unit + "\n"))
	into := json.NewEncoder(f[list])
	for _, v := range makes {
		if err := into.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

func (f fingerprint) digest() string {
	all := sha256.New()
	for _, list := range f {
		all.Write(list.Sum(nil))
	}
	return hex.EncodeToString(all.Sum(nil)[:12])
}
