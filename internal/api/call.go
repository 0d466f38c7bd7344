// One request: who asks, in which language, under which name it is logged.

package api

import (
	"context"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
)

// A call travels in the context of its request.
type call struct {
	api   *API
	lang  glossary.Lang
	id    string
	op    *huma.Operation
	visit *app.Visit
}

type callKey struct{}

func withCall(ctx context.Context, c *call) context.Context {
	return context.WithValue(ctx, callKey{}, c)
}

// callOf is the call of a request; ServeHTTP has put it there.
func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// actorOf is whom the token belongs to.
func actorOf(ctx context.Context) access.Actor { return callOf(ctx).visit.Actor }

// enter finds whose token it is, and whether the matrix gives them the operation,
// before anything else is read: a body is nobody's tool for keeping us busy. The cookie of the
// pages is not looked at, so no other site can act with it.
func (s *API) enter(ctx huma.Context, next func(huma.Context)) {
	c := callOf(ctx.Context())
	c.op = ctx.Operation()
	visit, err := s.app.Visit(ctx.Context(), bearer(ctx.Header("Authorization")), app.APISession)
	if err != nil {
		ctx.SetHeader("WWW-Authenticate", `Bearer realm="guatu"`)
		c.problem(ctx.Context(), err).write(ctx)
		return
	}
	c.visit = visit
	if action, named := c.op.Extensions["x-action"].(access.Action); named && !visit.Can(action) {
		c.problem(ctx.Context(), fault.New(fault.Forbidden, "access.forbidden", "action", string(action))).write(ctx)
		return
	}
	next(ctx)
}

// bearer is the token of an Authorization header, "" when there is none.
func bearer(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// langOf picks the language of messages from Accept-Language: the one of ours
// that is wanted most, Chinese when none is.
func langOf(header string) glossary.Lang {
	best, lang := 0.0, glossary.ZH
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		name, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(name)), "-")
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64)
		if err != nil {
			q = 1
		}
		if spoken := glossary.Lang(name); (spoken == glossary.ZH || spoken == glossary.EN) && q > best {
			best, lang = q, spoken
		}
	}
	return lang
}
