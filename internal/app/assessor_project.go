package app

import (
	"cmp"
	"slices"
	"strings"

	"guatu/internal/formula"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/score"
	"guatu/internal/signal"
	"guatu/internal/workday"
)

// A projectLook is one project as the standard table of a pack's records shows it:
// for a unit, on a day.
type projectLook struct {
	*ProjectRow
	fig  *figured
	unit string
}

// projectTable is the projects of a unit and what is below it, as the indicators
// count them, with the fields a pack names.
func (g *giver) projectTable(unit string, fields []score.Datum) formula.Table {
	t := formula.Table{Width: len(fields)}
	fig := g.figuredOn(g.j.on)
	if g.projects == nil {
		g.projects = projectsByUnit(fig)
	}
	var rows []*ProjectRow
	for below := range g.facts.tree.Below(unit) {
		rows = append(rows, g.projects[below]...)
	}
	slices.SortFunc(rows, oldestFirst)
	fillers := fillersOf(fields)
	for _, r := range rows {
		look := projectLook{r, fig, unit}
		t.Rows++
		for _, fill := range fillers {
			t.Cells = append(t.Cells, fill(look))
		}
	}
	return t
}

// fillersOf finds how each field is filled, once for all rows.
func fillersOf(fields []score.Datum) (list []func(projectLook) formula.Value) {
	for _, f := range fields {
		list = append(list, projectField(f.Name))
	}
	return list
}

// figuredOn are the rows of all projects on a day.
func (s *assessor) figuredOn(on workday.Date) *figured { return s.hold.past.rows(s.facts, on) }

// projectsByUnit sorts the projects by who reports them: those that were registered by
// the day, and those that came into the register later but had reached a stage by
// then, which indicators count as well.
func projectsByUnit(fig *figured) map[string][]*ProjectRow {
	by := map[string][]*ProjectRow{}
	for _, r := range fig.rows {
		if r.there || r.Stage != "" {
			by[r.Project.Unit] = append(by[r.Project.Unit], r)
		}
	}
	return by
}

func oldestFirst(a, b *ProjectRow) int {
	return cmp.Or(cmp.Compare(a.Registered, b.Registered), strings.Compare(a.Project.ID, b.Project.ID))
}

// projectFieldOf finds how a field is filled, in whatever width its name is written.
func projectField(name string) func(projectLook) formula.Value {
	if f, ok := score.ProjectField(name); ok {
		return projectFields[f.Name]
	}
	return func(projectLook) formula.Value { return formula.Value{} } // Bind refuses it
}

// projectFields fill the fields of score.ProjectFields; a test holds the two to each
// other.
var projectFields = map[string]func(projectLook) formula.Value{
	"名称":     func(p projectLook) formula.Value { return words(p.Project.Name) },
	"编码":     func(p projectLook) formula.Value { return words(p.Project.Code) },
	"企业":     func(p projectLook) formula.Value { return words(p.Project.Enterprise) },
	"单位":     func(p projectLook) formula.Value { return words(p.Unit) },
	"园区":     func(p projectLook) formula.Value { return p.park() },
	"地点":     func(p projectLook) formula.Value { return words(p.Project.Place) },
	"方阵":     func(p projectLook) formula.Value { return p.tier() },
	"性质":     func(p projectLook) formula.Value { return p.kind() },
	"行业":     func(p projectLook) formula.Value { return words(p.Project.Industry) },
	"产业链":    func(p projectLook) formula.Value { return words(p.Project.Chain) },
	"标签":     func(p projectLook) formula.Value { return words(p.Project.Tags...) },
	"层级":     func(p projectLook) formula.Value { return p.levels() },
	"批次":     func(p projectLook) formula.Value { return words(p.Project.Batches...) },
	"包联领导":   func(p projectLook) formula.Value { return words(p.Project.Leader) },
	"总投资":    func(p projectLook) formula.Value { return inYi(p.Project.Total.Opt) },
	"固定资产投资": func(p projectLook) formula.Value { return inYi(p.Project.FixedAsset) },
	"年度计划":   func(p projectLook) formula.Value { return inYi(p.Project.PlanOf(p.fig.on.Year())) },
	"本年完成":   func(p projectLook) formula.Value { return inYi(p.Progress.Done) },
	"本年完成统计": func(p projectLook) formula.Value { return inYi(p.Statistics.Done) },
	"累计完成":   func(p projectLook) formula.Value { return inYi(p.Progress.Total) },
	"完成率":    func(p projectLook) formula.Value { return p.points(p.Progress.Rate) },
	"超序时进度":  func(p projectLook) formula.Value { return p.points(p.Progress.Lead) },
	"份额": func(p projectLook) formula.Value {
		return formula.Fixed(int64(p.fig.facts.tree.ShareOf(p.Project.Unit, p.unit)), 4)
	},
	"阶段":   func(p projectLook) formula.Value { return words(stageWords[p.Stage]) },
	"认定阶段": func(p projectLook) formula.Value { return words(stageWords[p.Recognised]) },
	"灯":    func(p projectLook) formula.Value { return words(lightWords[p.State.Light]) },
	"入库":   func(p projectLook) formula.Value { return stored(p.Project.Store) },
	"暂停":   func(p projectLook) formula.Value { return formula.Yes(p.State.Light == signal.Paused) },

	"签约申报": reachedOn(lifecycle.Signed, lifecycle.DeclaredBasis),
	"立项申报": reachedOn(lifecycle.Filed, lifecycle.DeclaredBasis),
	"开工申报": reachedOn(lifecycle.Started, lifecycle.DeclaredBasis),
	"竣工申报": reachedOn(lifecycle.Completed, lifecycle.DeclaredBasis),
	"投产申报": reachedOn(lifecycle.Producing, lifecycle.DeclaredBasis),
	"列统申报": reachedOn(lifecycle.InStatistics, lifecycle.DeclaredBasis),
	"退出申报": reachedOn(lifecycle.Exited, lifecycle.DeclaredBasis),
	"签约认定": reachedOn(lifecycle.Signed, lifecycle.RecognisedBasis),
	"立项认定": reachedOn(lifecycle.Filed, lifecycle.RecognisedBasis),
	"开工认定": reachedOn(lifecycle.Started, lifecycle.RecognisedBasis),
	"竣工认定": reachedOn(lifecycle.Completed, lifecycle.RecognisedBasis),
	"投产认定": reachedOn(lifecycle.Producing, lifecycle.RecognisedBasis),
	"列统认定": reachedOn(lifecycle.InStatistics, lifecycle.RecognisedBasis),
	"计划开工": plannedOn(lifecycle.Started),
	"计划竣工": plannedOn(lifecycle.Completed),
	"计划投产": plannedOn(lifecycle.Producing),
}

// stageWords and lightWords are what formulas compare with; the words of the office.
var (
	stageWords = map[lifecycle.Stage]string{lifecycle.Lead: "线索", lifecycle.Signed: "签约", lifecycle.Filed: "立项", lifecycle.Started: "开工",
		lifecycle.Completed: "竣工", lifecycle.Producing: "投产", lifecycle.AtCapacity: "达效", lifecycle.InStatistics: "列统", lifecycle.Exited: "退出"}
	lightWords = map[signal.Light]string{signal.Normal: "正常", signal.Watch: "关注", signal.Behind: "滞后", signal.Unreported: "未填报", signal.Paused: "暂停"}
)

// words are texts joined as 名单 joins them; none was not reported.
func words(list ...string) formula.Value {
	if text := strings.Join(list, "、"); text != "" {
		return formula.String(text)
	}
	return formula.Value{}
}

// inYi is money in 亿元, exactly.
func inYi(m money.Opt) formula.Value {
	if !m.OK {
		return formula.Value{}
	}
	return formula.Fixed(int64(m.Yuan), 8)
}

func (p projectLook) points(n money.Points) formula.Value {
	if !p.Progress.OK {
		return formula.Value{}
	}
	return formula.Fixed(int64(n), 2)
}

func (p projectLook) park() formula.Value {
	if p.Project.Park == "" {
		return formula.Value{}
	}
	return words(p.fig.facts.tree.Name(p.Project.Park))
}

func (p projectLook) tier() formula.Value {
	for _, t := range p.fig.set.Tiers {
		if t.Code == p.Tier {
			return words(t.Name)
		}
	}
	return formula.Value{}
}

func (p projectLook) kind() formula.Value {
	for _, w := range p.fig.set.Kinds {
		if w.Code == p.Project.Kind {
			return words(w.Name)
		}
	}
	return words(p.Project.Kind)
}

func (p projectLook) levels() formula.Value {
	var names []string
	for _, code := range p.Project.Levels {
		name := code
		for _, w := range p.fig.set.Levels {
			if w.Code == code {
				name = w.Name
			}
		}
		names = append(names, name)
	}
	return words(names...)
}

func stored(s lifecycle.Store) formula.Value {
	if s == "" {
		return formula.Value{}
	}
	return formula.Yes(s == lifecycle.StoreYes)
}

// reachedOn is the day a stage was reached on somebody's word, if by then: known to
// a month it is the month's last, or the day it is looked at.
func reachedOn(s lifecycle.Stage, b lifecycle.Basis) func(projectLook) formula.Value {
	return func(p projectLook) formula.Value {
		since, holds := p.Project.Fact(s).On(b)
		if !holds || since.IsZero() || since.First > p.fig.on {
			return formula.Value{}
		}
		return formula.Day(min(since.Last(), p.fig.on))
	}
}

// plannedOn is the last day of the date in force for a stage.
func plannedOn(s lifecycle.Stage) func(projectLook) formula.Value {
	return func(p projectLook) formula.Value { return formula.Day(p.Project.Fact(s).Planned.Last()) }
}
