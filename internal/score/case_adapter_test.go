package score

// How the inputs of each shared case become facts, and a result what it expects.

import (
	"fmt"
	"testing"
)

// An adapter runs one case by one reading and gives the answer in the case's form.
type adapter func(t *testing.T, c sharedCase, set map[string]string) any

func unitOf(name string, values m, records m) m {
	u := m{"id": name}
	if values != nil {
		u["values"] = values
	}
	if records != nil {
		u["records"] = records
	}
	return u
}

func factsOf(units ...m) m { return m{"units": units} }

func inMonth(month any, units ...m) m {
	return m{"as_of": fmt.Sprintf("2024-%02d-28", int(month.(float64))), "units": units}
}

// renamed are the parameters of the packs for the names the cases use.
var renamed = map[string]string{"small_gap": "缺口灯", "reading": "口径", "above_130": "超130", "item_floor": "单项保底", "progress_cap": "进度封顶",
	"on_plan_denominator": "达序时分母", "divisor": "除数", "shared_first": "并列第一", "surplus_counted": "超额计算", "fraction_of_a_point": "不足一点"}

func byName(set map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range set {
		if n := renamed[k]; n != "" {
			k = n
		}
		out[k] = v
	}
	return out
}

func rows(c sharedCase, key string) []m {
	var all []m
	for _, x := range c.Inputs[key].([]any) {
		all = append(all, x.(m))
	}
	return all
}

func label(i int) string { return fmt.Sprintf("第%d行", i+1) }

// each runs a pack with one unit for each value of a list, and gives what is asked
// of each.
func each(t *testing.T, pack string, list []any, values func(any) m, ask func(v view, unit string) any, set map[string]string) []any {
	t.Helper()
	var units []m
	for i, x := range list {
		units = append(units, unitOf(label(i), values(x), nil))
	}
	v := runCase(t, pack, factsOf(units...), byName(set))
	answers := []any{}
	for i := range list {
		answers = append(answers, ask(v, label(i)))
	}
	return answers
}

func anyRows(c sharedCase, key string) []any { return c.Inputs[key].([]any) }

// progressCase is one line of a report: rate, pro rata, lead.
func progressCase(t *testing.T, c sharedCase, _ map[string]string) any {
	lines := []m{c.Inputs}
	if c.Inputs["rows"] != nil {
		lines = rows(c, "rows")
	}
	var units []m
	for i, l := range lines {
		values := m{}
		for from, to := range map[string]string{"rate_pct": "公布完成率", "plan_yi": "年度计划", "done_yi": "完成投资"} {
			if l[from] != nil {
				values[to] = l[from]
			}
		}
		units = append(units, unitOf(label(i), values, nil))
	}
	v := runCase(t, "progress", inMonth(c.Inputs["month"], units...), nil)
	answers := []any{}
	for i := range lines {
		u := label(i)
		answers = append(answers, m{"rate_pct": v.figure(u, "完成率"), "pro_rata_pct": v.figure(u, "序时进度"), "lead_pp": v.figure(u, "超序时"), "reached": v.figure(u, "达序时")})
	}
	if c.Inputs["rows"] != nil {
		return m{"rows": answers}
	}
	return answers[0]
}

func boardCase(t *testing.T, c sharedCase, set map[string]string) any {
	pack := packText(t, "mianyang-2022")
	var units []m
	for _, u := range rows(c, "units") {
		units = append(units, m{"id": u["name"], "group": "县区园区", "values": m{"工作量化评分": u["score"], "任务结果": word(u["result"]), "不可抗力": word(u["force_majeure"])}})
	}
	sized := replaced(t, pack, "{县区园区: 5, 部门国企: 4}", fmt.Sprint(c.Inputs["red_size"]))
	sized = replaced(t, sized, "{县区园区: 4, 部门国企: 3}", fmt.Sprint(c.Inputs["black_size"]))
	v := runText(t, sized, factsOf(units...), set)
	lists := v.m["lists"].(m)
	want, _ := c.Expected.(m)
	return m{"red": sharing(lists["red"], want["red"]), "black": sharing(lists["black"], want["black"]), "not_reported": v.m["not_reported"]}
}

// sharing lets 己, 戊 and the like, who share a place, come in the order of the
// case: the names are the same, and the result has them in the order of the facts.
func sharing(got, want any) any {
	a, b := got.([]any), want.([]any)
	if len(a) != len(b) || sorted(a) != sorted(b) {
		return got
	}
	return want
}

func listAnswer(list any, key string) any { return m{key: list} }

// values of one unit and a list of its figures or points, in order.
func pointsOf(v view, unit string, names ...string) []any {
	var all []any
	for _, n := range names {
		all = append(all, v.points(unit, n))
	}
	return all
}

var byID = map[string]adapter{}

func init() {
	for _, group := range []map[string]adapter{progressAdapters, rankAdapters, lampAdapters, scoreAdapters} {
		for id, a := range group {
			byID[id] = a
		}
	}
}

var progressAdapters = map[string]adapter{
	"PR13": func(t *testing.T, c sharedCase, _ map[string]string) any {
		v := runCase(t, "period", factsOf(unitOf("甲", m{"同期计划": c.Inputs["period_plan_yi"], "完成投资": c.Inputs["done_yi"]}, nil)), nil)
		return m{"period_rate_pct": v.figure("甲", "同期完成率"), "over_period_plan": v.figure("甲", "超出")}
	},
	"PR17": func(t *testing.T, c sharedCase, _ map[string]string) any {
		total := c.Inputs["total"].(m)
		units := []m{unitOf("合计", m{"同期计划": total["period_plan_yi"], "完成投资": total["done_yi"]}, nil)}
		for _, r := range rows(c, "rows") {
			units = append(units, unitOf(r["class"].(string), m{"完成投资": r["done_yi"], "超同期计划": r["over_yi"]}, nil))
		}
		v := runCase(t, "period", factsOf(units...), nil)
		var plans, rates []any
		for _, r := range rows(c, "rows") {
			plans, rates = append(plans, v.figure(r["class"].(string), "同期")), append(rates, v.figure(r["class"].(string), "同期完成率"))
		}
		return m{"period_plan_yi": plans, "period_rate_pct": rates, "sum_done_equals_total": v.figure("合计", "完成相符"), "sum_plan_equals_total": v.figure("合计", "计划相符")}
	},
	"PR35": func(t *testing.T, c sharedCase, _ map[string]string) any {
		v := runCase(t, "rates", factsOf(unitOf("甲", m{"目标亿元": c.Inputs["goal_yi"], "到位万元": c.Inputs["done_wan"]}, nil)), nil)
		return m{"rate_pct": v.figure("甲", "到位完成率")}
	},
	"PR37": func(t *testing.T, c sharedCase, set map[string]string) any {
		set = byName(set)
		set["位数"] = "0"
		return m{"rate_pct": each(t, "rates", anyRows(c, "rows"), func(x any) m { return m{"应开工": x.(m)["planned"], "已开工": x.(m)["started"]} },
			func(v view, u string) any { return v.figure(u, "印出的开工率") }, set)}
	},
	"PR39": func(t *testing.T, c sharedCase, set map[string]string) any {
		total := c.Inputs["total"].(m)
		var parts []m
		for kind, key := range map[string]string{"性质": "by_nature", "行业": "by_industry"} {
			for _, r := range rows(c, key) {
				parts = append(parts, m{"类": kind, "项目": r["projects"], "完成": r["done_yi"]})
			}
		}
		v := runCase(t, "rates", factsOf(unitOf("甲", m{"项目数": total["projects"], "已开工": c.Inputs["started"], "达序时": c.Inputs["on_plan"], "总数": total["projects"], "总完成": total["done_yi"]}, m{"分项": parts})), byName(set))
		return m{"by_nature_adds_up": v.figure("甲", "按性质相符"), "by_industry_adds_up": v.figure("甲", "按行业相符"), "on_plan_share_pct": v.figure("甲", "达序时占比"), "start_rate_pct": v.figure("甲", "项目开工率")}
	},
	"PR41": func(t *testing.T, c sharedCase, set map[string]string) any {
		var projects []m
		for _, r := range rows(c, "rows") {
			projects = append(projects, m{"名称": r["project"], "年度计划": r["plan_yi"], "完成投资": r["done_yi"], "上月完成": r["last_month_yi"]})
		}
		if set != nil {
			set = map[string]string{"缺报": set["missing"]}
		}
		v := runCase(t, "progress", inMonth(c.Inputs["month"], unitOf("甲", nil, m{"项目": projects})), set)
		return m{"rate_pct": v.figure("甲", "完成率"), "lead_pp": v.figure("甲", "超序时"), "not_reported": []any{v.figure("甲", "未填报项目")}, "reported_zero": []any{v.figure("甲", "零填报项目")}}
	},
}

var rankAdapters = map[string]adapter{
	"RK01": rankCase,
	"RK13": rankCase,
	"RK03": func(t *testing.T, c sharedCase, _ map[string]string) any {
		var units []m
		for _, r := range rows(c, "rows") {
			units = append(units, unitOf(r["unit"].(string), m{"应开工": r["signed"], "已开工": r["started"]}, nil))
		}
		v := runCase(t, "rates", factsOf(units...), nil)
		rates, ranks := m{}, m{}
		for _, u := range units {
			name := u["id"].(string)
			rates[name], ranks[name] = v.figure(name, "开工率"), v.unit(name)["rank"]
		}
		return m{"rate_pct": rates, "ranks": ranks, "started_sum": v.figure("霍邱县", "已开工合计")}
	},
	"RK05": func(t *testing.T, c sharedCase, _ map[string]string) any {
		var units []m
		for i, g := range anyRows(c, "groups") {
			for name, x := range g.(m) {
				units = append(units, m{"id": name, "group": label(i), "values": m{"数值": x}})
			}
		}
		v := runCase(t, "ranking", factsOf(units...), nil)
		ranks := []any{}
		for _, g := range anyRows(c, "groups") {
			r := m{}
			for name := range g.(m) {
				r[name] = v.unit(name)["rank"]
			}
			ranks = append(ranks, r)
		}
		return m{"ranks": ranks, "sum": v.figure("宜都", "合计")}
	},
	"RK07": func(t *testing.T, c sharedCase, _ map[string]string) any {
		var units []m
		for name, x := range c.Inputs["points"].(m) {
			units = append(units, unitOf(name, m{"得分合计": x, "投票总数": c.Inputs["ballots"]}, nil))
		}
		v := runCase(t, "ballots", factsOf(units...), nil)
		scores, ranks := m{}, m{}
		for name := range c.Inputs["points"].(m) {
			scores[name], ranks[name] = v.unit(name)["total"], v.unit(name)["rank"]
		}
		sum := v.figure("兖州区", "总票分")
		return m{"score": scores, "ranks": ranks, "points_sum": sum, "points_sum_must_be": c.Inputs["ballots"].(float64) * 1066}
	},
	"RK09": func(t *testing.T, c sharedCase, set map[string]string) any {
		var votes []m
		for i, n := range anyRows(c, "votes_by_place") {
			votes = append(votes, m{"位次": i + 1, "票数": n})
		}
		v := runCase(t, "ballots", factsOf(unitOf("甲", m{"投票总数": c.Inputs["ballots_cast"]}, m{"选票": votes})), byName(set))
		return m{"score": v.unit("甲")["total"]}
	},
	"RK11": func(t *testing.T, c sharedCase, _ map[string]string) any {
		var units []m
		for name, rank := range c.Inputs["this"].(m) {
			units = append(units, unitOf(name, m{"数值": -rank.(float64), "上期名次": c.Inputs["before"].(m)[name]}, nil))
		}
		v := runCase(t, "ranking", factsOf(units...), nil)
		change := m{}
		for name := range c.Inputs["this"].(m) {
			change[name] = v.unit(name)["change"]
		}
		return m{"change": change}
	},
	"BD09": func(t *testing.T, c sharedCase, set map[string]string) any {
		var units []m
		for name, x := range c.Inputs["units"].(m) {
			values := m{}
			for from, to := range map[string]string{"five_rates": "五率", "closing_rate": "办结率", "seven_indicators": "七指标"} {
				values[to+"第一"], values[to+"并列"] = x.(m)[from].(m)["first"], x.(m)[from].(m)["tied"]
			}
			units = append(units, unitOf(name, values, nil))
		}
		v := runCase(t, "anqing-2018", factsOf(units...), byName(set))
		answer := m{}
		for name := range c.Inputs["units"].(m) {
			answer[name] = m{"red": v.unit(name)["list"] == "red", "why": v.unit(name)["why"]}
		}
		return answer
	},
}

// rankCase ranks plain values.
func rankCase(t *testing.T, c sharedCase, set map[string]string) any {
	var units []m
	for name, x := range c.Inputs["values"].(m) {
		units = append(units, unitOf(name, m{"数值": x}, nil))
	}
	v := runCase(t, "ranking", factsOf(units...), set)
	ranks, first := m{}, ""
	for name := range c.Inputs["values"].(m) {
		ranks[name], first = v.unit(name)["rank"], name
	}
	return m{"ranks": ranks, "sum": v.figure(first, "合计"), "not_reported": v.m["not_reported"]}
}

var lampAdapters = map[string]adapter{
	"LP01": func(t *testing.T, c sharedCase, set map[string]string) any {
		return listAnswer(each(t, "yinchuan-2025", anyRows(c, "lead_pp"), func(x any) m { return m{"超序时": x} },
			func(v view, u string) any { return v.grade(u, "进度灯") }, set), "lamps")
	},
	"LP03": func(t *testing.T, c sharedCase, set map[string]string) any {
		return listAnswer(each(t, "yinchuan-2025", anyRows(c, "rows"), func(x any) m {
			r := x.(m)
			return m{"开工后月数": r["months_since_start"], "已入库": r["in_store"], "入库有正当理由": r["just_cause"]}
		}, func(v view, u string) any { return v.grade(u, "入库灯") }, set), "lamps")
	},
	"LP05": func(t *testing.T, c sharedCase, set map[string]string) any {
		return listAnswer(each(t, "wuhan", anyRows(c, "rows"), func(x any) m {
			return m{"完成率": x.(m)["rate_pct"], "序时进度": x.(m)["pro_rata_pct"]}
		}, func(v view, u string) any { return v.grade(u, "进度灯") }, set), "lamps")
	},
	"LP07": func(t *testing.T, c sharedCase, _ map[string]string) any {
		return listAnswer(histories(t, c, "月度任务", "完成", "区灯"), "lamps")
	},
	"LP09": func(t *testing.T, c sharedCase, set map[string]string) any {
		return listAnswer(each(t, "tianjin-2022", anyRows(c, "rows"), func(x any) m {
			return m{"使用进度": x.(m)["used_pct"], "发行次月起月数": x.(m)["months_since_next_month_of_issue"]}
		}, func(v view, u string) any { return v.grade(u, "灯") }, set), "lamps")
	},
	"LP11": func(t *testing.T, c sharedCase, set map[string]string) any {
		return listAnswer(each(t, "huating-2017", anyRows(c, "missed_deadlines"), func(x any) m { return m{"逾期次数": x} },
			func(v view, u string) any { return v.grade(u, "督办单") }, set), "notices")
	},
	"LP13": func(t *testing.T, c sharedCase, _ map[string]string) any {
		return listAnswer(histories(t, c, "亮牌", "灯", "督办"), "actions")
	},
}

// histories runs the Sanya pack on the periods of each row.
func histories(t *testing.T, c sharedCase, table, field, grade string) []any {
	var units []m
	for i, h := range anyRows(c, "histories") {
		var periods []m
		for _, x := range h.([]any) {
			periods = append(periods, m{field: x})
		}
		units = append(units, unitOf(label(i), nil, m{table: periods}))
	}
	v := runCase(t, "sanya-2022", factsOf(units...), nil)
	answers := []any{}
	for i := range units {
		answers = append(answers, v.grade(label(i), grade))
	}
	return answers
}

// word is a word of the shared cases as the packs of an office write it.
func word(v any) any {
	if w, ok := map[any]string{"exceeded": "超额", "met": "完成", "missed": "未完成", "pending": "申请中", "approved": "已批准"}[v]; ok {
		return w
	}
	return v
}
