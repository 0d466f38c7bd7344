package api_test

// A place to test in: a city with two counties, a person of each kind with a
// token, on a real database; and a client that sends what a scene says.

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"guatu/internal/access"
	"guatu/internal/api"
	"guatu/internal/app"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
)

const secret = "Kaigong-2026-ok"

type world struct {
	t      testing.TB
	db     *store.DB
	app    *app.App
	api    *api.API
	tenant string
	tokens map[string]string // login → token
	ids    map[string]string // what scenes call {name}
	log    bytes.Buffer
	n      int64 // journal number after the last scene
}

// newWorld founds the city. Its people are boss (administrator and office),
// auditor, and reporters east and west of a county each.
func newWorld(t testing.TB) *world {
	t.Helper()
	db, clock := storetest.Fresh(t)
	w := &world{t: t, db: db, tokens: map[string]string{}, ids: map[string]string{}}
	w.app = app.New(app.Config{DB: db, Files: withFiles(t), Clock: clock.Now})
	w.api = api.New(w.app, api.Options{Log: slog.New(slog.NewTextHandler(&w.log, nil)), Stylesheets: []string{"../dist/app.css"}})
	tenant, err := w.app.Found(t.Context(), app.SetupFinish{Name: "示例市", Kind: access.City, Login: "boss", Person: "示例负责人", Password: secret})
	if err != nil {
		t.Fatal(err)
	}
	w.tenant = tenant
	w.enter("boss")
	w.ids["city"] = w.actor("boss").Unit
	w.ids["boss"] = w.actor("boss").ID
	for _, county := range []string{"east", "west"} {
		w.ids[county] = w.unit(county + "县")
		w.person(county+".reporter", w.ids[county], access.RoleReporter)
	}
	w.person("auditor", w.ids["city"], access.RoleAuditor)
	w.person("leader", w.ids["city"], access.RoleLeader)
	w.n = w.head()
	return w
}

func (w *world) actor(login string) access.Actor {
	w.t.Helper()
	who, err := w.app.ActorNamed(w.t.Context(), w.tenant, login)
	if err != nil {
		w.t.Fatal(err)
	}
	return who
}

// enter gives a person a token.
func (w *world) enter(login string) {
	w.t.Helper()
	token, err := w.app.TokenIssue(w.t.Context(), w.actor(login), app.TokenIssue{Label: "test", Days: 30})
	if err != nil {
		w.t.Fatal(err)
	}
	w.tokens[login] = token
}

func (w *world) unit(name string) string {
	w.t.Helper()
	id, err := w.app.UnitSave(w.t.Context(), w.actor("boss"), app.UnitSave{Unit: access.Unit{Name: name, Kind: access.County,
		Parents: []access.Share{{Parent: w.ids["city"], Share: access.WholeShare}}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

func (w *world) person(login, unit string, role access.Role) {
	w.t.Helper()
	id, err := w.app.PersonSave(w.t.Context(), w.actor("boss"), app.PersonSave{Password: secret,
		Person: access.Person{Login: login, Name: login, Unit: unit, Roles: []access.Role{role}}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.ids[login] = id
	w.enter(login)
}

// head is the number of the last journal entry.
func (w *world) head() int64 {
	w.t.Helper()
	n, _, err := w.db.Head(context.Background(), w.tenant)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// acts are the actions journalled since the last time it was asked, one a
// neighbour.
func (w *world) acts() []string {
	w.t.Helper()
	var acts []string
	err := w.db.Read(context.Background(), access.SystemScope(w.tenant, access.SystemVerify), func(tx *store.Tx) error {
		entries, err := tx.Entries(store.EntryFilter{After: w.n})
		for _, e := range entries {
			w.n = e.N
			if n := len(acts); n == 0 || acts[n-1] != string(e.Action) {
				acts = append(acts, string(e.Action))
			}
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return acts
}

// known puts what earlier scenes made in place of {name}; what is no name of one
// is left alone.
func (w *world) known(text string) string {
	for name, id := range w.ids {
		text = strings.ReplaceAll(text, "{"+name+"}", id)
	}
	return text
}

// send is one request by a person, "" for nobody.
func (w *world) send(login, method, path, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, api.Prefix+w.known(path), strings.NewReader(w.known(body)))
	if body != "" {
		r.Header.Set("Content-Type", bodyType(method, path))
	}
	return w.as(login, r)
}

func (w *world) as(login string, r *http.Request) *httptest.ResponseRecorder {
	if login != "" {
		r.Header.Set("Authorization", "Bearer "+w.tokens[login])
	}
	rec := httptest.NewRecorder()
	w.api.ServeHTTP(rec, r)
	return rec
}

// upload sends a ledger as a form.
func (w *world) upload(login, path, name string, content io.Reader, fields map[string]string) *httptest.ResponseRecorder {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range fields {
		if err := form.WriteField(k, v); err != nil {
			w.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := io.Copy(part, content); err != nil {
		w.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		w.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, api.Prefix+path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return w.as(login, r)
}

// into reads an answer.
func into[T any](t testing.TB, rec *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, rec.Body)
	}
	return v
}
