package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/workday"
)

// ReadingsImport gives readings out of a table as an office keeps it: units down,
// indicators across, one period. Shells cut a file or what was pasted into cells.
type ReadingsImport struct {
	Period workday.When `json:"period"`
	Source string       `json:"source"`
	Note   string       `json:"note,omitempty"`
	Cells  [][]string   `json:"cells"`
}

// maxReadingCells bounds a table before it is looked at.
const maxReadingCells = 50_000

// ReadingsImport writes the table's figures or none, and tells how many were new or
// revised. All mistakes are reported with their row and column, counted from 1;
// empty cells say nothing.
func (a *App) ReadingsImport(ctx context.Context, who access.Actor, in ReadingsImport) (int, error) {
	if err := may(who, access.GiveReading); err != nil {
		return 0, err
	}
	m, fig, err := a.measured(ctx, who, Moment{})
	if err != nil {
		return 0, err
	}
	items, places, err := tableReadings(in, m.set.Indicators, fig.facts.tree, who)
	if err != nil {
		return 0, err
	}
	changed, err := a.ReadingsSave(ctx, who, ReadingsSave{Source: in.Source, Note: in.Note, Items: items})
	return changed, atCells(err, places)
}

// A cellPlace is a cell as people count.
type cellPlace struct{ row, column int }

// tableReadings understands a table. The row of headings is the first that names an
// outside indicator; what stands above it is a title.
func tableReadings(in ReadingsImport, rules *indicator.Rules, tree *access.Tree, who access.Actor) (items []ReadingItem, places []cellPlace, err error) {
	cells := 0
	for _, row := range in.Cells {
		cells += len(row)
	}
	if cells > maxReadingCells {
		return nil, nil, fault.New(fault.TooLarge, "reading.table_large", "max", maxReadingCells).At("cells")
	}
	heading := slices.IndexFunc(in.Cells, func(row []string) bool {
		return slices.ContainsFunc(row, func(cell string) bool { return outsideNamed(rules, cell) != "" })
	})
	if heading < 0 {
		return nil, nil, fault.New(fault.Invalid, "reading.no_heading").At("cells")
	}
	var wrong fault.List
	columns := headings(in.Cells[heading], rules, heading, &wrong)
	units := unitsByName(tree, who)
	for i, row := range in.Cells[heading+1:] {
		at := heading + 1 + i
		for c, code := range columns {
			if code == "" || c >= len(row) || strings.TrimSpace(row[c]) == "" {
				continue
			}
			unit, ok := units[formula.Fold(row[0])]
			wrong.Check(ok, cellField(cellPlace{at + 1, 1}), "reading.unit", "unit", row[0])
			if !ok {
				break
			}
			items = append(items, ReadingItem{Unit: unit, Indicator: code, Period: in.Period, Value: plainFigure(row[c])})
			places = append(places, cellPlace{at + 1, c + 1})
		}
	}
	return items, places, wrong.Err()
}

// headings are the codes of the indicators a row of headings names; "" where a
// column is none, which is a mistake unless it is the units' or empty.
func headings(row []string, rules *indicator.Rules, at int, wrong *fault.List) []string {
	codes := make([]string, len(row))
	for c, cell := range row {
		if c == 0 || strings.TrimSpace(cell) == "" {
			continue
		}
		codes[c] = outsideNamed(rules, cell)
		wrong.Check(codes[c] != "", cellField(cellPlace{at + 1, c + 1}), "indicator.unknown", "code", cell)
	}
	return codes
}

// outsideNamed is the code of the outside indicator that a heading names, with or
// without its measure in brackets; "" for none.
func outsideNamed(rules *indicator.Rules, heading string) string {
	name, _, _ := strings.Cut(formula.Fold(heading), "(")
	i, ok := rules.Find(strings.TrimSpace(name))
	if !ok || rules.Definitions()[i].Outside == nil {
		return ""
	}
	return rules.Definitions()[i].Code
}

// unitsByName finds units the actor sees by name, short name or identifier; a name
// that two have finds none.
func unitsByName(tree *access.Tree, who access.Actor) map[string]string {
	units, twice := map[string]string{}, map[string]bool{}
	for _, u := range tree.Units() {
		if u.Closed || !who.Scope().SeesUnit(u.ID) {
			continue
		}
		for _, name := range slices.Compact([]string{u.ID, formula.Fold(u.Name), formula.Fold(u.Short)}) {
			if was, there := units[name]; there && was != u.ID {
				twice[name] = true
			}
			units[name] = u.ID
		}
	}
	for name := range twice {
		delete(units, name)
	}
	delete(units, "")
	return units
}

// plainFigure takes out of a cell what people put around a figure: spaces, commas
// between thousands, a sign of per cent.
func plainFigure(cell string) string {
	text := strings.NewReplacer(",", "", "，", "", " ", "", "　", "", "％", "", "%", "", "－", "-", "−", "-", "＋", "", "+", "").Replace(strings.TrimSpace(cell))
	return text
}

// atCells puts the mistakes of items to their cells.
func atCells(err error, places []cellPlace) error {
	e, ok := fault.As(err)
	if !ok {
		return err
	}
	for _, p := range e.Parts {
		line, _, found := strings.Cut(strings.TrimPrefix(p.Field, "items["), "]")
		if i, err := strconv.Atoi(line); found && err == nil && i < len(places) {
			p.Field = cellField(places[i])
		}
	}
	return err
}

// cellField is a cell as the field of a fault: cells[3].2 is row 3, column 2.
func cellField(p cellPlace) string {
	return "cells[" + strconv.Itoa(p.row) + "]." + strconv.Itoa(p.column)
}
