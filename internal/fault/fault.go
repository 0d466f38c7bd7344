// Package fault is the error a person can act on: a kind, a code and the
// figures that belong to it. It holds no prose: the sentence for each code, in
// Chinese and in English, stands in the glossary, so that one mistake reads the
// same on a page, in the API and on the command line.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// A Kind says what the person can do about a fault; shells map it to a status.
type Kind string

const (
	Invalid         Kind = "invalid"         // what was sent is wrong: mend it and send again
	NotFound        Kind = "not_found"       // it does not exist, or not for this person
	Forbidden       Kind = "forbidden"       // this person may not do this
	Unauthenticated Kind = "unauthenticated" // sign in first
	Conflict        Kind = "conflict"        // somebody was faster: look again
	TooLarge        Kind = "too_large"       // beyond a bound that protects everybody
	Unavailable     Kind = "unavailable"     // not now: try again later
)

// An Error is one fault, or several found together (Parts).
type Error struct {
	Kind  Kind
	Code  string         // "noun.reason", the glossary's key
	Field string         // the field of the form or body it is about, if one
	Args  map[string]any // the figures of the sentence, by name
	Parts []*Error       // all mistakes of one input, in field order
	cause error
}

// New makes a fault. The arguments are pairs of name and value, as in slog; a
// pair that is not one is a mistake of ours and shows up under "!BAD".
func New(kind Kind, code string, args ...any) *Error {
	e := &Error{Kind: kind, Code: code}
	for i := 0; i < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok || i+1 == len(args) {
			name = "!BAD"
		}
		if e.Args == nil {
			e.Args = make(map[string]any, len(args)/2)
		}
		e.Args[name] = args[min(i+1, len(args)-1)]
	}
	return e
}

// At names the field the fault is about.
func (e *Error) At(field string) *Error { e.Field = field; return e }

// Because keeps the error underneath, for the log; people do not see it.
func (e *Error) Because(err error) *Error { e.cause = err; return e }

// Error is for logs; people read the glossary's sentence.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	if e.Field != "" {
		fmt.Fprintf(&b, " at %s", e.Field)
	}
	if len(e.Args) > 0 {
		fmt.Fprintf(&b, " %v", e.Args)
	}
	for _, p := range e.Parts {
		b.WriteString("; ")
		b.WriteString(p.Error())
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	return b.String()
}

// Unwrap gives the error underneath.
func (e *Error) Unwrap() error { return e.cause }

// Is matches faults of one code, so that errors.Is(err, fault.New(k, c)) works.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// As gives the fault in an error, if there is one.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// KindOf gives the kind of an error; an error that is no fault has none.
func KindOf(err error) Kind {
	if e, ok := As(err); ok {
		return e.Kind
	}
	return ""
}

// A List gathers every mistake of one input before anything is refused.
type List struct{ parts []*Error }

// Add keeps err if it is a fault; nil is not a mistake, and the parts of a
// list are kept one by one.
func (l *List) Add(err error) {
	e, ok := As(err)
	switch {
	case !ok:
	case len(e.Parts) > 0:
		l.parts = append(l.parts, e.Parts...)
	default:
		l.parts = append(l.parts, e)
	}
}

// Check adds an invalid fault about field unless ok.
func (l *List) Check(ok bool, field, code string, args ...any) {
	if !ok {
		l.parts = append(l.parts, New(Invalid, code, args...).At(field))
	}
}

// Err is nil when nothing was wrong, else one fault with all parts.
func (l *List) Err() error {
	if len(l.parts) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "input.invalid", Args: map[string]any{"count": len(l.parts)}, Parts: l.parts}
}
