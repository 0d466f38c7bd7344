package cli

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// guatu serve as the office runs it: a process of its own, seen from outside.

// A process is a served guatu.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	Base   string // the address it says it is at, without the last slash
	Setup  string // the one-time link, "" when there is a campaign already
	client *http.Client
	log    *spool
	ended  chan error
}

// A spool keeps what a process writes.
type spool struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *spool) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *spool) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// serve starts the server in a folder and waits until it says where it is, and,
// on a first start, what its link is.
func serve(t *testing.T, dir string, args ...string) *process {
	t.Helper()
	p := &process{t: t, log: &spool{}, ended: make(chan error, 1)}
	p.cmd = exec.Command("guatu", append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	p.cmd.Dir, p.cmd.Stderr = dir, p.log
	p.cmd.Env = append(os.Environ(), "HOME="+dir)
	out, err := p.cmd.StdoutPipe()
	p.must(err)
	jar, err := cookiejar.New(nil)
	p.must(err)
	p.client = &http.Client{Jar: jar, Timeout: 20 * time.Second, Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	_, err = os.Stat(filepath.Join(dir, "guatu-data", "guatu.db"))
	first := err != nil
	p.must(p.cmd.Start())
	lines := bufio.NewReader(out)
	p.Base = strings.TrimSuffix(p.said(lines, "挂图已启动: "), "/")
	if first {
		p.Setup = p.said(lines, "首次设置（链接只能用一次）: ")
	}
	go func() {
		_, _ = io.Copy(io.Discard, lines) // it says no more; the pipe must not fill
		p.ended <- p.cmd.Wait()
	}()
	t.Cleanup(p.kill)
	return p
}

func (p *process) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) said(lines *bufio.Reader, what string) string {
	p.t.Helper()
	line, err := lines.ReadString('\n')
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), what)
	if !ok {
		p.kill()
		p.t.Fatalf("it said %q (%v), not %s\n%s", line, err, what, p.log)
	}
	return rest
}

// kill ends the process as a power cut does; one that has ended stays so.
func (p *process) kill() { _ = p.cmd.Process.Kill() }

// wait is how the process ended.
func (p *process) wait() error {
	p.t.Helper()
	select {
	case err := <-p.ended:
		return err
	case <-time.After(20 * time.Second):
		p.t.Fatalf("it does not end\n%s", p.log)
		return nil
	}
}

// logs tells whether the log comes to hold a text: a line is written once its
// request is answered.
func (p *process) logs(text string) bool {
	for range 200 {
		if strings.Contains(p.log.String(), text) {
			return true
		}
		time.Sleep(20 * time.Millisecond)
	}
	return false
}

// A page is what came back.
type page struct {
	*http.Response
	body string
}

func (p *process) get(path string) page {
	p.t.Helper()
	return p.read(p.client.Get(p.Base + path))
}

func (p *process) post(path string, form url.Values) page {
	p.t.Helper()
	return p.read(p.client.PostForm(p.Base+path, form))
}

func (p *process) read(resp *http.Response, err error) page {
	p.t.Helper()
	p.must(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	p.must(err)
	return page{resp, string(body)}
}

// token is the hidden field of the pages' forms.
func (pg page) token() string {
	found := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindStringSubmatch(pg.body)
	if found == nil {
		return ""
	}
	return found[1]
}

// founding is the first form, filled.
func (p *process) founding() url.Values {
	p.t.Helper()
	link, err := url.Parse(p.Setup)
	p.must(err)
	return url.Values{"token": {link.Query().Get("token")}, "name": {"示例市"}, "kind": {"city"}, "division": {"320800"}, "person": {"张三"}, "login": {"zhang"}, "password": {"Guatu-2026-x"}}
}

// enter founds the campaign and signs its first person in.
func (p *process) enter() {
	p.t.Helper()
	if a := p.post("/setup", p.founding()); a.StatusCode != http.StatusSeeOther {
		p.t.Fatalf("set-up: %d %s", a.StatusCode, a.body)
	}
	if a := p.post("/sign-in", url.Values{"login": {"zhang"}, "password": {"Guatu-2026-x"}}); a.StatusCode != http.StatusSeeOther {
		p.t.Fatalf("sign-in: %d %s", a.StatusCode, a.body)
	}
}

func TestTheFirstStartNeedsNothingAndItsLinkOpensOnce(t *testing.T) {
	start := time.Now()
	p := serve(t, t.TempDir())
	said := time.Since(start)
	if a := p.get("/sign-in"); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "尚未启用") {
		t.Errorf("the door before the set-up: %d", a.StatusCode)
	}
	t.Logf("address printed after %v, first page after %v", said.Round(time.Millisecond), time.Since(start).Round(time.Millisecond))
	if a := p.get("/healthz"); a.StatusCode != http.StatusOK || a.body != "ok\n" {
		t.Errorf("healthz: %d %q", a.StatusCode, a.body)
	}
	if !strings.HasPrefix(p.Setup, p.Base+"/setup?token=") {
		t.Fatalf("the link %s does not lead to %s", p.Setup, p.Base)
	}
	path := strings.TrimPrefix(p.Setup, p.Base)
	if a := p.get(path); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "为谁建立台账") {
		t.Errorf("the link: %d", a.StatusCode)
	}
	wrong := p.founding()
	wrong.Set("token", "guessed")
	if a := p.post("/setup", wrong); a.StatusCode != http.StatusForbidden {
		t.Errorf("a guessed link: %d", a.StatusCode)
	}
	weak := p.founding()
	weak.Set("password", "short")
	if a := p.post("/setup", weak); a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a weak password: %d", a.StatusCode)
	}
	p.enter()
	if a := p.post("/setup", p.founding()); a.StatusCode != http.StatusForbidden {
		t.Errorf("the link a second time: %d", a.StatusCode)
	}
	if a := p.get("/board"); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "示例市") {
		t.Errorf("the board: %d", a.StatusCode)
	}
}

func TestASecondStartGivesNoLinkAndKeepsTheSession(t *testing.T) {
	dir := t.TempDir()
	one := serve(t, dir)
	one.enter()
	one.must(one.cmd.Process.Signal(syscall.SIGTERM))
	one.must(one.wait())
	two := serve(t, dir)
	two.client.Jar = one.client.Jar
	if a := two.get("/board"); a.StatusCode != http.StatusOK {
		t.Errorf("the session of before: %d", a.StatusCode)
	}
	if a := two.post("/setup", url.Values{"token": {""}}); a.StatusCode != http.StatusForbidden {
		t.Errorf("a set-up with no link: %d", a.StatusCode)
	}
	two.must(two.cmd.Process.Signal(syscall.SIGTERM))
	two.must(two.wait())
}

func TestARequestsNumberStandsInAnswerPageAndLog(t *testing.T) {
	p := serve(t, t.TempDir(), "--log", "json")
	a := p.get("/sign-in")
	id := a.Header.Get("X-Request-Id")
	if len(id) != 16 || !p.logs(`"request":"`+id+`"`) {
		t.Errorf("the answer's number %q is not in the log:\n%s", id, p.log)
	}
	req, err := http.NewRequest(http.MethodGet, p.Base+"/api/me", nil)
	p.must(err)
	req.Header.Set("X-Request-Id", "proxy-0123456789")
	if a := p.read(p.client.Do(req)); a.Header.Get("X-Request-Id") != "proxy-0123456789" || !p.logs(`"request":"proxy-0123456789"`) {
		t.Errorf("a proxy's own number is not kept: %s", a.Header)
	}
	req.Header.Set("X-Request-Id", "forged\tline=1")
	if a := p.read(p.client.Do(req)); len(a.Header.Get("X-Request-Id")) != 16 {
		t.Errorf("a number that is none is taken: %q", a.Header.Get("X-Request-Id"))
	}
	if strings.Contains(p.log.String(), "token=") {
		t.Error("the log holds the link")
	}
}

func TestABodyTooLargeIsAnsweredWithAPage(t *testing.T) {
	p := serve(t, t.TempDir())
	large := url.Values{"login": {"zhang"}, "password": {strings.Repeat("x", 2<<20)}}
	p.enter()
	csrf := p.get("/me").token()
	if csrf == "" {
		t.Fatal("no form token")
	}
	large.Set("csrf", csrf)
	for _, path := range []string{"/setup", "/sign-in", "/lang", "/projects/new", "/figures"} {
		a := p.post(path, large)
		if a.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(a.body, "<html") || !strings.Contains(a.body, "内容太大") {
			t.Errorf("%s: %d %.200s", path, a.StatusCode, a.body)
		}
	}
	if a := p.read(p.client.Post(p.Base+"/api/me/tokens", "application/json", strings.NewReader(`{"label":"`+strings.Repeat("x", 9<<20)+`"}`))); a.StatusCode != http.StatusRequestEntityTooLarge && a.StatusCode != http.StatusUnauthorized {
		t.Errorf("the interface: %d", a.StatusCode)
	}
}

// The stop waits for what is under way: half a form is sent, the server told to
// stop, and the other half is still answered.
func TestAStopLetsARequestFinish(t *testing.T) {
	p := serve(t, t.TempDir())
	form := p.founding().Encode()
	host := strings.TrimPrefix(p.Base, "http://")
	conn, err := net.Dial("tcp", host)
	p.must(err)
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "POST /setup HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", host, len(form), form[:20])
	p.must(err)
	time.Sleep(100 * time.Millisecond) // the handler is reading
	p.must(p.cmd.Process.Signal(syscall.SIGTERM))
	closed := false
	for range 100 {
		other, err := net.Dial("tcp", host)
		if closed = err != nil; closed {
			break
		}
		other.Close()
		time.Sleep(20 * time.Millisecond)
	}
	if !closed {
		t.Error("it still takes new requests")
	}
	_, err = io.WriteString(conn, form[20:])
	p.must(err)
	a := p.read(http.ReadResponse(bufio.NewReader(conn), nil))
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/sign-in" {
		t.Errorf("the request under way: %d %s", a.StatusCode, a.body)
	}
	if err := p.wait(); err != nil {
		t.Errorf("it ended with %v\n%s", err, p.log)
	}
}

// Behind a proxy everything stands below the sub-path, and nothing beside it.
func TestASubPathHoldsLinksCookiesAndRedirects(t *testing.T) {
	p := serve(t, t.TempDir(), "--base", "/guatu")
	root := strings.TrimSuffix(p.Base, "/guatu")
	if root == p.Base {
		t.Fatalf("it says it is at %s", p.Base)
	}
	p.enter()
	site, err := url.Parse(root)
	p.must(err)
	if beside := p.client.Jar.Cookies(site); len(beside) > 0 {
		t.Errorf("cookies beside the sub-path: %v", beside)
	}
	seen := map[string]bool{}
	for _, path := range []string{"/", "/board", "/projects", "/timetable", "/import", "/units", "/journal", "/rules", "/me", "/admin/people", "/admin/settings", "/api/docs"} {
		a := p.get(path)
		if a.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
		asked, sent := a.addresses(t)
		for _, to := range append(sent, asked...) {
			if !strings.HasPrefix(to, "/guatu/") {
				t.Errorf("%s leads out of the sub-path: %s", path, to)
			}
		}
		for _, to := range asked {
			seen[to] = true
		}
	}
	for to := range seen {
		if a := p.read(p.client.Get(root + to)); a.StatusCode == http.StatusNotFound || a.StatusCode >= 500 {
			t.Errorf("%s: %d", to, a.StatusCode)
		}
	}
	t.Logf("%d addresses below the sub-path", len(seen))
	for path, status := range map[string]int{"/guatu": http.StatusSeeOther, "/board": http.StatusNotFound, "/": http.StatusNotFound} {
		a := p.read(p.client.Get(root + path))
		if to := a.Header.Get("Location"); to != "" && !strings.HasPrefix(to, "/guatu/") {
			t.Errorf("%s leads to %s", path, to)
		} else if status == http.StatusNotFound && a.StatusCode != status {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
	}
	if a := p.get("//projects"); a.Header.Get("Location") != "" && !strings.HasPrefix(a.Header.Get("Location"), "/guatu/") {
		t.Errorf("a doubled slash leads to %s", a.Header.Get("Location"))
	}
	stranger := *p.client
	stranger.Jar = nil
	if a := p.read(stranger.Get(p.Base + "/projects?light=behind")); a.Header.Get("Location") != "/guatu/sign-in?next="+url.QueryEscape("/projects?light=behind") {
		t.Errorf("a stranger is sent to %s", a.Header.Get("Location"))
	}
	if a := p.post("/sign-out", url.Values{"csrf": {p.get("/me").token()}}); a.Header.Get("Location") != "/guatu/sign-in" {
		t.Errorf("signing out leads to %s: %d", a.Header.Get("Location"), a.StatusCode)
	}
}

// addresses are all of this server that a page leads to, and those its forms send to.
func (pg page) addresses(t *testing.T) (asked, sent []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(pg.body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		posts := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "method" && a.Val == "post" })
		for _, a := range n.Attr {
			switch {
			case !strings.HasPrefix(a.Val, "/"):
			case a.Key == "action" && posts:
				sent = append(sent, a.Val)
			case slices.Contains([]string{"href", "src", "action", "hx-get", "data-href", "data-news"}, a.Key):
				asked = append(asked, a.Val)
			}
		}
	}
	return asked, sent
}

func TestTLSByFlag(t *testing.T) {
	dir := t.TempDir()
	cert, key, trust := pair(t, dir)
	p := serve(t, dir, "--cert", cert, "--key", key)
	p.client.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trust}}
	if !strings.HasPrefix(p.Base, "https://127.0.0.1:") || !strings.HasPrefix(p.Setup, p.Base) {
		t.Fatalf("it says it is at %s, %s", p.Base, p.Setup)
	}
	p.enter()
	a := p.post("/sign-in", url.Values{"login": {"zhang"}, "password": {"Guatu-2026-x"}})
	if cookies := a.Cookies(); len(cookies) != 1 || !cookies[0].Secure || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie: %v", cookies)
	}
	if a.Header.Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security")
	}
	if a := p.get("/board"); a.StatusCode != http.StatusOK || a.ProtoMajor < 1 || a.TLS.Version < tls.VersionTLS12 {
		t.Errorf("the board: %d %v", a.StatusCode, a.TLS)
	}
	// Half a pair must not end in a server that speaks in the clear.
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	half := exec.CommandContext(ctx, "guatu", "--data", filepath.Join(dir, "other"), "serve", "--listen", "127.0.0.1:0", "--cert", cert)
	if err := half.Run(); half.ProcessState.ExitCode() != int(exitInput) {
		t.Errorf("a certificate without its key: %v", err)
	}
}

// pair writes a certificate for this machine and its key, and gives who trusts it.
func pair(t *testing.T, dir string) (cert, key string, trust *x509.CertPool) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &private.PublicKey, private)
	must(err)
	sealed, err := x509.MarshalECPrivateKey(private)
	must(err)
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	must(os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	must(os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: sealed}), 0o600))
	parsed, err := x509.ParseCertificate(der)
	must(err)
	trust = x509.NewCertPool()
	trust.AddCert(parsed)
	return cert, key, trust
}
