package sheet

// The result of Read as lines of JSON: the form of shared/ledgers/README.md, which
// guatu import --json prints.

import (
	"encoding/json"
	"io"

	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/workday"
)

type fileLine struct {
	Kind     string   `json:"kind"`
	File     string   `json:"file"`
	Sheets   int      `json:"sheets"`
	Projects int      `json:"projects"`
	Skipped  int      `json:"rows_skipped"`
	Warnings []string `json:"warnings"`
}

type sheetLine struct {
	Kind       string   `json:"kind"`
	File       string   `json:"file"`
	Sheet      string   `json:"sheet"`
	Role       string   `json:"role"`
	HeaderRows []int    `json:"header_rows,omitempty"`
	Unit       string   `json:"unit,omitempty"`
	Projects   int      `json:"projects"`
	Warnings   []string `json:"warnings"`
}

type skipLine struct {
	Kind     string   `json:"kind"`
	File     string   `json:"file"`
	Sheet    string   `json:"sheet"`
	Row      int      `json:"row"`
	Reason   string   `json:"reason"`
	Warnings []string `json:"warnings,omitempty"`
}

type projectLine struct {
	Kind           string         `json:"kind"`
	File           string         `json:"file"`
	Sheet          string         `json:"sheet"`
	Row            int            `json:"row"`
	Section        string         `json:"section,omitempty"`
	Name           string         `json:"name"`
	Enterprise     string         `json:"enterprise"`
	Place          string         `json:"place"`
	Code           string         `json:"code,omitempty"`
	ProjectCode    string         `json:"project_code,omitempty"`
	Unit           string         `json:"unit"`
	Total          money.Opt      `json:"total_yuan"`
	Low            money.Opt      `json:"total_low_yuan,omitzero"`
	High           money.Opt      `json:"total_high_yuan,omitzero"`
	Foreign        *money.Foreign `json:"total_foreign,omitempty"`
	Plan           money.Opt      `json:"plan_yuan"`
	YearDone       money.Opt      `json:"year_done_yuan"`
	Done           money.Opt      `json:"done_yuan"`
	Progress       string         `json:"progress_percent,omitempty"`
	Stage          string         `json:"stage"`
	Signed         *whenJSON      `json:"signed,omitempty"`
	Start          *whenJSON      `json:"start_date"`
	PlannedDone    *whenJSON      `json:"planned_completion"`
	Completed      *whenJSON      `json:"completed_date,omitempty"`
	PlannedProduce *whenJSON      `json:"planned_production,omitempty"`
	Produced       *whenJSON      `json:"produced_date,omitempty"`
	PartOf         int            `json:"part_of_row,omitempty"`
	DuplicateOf    string         `json:"duplicate_of,omitempty"`
	Warnings       []string       `json:"warnings"`
}

type summaryLine struct {
	Kind       string         `json:"kind"`
	File       string         `json:"file"`
	Projects   int            `json:"projects"`
	Skipped    int            `json:"rows_skipped"`
	Duplicates int            `json:"duplicates"`
	Parts      int            `json:"parts"`
	Findings   map[string]int `json:"findings"` // by code
}

// A whenJSON is a date with its precision spelled out.
type whenJSON struct {
	Date      string `json:"date"`
	Precision string `json:"precision"`
}

func whenLine(w workday.When) *whenJSON {
	if w.IsZero() {
		return nil
	}
	return &whenJSON{w.String(), w.Precision.String()}
}

// JSONLines writes what Read understood: a file line, for each sheet its line, its
// skipped rows and its projects in the order of their rows, then one summary line.
// Rows whose ledger has only a planned start show it as start_date.
func JSONLines(w io.Writer, f *app.LedgerFile) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	head := fileLine{Kind: "file", File: f.Name, Sheets: len(f.Sheets), Warnings: f.Warnings}
	for _, s := range f.Sheets {
		head.Projects += len(s.Rows)
		head.Skipped += len(s.Skips)
	}
	if err := enc.Encode(head); err != nil {
		return err
	}
	for i := range f.Sheets {
		if err := writeSheet(enc, f.Name, &f.Sheets[i]); err != nil {
			return err
		}
	}
	return enc.Encode(summaryOf(f, head))
}

// writeSheet merges skipped rows and projects by their row numbers.
func writeSheet(enc *json.Encoder, file string, s *app.LedgerSheet) error {
	line := sheetLine{"sheet", file, s.Name, s.Role, s.HeaderRows, s.Unit, len(s.Rows), s.Warnings}
	if err := enc.Encode(line); err != nil {
		return err
	}
	planned := true
	for _, c := range s.Columns {
		planned = planned && c.Field != "start_date"
	}
	for i, j := 0, 0; i < len(s.Rows) || j < len(s.Skips); {
		var next any
		if j < len(s.Skips) && (i == len(s.Rows) || s.Skips[j].Row < s.Rows[i].Row) {
			next = skipLine{"skip", file, s.Name, s.Skips[j].Row, s.Skips[j].Reason, s.Skips[j].Warnings}
			j++
		} else {
			next = lineOf(file, &s.Rows[i], planned)
			i++
		}
		if err := enc.Encode(next); err != nil {
			return err
		}
	}
	return nil
}

func lineOf(file string, r *app.LedgerRow, planned bool) projectLine {
	start := r.Start
	if start.IsZero() && planned {
		start = r.PlannedStart
	}
	return projectLine{
		Kind: "project", File: file, Sheet: r.Sheet, Row: r.Row, Section: r.Section,
		Name: r.Name, Enterprise: r.Enterprise, Place: r.Place, Code: r.EnterpriseCode, ProjectCode: r.Code,
		Unit: r.Unit, Total: r.Total.Opt, Low: r.Total.Low, High: r.Total.High, Foreign: r.Total.Foreign,
		Plan: r.Plan, YearDone: r.YearDone, Done: r.Done, Progress: r.Progress, Stage: string(r.Stage),
		Signed: whenLine(r.Signed), Start: whenLine(start), PlannedDone: whenLine(r.PlannedDone), Completed: whenLine(r.Completed),
		PlannedProduce: whenLine(r.PlannedProduce), Produced: whenLine(r.Produced),
		PartOf: r.PartOfRow, DuplicateOf: r.DuplicateOf, Warnings: r.Warnings,
	}
}

func summaryOf(f *app.LedgerFile, head fileLine) summaryLine {
	sum := summaryLine{Kind: "summary", File: f.Name, Projects: head.Projects, Skipped: head.Skipped, Findings: map[string]int{}}
	for _, s := range f.Sheets {
		for _, r := range s.Rows {
			for _, found := range r.Findings {
				sum.Findings[found.Code]++
			}
			if r.DuplicateOf != "" {
				sum.Duplicates++
			}
			if r.PartOfRow != 0 {
				sum.Parts++
			}
		}
		for _, k := range s.Skips {
			for _, found := range k.Findings {
				sum.Findings[found.Code]++
			}
		}
	}
	return sum
}
