package glossary

// Every fault the code can raise has its sentence, and every sentence its fault.

import (
	"fmt"
	"go/ast"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"guatu/internal/fault"
)

var faultCode = regexp.MustCompile(`^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$`)

// A use is one place that raises a fault: its code and the names of its arguments;
// open tells that arguments are passed on and their names cannot be read.
type use struct {
	at   string
	code string
	args []string
	open bool
}

// A carrier is a function that hands a code on to fault.New: the code stands at
// one of its parameters, and the names of the arguments follow from rest on; rest
// is 0 when the function adds arguments of its own.
type carrier struct{ code, rest int }

// uses finds every place that raises a fault. It begins with fault.New and follows
// the functions that take a code and hand it on (fault.List's Check, a package's
// own wrong) until no new one is found. A code that is put together at run time
// cannot be found, so it is a mistake.
func uses(files []source) (found []use, unreadable []string) {
	carriers := map[string]carrier{"New": {1, 2}, "Check": {2, 3}}
	for grown := true; grown; {
		grown = false
		for _, s := range files {
			for name, c := range forwarders(s, carriers) {
				if _, known := carriers[name]; !known {
					carriers[name], grown = c, true
				}
			}
		}
	}
	named := codeConstants(files)
	for _, s := range files {
		for _, decl := range s.file.Decls {
			f, u := raised(s, decl, carriers, named)
			found, unreadable = append(found, f...), append(unreadable, u...)
		}
	}
	return found, unreadable
}

// raised is what one declaration raises.
func raised(s source, decl ast.Decl, carriers map[string]carrier, named map[string]string) (found []use, unreadable []string) {
	params := parameters(decl)
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			c, ok := carriers[callee(n)]
			if !ok || len(n.Args) <= c.code {
				return true
			}
			lit := literal(n.Args[c.code])
			if code, ok := named[s.dir+"."+ident(n.Args[c.code])]; ok {
				lit = []string{code}
			}
			switch {
			case len(lit) == 1 && faultCode.MatchString(lit[0]):
				found = append(found, use{s.at(n), lit[0], names(n.Args, c.rest), n.Ellipsis.IsValid() || c.rest == 0})
			case len(lit) == 0 && isFaultNew(n) && !slices.Contains(params, ident(n.Args[c.code])):
				unreadable = append(unreadable, s.at(n)+": the code is put together at run time")
			}
		case *ast.KeyValueExpr: // fault's own composite, Code: "input.invalid"
			if lit := literal(n.Value); ident(n.Key) == "Code" && len(lit) == 1 && s.dir == "internal/fault" {
				found = append(found, use{at: s.at(n), code: lit[0], open: true})
			}
		}
		return true
	})
	return found, unreadable
}

// forwarders are the functions of a file that hand one of their parameters on as a
// code.
func forwarders(s source, carriers map[string]carrier) map[string]carrier {
	made := map[string]carrier{}
	for _, decl := range s.file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		params := parameters(fn)
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			c, ok := carriers[callee(call)]
			if !ok || len(call.Args) <= c.code || callee(call) == "New" && !isFaultNew(call) {
				return true
			}
			if i := slices.Index(params, ident(call.Args[c.code])); i >= 0 && fn.Name.Name != "New" {
				made[fn.Name.Name] = carrier{code: i}
			}
			return true
		})
	}
	return made
}

// codeConstants are the constants that hold a fault code, by folder and name.
func codeConstants(files []source) map[string]string {
	named := map[string]string{}
	for _, s := range files {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Names) != len(spec.Values) {
				return true
			}
			for i, v := range spec.Values {
				if lit := literal(v); len(lit) == 1 && faultCode.MatchString(lit[0]) {
					named[s.dir+"."+spec.Names[i].Name] = lit[0]
				}
			}
			return true
		})
	}
	return named
}

// parameters are the names of a function's parameters in order.
func parameters(decl ast.Decl) []string {
	fn, ok := decl.(*ast.FuncDecl)
	if !ok {
		return nil
	}
	var names []string
	for _, p := range fn.Type.Params.List {
		for _, n := range p.Names {
			names = append(names, n.Name)
		}
	}
	return names
}

// callee is the bare name of what is called.
func callee(call *ast.CallExpr) string {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
		return sel.Sel.Name
	}
	return ident(call.Fun)
}

// isFaultNew tells fault.New from any other New.
func isFaultNew(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "New" && ident(sel.X) == "fault"
}

func ident(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// names are the argument names of a call: every second argument from the first.
func names(args []ast.Expr, first int) []string {
	var all []string
	if first == 0 {
		return nil
	}
	for i := first; i < len(args); i += 2 {
		all = append(all, literal(args[i])...)
	}
	return all
}

func TestEveryFaultHasItsSentence(t *testing.T) {
	found, unreadable := uses(sources(t, "internal", "cmd", "tools"))
	missing, used := map[string]string{}, map[string]bool{}
	for _, u := range found {
		used[u.code] = true
		if _, ok := sentences()[u.code]; !ok {
			missing[u.code] = u.at + " " + strings.Join(u.args, ",")
		}
	}
	for _, code := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("faults.tsv has no line %s (%s)", code, missing[code])
	}
	for _, code := range slices.Sorted(maps.Keys(sentences())) {
		if !used[code] {
			t.Errorf("faults.tsv: nothing raises %s", code)
		}
	}
	for _, at := range unreadable {
		t.Error(at)
	}
}

func TestASentenceAsksOnlyForArgumentsItGets(t *testing.T) {
	found, _ := uses(sources(t, "internal", "cmd", "tools"))
	for _, u := range found {
		for _, name := range holes(sentences()[u.code]) {
			if !u.open && !slices.Contains(u.args, name) {
				t.Errorf("%s: %s gives %v, the sentence asks for {%s}", u.at, u.code, u.args, name)
			}
		}
	}
}

// A fault that names a field names it in words: the field is the literal given to
// At, or the one before the code in Check.
func TestEveryFieldOfAFaultHasAWord(t *testing.T) {
	seen := 0
	for _, s := range sources(t, "internal") {
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, path := range fieldOf(call) {
				seen++
				for step := range strings.SplitSeq(path, ".") {
					if step = strings.Trim(step, "[]"); step != "" && fieldLabel(ZH, "", step) == step {
						t.Errorf("%s: no word for the field %q", s.at(n), step)
					}
				}
			}
			return true
		})
	}
	if seen == 0 {
		t.Error("no fault names a field: the test looks at nothing")
	}
}

// fieldOf is the field a call names; the end of one put together from a place and
// ".name" counts as well.
func fieldOf(call *ast.CallExpr) []string {
	var e ast.Expr
	switch {
	case callee(call) == "At" && len(call.Args) == 1:
		e = call.Args[0]
	case callee(call) == "Check" && len(call.Args) >= 3 && faultCode.MatchString(strings.Join(literal(call.Args[2]), "")):
		e = call.Args[1]
		if noun, _, _ := strings.Cut(literal(call.Args[2])[0], "."); noun == "notice" {
			return nil // holiday-cn's own names, under notice
		}
	default:
		return nil
	}
	if sum, ok := e.(*ast.BinaryExpr); ok {
		e = sum.Y
	}
	return literal(e)
}

// holes are the arguments a template asks for in either language.
func holes(s template) []string {
	var names []string
	for _, m := range hole.FindAllStringSubmatch(s.zh+s.en, -1) {
		names = append(names, m[1])
	}
	return names
}

func TestEverySentenceIsWhole(t *testing.T) {
	lines, err := split("faults.tsv", faultText, 3)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, l := range lines {
		code, zh, en := l.cells[0], l.cells[1], l.cells[2]
		if seen[code] || !faultCode.MatchString(code) {
			t.Errorf("%s stands twice or is no code", code)
		}
		seen[code] = true
		if !strings.HasSuffix(zh, "。") || !strings.HasSuffix(en, ".") {
			t.Errorf("%s: a sentence ends: %q, %q", code, zh, en)
		}
		a, b := holes(template{zh: zh}), holes(template{en: en})
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s: the two languages ask for different arguments: %v, %v", code, a, b)
		}
	}
}

func TestSentences(t *testing.T) {
	one := fault.New(fault.Invalid, "unit.shares_sum", "name", "示例共建园区", "sum", 9000).At("parents[1].share")
	two := fault.New(fault.Invalid, "project.name_empty").At("name")
	var list fault.List
	list.Add(one)
	list.Add(two)
	all, ok := fault.As(list.Err())
	if !ok {
		t.Fatal("a list of faults is no fault")
	}
	zh := Sentence(ZH, all)
	if len(zh) != 2 || !strings.HasPrefix(zh[0], "上级单位 2 · ") || !strings.Contains(zh[0], "示例共建园区") || !strings.HasPrefix(zh[1], "项目名称：") {
		t.Errorf("the parts of a list, each with its field: %q", zh)
	}
	if en := Sentence(EN, two); len(en) != 1 || !strings.HasPrefix(en[0], "Project name: ") {
		t.Errorf("one fault, one sentence: %q", en)
	}
	big := fault.New(fault.Invalid, "money.too_large", "yuan", int64(2), "max", int64(1_000_000_000_000))
	if got := Say(ZH, big); !strings.Contains(got, "10,000亿元") {
		t.Errorf("an amount is written as offices write it: %q", got)
	}
	taken := fault.New(fault.Conflict, "store.taken", "noun", "milestone")
	if got := Say(ZH, taken); !strings.Contains(got, "节点") {
		t.Errorf("a code in a sentence is labelled: %q", got)
	}
	if got := Say(ZH, fault.New(fault.Conflict, "never.heard")); got != "已被他人修改 (never.heard)" {
		t.Errorf("a fault without a sentence still tells its kind: %q", got)
	}
}

func TestASentenceTellsThePlaceInAFile(t *testing.T) {
	e := fault.New(fault.Invalid, "journal.link", "tenant", "t", "n", 3, "cell", "B7", "sheet", "在建")
	if got := Say(ZH, e); !strings.HasSuffix(got, "（工作表“在建”，单元格 B7）") {
		t.Errorf("%q does not end with the sheet and the cell", got)
	}
	if got := Say(EN, e); !strings.HasSuffix(got, " (sheet “在建”, cell B7)") {
		t.Errorf("%q does not end with the sheet and the cell", got)
	}
}

func TestArgumentsOfASentence(t *testing.T) {
	for name, c := range map[string]struct {
		lang  Lang
		value any
		want  string
	}{
		"a figure":           {ZH, 12, "12"},
		"a list in Chinese":  {ZH, []string{"甲", "乙"}, "甲、乙"},
		"a list in English":  {EN, []string{"a", "b"}, "a, b"},
		"what prints itself": {ZH, fmt.Errorf("x"), "x"},
	} {
		if got := shown(c.lang, c.value); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What people meet most when several work at once or something is entered wrongly
// says what to do, in Chinese.
func TestBadInputAndRacesAreSaidInChinese(t *testing.T) {
	for code, holds := range map[string]string{
		"claim.decided":            "刷新", // two recognise at once
		"claim.moved":              "新的情况",
		"claim.evidence_missing":   "佐证材料", // evidence voided while a declaration waits
		"claim.evidence_dropped":   "作废",
		"claim.before_founding":    "成立日期",
		"visit.before_founding":    "成立日期",
		"claim.skipped":            "不能越过",
		"claim.skipped_recognised": "尚未认定",
		"file.lies":                "内容却是",
		"file.program":             "程序",
		"file.unreadable":          "损坏",
	} {
		if s := sentences()[code].zh; !strings.Contains(s, holds) {
			t.Errorf("%s says %q, want something of %q", code, s, holds)
		}
	}
}
