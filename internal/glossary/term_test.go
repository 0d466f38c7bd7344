package glossary

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/glossary.md")

// Every constant that people may see has a word: kind is the first part of its code.
func TestEveryCodeOfTheCoreHasAWord(t *testing.T) {
	for _, c := range []struct{ dir, name, kind string }{
		{"internal/lifecycle", "Stage", "stage"},
		{"internal/lifecycle", "Sense", "sense"},
		{"internal/lifecycle", "Store", "store"},
		{"internal/lifecycle", "Severity", "severity"},
		{"internal/lifecycle", "Comparison", "comparison"},
		{"internal/lifecycle", "Entry", "entry"},
		{"internal/lifecycle", "WindowState", "window"},
		{"internal/lifecycle", "Basis", "chain_basis"},
		{"internal/lifecycle", "PassageState", "passage"},
		{"internal/lifecycle", "RatioCode", "ratio"},
		{"internal/lifecycle", "BatchNotice", "batch_notice"},
		{"internal/app", "Gap", "gap"},
		{"internal/app", "IndicatorKind", "indicator_kind"},
		{"internal/indicator", "Period", "period"},
		{"internal/indicator", "Quantity", "quantity"},
		{"internal/indicator", "Event", "event"},
		{"internal/indicator", "Read", "indicator_read"},
		{"internal/indicator", "Better", "indicator_better"},
		{"internal/indicator", "Empty", "indicator_empty"},
		{"internal/score", "Means", "scheme_means"},
		{"internal/score", "Window", "scheme_window"},
		{"internal/access", "Role", "role"},
		{"internal/access", "Action", "action"},
		{"internal/access", "UnitKind", "unit_kind"},
		{"internal/lifecycle", "ClaimAct", "claim.act"},
		{"internal/lifecycle", "PauseAct", "pause.act"},
		{"internal/schedule", "ChangeAct", "change.act"},
		{"internal/schedule", "NodeState", "node"},
		{"internal/approval", "State", "approval_state"},
		{"internal/approval", "Kind", "approval_fact"},
		{"internal/approval", "StopReason", "stop_reason"},
		{"internal/approval", "ReasonCode", "approval_reason"},
		{"internal/approval", "Unit", "approval_unit"},
		{"internal/approval", "ChangeKind", "approval_change"},
		{"internal/signal", "Light", "light"},
		{"internal/signal", "Measure", "measure"},
		{"internal/target", "Basis", "basis"},
		{"internal/formula", "Type", "formula_type"},
		{"internal/workday", "Kind", "daykind"},
		{"internal/fault", "Kind", "fault"},
	} {
		for _, value := range constants(t, c.dir, c.name) {
			wanted(t, c.kind+"."+value, c.dir+": "+c.name)
		}
	}
}

// Every field whose change the journal shows has a word, and every column of a
// ledger.
func TestEveryFieldHasAWord(t *testing.T) {
	for _, c := range []struct{ dir, name, kind string }{
		{"internal/lifecycle", "Project", "field"},
		{"internal/lifecycle", "Product", "product"},
		{"internal/lifecycle", "AnnualPlan", "plan"},
		{"internal/lifecycle", "StageFact", "stage_fact"},
		{"internal/lifecycle", "Figure", "figure"},
		{"internal/schedule", "Milestone", "milestone"},
		{"internal/schedule", "Need", "need"},
		{"internal/lifecycle", "Claim", "claim"},
		{"internal/lifecycle", "ClaimStep", "step"},
		{"internal/lifecycle", "Evidence", "evidence"},
		{"internal/lifecycle", "File", "file"},
		{"internal/lifecycle", "Answer", "answer"},
		{"internal/lifecycle", "Pause", "pause"},
		{"internal/lifecycle", "PauseStep", "step"},
		{"internal/lifecycle", "Visit", "visit"},
		{"internal/lifecycle", "Seen", "seen"},
		{"internal/lifecycle", "Batch", "batch"},
		{"internal/schedule", "Change", "change"},
		{"internal/schedule", "ChangeStep", "step"},
		{"internal/schedule", "Task", "task"},
		{"internal/access", "Unit", "unit"},
		{"internal/access", "Share", "share"},
		{"internal/access", "Person", "person"},
		{"internal/app", "LedgerRow", "ledger"},
	} {
		for _, name := range tags(t, c.dir, c.name) {
			wanted(t, c.kind+"."+name, c.dir+": "+c.name)
		}
	}
}

// The columns a ledger may have are data of sheet: one line a field, which stands
// first.
func TestEveryColumnOfALedgerHasAWord(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "internal", "sheet", "fields.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		field, _, found := strings.Cut(line, "\t")
		if found && !strings.HasPrefix(field, "#") {
			wanted(t, "ledger."+field, "fields.tsv")
		}
	}
}

// The warnings and reasons of the ledger format, the nouns of the journal and the
// lights are lists agreed between packages; they stand here once more so that none
// can fall out of the file unseen.
func TestEveryAgreedListHasItsWords(t *testing.T) {
	for kind, list := range map[string]string{
		"warning": `amount_approximate amount_range amount_foreign_currency amount_unit_differs amount_unit_unknown
			amount_has_note amount_implausible date_imprecise date_year_inferred date_ambiguous date_multiple
			date_status_word date_unparsed date_shown_as_number percent_scale_guessed stage_partial stage_conflict
			stage_unmapped part_of_above duplicate_in_file code_check_failed done_exceeds_total hidden_row
			hidden_column formula_no_cached_value section_count_mismatch`,
		"skip":       "section_row subtotal_row_skipped note_row repeated_header",
		"sheet_role": "projects summary notes lookup",
		"noun": `project figure milestone claim evidence answer pause visit change task batch unit person session credential ruleset notice boundary setting view
			ledger_mapping ledger_layout import`,
		"setting":   "map.approval map.tiles session.idle_minutes",
		"precision": "day month quarter half year",
	} {
		for _, value := range strings.Fields(list) {
			wanted(t, kind+"."+value, "the list of "+kind)
		}
	}
}

func wanted(t *testing.T, code, whose string) {
	t.Helper()
	if _, ok := Term(code); !ok {
		t.Errorf("terms.tsv has no line %s (%s)", code, whose)
	}
}

func TestEveryTermIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range Terms() {
		if seen[w.Code] {
			t.Errorf("%s stands twice in terms.tsv", w.Code)
		}
		seen[w.Code] = true
		for name, cell := range map[string]string{"中文": w.ZH, "English": w.EN, "meaning": w.Meaning, "section": w.Section} {
			if strings.TrimSpace(cell) == "" {
				t.Errorf("%s has no %s", w.Code, name)
			}
			if strings.Contains(cell, "|") || cell != strings.TrimSpace(cell) {
				t.Errorf("%s: %s is %q: no bars, no outer spaces", w.Code, name, cell)
			}
		}
	}
	if len(seen) == 0 {
		t.Error("terms.tsv is empty")
	}
}

func TestLabels(t *testing.T) {
	for name, c := range map[string]struct{ got, want string }{
		"Chinese comes first":                   {Label(ZH, "stage.started"), "开工"},
		"English by a switch":                   {Label(EN, "stage.started"), "Started"},
		"an unknown language gets Chinese":      {Label("fr", "stage.started"), "开工"},
		"a word of the office is its own label": {Label(ZH, "龙头型"), "龙头型"},
		"a value of a kind":                     {LabelOf(ZH, "role", "office"), "攻坚办"},
		"a value its kind does not know":        {LabelOf(EN, "stage", "x-own"), "x-own"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}

func TestALineOfAnotherWidthIsAMistake(t *testing.T) {
	if _, err := split("x.tsv", "# A\na\tb\n", 3); err == nil || !strings.HasPrefix(err.Error(), "x.tsv:2:") {
		t.Errorf("split gave %v, want an error that names x.tsv:2", err)
	}
}

func TestTheGlossaryIsPrinted(t *testing.T) {
	path := filepath.Join(root, "docs", "glossary.md")
	if *update {
		if err := os.WriteFile(path, []byte(Page()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(was), Page()); diff != "" {
		t.Errorf("docs/glossary.md is not what terms.tsv says; run go test ./internal/glossary -update\n%s", diff)
	}
}
