// What a component may need to know of the request.

package ui

import (
	"context"
	"net/url"
	"strings"

	"guatu/internal/web/dist"
	"guatu/internal/web/locale"
	"guatu/internal/web/svg"
)

// An Env is what the wrapper of all pages puts into the context once.
type Env struct {
	Base string      // the sub-path Guatu runs under: "" or "/guatu", no slash at the end
	Lang locale.Lang // the language of the page
	CSRF string      // the token every form carries in "csrf"
	Here *url.URL    // the address of this page, below Base; links that change one thing start from it
}

type envKey struct{}

// With gives a context that carries e; it sets the language too.
func With(ctx context.Context, e Env) context.Context {
	return locale.With(context.WithValue(ctx, envKey{}, e), e.Lang)
}

// EnvOf is what With put there; the zero Env when nobody did.
func EnvOf(ctx context.Context) Env {
	e, ok := ctx.Value(envKey{}).(Env)
	if !ok {
		return Env{}
	}
	return e
}

// T is locale.T, short for templates.
func T(ctx context.Context, sentence string, args ...any) string {
	return locale.T(ctx, sentence, args...)
}

// URL puts the sub-path before an address of ours ("/projects?x=1"). Addresses
// of others and fragments stay as they are. On a page that shows a day as it was
// known then, a link that stays on the day stays with what was known of it.
func URL(ctx context.Context, address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		return address
	}
	env := EnvOf(ctx)
	if env.Here != nil && strings.Contains(env.Here.RawQuery, "known=") {
		address = asKnown(env.Here.Query(), address)
	}
	return env.Base + address
}

// asKnown adds a page's journal number to an address of the same day that has none;
// known=0 is one, and means as known now.
func asKnown(here url.Values, address string) string {
	u, err := url.Parse(address)
	known := here.Get("known")
	if err != nil || known == "" || known == "0" {
		return address
	}
	q := u.Query()
	if q.Has("known") || q.Get("on") == "" || q.Get("on") != here.Get("on") {
		return address
	}
	q.Set("known", known)
	u.RawQuery = q.Encode()
	return u.String()
}

// Here is the address of this page with some parameters changed: pairs of name
// and value, an empty value takes the parameter away. The page number goes with
// every change unless it is the one changed.
func Here(ctx context.Context, pairs ...string) string {
	here := EnvOf(ctx).Here
	if here == nil {
		here = &url.URL{Path: "/"}
	}
	q := here.Query()
	q.Del("page")
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Del(pairs[i])
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return URL(ctx, (&url.URL{Path: here.Path, RawQuery: q.Encode()}).String())
}

// asset is the address of a built file.
func asset(ctx context.Context, name string) string { return URL(ctx, "/static/"+dist.Name(name)) }

// kept are the parameters of this page that a form sending to the same address
// must carry along, without those it sets itself.
func kept(ctx context.Context, without ...string) []Pair {
	here := EnvOf(ctx).Here
	if here == nil {
		return nil
	}
	q := here.Query()
	for _, name := range append(without, "page") {
		q.Del(name)
	}
	return pairs(q)
}

// based gives a map the sub-path of this request.
func based(ctx context.Context, m svg.Map) svg.Map {
	m.Base = EnvOf(ctx).Base
	return m
}

// timed gives a timetable the sub-path of this request.
func timed(ctx context.Context, t svg.Timetable) svg.Timetable {
	t.Base = EnvOf(ctx).Base
	return t
}

// N is locale.N, short for tables of words.
func N(sentence string) string { return locale.N(sentence) }
