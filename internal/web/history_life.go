package web

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// History of a project's life in words: claims, evidence, explanations, pauses,
// visits, date changes, tasks and batches. What was done about one of them are its
// steps, and a reader sees each as a line of its own.

// A saying turns a kept value into words; not ok when it is none of its kind.
type saying func(ctx context.Context, f *app.Frame, raw json.RawMessage) (text string, ok bool)

// sayings are the fields, by noun, whose values are no plain text.
var sayings = map[string]saying{
	"claim.stage": sayStage, "claim.on": sayWhen, "claim.evidence": sayCount,
	"evidence.kind":   sayWord(func(w app.Words) []ruleset.Word { return w.Evidence }),
	"evidence.issued": sayWhen, "evidence.until": sayWhen, "evidence.amount": sayMoney, "evidence.files": sayFiles, "evidence.dropped": sayYes,
	"answer.doubt": sayWord(func(w app.Words) []ruleset.Word { return w.Doubts }),
	"pause.reason": sayWord(func(w app.Words) []ruleset.Word { return w.PauseReasons }),
	"visit.at":     sayPoint, "visit.seen": sayCount,
	"change.reason": sayWord(func(w app.Words) []ruleset.Word { return w.ChangeReasons }),
	"change.node":   sayNode, "change.from": sayWhen, "change.to": sayWhen,
	"task.node": sayNode, "task.due": sayWhen, "task.done": sayWhen, "task.owner": sayPerson,
	"batch.stage": sayStage, "batch.amount": sayMoney, "batch.count": sayNumber, "batch.closed": sayYes,
	"milestone.needs": sayNeeds, "milestone.days": sayNumber,
}

// sayer is how values of a noun's field are said; what cannot be read is shown as
// it is kept.
func sayer(f *app.Frame, noun, field string) func(context.Context, json.RawMessage) string {
	say, known := sayings[noun+"."+field]
	return func(ctx context.Context, raw json.RawMessage) string {
		if !known {
			return valueText(ctx, f, field, raw)
		}
		if len(raw) == 0 || string(raw) == "null" {
			return ""
		}
		if text, ok := say(ctx, f, raw); ok {
			return text
		}
		return string(raw)
	}
}

func sayWord(list func(app.Words) []ruleset.Word) saying {
	return func(_ context.Context, f *app.Frame, raw json.RawMessage) (string, bool) {
		return read(raw, func(code string) string { return ruleset.NameOf(list(f.Words), code) })
	}
}

func sayStage(ctx context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(s lifecycle.Stage) string { return stageText(ctx, s) })
}

func sayWhen(ctx context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(w workday.When) string { return whenTextOr(ctx, w) })
}

func sayMoney(ctx context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(o money.Opt) string { return yiText(ctx, o) })
}

func sayYes(ctx context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(b bool) string { return yesText(ctx, b) })
}

func sayNumber(_ context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, strconv.Itoa)
}

func sayPoint(_ context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(p geo.Point) string { return pointText(&p) })
}

// sayPerson is a person's name; an identifier nobody has is shown as it is.
func sayPerson(_ context.Context, f *app.Frame, raw json.RawMessage) (string, bool) {
	id, ok := read(raw, func(id string) string { return id })
	name := f.PersonName(id)
	return name, ok && (name != "" || id == "")
}

// sayCount is how many there are of what has a page of its own.
func sayCount(ctx context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(list []json.RawMessage) string { return ui.T(ctx, "{n} 件", "n", len(list)) })
}

func sayFiles(ctx context.Context, _ *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(list []lifecycle.File) string {
		names := make([]string, len(list))
		for i, f := range list {
			names[i] = f.Name
		}
		return strings.Join(names, ui.T(ctx, "、"))
	})
}

func sayNode(ctx context.Context, f *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(code string) string { return nodeText(ctx, f, code, nil) })
}

func sayNeeds(ctx context.Context, f *app.Frame, raw json.RawMessage) (string, bool) {
	return read(raw, func(list []schedule.Need) string {
		names := make([]string, len(list))
		for i, n := range list {
			names[i] = strings.TrimSpace(nodeText(ctx, f, n.Node, nil) + " " + n.Kind)
		}
		return strings.Join(names, ui.T(ctx, "、"))
	})
}

// nodeText is the name of a governed date: of a stage, of a node of this project,
// of a node of the templates.
func nodeText(ctx context.Context, f *app.Frame, code string, own map[string]string) string {
	if stage, ok := strings.CutPrefix(code, "stage:"); ok {
		return stageText(ctx, lifecycle.Stage(stage))
	}
	if name := own[code]; name != "" {
		return name
	}
	return ruleset.NameOf(f.Words.Nodes, code)
}

// subjectText is what a line is about, by the one field that names it.
func subjectText(ctx context.Context, f *app.Frame, l app.Line, nodes map[string]string) string {
	switch l.Noun {
	case "claim":
		return stageText(ctx, lifecycle.Stage(l.Subject))
	case "evidence":
		return ruleset.NameOf(f.Words.Evidence, l.Subject)
	case "answer":
		return ruleset.NameOf(f.Words.Doubts, l.Subject)
	case "pause":
		return ruleset.NameOf(f.Words.PauseReasons, l.Subject)
	case "change":
		return nodeText(ctx, f, l.Subject, nodes)
	}
	return l.Subject
}

// A step is what the steps of claims, pauses and date changes have in common.
type step struct {
	Act        string       `json:"act"`
	On         workday.When `json:"on"`
	Until      workday.Date `json:"until"`
	To         workday.When `json:"to"`
	Department string       `json:"department"`
	Reasons    []string     `json:"reasons"`
	Note       string       `json:"note"`
}

// stepChanges are the steps that were added, one a line. They are taken out only
// with all the rest, when an import is undone.
func stepChanges(ctx context.Context, f *app.Frame, noun string, c app.Change) []ui.Change {
	was, okWas := listOf[step](c.Old)
	is, okIs := listOf[step](c.New)
	if !okWas || !okIs {
		return []ui.Change{{Field: termOf(ctx, noun, c.Field), Old: string(c.Old), New: string(c.New)}}
	}
	var list []ui.Change
	for _, s := range was[min(len(is), len(was)):] {
		list = append(list, ui.Change{Field: term(ctx, noun+".act."+s.Act), Old: stepText(ctx, f, s)})
	}
	for _, s := range is[min(len(is), len(was)):] {
		list = append(list, ui.Change{Field: term(ctx, noun+".act."+s.Act), New: stepText(ctx, f, s)})
	}
	return list
}

// stepText is what was said with a step: for which department, from or to which
// day, why.
func stepText(ctx context.Context, f *app.Frame, s step) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	dated := func(field, day string) {
		if day != "" {
			add(term(ctx, "step."+field) + " " + day)
		}
	}
	if s.Department != "" {
		add(ruleset.NameOf(f.Words.Departments, s.Department))
	}
	dated("on", whenTextOr(ctx, s.On))
	if !s.Until.IsZero() {
		dated("until", s.Until.String())
	}
	dated("to", whenTextOr(ctx, s.To))
	for _, r := range s.Reasons {
		add(ruleset.NameOf(f.Words.ClaimReasons, r))
	}
	add(s.Note)
	return strings.Join(parts, " · ")
}
