package styleguide

import (
	"bytes"
	"context"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/web/dist"
	"guatu/internal/web/locale"
	"guatu/internal/web/ui"
)

// out keeps the drawn pages for a browser: go test ./internal/web/ui/styleguide -args -out DIR
var out = flag.String("out", "", "write the pages and the built files into this folder")

// pages are all pages of the guide by file name.
func pages(t *testing.T) map[string]templ.Component {
	d := drawings(t)
	return map[string]templ.Component{
		"board": Board(d), "table": Table(), "project": Project(), "import": Import(),
		"parts": Parts(d), "signin": SignIn(), "wall": Wall(d), "sheets": Sheets(d), "paper": Paper(),
	}
}

// environment is an office behind a proxy under /guatu, or plain files for a browser.
func environment(lang locale.Lang) context.Context {
	base := "/guatu"
	if *out != "" {
		base = "."
	}
	return ui.With(context.Background(), ui.Env{Base: base, Lang: lang, CSRF: "token", Here: &url.URL{Path: "/projects", RawQuery: "stage=started&page=3"}})
}

func draw(t *testing.T, ctx context.Context, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryPageKeepsTheContentSecurityPolicy(t *testing.T) {
	for name, page := range pages(t) {
		html := draw(t, environment(locale.Chinese), page)
		for _, bad := range []string{" style=", "<style", "onclick=", "onload=", "javascript:", "<script>"} {
			if strings.Contains(html, bad) {
				t.Errorf("%s holds %q, which the policy forbids", name, bad)
			}
		}
	}
}

func TestEveryAddressOfOursCarriesTheSubPath(t *testing.T) {
	if *out != "" {
		t.Skip("drawn for a browser without a server")
	}
	for name, page := range pages(t) {
		html := draw(t, environment(locale.Chinese), page)
		for _, attr := range []string{`href="/`, `action="/`, `src="/`, `data-news="/`, `hx-get="/`} {
			for _, rest := range strings.Split(html, attr)[1:] {
				if !strings.HasPrefix(rest, "guatu/") {
					t.Errorf("%s: %s%.30s does not stand under the sub-path", name, attr, rest)
				}
			}
		}
	}
}

func TestEveryPostFormCarriesTheToken(t *testing.T) {
	for name, page := range pages(t) {
		html := draw(t, environment(locale.Chinese), page)
		for _, form := range strings.Split(html, `method="post"`)[1:] {
			before, _, _ := strings.Cut(form, "</form>")
			if !strings.Contains(before, `name="csrf" value="token"`) {
				t.Errorf("%s has a form without the token: %.80s", name, before)
			}
		}
	}
}

func TestTheGuideIsWrittenForABrowser(t *testing.T) {
	if *out == "" {
		t.Skip("give -args -out DIR to look at it")
	}
	for name, page := range pages(t) {
		if err := os.WriteFile(filepath.Join(*out, name+".html"), []byte(draw(t, environment(locale.Chinese), page)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	static := filepath.Join(*out, "static")
	if err := os.MkdirAll(static, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"app.css", "paper-a3.css", "paper-a4l.css", "app.js", "htmx.js", "icon.svg"} {
		body, err := os.ReadFile(filepath.Join("../../dist", dist.Name(name)))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(static, dist.Name(name)), body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
