package sheet

// Columns of approval dates: a heading that names an item of the catalogue and
// what happened to it, 环评 above 受理时间 and 批复时间, or 施工许可证 over dates.

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"guatu/internal/approval"
)

//go:embed approvals.tsv
var approvalsTSV string

// kindApproval is a column of an approval item's dates or numbers.
const kindApproval kind = "approval"

// approvalPrefix begins the field codes of such columns: approval.eia.granted.
const approvalPrefix = "approval."

// What a heading says of an item beside the kinds of facts.
const (
	saysNumber  = "number"  // the number of the decision or the certificate
	saysPlanned = "planned" // when it is to be: no fact
	saysTime    = "time"
	saysState   = "state"
	saysNothing = "-"
)

// ApprovalField is the field code of a column of an item's dates; kind is one of
// submitted, accepted, granted, and number for the number of what was granted.
func ApprovalField(item, kind string) string { return approvalPrefix + item + "." + kind }

// ApprovalOf takes such a field code apart.
func ApprovalOf(field string) (item, kind string, ok bool) {
	rest, is := strings.CutPrefix(field, approvalPrefix)
	i := strings.LastIndexByte(rest, '.')
	if !is || i <= 0 {
		return "", "", false
	}
	return rest[:i], rest[i+1:], true
}

// A saying is one phrase of approvals.tsv.
type saying struct{ phrase, says string }

// sayings are the phrases, the longest first.
var sayings = mustSayings(approvalsTSV)

// mustSayings parses the embedded table; a mistake in it shows in every test.
func mustSayings(tsv string) []saying {
	var list []saying
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		phrase, says, ok := strings.Cut(line, "\t")
		if !ok || phrase == "" || says == "" {
			panic(fmt.Sprintf("sheet: approvals.tsv: %q", line))
		}
		list = append(list, saying{phrase, says})
	}
	slices.SortStableFunc(list, func(a, b saying) int { return len(b.phrase) - len(a.phrase) })
	return list
}

// said is what a phrase says: an event of the table, or only that a time is meant.
// ok is false where the phrase has anything in it that is not in the table.
func said(phrase string) (event string, time, ok bool) {
	state := false
	for phrase != "" {
		i := slices.IndexFunc(sayings, func(s saying) bool { return strings.HasPrefix(phrase, s.phrase) })
		if i < 0 {
			return "", false, false
		}
		s := sayings[i]
		phrase = phrase[len(s.phrase):]
		switch {
		case s.says == saysNothing:
		case s.says == saysTime:
			time = true
		case s.says == saysState:
			state = true
		case event == "" || event == s.says || s.says == saysPlanned, event == string(approval.Granted) && s.says == saysNumber:
			event = s.says
		case event != saysPlanned:
			return "", false, false
		}
	}
	if state && event != saysPlanned {
		return "", false, true
	}
	return event, time, true
}

// An itemWord is one name of an item, folded.
type itemWord struct {
	word, item string
	// dated: with 时间 behind it the word is already a date of the project (立项备案
	// is a stage), and stays one.
	dated bool
}

// An approvalWords is the vocabulary of a reading; nil knows no items.
type approvalWords []itemWord

// newApprovalWords folds the names of Options.Approvals, the longest first.
func newApprovalWords(names map[string]string) approvalWords {
	var list approvalWords
	for name, item := range names {
		if w := approvalKey(name); w != "" {
			list = append(list, itemWord{w, item, datedHeading(w + "时间")})
		}
	}
	slices.SortFunc(list, func(a, b itemWord) int {
		if len(a.word) != len(b.word) {
			return len(b.word) - len(a.word)
		}
		return strings.Compare(a.word+a.item, b.word+b.item)
	})
	return list
}

// approvalKey is a text as names of items are compared: folded, without brackets.
func approvalKey(s string) string { return strings.NewReplacer("(", "", ")", "").Replace(fold(s)) }

func datedHeading(text string) bool {
	list := newHeading([]string{text}).candidates()
	return len(list) > 0 && list[0].kind == kindDate
}

// find gives the longest name of an item in a text, and the text without it.
func (a approvalWords) find(text string) (w itemWord, rest string, ok bool) {
	key := approvalKey(text)
	for _, w := range a {
		if before, after, has := strings.Cut(key, w.word); has {
			return w, before + after, true
		}
	}
	return w, "", false
}

// names tells that a text is a name of an item, or such a name and what happened.
func (a approvalWords) names(text string) bool {
	_, rest, ok := a.find(text)
	if !ok {
		return false
	}
	_, _, ok = said(rest)
	return ok
}

// event tells a lower level of a heading that says what happened: 受理时间, 文号.
func (a approvalWords) event(text string) bool {
	event, _, ok := said(approvalKey(text))
	return len(a) > 0 && ok && event != ""
}

// meaning gives the item that a heading names and what it says of it. The item
// stands in one level; what happened stands beside it, below it, or above. A name
// alone is the grant where the cells below are dates.
func (a approvalWords) meaning(levels []string, e evidence) (field string, ok bool) {
	for i := len(levels) - 1; i >= 0; i-- {
		w, rest, has := a.find(levels[i])
		if !has {
			continue
		}
		event, time, ok := said(rest + approvalKey(strings.Join(levels[i+1:], "")))
		if above := levels[:i]; ok && event == "" && len(above) > 0 {
			event, _, _ = said(approvalKey(above[len(above)-1]))
		}
		switch {
		case !ok, event == "" && !time && !e.mostlyDates(), w.dated && datedHeading(strings.Join(levels, "")):
			return "", false
		case event == "":
			event = string(approval.Granted)
		}
		return ApprovalField(w.item, event), true
	}
	return "", false
}

// mostlyDates tells a column of dates, beside which some cells may say 已办 or 未办.
func (e evidence) mostlyDates() bool { return e.dates > 0 && e.dates*2 >= e.cells-e.said }

// take takes columns of approval dates out of the choice of fields. A heading that
// says when an item is planned is no field at all.
func (a approvalWords) take(cols []column, levels [][]string, evidences []evidence) {
	if len(a) == 0 {
		return
	}
	taken := map[string]bool{}
	for i := range cols {
		field, ok := a.meaning(levels[i], evidences[i])
		c := &cols[i]
		if !ok {
			a.notFiling(c)
			continue
		}
		c.options, c.kind, c.Proposed = nil, kindApproval, ""
		if _, says, _ := ApprovalOf(field); says == saysPlanned || taken[field] {
			c.kind = kindOther
			continue
		}
		c.Field, taken[field] = field, true
	}
}

// notFiling keeps 环评、能评批复时间, which is no one item's, from being taken for the
// date of the project's own 批复.
func (a approvalWords) notFiling(c *column) {
	if w, _, named := a.find(c.heading.leaf); named && !w.dated && len(c.options) > 0 && c.options[0].field == "filed" {
		c.options, c.kind = nil, kindOther
	}
}
