package ruleset

import (
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
)

// stageSections are the sections by which stages are declared and recognised.
// Each that a place leaves out is the default's.
type stageSections struct {
	Stages      []stageLine      `yaml:"stages"`
	Kinds       []evidenceLine   `yaml:"evidence_kinds"`
	Departments []departmentLine `yaml:"departments"`
	Exclusions  []exclusionLine  `yaml:"exclusions"`
	SendBack    []reasonLine     `yaml:"send_back_reasons"`
	Revoke      []reasonLine     `yaml:"revoke_reasons"`
	Sides       []sideLine       `yaml:"side_states"`
}

type stageLine struct {
	Stage, Sign, Source string
	Signs               []signLine
	Fields              []string
	Evidence            []needLine
	Checks              []checkLine
	By                  []byLine
	CheckDays           int `yaml:"check_days"`
	Days                int
	Declared            []lifecycle.Stage
	Recognised          []lifecycle.Stage
	NotBefore           []lifecycle.Stage `yaml:"not_before"`
	Founded             bool
}

type signLine struct {
	Kinds        []string
	Sign, Source string
}

type needLine struct {
	Kind, Source         string
	AnyOf                string `yaml:"any_of"`
	Usual                bool
	Kinds, Except, Tiers []string
}

type checkLine struct {
	Department, Source   string
	Kinds, Except, Tiers []string
}

type byLine struct {
	Who, Source          string
	Kinds, Except, Tiers []string
}

type evidenceLine struct {
	Code, Name, Source    string
	Words, Fields         []string
	File, Photo, Founding bool
}

type departmentLine struct {
	Code, Name, Source string
	Words              []string
}

type exclusionLine struct {
	Code, Name, Source, Below string
	Kinds, Tags, Industries   []string
}

type reasonLine struct {
	Code, Name, Source string
	Note               bool
}

type sideLine struct {
	Code, Name, Source string
	Exit               bool
	From               []lifecycle.Stage
	Reasons            []reasonLine
	Evidence           []string
}

// rules turns the sections into the typed rules; what is left out is the default's,
// which leaves out none.
func (f *stageSections) rules(wrong *fault.List) lifecycle.Rules {
	base := &lifecycle.Rules{}
	if fallback != nil {
		base = &fallback.Recognition
	}
	r := lifecycle.Rules{
		Stages: turn(f.Stages, stageLine.rule), Kinds: turn(f.Kinds, evidenceLine.kind), Departments: turn(f.Departments, departmentLine.department),
		SendBack: turn(f.SendBack, reasonLine.reason), Revoke: turn(f.Revoke, reasonLine.reason), Sides: turn(f.Sides, sideLine.side),
	}
	for _, l := range f.Exclusions {
		e := lifecycle.Exclusion{Code: l.Code, Name: l.Name, Kinds: l.Kinds, Tags: l.Tags, Industries: l.Industries, Source: l.Source}
		if l.Below != "" {
			var ok bool
			e.Below, ok = yuan(l.Below)
			wrong.Check(ok, "exclusions", "ruleset.amount", "code", l.Code, "text", l.Below)
		}
		r.Exclusions = append(r.Exclusions, e)
	}
	r.Stages, r.Kinds, r.Departments = orBase(r.Stages, base.Stages), orBase(r.Kinds, base.Kinds), orBase(r.Departments, base.Departments)
	r.Exclusions, r.Sides = orBase(r.Exclusions, base.Exclusions), orBase(r.Sides, base.Sides)
	r.SendBack, r.Revoke = orBase(r.SendBack, base.SendBack), orBase(r.Revoke, base.Revoke)
	return r
}

func orBase[T any](own, base []T) []T {
	if len(own) == 0 {
		return base
	}
	return own
}

func turn[L, T any](lines []L, one func(L) T) []T {
	var list []T
	for _, l := range lines {
		list = append(list, one(l))
	}
	return list
}

func (l stageLine) rule() lifecycle.StageRule {
	return lifecycle.StageRule{Stage: lifecycle.Stage(l.Stage), Sign: l.Sign, Source: l.Source, Fields: l.Fields,
		Signs:     turn(l.Signs, func(s signLine) lifecycle.KindSign { return lifecycle.KindSign(s) }),
		Evidence:  turn(l.Evidence, needLine.need),
		Checks:    turn(l.Checks, checkLine.check),
		By:        turn(l.By, byLine.recogniser),
		CheckDays: l.CheckDays, Days: l.Days, Declared: l.Declared, Recognised: l.Recognised, NotBefore: l.NotBefore, Founded: l.Founded}
}

func (l needLine) need() lifecycle.Need {
	return lifecycle.Need{For: lifecycle.For{Kinds: l.Kinds, Except: l.Except, Tiers: l.Tiers}, Kind: l.Kind, AnyOf: l.AnyOf, Usual: l.Usual, Source: l.Source}
}

func (l checkLine) check() lifecycle.CheckBy {
	return lifecycle.CheckBy{For: lifecycle.For{Kinds: l.Kinds, Except: l.Except, Tiers: l.Tiers}, Department: l.Department, Source: l.Source}
}

func (l byLine) recogniser() lifecycle.Recogniser {
	return lifecycle.Recogniser{For: lifecycle.For{Kinds: l.Kinds, Except: l.Except, Tiers: l.Tiers}, Who: lifecycle.Level(l.Who), Source: l.Source}
}

func (l evidenceLine) kind() lifecycle.EvidenceKind {
	return lifecycle.EvidenceKind{Code: l.Code, Name: l.Name, Words: l.Words, Fields: l.Fields, File: l.File, Photo: l.Photo, Founding: l.Founding, Source: l.Source}
}

func (l departmentLine) department() lifecycle.Department {
	return lifecycle.Department{Code: l.Code, Name: l.Name, Words: l.Words, Source: l.Source}
}

func (l reasonLine) reason() lifecycle.Reason {
	return lifecycle.Reason{Code: l.Code, Name: l.Name, Note: l.Note, Source: l.Source}
}

func (l sideLine) side() lifecycle.SideState {
	return lifecycle.SideState{Code: l.Code, Name: l.Name, Exit: l.Exit, From: l.From, Evidence: l.Evidence, Source: l.Source, Reasons: turn(l.Reasons, reasonLine.reason)}
}
