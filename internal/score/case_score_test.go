package score

// The adapters of the score and class cases.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// runText is runCase for a pack given as text.
func runText(t *testing.T, pack string, facts m, set map[string]string) view {
	t.Helper()
	p, err := Parse(pack, set)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(facts)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ReadFacts(text, p)
	if err != nil {
		t.Fatal(err)
	}
	out, err := p.Run(f).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var v m
	if err := json.Unmarshal(out, &v); err != nil {
		t.Fatal(err)
	}
	return view{v}
}

// replaced changes a figure of a pack's text; it has to be there.
func replaced(t *testing.T, pack, from, to string) string {
	t.Helper()
	if !strings.Contains(pack, from) {
		t.Fatalf("the pack has no %q", from)
	}
	return strings.ReplaceAll(pack, from, to)
}

func sorted(list []any) string {
	var all []string
	for _, x := range list {
		all = append(all, fmt.Sprint(x))
	}
	slices.Sort(all)
	return strings.Join(all, ",")
}

func huaianCase(t *testing.T, c sharedCase, _ map[string]string) any {
	values := m{}
	for i, name := range []string{"工业投资", "亿元项目", "十亿项目", "新开工亿元项目"} {
		item := rows(c, "items")[i]
		values[name], values[name+"目标"] = item["done"], item["goal"]
	}
	v := runCase(t, "huaian-2010", factsOf(unitOf("甲", values, nil)), nil)
	return m{"points": pointsOf(v, "甲", "①工业投资", "②亿元以上项目", "③10亿元以上项目", "④新开工亿元以上项目"), "subtotal": v.unit("甲")["total"]}
}

func rateCase(t *testing.T, c sharedCase, set map[string]string) any {
	return listAnswer(each(t, "city-table-2020", anyRows(c, "rate_pct"), func(x any) m { return m{"完成率": x} },
		func(v view, u string) any { return v.points(u, "年度投资计划") }, set), "points")
}

func attractionCase(t *testing.T, c sharedCase, set map[string]string) any {
	in, values := c.Inputs, m{}
	for from, to := range map[string]string{"domestic_rate": "省外投资完成率", "fdi_rate": "外商投资完成率", "signed": "签约个数", "signed_goal": "签约个数任务",
		"amount": "签约金额", "amount_goal": "签约金额任务", "subsidy": "省补资金申报成功", "key_firms": "重点企业", "onsite": "省平台现场签约", "late": "超时限未开工", "fraud": "弄虚作假"} {
		values[to] = in[from]
	}
	for i, name := range []string{"三至十亿项目", "十至二十亿项目", "二十亿以上项目"} {
		values[name] = in["tier"].([]any)[i]
	}
	v := runCase(t, "attraction-2024", factsOf(unitOf("甲", values, nil)), byName(set))
	return m{"points": pointsOf(v, "甲", "①省外新增实际投资", "②外商直接投资", "③签约", "④引进投资分档", "⑤争取支持", "⑥落地质量"), "total": v.unit("甲")["total"]}
}

var scoreAdapters = map[string]adapter{
	"SC01": huaianCase, "SC03": huaianCase, "SC05": rateCase, "SC07": rateCase, "SC19": attractionCase, "SC21": attractionCase,
	"SC09": func(t *testing.T, c sharedCase, set map[string]string) any {
		r := rows(c, "rows")[0]
		v := runCase(t, "city-table-2020", factsOf(unitOf("甲", m{"计划新开工": r["planned"], "已开工": r["started"], "未按期开工入库": r["overdue_or_not_stored"], "集中开工项目": r["joint_starts"]}, nil)), byName(set))
		answer := m{"base": v.points("甲", "基础分"), "rate_points": v.points("甲", "开工率得分"), "count_points": v.points("甲", "开工个数"),
			"joint_points": v.points("甲", "集中开工"), "deduction": v.points("甲", "未按期开工入库扣分"), "total": v.points("甲", "开工")}
		if set != nil {
			return answer
		}
		return m{"rows": []any{answer}}
	},
	"SC11": func(t *testing.T, c sharedCase, _ map[string]string) any {
		pack := packText(t, "jingde-2022")
		var units []m
		for i, x := range anyRows(c, "values") {
			units = append(units, unitOf(label(i), m{"亩均税收": x}, nil))
		}
		v := runText(t, pack, factsOf(units...), map[string]string{"亩均税收权重": fmt.Sprint(c.Inputs["weight"])})
		var points []any
		for i := range units {
			points = append(points, v.points(label(i), "亩均税收得分"))
		}
		return m{"points": points}
	},
	"SC13": func(t *testing.T, c sharedCase, _ map[string]string) any {
		var units []m
		for _, f := range rows(c, "firms") {
			x := f["values"].([]any)
			units = append(units, unitOf(f["name"].(string), m{"亩均税收": x[0], "亩均销售": x[1], "单位能耗税收": x[2], "附加分值": f["extra"]}, nil))
		}
		v := runCase(t, "jingde-2022", factsOf(units...), nil)
		points, totals := m{}, m{}
		for _, u := range units {
			name := u["id"].(string)
			points[name], totals[name] = pointsOf(v, name, "亩均税收得分", "亩均销售得分", "单位能耗得分"), v.unit(name)["total"]
		}
		return m{"points": points, "total": totals, "incomplete": v.m["not_reported"]}
	},
	"SC15": func(t *testing.T, c sharedCase, _ map[string]string) any {
		return m{"counts": classCounts(t, int(c.Inputs["firms_ranked"].(float64)), 0, nil)}
	},
	"SC17": func(t *testing.T, c sharedCase, _ map[string]string) any {
		listed, apart := int(c.Inputs["listed"].(float64)), int(c.Inputs["not_rated"].(float64))
		all := classCounts(t, listed, apart, map[string]string{"分母": "listed", "小样本": "half_up"})
		rated := classCounts(t, listed, apart, map[string]string{"小样本": "half_up"})
		return m{"A_if_over_all_listed": all["A"], "A_if_over_rated": rated["A"], "D_if_over_all_listed_half_up": all["D"], "D_if_over_rated_half_up": rated["D"]}
	},
	"SC23": func(t *testing.T, c sharedCase, _ map[string]string) any {
		in := c.Inputs
		var teams, big []m
		for _, x := range in["teams"].([]any) {
			teams = append(teams, m{"分": x})
		}
		for _, x := range in["big"].([]any) {
			big = append(big, m{"总投资": x.([]any)[0], "当年投资": x.([]any)[1]})
		}
		v := runCase(t, "taskforce", factsOf(unitOf("甲", m{"新引进亿元项目": in["projects"], "亿元项目目标": in["projects_goal"], "到位资金": in["funds"], "到位资金目标": in["funds_goal"],
			"契合项目": in["fit"], "园区打分": in["park"], "乡镇打分": in["town"], "提请走访企业": in["visits"], "推介会": in["promotions"], "有效信息": in["leads"]},
			m{"工作队打分": teams, "大项目": big})), nil)
		return m{"points": pointsOf(v, "甲", "新引进亿元项目得分", "到位资金得分", "产业契合度", "载体单位打分", "招商工作队打分"),
			"bonus": pointsOf(v, "甲", "走访", "推介", "信息", "超额", "大项目加分"), "total": v.unit("甲")["total"]}
	},
	"SC25": func(t *testing.T, c sharedCase, set map[string]string) any {
		var units []m
		for i, p := range rows(c, "projects") {
			units = append(units, unitOf(label(i), nil, m{"项目": []m{{"新开": p["new"], "年度计划": p["plan"], "完成": p["done"], "类型": p["type"], "省考核": p["province"], "产出": p["output"]}},
				"市级通报": []m{}, "省级通报": []m{}}))
		}
		v := runCase(t, "yanan-2017", factsOf(units...), byName(set))
		projects, totals := []any{}, []any{}
		for _, u := range units {
			name := u["id"].(string)
			total := v.points(name, "项目得分")
			projects = append(projects, m{"points": pointsOf(v, name, "新开续建", "计划规模", "项目类型", "完成进度", "省级考核", "投产投运"), "total": total})
			totals = append(totals, total)
		}
		return m{"projects": projects, "totals": totals}
	},
	"SC27": func(t *testing.T, c sharedCase, _ map[string]string) any {
		var notices []m
		for _, x := range anyRows(c, "city_notices") {
			notices = append(notices, m{"减分": x})
		}
		v := runCase(t, "yanan-2017", factsOf(unitOf("甲", m{"超10亿元月数": c.Inputs["months_over_1bn"], "集中开工次数": c.Inputs["joint_events"]},
			m{"项目": []m{}, "市级通报": notices, "省级通报": []m{}})), nil)
		return m{"points": v.unit("甲")["total"]}
	},
	"SC29": func(t *testing.T, c sharedCase, set map[string]string) any {
		return m{"rows": each(t, "guangxi", anyRows(c, "rows"), func(x any) m {
			r := x.(m)
			return m{"个数目标": r["count_goal"], "个数": r["count"], "投资目标": r["money_goal_yi"], "投资": r["money_yi"]}
		}, func(v view, u string) any {
			return m{"count_adj": v.points(u, "个数加扣"), "money_adj": v.points(u, "投资加扣"), "total": v.unit(u)["total"], "pass": v.figure(u, "合格")}
		}, set)}
	},
	"SC31": func(t *testing.T, c sharedCase, set map[string]string) any {
		return m{"points": each(t, "owner-size", anyRows(c, "annual_plan_yi"), func(x any) m { return m{"年度计划投资": x, "级别": c.Inputs["level"]} },
			func(v view, u string) any { return v.unit(u)["total"] }, set)}
	},
	"SC33": func(t *testing.T, c sharedCase, _ map[string]string) any {
		x := c.Inputs["months"].([]any)
		v := runCase(t, "yuzhou-2018", factsOf(unitOf("甲", m{"第一月": x[0], "第二月": x[1], "第三月": x[2], "领导观摩": c.Inputs["tour"]}, nil)), nil)
		return m{"score": v.unit("甲")["total"]}
	},
	"SC35": func(t *testing.T, c sharedCase, _ map[string]string) any {
		var projects []m
		for _, x := range anyRows(c, "project_scores") {
			projects = append(projects, m{"评分": x})
		}
		v := runCase(t, "city-build", factsOf(unitOf("甲", m{"自身考核分": c.Inputs["own_score"]}, m{"项目": projects})), nil)
		return m{"score": v.unit("甲")["total"]}
	},
	"SC37": func(t *testing.T, c sharedCase, set map[string]string) any {
		over := each(t, "city-build", anyRows(c, "over_wan"), func(x any) m { return m{"超额万元": x} }, func(v view, u string) any { return v.points(u, "超额加分") }, set)
		short := each(t, "city-build", anyRows(c, "short_pct"), func(x any) m { return m{"欠百分点": x} }, func(v view, u string) any { return v.points(u, "欠额扣分") }, set)
		return m{"bonus": over, "deduction": short}
	},
}

// classCounts ranks n firms, some of them not rated, and counts the classes.
func classCounts(t *testing.T, n, apart int, set map[string]string) m {
	var units []m
	for i := range n {
		units = append(units, unitOf(label(i), m{"亩均税收": float64(i) / 10, "亩均销售": 300, "单位能耗税收": 1, "不评价": i < apart}, nil))
	}
	v := runCase(t, "huaian-permu-2024", factsOf(units...), set)
	counts := m{}
	for i := range n {
		class, _ := v.grade(label(i), "类别").(string)
		sum, _ := counts[class].(float64)
		counts[class] = sum + 1
	}
	return counts
}
