package api_test

// The document is what it was, unless somebody meant to change it; and it can be
// read and tried out.

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"guatu/internal/api"
	"guatu/internal/app"
)

var update = flag.Bool("update", false, "write openapi.json")

func signIn(w *world) app.SignIn {
	return app.SignIn{Tenant: w.tenant, Login: "boss", Password: secret}
}

func TestTheDocumentIsTheCommittedOne(t *testing.T) {
	got := append(bytes.Clone(api.New(nil, api.Options{}).Document()), '\n')
	if *update {
		if err := os.WriteFile("openapi.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the interface changed: look at the difference and run go test ./internal/api -update")
	}
}

func TestTheDocumentHoldsTogether(t *testing.T) {
	doc := string(api.New(nil, api.Options{}).Document())
	if !strings.Contains(doc, `"openapi": "3.1.0"`) {
		t.Error("not OpenAPI 3.1")
	}
	var parsed struct {
		Components struct{ Schemas map[string]json.RawMessage }
	}
	if err := json.Unmarshal([]byte(doc), &parsed); err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`#/components/schemas/([^"]+)`).FindAllStringSubmatch(doc, -1) {
		if _, ok := parsed.Components.Schemas[m[1]]; !ok {
			t.Errorf("no schema %s", m[1])
		}
	}
	for _, secret := range []string{"token_hash", "TokenHash", "form_token", "$schema"} {
		if strings.Contains(doc, secret) {
			t.Errorf("the document speaks of %s", secret)
		}
	}
}

// A field without a name in Chinese says nothing to the office that reads the page.
func TestEveryFieldIsCalledSomething(t *testing.T) {
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Parameters  []struct{ Name, Description string }
		}
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct{ Description string }
			}
		}
	}
	if err := json.Unmarshal(api.New(nil, api.Options{}).Document(), &doc); err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for name, schema := range doc.Components.Schemas {
		for field, p := range schema.Properties {
			there[field], there[name+"."+field] = true, true
			if !chinese.MatchString(p.Description) {
				t.Errorf("%s.%s is called %q: give it a line in label.tsv", name, field, p.Description)
			}
		}
	}
	for _, item := range doc.Paths {
		for _, o := range item {
			for _, p := range o.Parameters {
				if !chinese.MatchString(p.Description) {
					t.Errorf("%s asks for %s without saying what (label.go)", o.OperationID, p.Name)
				}
			}
		}
	}
	labels, err := os.ReadFile("label.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(labels)) {
		if name, _, _ := strings.Cut(line, "\t"); !strings.HasPrefix(line, "#") && !there[name] {
			t.Errorf("label.tsv: there is no field %s", name)
		}
	}
}

var chinese = regexp.MustCompile(`\p{Han}`)

func TestTheDocumentAndThePageAreForEverybody(t *testing.T) {
	w := newWorld(t)
	for path, kind := range map[string]string{"/openapi.json": "application/openapi+json", "/docs": "text/html; charset=utf-8"} {
		if rec := w.send("", http.MethodGet, path, ""); rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != kind {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Header())
		}
	}
}

// exampleOf is the example of an operation's body, "" where it has none.
func exampleOf(t *testing.T, w *world, o op) string {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			RequestBody *struct {
				Content map[string]struct{ Example json.RawMessage }
			} `json:"requestBody"`
		}
	}
	if err := json.Unmarshal(w.api.Document(), &doc); err != nil {
		t.Fatal(err)
	}
	body := doc.Paths[o.path][strings.ToLower(o.method)].RequestBody
	if body != nil && len(body.Content) == 1 && body.Content["application/octet-stream"].Example == nil && strings.HasPrefix(o.path, "/projects/{id}/uploads/") && o.method == http.MethodPut {
		return "" // bytes of a file
	}
	if body == nil || body.Content["application/json"].Example == nil && len(body.Content["multipart/form-data"].Example) == 0 && (strings.HasPrefix(o.path, "/ledgers/") || strings.HasPrefix(o.path, "/approvals/platform")) {
		return ""
	}
	if body.Content["application/json"].Example == nil {
		t.Errorf("%s has a body and no example", o.id)
	}
	return string(body.Content["application/json"].Example)
}

// An example that does not fit its own schema teaches mistakes.
func TestEveryExampleFitsItsSchema(t *testing.T) {
	w := newWorld(t)
	tried := 0
	for _, o := range operations(t, w) {
		body := exampleOf(t, w, o)
		if body == "" {
			continue
		}
		tried++
		rec := w.send("boss", o.method, strings.NewReplacer("{id}", "x", "{key}", "map.approval").Replace(o.path), body)
		if rec.Code >= 400 && strings.HasPrefix(into[wrong](t, rec).Code, "request.") {
			t.Errorf("%s: %s", o.id, rec.Body)
		}
	}
	if tried < 15 {
		t.Errorf("only %d examples", tried)
	}
}

func TestThePageNeedsNothingButItself(t *testing.T) {
	w := newWorld(t)
	page := string(w.api.Page())
	for _, o := range operations(t, w) {
		if !strings.Contains(page, `id="`+o.id+`"`) {
			t.Errorf("%s is not on the page", o.id)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+m[1]+`"`) {
			t.Errorf("a link to #%s leads nowhere", m[1])
		}
	}
	if m := regexp.MustCompile(`<script|<style|style="|\son[a-z]+="|(?:href|src)="(?:/|https?:)`).FindString(page); m != "" {
		t.Errorf("the page holds %q", m)
	}
	if !strings.Contains(page, `href="../dist/app.css"`) || !strings.Contains(page, "示例新材料有限公司") || strings.Contains(page, "ZgotmplZ") {
		t.Error("the style sheet or an example is not there, or a value was refused by the template")
	}
}

// notHere are the methods of app that take an actor and have no operation, and why.
var notHere = map[string]string{
	"RuleOf":            "the rules stand whole in GET /rulesets",
	"EachProject":       "GET /ledgers/export.xlsx gives every row, by LedgerGive",
	"UnitNamed":         "for people at a command line; GET /units has names and codes",
	"JournalVerify":     "the auditor's own page; an operator has guatu journal verify",
	"ProjectNames":      "names for the lines of a page; GET /projects has them",
	"PublicationResult": "GET /publications/{id} has the frozen result whole",
	"PublicationSheet":  "GET /publications/{id} has the frozen result whole, with every unit's sheet",
	"Boundaries":        "the map is drawn by the pages; PUT /boundary takes a new one",
}

// The table names every use case: whoever adds one decides about the interface.
func TestEveryUseCaseHasItsOperation(t *testing.T) {
	used := map[string]bool{}
	for _, f := range sourceOf(t, ".") {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "a" {
					used[s.Sel.Name] = true
				}
			}
			return true
		})
	}
	seen := 0
	for _, f := range sourceOf(t, "../app") {
		for _, decl := range f.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || !takesActor(fn) {
				continue
			}
			seen++
			if name := fn.Name.Name; used[name] == (notHere[name] != "") {
				t.Errorf("app.%s: in the table %v, excepted %q", name, used[name], notHere[name])
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d use cases found", seen)
	}
}

// takesActor tells an exported method of *App that somebody with a token could call.
func takesActor(fn *ast.FuncDecl) bool {
	if fn.Recv == nil || !fn.Name.IsExported() || len(fn.Type.Params.List) < 2 {
		return false
	}
	s, ok := fn.Type.Params.List[1].Type.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Actor"
}

func sourceOf(t *testing.T, dir string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(dir + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}
