package web

import (
	"cmp"
	"context"
	"net/url"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/ident"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/web/ui"
)

// A project as the fields of a form and back. What a field leaves as it was shown
// stays as it was, so that a range, a foreign sum or a finer point is not lost by
// saving the form.

// projectValues are a project's fields as a form shows them.
func projectValues(p *lifecycle.Project, year int) url.Values {
	v := url.Values{"tags": p.Tags, "levels": p.Levels}
	for name, text := range projectTexts(p) {
		v.Set(name, *text)
	}
	v.Set("unit", p.Unit)
	v.Set("store", string(p.Store))
	v.Set("batches", strings.Join(p.Batches, "、"))
	v.Set("products", productLines(p.Products))
	v.Set("total", amountValue(p.Total.Opt))
	if !p.Total.OK {
		v.Set("total", p.Total.Text)
	}
	v.Set("fixed_asset", amountValue(p.FixedAsset))
	for _, y := range planYears(p, year) {
		v.Set(planName(y), amountValue(p.PlanOf(y)))
	}
	if p.At != nil {
		v.Set("lon", strconv.FormatFloat(p.At.Lon, 'f', 6, 64))
		v.Set("lat", strconv.FormatFloat(p.At.Lat, 'f', 6, 64))
	}
	return v
}

// projectTexts are the fields that are taken as they are typed.
func projectTexts(p *lifecycle.Project) map[string]*string {
	return map[string]*string{"name": &p.Name, "enterprise": &p.Enterprise, "enterprise_code": &p.EnterpriseCode, "code": &p.Code, "park": &p.Park,
		"place": &p.Place, "kind": &p.Kind, "industry": &p.Industry, "chain": &p.Chain, "content": &p.Content, "leader": &p.Leader,
		"contact": &p.Contact, "phone": &p.Phone, "image": &p.Image, "problems": &p.Problems, "note": &p.Note, "parent": &p.Parent}
}

// planYears are the years a form asks plans for: those known, this one and the next.
func planYears(p *lifecycle.Project, year int) []int {
	years := []int{}
	for _, plan := range p.Plans {
		if plan.Year != year && plan.Year != year+1 {
			years = append(years, plan.Year)
		}
	}
	return append(years, year, year+1)
}

func planName(year int) string { return "plan_" + strconv.Itoa(year) }

// amountValue is an amount in 亿元 without needless zeros, as exact as it is.
func amountValue(o money.Opt) string {
	if !o.OK {
		return ""
	}
	return strings.TrimSuffix(strings.TrimRight(o.Yuan.Yi(8), "0"), ".")
}

// productLines are products one a line: 名称，年产能，单位.
func productLines(list []lifecycle.Product) string {
	lines := make([]string, len(list))
	for i, p := range list {
		lines[i] = strings.TrimRight(p.Name+"，"+p.Capacity+"，"+p.Unit, "，")
	}
	return strings.Join(lines, "\n")
}

// A projectReader reads a form over a project.
type projectReader struct {
	form, shown url.Values
	into        *lifecycle.Project
	wrong       fault.List
}

// changed gives what a field says when it says other than was shown.
func (r *projectReader) changed(name string) (text string, ok bool) {
	text = strings.TrimSpace(r.form.Get(name))
	return text, r.form.Has(name) && text != strings.TrimSpace(r.shown.Get(name))
}

// readProject lays a form over what is known of a project. Every mistake is told.
func readProject(form url.Values, was *lifecycle.Project, year int) (*lifecycle.Project, error) {
	r := &projectReader{form: form, shown: projectValues(was, year), into: was.Clone()}
	for name, text := range projectTexts(r.into) {
		if now, ok := r.changed(name); ok {
			*text = now
		}
	}
	p := r.into
	p.Unit = cmp.Or(form.Get("unit"), p.Unit)
	if now, ok := r.changed("store"); ok {
		p.Store = lifecycle.Store(now)
	}
	p.Tags, p.Levels = form["tags"], form["levels"]
	if now, ok := r.changed("batches"); ok {
		p.Batches = words(now)
	}
	if now, ok := r.changed("products"); ok {
		p.Products = productsOf(now)
	}
	r.amounts(year)
	r.point()
	r.industry()
	return p, r.wrong.Err()
}

// words cuts a list people type: 、 ， and spaces between.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,；;\n\t ", r) })
}

func productsOf(text string) []lifecycle.Product {
	var list []lifecycle.Product
	for line := range strings.Lines(text) {
		parts := strings.FieldsFunc(strings.TrimSpace(line), func(r rune) bool { return strings.ContainsRune("，,\t", r) })
		if len(parts) == 0 {
			continue
		}
		parts = append(parts, "", "")
		list = append(list, lifecycle.Product{Name: strings.TrimSpace(parts[0]), Capacity: strings.TrimSpace(parts[1]), Unit: strings.TrimSpace(parts[2])})
	}
	return list
}

// amounts reads total, fixed assets and plans, each in the unit beside it.
func (r *projectReader) amounts(year int) {
	if text, ok := r.changed("total"); ok {
		r.into.Total = money.Amount{Opt: r.amount("total", text)}
	}
	if text, ok := r.changed("fixed_asset"); ok {
		r.into.FixedAsset = r.amount("fixed_asset", text)
	}
	for _, y := range planYears(r.into, year) {
		if text, ok := r.changed(planName(y)); ok {
			r.into.SetPlan(y, r.amount(planName(y), text))
		}
	}
}

// amount reads one figure exactly: what is no whole number of yuan is a mistake,
// never rounded in silence.
func (r *projectReader) amount(name, text string) money.Opt {
	if text == "" {
		return money.Opt{}
	}
	unit := money.Yi
	if r.form.Get(name+"_unit") == "wan" {
		unit = money.Wan
	}
	y, exact, err := money.ParseDecimal(text, unit)
	if e, ok := fault.As(err); ok {
		r.wrong.Add(e.At(name))
		return money.Opt{}
	}
	if !exact {
		r.wrong.Add(fault.New(fault.Invalid, "money.not_whole", "text", text).At(name))
	}
	return money.Some(y)
}

// point reads longitude and latitude in the datum chosen and brings them to
// CGCS2000.
func (r *projectReader) point() {
	lon, moved := r.changed("lon")
	lat, moved2 := r.changed("lat")
	if !moved && !moved2 {
		return
	}
	if lon == "" && lat == "" {
		r.into.At = nil
		return
	}
	x, err1 := strconv.ParseFloat(lon, 64)
	y, err2 := strconv.ParseFloat(lat, 64)
	datum, err := geo.ParseDatum(r.form.Get("datum"))
	if err != nil || err1 != nil || err2 != nil {
		r.wrong.Add(fault.New(fault.Invalid, "geo.not_a_place", "lon", lon, "lat", lat).At("at"))
		return
	}
	at := geo.Point{Lon: x, Lat: y}
	if e, ok := fault.As(at.Check()); ok {
		r.wrong.Add(e.At("at"))
		return
	}
	at = datum.ToCGCS(at)
	r.into.At = &at
}

// industry takes a code, or a name that means one industry.
func (r *projectReader) industry() {
	text, ok := r.changed("industry")
	if !ok || text == "" {
		return
	}
	if i, err := ident.IndustryOf(text); err == nil {
		r.into.Industry = i.Code
		return
	}
	found := ident.IndustriesNamed(text)
	for _, i := range found {
		if i.Name == text && (len(found) == 1 || len(i.Code) >= len(found[0].Code)) {
			found = []ident.Industry{i}
			break
		}
	}
	switch len(found) {
	case 1:
		r.into.Industry = found[0].Code
	case 0:
		r.wrong.Add(fault.New(fault.Invalid, "ident.industry_unknown", "code", text).At("industry"))
	default:
		r.wrong.Add(fault.New(fault.Invalid, "project.industry_many", "count", len(found), "some", someIndustries(found)).At("industry"))
	}
}

// someIndustries are the first of several, code and name.
func someIndustries(list []ident.Industry) string {
	var some []string
	for _, i := range list[:min(len(list), 8)] {
		some = append(some, i.Code+" "+i.Name)
	}
	return strings.Join(some, "；")
}

// parentOf finds the project a form names as the parent: by ID, code or name.
func parentOf(rows []*app.ProjectRow, text string) (string, error) {
	var found []string
	for _, r := range rows {
		if p := r.Project; p.ID == text || p.Code == text || p.Name == text {
			found = append(found, p.ID)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", fault.New(fault.Invalid, "project.parent_unknown", "text", text, "count", len(found)).At("parent")
}

// datumOptions are where people read coordinates.
func datumOptions(ctx context.Context, chosen string) []ui.Option {
	list := []ui.Option{{Value: string(geo.CGCS2000), Label: ui.T(ctx, "国家大地坐标系 CGCS2000 / WGS-84（测绘、手机定位）")},
		{Value: string(geo.GCJ02), Label: ui.T(ctx, "高德、腾讯地图（GCJ-02）")}, {Value: string(geo.BD09), Label: ui.T(ctx, "百度地图（BD-09）")}}
	for i := range list {
		list[i].Chosen = list[i].Value == cmp.Or(chosen, string(geo.CGCS2000))
	}
	return list
}

// industryHint says what the code means, or how the field is filled.
func industryHint(ctx context.Context, name string) string {
	if name != "" {
		return name
	}
	return ui.T(ctx, "国民经济行业分类的代码或名称，如 3841 或 锂离子电池制造")
}
