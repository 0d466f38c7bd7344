package manual

// The manual says nothing that does not hold: every pack in it parses, every formula
// gives what stands beside it, every key and function there is has its place.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/score"
)

// A page is the manual as a reader's program sees it.
type page struct {
	t    *testing.T
	root *html.Node
}

func read(t *testing.T) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(Scoring()))
	if err != nil {
		t.Fatal(err)
	}
	return page{t, root}
}

// all are the elements of a name that have an attribute; "" for every one.
func (p page) all(name, attribute string) (found []*html.Node) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (attribute == "" || has(n, attribute)) {
			found = append(found, n)
		}
	}
	return found
}

func has(n *html.Node, attribute string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == attribute })
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// rows are a table's rows of cells, the head first.
func rows(table *html.Node) (all [][]*html.Node) {
	for tr := range table.Descendants() {
		if tr.Data != "tr" {
			continue
		}
		var cells []*html.Node
		for c := range tr.ChildNodes() {
			if c.Data == "td" || c.Data == "th" {
				cells = append(cells, c)
			}
		}
		all = append(all, cells)
	}
	return all
}

// named finds the one element of a name whose attribute has a value.
func (p page) named(name, attribute, value string) *html.Node {
	p.t.Helper()
	for _, n := range p.all(name, attribute) {
		if attr(n, attribute) == value {
			return n
		}
	}
	p.t.Fatalf("no %s with %s=%q", name, attribute, value)
	return nil
}

// pack parses an example, with more put below it.
func (p page) pack(name, more string) *score.Pack {
	p.t.Helper()
	pack, err := score.Parse(words(p.named("pre", "data-pack", name))+more, nil)
	if err != nil {
		p.t.Fatalf("%s: %v", name, err)
	}
	return pack
}

func TestEveryExampleOfTheManualIsRead(t *testing.T) {
	p := read(t)
	packs := 0
	for _, n := range p.all("pre", "") {
		text := words(n)
		switch {
		case has(n, "data-pack"):
		case has(n, "data-part"):
			text = "name: 例\nsource: 例\n" + text
		case has(n, "data-wrong"):
			_, err := score.Parse(text, nil)
			if got := strings.Join(codes(err), " "); got != attr(n, "data-wrong") {
				t.Errorf("%s\ngives %q", text, got)
			}
			continue
		case has(n, "data-json"):
			if _, err := score.ReadFacts([]byte(text), p.pack(attr(n, "data-json"), "")); err != nil {
				t.Errorf("%s\n%v", text, err)
			}
			continue
		default:
			t.Errorf("nobody said what this is:\n%s", text)
		}
		packs++
		if _, err := score.Parse(text, nil); err != nil {
			t.Errorf("%s\n%v", text, sayings(err))
		}
	}
	if packs < 20 {
		t.Errorf("only %d examples", packs)
	}
}

// parts are the mistakes of an error.
func parts(err error) []*fault.Error {
	f, ok := fault.As(err)
	if !ok {
		return nil
	}
	if len(f.Parts) == 0 {
		return []*fault.Error{f}
	}
	return f.Parts
}

func codes(err error) (all []string) {
	for _, e := range parts(err) {
		all = append(all, e.Code)
	}
	return all
}

func sayings(err error) (all []string) {
	for _, e := range parts(err) {
		all = append(all, fmt.Sprint(e.Code, e.Args))
	}
	return all
}

// value is a cell as the facts have it, by the type of its name.
func value(d score.Datum, cell string) any {
	switch {
	case cell == "—":
		return nil
	case d.Type == formula.Number:
		return json.Number(cell)
	case d.Type == formula.Bool:
		return cell == "是"
	}
	return cell
}

func datum(t *testing.T, data []score.Datum, name string) score.Datum {
	t.Helper()
	for _, d := range data {
		if formula.Fold(d.Name) == formula.Fold(name) {
			return d
		}
	}
	t.Fatalf("no datum %s", name)
	return score.Datum{}
}

type object = map[string]any

// facts are the tables of an example as facts.
func (p page) facts(name string, pack *score.Pack) *score.Facts {
	p.t.Helper()
	units, order := map[string]object{}, []string{}
	unit := func(id string) object {
		if units[id] == nil {
			order = append(order, id)
			units[id] = object{"id": id, "values": object{}, "records": object{}}
			for _, d := range pack.Data() {
				if d.Type == formula.Records {
					units[id]["records"].(object)[d.Name] = []object{}
				}
			}
		}
		return units[id]
	}
	root := object{}
	for _, table := range p.all("table", "data-facts") {
		if attr(table, "data-facts") == name {
			p.values(table, pack, unit)
			if day := attr(table, "data-as-of"); day != "" {
				root["as_of"] = day
			}
		}
	}
	for _, table := range p.all("table", "data-of") {
		if attr(table, "data-of") == name {
			p.records(table, pack, unit)
		}
	}
	var list []object
	for _, id := range order {
		list = append(list, units[id])
	}
	root["units"] = list
	text, err := json.Marshal(root)
	if err != nil {
		p.t.Fatal(err)
	}
	facts, err := score.ReadFacts(text, pack)
	if err != nil {
		p.t.Fatalf("%s: %v\n%s", name, sayings(err), text)
	}
	return facts
}

// values puts a table of values into the units.
func (p page) values(table *html.Node, pack *score.Pack, unit func(string) object) {
	all := rows(table)
	for _, row := range all[1:] {
		u := unit(words(row[0]))
		for i, cell := range row[1:] {
			if name := words(all[0][i+1]); name == "分组" {
				u["group"] = words(cell)
			} else {
				u["values"].(object)[name] = value(datum(p.t, pack.Data(), name), words(cell))
			}
		}
	}
}

// records puts a table of records into the units.
func (p page) records(table *html.Node, pack *score.Pack, unit func(string) object) {
	all, name := rows(table), attr(table, "data-records")
	fields := datum(p.t, pack.Data(), name).Fields
	for _, row := range all[1:] {
		record := object{}
		for i, cell := range row[1:] {
			field := words(all[0][i+1])
			record[field] = value(datum(p.t, fields, field), words(cell))
		}
		records := unit(words(row[0]))["records"].(object)
		records[name] = append(records[name].([]object), record)
	}
}

// run gives the units of a result by their identifiers, and these in order.
func (p page) run(pack *score.Pack, facts *score.Facts) (units map[string]object, order []string) {
	p.t.Helper()
	text, err := pack.Run(facts).MarshalJSON()
	if err != nil {
		p.t.Fatal(err)
	}
	var result struct{ Units []object }
	if err := json.Unmarshal(text, &result); err != nil {
		p.t.Fatal(err)
	}
	units = map[string]object{}
	for _, u := range result.Units {
		id := u["id"].(string)
		units[id], order = u, append(order, id)
	}
	return units, order
}

// shown is a value of a result as the manual prints it.
func shown(v any, missing string) string {
	switch v := v.(type) {
	case nil:
		return missing
	case bool:
		return map[bool]string{true: "是", false: "否"}[v]
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// points finds the points of an indicator among the lines of a sheet.
func points(lines any, name string) (any, bool) {
	list, _ := lines.([]any)
	for _, l := range list {
		line := l.(object)
		if line["name"] == name {
			return line["points"], true
		}
		if v, ok := points(line["parts"], name); ok {
			return v, true
		}
	}
	return nil, false
}

// answer is what a column of a result's table says of a unit.
func answer(u object, column string) any {
	keys := map[string]string{"总分": "total", "名次": "rank", "升降": "change", "榜单": "list"}
	if key, ok := keys[column]; ok {
		return u[key]
	}
	if v, ok := points(u["indicators"], column); ok {
		return v
	}
	grades, _ := u["grades"].(object)
	grade, ok := grades[column].(object)
	if !ok && u["state"] == "exempt" { // it has a sheet without lines
		return nil
	} else if !ok {
		return "no column " + column
	}
	return grade["is"]
}

func TestEveryResultOfTheManualHolds(t *testing.T) {
	p := read(t)
	tables := p.all("table", "data-result")
	if len(tables) != 11 {
		t.Errorf("%d results", len(tables))
	}
	for _, table := range tables {
		name := attr(table, "data-result")
		t.Run(name, func(t *testing.T) {
			p := page{t, p.root}
			pack := p.pack(name, "")
			units, order := p.run(pack, p.facts(name, pack))
			all := rows(table)
			var printed []string
			for _, row := range all[1:] {
				id := words(row[0])
				printed = append(printed, id)
				for i, cell := range row[1:] {
					column := words(all[0][i+1])
					if got := shown(answer(units[id], column), "—"); got != words(cell) {
						t.Errorf("%s of %s is %s, the manual says %s", column, id, got, words(cell))
					}
				}
			}
			if !slices.Equal(printed, order) {
				t.Errorf("the units stand as %v, the manual has %v", order, printed)
			}
		})
	}
}

// A trial is a formula with what it is said to give.
type trial struct{ formula, gives string }

func (p page) trials() (all []trial) {
	for _, table := range p.all("table", "data-formulas") {
		for _, row := range rows(table)[1:] {
			all = append(all, trial{words(row[2]), words(row[3])})
		}
	}
	return all
}

func TestEveryFormulaOfTheManualGivesWhatItSays(t *testing.T) {
	p := read(t)
	trials := p.trials()
	more := "figures:\n"
	for i, x := range trials {
		more += fmt.Sprintf("  第%d条: '%s'\n", i, x.formula)
	}
	pack := p.pack("样例", more)
	units, _ := p.run(pack, p.facts("样例", pack))
	figures := units["甲县"]["figures"].(object)
	for i, x := range trials {
		got := shown(figures[fmt.Sprintf("第%d条", i)].(object)["value"], "空")
		if got != x.gives {
			t.Errorf("%s gives %s, the manual says %s", x.formula, got, x.gives)
		}
	}
	if len(trials) < 70 {
		t.Errorf("only %d formulas", len(trials))
	}
}

func TestEveryMendedMistakeIsOneAndIsMended(t *testing.T) {
	p := read(t)
	for _, row := range rows(p.named("table", "data-mistakes", ""))[1:] {
		bad, good := words(row[0]), words(row[2])
		if strings.HasPrefix(bad, "用") { // a key of the keyboard cannot be printed
			continue
		}
		for text, right := range map[string]bool{bad: false, good: true} {
			more := "figures:\n  试: " + text + "\n"
			if strings.HasPrefix(text, "cap") {
				more = "total:\n  floor: 0\n  " + text + "\n"
			} else if strings.HasPrefix(text, "{") {
				more = "figures: {完成: 1}\nindicators:\n  甲: " + text + "\n"
			}
			body := words(p.named("pre", "data-pack", "样例"))
			if strings.Contains(more, "indicators:") {
				body = body[:strings.Index(body, "indicators:")]
			}
			if _, err := score.Parse(body+more, nil); (err == nil) != right {
				t.Errorf("%s: %v", text, sayings(err))
			}
		}
	}
}

// Keys, parameters and the names of the engine are asked for in package score.
func TestTheManualNamesEveryFunctionFieldAndLimit(t *testing.T) {
	p := read(t)
	text := words(p.root)
	for _, f := range formula.Functions() {
		if !strings.Contains(text, f[0]) || !strings.Contains(text, " "+f[1]) {
			t.Errorf("the manual does not name the function %s (%s)", f[0], f[1])
		}
	}
	fields := words(p.named("table", "data-fields", ""))
	for _, f := range score.ProjectFields {
		if !strings.Contains(fields, f.Name) {
			t.Errorf("the manual does not name the field %s", f.Name)
		}
	}
	for _, limit := range []int{score.MaxPack >> 10, formula.MaxSource >> 10, formula.MaxDepth, score.MaxFacts >> 20, score.MaxUnits, formula.MaxVisited} {
		if !strings.Contains(text, strconv.Itoa(limit)) {
			t.Errorf("the manual does not name the limit %d", limit)
		}
	}
}

func TestReferencesLeadToTheChapterTheyName(t *testing.T) {
	p := read(t)
	chapters := map[string]string{}
	for _, h := range Contents() {
		chapters["#"+h.ID] = h.Text
	}
	for _, a := range p.all("a", "href") {
		number, ok := strings.CutPrefix(words(a), "第")
		number, is := strings.CutSuffix(number, "章")
		if title := chapters[attr(a, "href")]; !ok || !is || !strings.HasPrefix(title, number+"、") {
			t.Errorf("%s leads to %q", words(a), title)
		}
	}
	ids, said := map[string]bool{}, 0
	for _, h := range Contents() {
		for _, x := range append([]Heading{h}, h.Below...) {
			if ids[x.ID] {
				t.Errorf("%s stands twice", x.ID)
			}
			ids[x.ID] = true
			said++
		}
	}
	if n := len(p.all("h2", "")) + len(p.all("h3", "")); n != said {
		t.Errorf("%d headings, %d in the contents", n, said)
	}
}
