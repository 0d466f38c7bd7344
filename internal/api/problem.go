// Mistakes as problems of RFC 9457.

package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
)

// A Problem is what went wrong, in the reader's language (RFC 9457). Code is
// stable and meant for programs; Errors lists every mistake of an input.
type Problem struct {
	Type     string    `json:"type" doc:"错误类别的标识" example:"urn:guatu:fault:invalid"`
	Title    string    `json:"title" doc:"错误类别"`
	Status   int       `json:"status" doc:"HTTP 状态码"`
	Detail   string    `json:"detail" doc:"说明"`
	Code     string    `json:"code" doc:"错误代码，供程序判断"`
	Instance string    `json:"instance" doc:"请求编号，与服务器日志一致"`
	Errors   []Mistake `json:"errors,omitempty" doc:"逐项错误"`
	Current  any       `json:"current,omitempty" doc:"409 时的最新内容"`
}

// A Mistake is one thing to mend, with the place in the request.
type Mistake struct {
	Location string `json:"location,omitempty" doc:"位置，如 body.name、query.sort"`
	Message  string `json:"message" doc:"怎样改正"`
	Code     string `json:"code" doc:"错误代码"`
}

// statuses are the HTTP status of each kind of fault.
var statuses = map[fault.Kind]int{
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.NotFound:        http.StatusNotFound,
	fault.Forbidden:       http.StatusForbidden,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Conflict:        http.StatusConflict,
	fault.TooLarge:        http.StatusRequestEntityTooLarge,
	fault.Unavailable:     http.StatusServiceUnavailable,
}

// Error makes a Problem an error for huma.
func (p *Problem) Error() string { return p.Code }

// GetStatus is the HTTP status, as huma asks for it.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// problem turns an error of a use case into what the caller reads. What is no
// fault is a failure of ours: logged whole, told without details.
func (c *call) problem(ctx context.Context, err error) *Problem {
	e, ok := fault.As(err)
	if !ok {
		c.api.opt.Log.LogAttrs(ctx, levelOf(err), "api", slog.String("request", c.id), slog.String("operation", c.operation()), slog.Any("error", err))
		return c.plain(http.StatusInternalServerError, "", "request.failed")
	}
	p := c.titled(statuses[e.Kind], e.Kind)
	p.Code, p.Detail = e.Code, glossary.Say(c.lang, e)
	for _, part := range partsOf(e) {
		p.Errors = append(p.Errors, Mistake{c.location(part.Field), glossary.Sentence(c.lang, part)[0], part.Code})
	}
	if e.Kind == fault.Conflict && c.visit != nil {
		p.Current = c.current(ctx, e)
	}
	return p
}

// levelOf keeps callers who hung up out of the errors.
func levelOf(err error) slog.Level {
	if errors.Is(err, context.Canceled) {
		return slog.LevelDebug
	}
	return slog.LevelError
}

// partsOf are the mistakes of a fault: its parts, or itself where it names a field.
func partsOf(e *fault.Error) []*fault.Error {
	if len(e.Parts) == 0 && e.Field != "" {
		return []*fault.Error{e}
	}
	return e.Parts
}

// titled is a problem of a kind, before its own words.
func (c *call) titled(status int, kind fault.Kind) *Problem {
	if kind == "" {
		return &Problem{Type: "urn:guatu:fault:internal", Title: phrase(c.lang, "request.internal"), Status: status, Instance: c.id}
	}
	return &Problem{Type: "urn:guatu:fault:" + string(kind), Title: glossary.Label(c.lang, "fault."+string(kind)), Status: status, Instance: c.id}
}

// plain is a problem of the request itself, said by a phrase of ours.
func (c *call) plain(status int, kind fault.Kind, code string) *Problem {
	p := c.titled(status, kind)
	p.Code, p.Detail = code, phrase(c.lang, code)
	return p
}

func (c *call) operation() string {
	if c.op == nil {
		return ""
	}
	return c.op.OperationID
}

// location is where in the request a field stands: in the address when the
// operation has a parameter of that name, else in the body.
func (c *call) location(field string) string {
	if field == "" || c.op == nil {
		return field
	}
	first, _, _ := strings.Cut(field, "[")
	for _, p := range c.op.Parameters {
		if p.Name == first {
			return p.In + "." + field
		}
	}
	return "body." + field
}

// current is what stands now where somebody else was faster, for the nouns that
// people edit with a version; nil for others and for what is out of sight.
func (c *call) current(ctx context.Context, e *fault.Error) any {
	key, _ := e.Args["key"].(string)
	switch e.Args["noun"] {
	case "project":
		if page, err := c.api.app.Project(ctx, c.visit.Actor, key, app.Moment{}); err == nil {
			return page.Project
		}
	case "unit":
		if frame, err := c.api.app.Frame(ctx, c.visit.Actor); err == nil {
			if u, ok := frame.Tree.Unit(key); ok {
				return u
			}
		}
	case "person":
		people, err := c.api.app.People(ctx, c.visit.Actor)
		for _, p := range people {
			if err == nil && p.ID == key {
				return p
			}
		}
	}
	return nil
}

// write answers with the problem through huma.
func (p *Problem) write(ctx huma.Context) {
	ctx.SetHeader("Content-Type", p.ContentType(""))
	ctx.SetStatus(p.Status)
	p.encode(ctx.BodyWriter())
}

// send answers with the problem where huma is not in between.
func (p *Problem) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	p.encode(w)
}

func (p *Problem) encode(w interface{ Write([]byte) (int, error) }) {
	if err := json.NewEncoder(w).Encode(p); err != nil {
		return // the reader has gone: there is nobody to tell
	}
}
