package styleguide

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"guatu/internal/web/dist"
	"guatu/internal/web/locale"
	"guatu/internal/web/ui"
)

// policy is what the product sends: nothing inline, nothing from elsewhere.
const policy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; report-uri /violation"

// site serves the guide under the policy and counts what it would have broken.
func site(t *testing.T) (address string, violations func() []string) {
	var mu sync.Mutex
	var seen []string
	mux := http.NewServeMux()
	mux.Handle("/static/", http.StripPrefix("/static", dist.Handler()))
	mux.HandleFunc("/violation", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		body := make([]byte, 600)
		n, _ := r.Body.Read(body) // as much as there is; it is only shown
		seen = append(seen, string(body[:n]))
	})
	for name, page := range pages(t) {
		mux.HandleFunc("/"+name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			ctx := ui.With(r.Context(), ui.Env{Lang: locale.Chinese, CSRF: "token", Here: r.URL})
			if err := page.Render(ctx, w); err != nil {
				t.Error(err)
			}
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, func() []string { mu.Lock(); defer mu.Unlock(); return seen }
}

// browser is a real one; where none is installed the test says so and stops.
func browser(t *testing.T) context.Context {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	if _, err := exec.LookPath("chromium"); err != nil {
		if strings.Contains(os.Getenv("GUATU_TEST_REQUIRE"), "chromium") {
			t.Fatal("GUATU_TEST_REQUIRE asks for chromium, and there is none")
		}
		t.Skip("no chromium on this machine")
	}
	ctx, cancel := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(chromedp.NoSandbox, chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true)))
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stop)
	return ctx
}

// ask evaluates an expression in the page.
func ask[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func TestTheKeyboardAndTheMenusInABrowser(t *testing.T) {
	ctx := browser(t)
	address, violations := site(t)
	do(t, ctx, chromedp.Navigate(address+"/table"))

	do(t, ctx, chromedp.KeyEvent("j"), chromedp.KeyEvent("j"))
	if got := ask[string](t, ctx, `document.querySelector("tr.here").dataset.href`); got != "/projects/p1" {
		t.Errorf("j j stands on %s", got)
	}
	do(t, ctx, chromedp.KeyEvent("k"), chromedp.KeyEvent("x"))
	if got := ask[string](t, ctx, `document.querySelector("[data-picked]").textContent`); got != "1" {
		t.Errorf("x picked %s rows", got)
	}
	do(t, ctx, chromedp.KeyEvent("/"))
	if !ask[bool](t, ctx, `document.activeElement.matches("[data-find]")`) {
		t.Error("/ does not reach the search")
	}
	do(t, ctx, chromedp.KeyEvent("j"))
	if got := ask[string](t, ctx, `document.activeElement.value + document.querySelector("tr.here").dataset.href`); !strings.HasSuffix(got, "j/projects/p0") {
		t.Errorf("a letter typed into the search moved the row: %s", got)
	}
	ask[bool](t, ctx, `document.querySelector(".asof").open = true`)
	ask[bool](t, ctx, `document.querySelector("h1").click() === undefined`)
	if ask[bool](t, ctx, `document.querySelector(".asof").open`) {
		t.Error("a menu stays open when one looks elsewhere")
	}
	if bad := violations(); len(bad) > 0 {
		t.Errorf("the policy was broken: %s", strings.Join(bad, "\n"))
	}
}

func TestNoPageBreaksThePolicyOrItsWidth(t *testing.T) {
	ctx := browser(t)
	address, violations := site(t)
	for name := range pages(t) {
		do(t, ctx, chromedp.Navigate(address+"/"+name))
		for _, width := range []int64{1366, 390} {
			do(t, ctx, chromedp.EmulateViewport(width, 768))
			if over := ask[float64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%s is %v pixels too wide at %d", name, over, width)
			}
		}
	}
	if bad := violations(); len(bad) > 0 {
		t.Errorf("the policy was broken: %s", strings.Join(bad, "\n"))
	}
}
