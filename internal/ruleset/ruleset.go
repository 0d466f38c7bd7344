// Package ruleset is one dated, validated set of every parameter of the core:
// size tiers, tags, level lists, kinds, milestone templates, the pro-rata curve,
// the lights. Rules differ from place to place, so none is a constant in code;
// the shipped default names the source of each.
package ruleset

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"slices"
	"strings"

	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/schedule"
	"guatu/internal/score"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

//go:embed packs/*.yaml
var packs embed.FS

// maxBody bounds a ruleset's text; the default is a tenth of it.
const maxBody = 256 << 10

// A Word is one entry of a list that is data: a kind, a tag, a level list. Words
// are the other ways ledgers write it.
type Word struct {
	Code  string   `json:"code"`
	Name  string   `json:"name"`
	Words []string `json:"words,omitempty"`
}

// A Set is every parameter of a place from a day on. ID is the hash of its text,
// by which published documents name it.
type Set struct {
	ID        string              `json:"id"`
	Name      string              `json:"name"`
	From      workday.Date        `json:"from"` // in force from this day
	Source    string              `json:"source"`
	Tiers     []lifecycle.Tier    `json:"tiers"`
	Kinds     []Word              `json:"kinds"`
	Tags      []Word              `json:"tags"`
	Levels    []Word              `json:"levels"`
	Curve     target.Curve        `json:"curve"`
	CurveFrom string              `json:"curve_source"`
	Lights    signal.Rules        `json:"lights"`
	Templates []schedule.Template `json:"templates"`

	Changes schedule.ChangeRules `json:"date_changes"`
	Pauses  lifecycle.PauseRules `json:"pauses"`

	// Recognition is how stages are declared and recognised.
	Recognition lifecycle.Rules `json:"recognition"`

	Checks  []lifecycle.CrossCheck `json:"checks"`  // 疑点
	Windows []lifecycle.Window     `json:"windows"` // 入库、升规

	Visit lifecycle.VisitForm `json:"visit_form"` // 现场核查

	Publications score.PublicationRules `json:"publications"` // 公示、督办
	Indicators   *indicator.Rules       `json:"-"`            // 指标
	Approvals    *approval.Catalogue    `json:"-"`            // 审批事项目录

	Body string `json:"-"` // the YAML it was read from
}

// Default is the shipped set.
func Default() *Set {
	set, err := Pack("default")
	if err != nil {
		panic(err) // the embedded file is held valid by a test
	}
	return set
}

// Packs are the names of the shipped sets.
func Packs() []string {
	files, _ := packs.ReadDir("packs") // embedded: cannot fail
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}

// Pack reads a shipped set by name.
func Pack(name string) (*Set, error) {
	body, err := packs.ReadFile("packs/" + name + ".yaml")
	if err != nil {
		return nil, fault.New(fault.NotFound, "ruleset.no_pack", "name", name, "packs", strings.Join(Packs(), ", "))
	}
	return Parse(string(body))
}

// Parse reads a ruleset from YAML. Unknown keys are mistakes; every mistake is
// reported, a mistake of form with its line.
func Parse(body string) (*Set, error) {
	if len(body) > maxBody {
		return nil, fault.New(fault.TooLarge, "ruleset.too_large", "max", maxBody)
	}
	file, err := decode(body)
	if err != nil {
		return nil, err
	}
	set, err := file.set()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(body))
	set.ID, set.Body = hex.EncodeToString(sum[:6]), body
	return set, nil
}

// Check reports everything in the set that cannot be.
func (s *Set) Check() error {
	var wrong fault.List
	wrong.Check(s.Name != "", "name", "ruleset.no_name")
	wrong.Check(!s.From.IsZero(), "from", "ruleset.no_from")
	wrong.Add(s.Curve.Check())
	wrong.Add(s.Lights.Check())
	wrong.Add(s.Recognition.Check())
	for _, t := range s.Templates {
		wrong.Add(t.Check())
	}
	for _, t := range s.Tiers {
		wrong.Check(t.Code != "" && t.Name != "" && t.Min >= 0 && (t.Below == 0 || t.Below > t.Min), "tiers", "ruleset.tier", "code", t.Code)
	}
	for field, words := range map[string][]Word{"kinds": s.Kinds, "tags": s.Tags, "levels": s.Levels} {
		for _, w := range words {
			wrong.Check(w.Code != "" && w.Name != "", field, "ruleset.word", "code", w.Code)
		}
	}
	return wrong.Err()
}

// InForce is the set in force on a day among a place's own, newest first wins;
// before the first of them, the default holds.
func InForce(sets []*Set, on workday.Date) *Set {
	var best *Set
	for _, s := range sets {
		if s.From <= on && (best == nil || s.From >= best.From) {
			best = s
		}
	}
	if best == nil {
		return fallback
	}
	return best
}

// fallback is set before anything else is parsed; sections that a ruleset leaves
// out are taken from it, and the default leaves none out.
var fallback *Set

func init() { fallback = Default() }

// Find gives the word whose code, name or other way of writing is text.
func Find(words []Word, text string) (Word, bool) {
	text = strings.TrimSpace(text)
	i := slices.IndexFunc(words, func(w Word) bool {
		return w.Code == text || w.Name == text || slices.Contains(w.Words, text)
	})
	if i < 0 {
		return Word{}, false
	}
	return words[i], true
}

// NameOf is the name of a code, or the code itself where the set has dropped it.
func NameOf(words []Word, code string) string {
	for _, w := range words {
		if w.Code == code {
			return w.Name
		}
	}
	return code
}

// TierName is the name of a tier's code.
func (s *Set) TierName(code string) string {
	for _, t := range s.Tiers {
		if t.Code == code {
			return t.Name
		}
	}
	return code
}

// yuan reads a tier's amount, written in 亿元.
func yuan(text string) (money.Yuan, bool) {
	y, exact, err := money.ParseDecimal(text, money.Yi)
	return y, err == nil && exact
}
