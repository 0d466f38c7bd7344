// Answers that are no struct of app: small things put together from its parts.

package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// me is who the token belongs to, and what they may do.
type me struct {
	Person  access.Person   `json:"person" doc:"本人"`
	Unit    string          `json:"unit_name" doc:"所在单位"`
	Tenant  string          `json:"tenant_name" doc:"市县"`
	Today   workday.Date    `json:"today"`
	Known   int64           `json:"known" doc:"日志最新号"`
	Actions []access.Action `json:"actions" doc:"可做的操作"`
	Words   lists           `json:"words" doc:"分类用词"`
}

// lists are the words of the place, with the codes filters and bodies take.
type lists struct {
	Tiers  []ruleset.Word `json:"tiers"`
	Kinds  []ruleset.Word `json:"kinds" doc:"建设性质"`
	Tags   []ruleset.Word `json:"tags" doc:"标签"`
	Levels []ruleset.Word `json:"levels" doc:"项目层级"`

	Evidence      []ruleset.Word `json:"evidence" doc:"佐证材料种类"`
	Departments   []ruleset.Word `json:"departments" doc:"核查部门"`
	Doubts        []ruleset.Word `json:"doubts" doc:"疑点核对项"`
	Nodes         []ruleset.Word `json:"nodes" doc:"模板节点"`
	ClaimReasons  []ruleset.Word `json:"claim_reasons" doc:"退回、撤销、不予认定、退出的原因"`
	PauseReasons  []ruleset.Word `json:"pause_reasons" doc:"暂停原因"`
	ChangeReasons []ruleset.Word `json:"change_reasons" doc:"节点调整原因"`
}

func meOf(a *app.App) func(context.Context, access.Actor) (me, error) {
	return func(ctx context.Context, who access.Actor) (me, error) {
		f, err := a.Frame(ctx, who)
		if err != nil {
			return me{}, err
		}
		m := me{Person: who.Person, Unit: f.Tree.Name(who.Unit), Tenant: f.Tenant, Today: f.Today, Known: f.N, Words: lists(f.Words)}
		for _, right := range access.Matrix {
			if who.Can(right.Action) {
				m.Actions = append(m.Actions, right.Action)
			}
		}
		return m, nil
	}
}

// treeOf are the units in the tree's order; everybody sees the whole tree, as on
// every page.
func treeOf(a *app.App) func(context.Context, access.Actor) ([]access.Unit, error) {
	return func(ctx context.Context, who access.Actor) ([]access.Unit, error) {
		f, err := a.Frame(ctx, who)
		if err != nil {
			return nil, err
		}
		return f.Tree.Units(), nil
	}
}

// nodeAt is the input of a milestone's page.
type nodeAt struct {
	ID   string `json:"-" path:"id"`
	Node string `json:"-" path:"node"`
	app.Moment
}

// shownAt is the input of a page of one thing at a moment.
type shownAt struct {
	ID string `json:"-" path:"id"`
	app.Moment
}

// timetableAsk is the timetable's filter with its range.
type timetableAsk struct {
	app.ProjectFilter
	From workday.Date `query:"from"`
	To   workday.Date `query:"to"`
}

// ruleSets are the rules of the place.
type ruleSets struct {
	InForce string         `json:"in_force" doc:"现行规则编号"`
	Sets    []*ruleset.Set `json:"sets" doc:"全部规则，含内置"`
}

func ruleSetsOf(a *app.App) func(context.Context, access.Actor) (ruleSets, error) {
	return func(ctx context.Context, who access.Actor) (ruleSets, error) {
		now, all, err := a.Rulesets(ctx, who)
		if err != nil {
			return ruleSets{}, err
		}
		return ruleSets{now.ID, all}, nil
	}
}

// rulesetTry is a set to be tried.
type rulesetTry struct {
	Body string `json:"body" doc:"规则文件（YAML）"`
}

// calendarView is the calendar in force.
type calendarView struct {
	Version   string             `json:"version" doc:"日历版本"`
	Published workday.Date       `json:"published_through" doc:"放假通知已公布至"`
	Notices   []workday.Notice   `json:"notices" doc:"国务院办公厅通知"`
	Local     []workday.Override `json:"local" doc:"本地调整"`
}

func calendarOf(a *app.App) func(context.Context, access.Actor) (calendarView, error) {
	return func(ctx context.Context, who access.Actor) (calendarView, error) {
		c, err := a.Calendar(ctx, who)
		if err != nil {
			return calendarView{}, err
		}
		return calendarView{c.Version(), c.PublishedThrough(), c.Notices(), c.Local()}, nil
	}
}

type daysAfter struct {
	From workday.Date `query:"from"`
	Days int          `query:"days" minimum:"-20000" maximum:"20000"`
}

type dayFound struct {
	Day       workday.Date   `json:"day" doc:"所得日期"`
	Works     bool           `json:"works" doc:"该日是否上班"`
	Reason    workday.Reason `json:"reason" doc:"依据"`
	Published bool           `json:"published" doc:"所涉年份的通知均已公布"`
	Version   string         `json:"version" doc:"日历版本"`
}

// workdayAdd counts working days on from a day by the place's calendar.
func workdayAdd(a *app.App) func(context.Context, access.Actor, daysAfter) (dayFound, error) {
	return func(ctx context.Context, who access.Actor, in daysAfter) (dayFound, error) {
		c, err := a.Calendar(ctx, who)
		if err == nil && in.From.IsZero() {
			err = fault.New(fault.Invalid, "notice.not_a_date", "text", "").At("from")
		}
		if err != nil {
			return dayFound{}, err
		}
		d := c.Add(in.From, in.Days)
		works, why := c.Works(d)
		return dayFound{d, works, why, c.Published(d) && c.Published(in.From), c.Version()}, nil
	}
}

type daysApart struct {
	From workday.Date `query:"from"`
	To   workday.Date `query:"to"`
}

type daysFound struct {
	Days      int    `json:"days" doc:"工作日数：起日不计，止日计入；止日在前为负"`
	Published bool   `json:"published" doc:"所涉年份的通知均已公布"`
	Version   string `json:"version" doc:"日历版本"`
}

// workdayBetween counts the working days between two days.
func workdayBetween(a *app.App) func(context.Context, access.Actor, daysApart) (daysFound, error) {
	return func(ctx context.Context, who access.Actor, in daysApart) (daysFound, error) {
		c, err := a.Calendar(ctx, who)
		if err != nil {
			return daysFound{}, err
		}
		var wrong fault.List
		wrong.Check(!in.From.IsZero(), "from", "notice.not_a_date", "text", "")
		wrong.Check(!in.To.IsZero(), "to", "notice.not_a_date", "text", "")
		if err := wrong.Err(); err != nil {
			return daysFound{}, err
		}
		return daysFound{c.Between(in.From, in.To), c.Published(in.From) && c.Published(in.To), c.Version()}, nil
	}
}

// permission is one row of the matrix.
type permission struct {
	Action access.Action `json:"action"`
	Name   string        `json:"name" doc:"操作"`
	Roles  []access.Role `json:"roles" doc:"可做的角色"`
}

func permissions(ctx context.Context, _ access.Actor) ([]permission, error) {
	var rows []permission
	for _, right := range access.Matrix {
		rows = append(rows, permission{right.Action, glossary.LabelOf(callOf(ctx).lang, "action", string(right.Action)), listed(right.Roles)})
	}
	return rows, nil
}

// term is one word of the glossary.
type term struct {
	Code    string `json:"code" doc:"代码"`
	ZH      string `json:"zh" doc:"中文"`
	EN      string `json:"en" doc:"英文"`
	Meaning string `json:"meaning" doc:"含义"`
}

func terms(context.Context, access.Actor) ([]term, error) {
	var list []term
	for _, w := range glossary.Terms() {
		list = append(list, term{w.Code, w.ZH, w.EN, w.Meaning})
	}
	return list, nil
}

// issued is a token, shown this once.
type issued struct {
	Token string `json:"token" doc:"令牌，只显示这一次"`
}

type knownAsk struct {
	Day workday.Date `query:"day"`
}

type knownAt struct {
	N int64 `json:"n" doc:"该日终了时的日志号"`
}

// unitAsk asks about one unit.
type unitAsk struct {
	Unit string `query:"unit" minLength:"1"`
}

func (u unitAsk) unit(access.Actor) string { return u.Unit }

// viewAsk asks for the views of one page.
type viewAsk struct {
	Page string `query:"page" enum:"projects,timetable,board"`
}

func (v viewAsk) page(access.Actor) string { return v.Page }

// personAsk asks about a person: oneself when not said, everybody with *.
type personAsk struct {
	Person string `query:"person"`
}

func (p personAsk) whose(who access.Actor) string {
	switch p.Person {
	case "":
		return who.ID
	case "*":
		return ""
	}
	return p.Person
}

// newsAsk asks what came after a journal number.
type newsAsk struct {
	Since int64 `query:"since" minimum:"0"`
}

type news struct {
	Count int `json:"count" doc:"他人新报的条数"`
}

func newsOf(a *app.App) func(context.Context, access.Actor, newsAsk) (news, error) {
	return func(ctx context.Context, who access.Actor, in newsAsk) (news, error) {
		n, err := a.News(ctx, who, in.Since)
		return news{n}, err
	}
}
