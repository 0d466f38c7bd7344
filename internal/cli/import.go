// guatu import: a ledger taken in on the command line.

package cli

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/sheet"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// ImportCmd is guatu import FILE, and guatu import undo CAUSE.
type ImportCmd struct {
	File   string `arg:"" help:"A ledger (.xlsx, .csv), or 'undo'."`
	Cause  string `arg:"" optional:"" help:"The import to undo."`
	Unit   string `help:"Whose ledger it is: name, division code or identifier." placeholder:"UNIT"`
	Month  string `help:"The month its figures run to, where it does not say: 2026-10." placeholder:"YYYY-MM"`
	DryRun bool   `help:"Change nothing; print the difference."`
	JSON   bool   `name:"json" help:"Print one JSON line per recognised row, then a summary."`
	acting
}

// Help documents the format.
func (ImportCmd) Help() string {
	return `All or nothing, in one act; undone by 'guatu import undo CAUSE' with the
cause it printed. Where no database exists yet, --dry-run compares with an empty
one and creates nothing. Example:
  guatu import 台账.xlsx --unit 涟水县 --as zhang --dry-run`
}

// Run reads the file first: what cannot be read needs no database.
func (c ImportCmd) Run(s *Streams, p place) error {
	if c.File == "undo" {
		return c.undo(s, p)
	}
	if c.Unit == "" {
		return fault.New(fault.Invalid, "cli.unit_empty")
	}
	if !there(p) {
		return c.alone(s, p)
	}
	a, done, err := openApp(p, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer done()
	ctx := context.Background()
	who, err := c.actor(ctx, a)
	if err != nil {
		return err
	}
	in, err := c.intake(ctx, a, who)
	if err != nil {
		return err
	}
	return c.carryOut(ctx, s, a, who, in)
}

// there tells whether the place has a database already.
func there(p place) bool {
	if p.DB != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(p.Data, "guatu.db"))
	return err == nil
}

// alone shows what a file holds where there is nothing to compare it with.
func (c ImportCmd) alone(s *Streams, p place) error {
	if !c.DryRun {
		return fault.New(fault.NotFound, "data.none", "dir", p.Data)
	}
	file, err := readLedger(c.File, sheet.Options{Today: workday.DateOf(time.Now().In(store.Zone))})
	if err != nil {
		return err
	}
	if c.JSON {
		return sheet.JSONLines(s.Out, file)
	}
	diff := &app.LedgerDiff{File: file.Name, Findings: map[string]int{}}
	for i := range file.Sheets {
		for j := range file.Sheets[i].Rows {
			row := &file.Sheets[i].Rows[j]
			diff.Added = append(diff.Added, app.LedgerChange{Row: row})
			for _, w := range row.Warnings {
				diff.Findings[w]++
			}
		}
	}
	return printDiff(s, diff)
}

func readLedger(path string, opt sheet.Options) (*app.LedgerFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return sheet.Read(path, f, info.Size(), opt)
}

// intake reads the file with the unit's own mappings.
func (c ImportCmd) intake(ctx context.Context, a *app.App, who access.Actor) (in app.LedgerImport, err error) {
	unit, err := a.UnitNamed(ctx, who, c.Unit)
	if err != nil {
		return in, err
	}
	in.Unit = unit.ID
	if in.Month, err = workday.ParseWhen(c.Month); err != nil {
		return in, fault.New(fault.Invalid, "figure.month").At("month").Because(err)
	}
	mapping, err := a.LedgerMappings(ctx, who, unit.ID)
	if err != nil {
		return in, err
	}
	words, err := a.LedgerWords(ctx, who)
	if err != nil {
		return in, err
	}
	in.File, err = readLedger(c.File, sheet.Options{Today: a.Today(), Mapping: mapping, Approvals: words})
	return in, err
}

func (c ImportCmd) carryOut(ctx context.Context, s *Streams, a *app.App, who access.Actor, in app.LedgerImport) error {
	if c.JSON {
		if err := sheet.JSONLines(s.Out, in.File); err != nil {
			return err
		}
	}
	if c.DryRun {
		diff, err := a.LedgerPreview(ctx, who, in)
		if err != nil || c.JSON {
			return err
		}
		return printDiff(s, diff)
	}
	cause, diff, err := a.LedgerImport(ctx, who, in)
	if err != nil || c.JSON {
		return err
	}
	if err := printDiff(s, diff); err != nil || cause == "" {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "已导入，撤销用: guatu import undo %s\n", cause)
	return err
}

func (c ImportCmd) undo(s *Streams, p place) error {
	if c.Cause == "" {
		return fault.New(fault.Invalid, "cli.cause_empty")
	}
	a, done, err := openApp(p, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer done()
	who, err := c.actor(context.Background(), a)
	if err != nil {
		return err
	}
	if err := a.LedgerUndo(context.Background(), who, c.Cause); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.Out, "已撤销")
	return err
}

// printDiff says in lines what an import changes.
func printDiff(s *Streams, d *app.LedgerDiff) error {
	for _, list := range []struct {
		word    string
		changes []app.LedgerChange
	}{{"新增", d.Added}, {"变更", d.Changed}, {"不导入", d.Skipped}} {
		for _, c := range list.changes {
			fmt.Fprintf(s.Out, "%s\t%s!%d\t%s\n", list.word, c.Row.Sheet, c.Row.Row, c.Row.Name)
			if list.word != "变更" {
				continue
			}
			for _, f := range c.Fields {
				fmt.Fprintf(s.Out, "\t%s\t%s → %s\n", f.Field, f.Old, f.New)
			}
		}
	}
	for _, r := range d.Missing {
		fmt.Fprintf(s.Out, "本表未列\t\t%s\n", r.Project.Name)
	}
	for _, kind := range d.FindingKinds() {
		fmt.Fprintf(s.Out, "提示\t%s\t%d 行\n", glossary.LabelOf(glossary.ZH, "warning", kind), d.Findings[kind])
	}
	_, err := fmt.Fprintf(s.Out, "合计：新增 %d，变更 %d，不变 %d，不导入 %d，本表未列 %d\n", len(d.Added), len(d.Changed), d.Unchanged, len(d.Skipped), len(d.Missing))
	return err
}
