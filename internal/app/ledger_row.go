package app

import (
	"guatu/internal/approval"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A LedgerFile is one ledger (台账) as sheet understood it: rows that are
// projects, rows that are not, and a finding for every cell that needed reading.
type LedgerFile struct {
	Name     string        `json:"file"`
	Hash     string        `json:"hash"` // SHA-256 of the bytes, hex
	Sheets   []LedgerSheet `json:"sheets"`
	Warnings []string      `json:"warnings"`
}

// Roles of a sheet.
const (
	RoleProjects = "projects"
	RoleSummary  = "summary"
	RoleNotes    = "notes"
	RoleLookup   = "lookup"
)

// A LedgerSheet is one sheet: its role, its headings, its rows.
type LedgerSheet struct {
	Name       string         `json:"sheet"`
	Role       string         `json:"role"`
	HeaderRows []int          `json:"header_rows,omitempty"`
	Unit       string         `json:"unit,omitempty"` // the unit of amounts that the title states
	Title      string         `json:"title,omitempty"`
	Layout     string         `json:"layout"`         // hash of the headings: the key of a kept mapping
	Year       int            `json:"year,omitempty"` // the ledger's own year, 0 unknown
	AsOf       workday.When   `json:"as_of,omitzero"` // the day or month its figures run to
	Hidden     bool           `json:"hidden,omitempty"`
	Columns    []LedgerColumn `json:"columns,omitempty"`
	Rows       []LedgerRow    `json:"rows,omitempty"`
	Skips      []LedgerSkip   `json:"skips,omitempty"`
	Warnings   []string       `json:"warnings"` // sorted, about the whole sheet
	Findings   []Finding      `json:"findings,omitempty"`
}

// A LedgerColumn is one column: its heading with the levels joined by "/", and
// the field it was taken for ("" when it was not recognised).
type LedgerColumn struct {
	Col     int    `json:"col"` // from 1
	Heading string `json:"heading"`
	Field   string `json:"field"` // a Ledger field code: "name", "total", "plan", "start_date" …
	Unit    string `json:"unit,omitempty"`
	Year    int    `json:"year,omitempty"`  // of a plan or a year's figure, where the heading states it
	Month   int    `json:"month,omitempty"` // of a figure "1–6月完成投资"
	Kept    bool   `json:"kept,omitempty"`  // mapped by hand and remembered
	Hidden  bool   `json:"hidden,omitempty"`
	// Proposed is the field its cells look like, where the heading says nothing: a
	// person decides.
	Proposed string `json:"proposed,omitempty"`
}

// A LedgerLayout is how a unit writes its ledger: kept with each import, so that
// it gets its own headings back in its own order.
type LedgerLayout struct {
	Sheet   string         `json:"sheet"`
	Title   string         `json:"title,omitempty"`
	Unit    string         `json:"unit,omitempty"` // 亿元, 万元
	Columns []LedgerColumn `json:"columns"`
}

// LayoutOf is the layout of a sheet that was read.
func LayoutOf(s LedgerSheet) LedgerLayout {
	return LedgerLayout{Sheet: s.Name, Title: s.Title, Unit: s.Unit, Columns: s.Columns}
}

// A LedgerSkip is a row that is no project.
type LedgerSkip struct {
	Row      int      `json:"row"`
	Reason   string   `json:"reason"` // section_row, subtotal_row_skipped, note_row, repeated_header
	Text     string   `json:"text,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	// Findings are what its check found: total_mismatch where a total is not the
	// sum of its rows, section_count_mismatch with both counts.
	Findings []Finding `json:"findings,omitempty"`
}

// A LedgerRow is one project as a ledger row states it. Empty is not reported.
type LedgerRow struct {
	Sheet          string                 `json:"sheet"`
	Row            int                    `json:"row"`
	Section        string                 `json:"section,omitempty"`
	Name           string                 `json:"name"`
	Enterprise     string                 `json:"enterprise"`
	EnterpriseCode string                 `json:"enterprise_code,omitempty"`
	Place          string                 `json:"place"`
	Code           string                 `json:"project_code,omitempty"`
	Unit           string                 `json:"unit"` // the unit the total was read in
	Total          money.Amount           `json:"total"`
	FixedAsset     money.Opt              `json:"fixed_asset,omitzero"`
	Plan           money.Opt              `json:"plan"`           // this year's plan
	YearDone       money.Opt              `json:"year_done"`      // done this year
	Done           money.Opt              `json:"done"`           // done since the start
	PlanYear       int                    `json:"plan_year"`      // the year of Plan and YearDone; 0 unknown
	Month          workday.When           `json:"month,omitzero"` // the month the figures run to, where stated
	Progress       string                 `json:"progress_percent,omitempty"`
	Stage          lifecycle.Stage        `json:"stage"`
	Signed         workday.When           `json:"signed,omitzero"`
	FiledOn        workday.When           `json:"filed,omitzero"`
	Start          workday.When           `json:"start_date,omitzero"`    // actual, or planned when the stage is before started
	PlannedStart   workday.When           `json:"planned_start,omitzero"` // a column 计划开工
	PlannedDone    workday.When           `json:"planned_completion,omitzero"`
	Completed      workday.When           `json:"completed_date,omitzero"`
	PlannedProduce workday.When           `json:"planned_production,omitzero"`
	Produced       workday.When           `json:"produced_date,omitzero"`
	Plans          []lifecycle.AnnualPlan `json:"plans,omitempty"` // all years' plans, where there are several
	Approvals      []LedgerApproval       `json:"approvals,omitempty"`
	Kind           string                 `json:"kind,omitempty"`
	Industry       string                 `json:"industry,omitempty"` // as written
	Chain          string                 `json:"chain,omitempty"`    // as written
	Levels         []string               `json:"levels,omitempty"`
	Tags           []string               `json:"tags,omitempty"`
	Content        string                 `json:"content,omitempty"`
	Leader         string                 `json:"leader,omitempty"`
	Contact        string                 `json:"contact,omitempty"`
	Phone          string                 `json:"phone,omitempty"`
	Image          string                 `json:"image,omitempty"`
	Problems       string                 `json:"problems,omitempty"`
	Note           string                 `json:"note,omitempty"`
	Extra          map[string]string      `json:"extra,omitempty"` // heading → text of columns not recognised
	PartOfRow      int                    `json:"part_of_row,omitempty"`
	DuplicateOf    string                 `json:"duplicate_of,omitempty"` // "sheet!row" of the earlier one
	Warnings       []string               `json:"warnings"`               // sorted, distinct codes of Findings
	Findings       []Finding              `json:"findings,omitempty"`
}

// A LedgerApproval is a date in an approval's life (审批事项办理时间) as a ledger
// states it: what happened to which item of the catalogue, and when.
type LedgerApproval struct {
	Item   string        `json:"item"`
	Kind   approval.Kind `json:"kind"` // submitted, accepted or granted
	When   workday.When  `json:"when"`
	Number string        `json:"number,omitempty"` // of the decision or the certificate
	Cell   string        `json:"cell"`
}

// A Finding is one cell that needed reading: where, what was read, what was
// understood. Its code is a warning of the ledger format (shared/ledgers).
type Finding struct {
	Code       string `json:"code"`
	Cell       string `json:"cell"` // "F12"
	Field      string `json:"field,omitempty"`
	Read       string `json:"read,omitempty"`
	Understood string `json:"understood,omitempty"`
}
