package web

import (
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// Taking the record of a visit: from the page's script, as often as it likes, or from
// the plain form. Its photos come as all evidence does (uploads.go).

// visitNote takes the record: from the page's script, which is answered in its
// terms, or from the plain form.
func (s *Server) visitNote(w http.ResponseWriter, r *http.Request, v *visit) error {
	if wantsJSON(r) {
		return s.visitNoted(w, r, v)
	}
	t := typing(r, "visit")
	kept, err := s.App.VisitNote(r.Context(), v.Actor, visitTyped(&t, r))
	if err := t.take(r, err); err != nil {
		return err
	}
	if t.wrong() {
		return s.visitFormWith(w, r, v, t)
	}
	return s.redirect(w, r, address(siteVisitURL(r.PathValue("project"), kept.ID), "done", "visit.noted"))
}

// A visitRefusal tells the script which sentence belongs to which field.
type visitRefusal struct {
	refusal
	Fields map[string]string `json:"fields"`
}

func (s *Server) visitNoted(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "visit")
	kept, err := s.App.VisitNote(r.Context(), v.Actor, visitTyped(&t, r))
	if f, ok := fault.As(err); ok && f.Kind == fault.Invalid {
		fields, others := mistakesOf(r, f)
		return answerJSON(w, http.StatusUnprocessableEntity, visitRefusal{told(f, others), fields})
	}
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, kept)
}

// visitTyped reads the record from the form. What cannot be read is sent on empty
// or as something that cannot be, for the use case to refuse with all the rest.
func visitTyped(t *typedForm, r *http.Request) app.VisitNote {
	in := app.VisitNote{ID: t.text("id"), Project: r.PathValue("project"), Claim: t.text("claim"), With: t.text("with"),
		Image: t.text("image"), Problems: t.text("problems"), Opinion: t.text("opinion"), Seen: seenTyped(t)}
	if version, err := strconv.Atoi(t.text("version")); err == nil {
		in.Version = version
	}
	if when, err := workday.ParseWhen(tidyWhen(t.text("day"))); err == nil && when == workday.On(when.First) {
		in.Day = when.First
	}
	lon, lonErr := strconv.ParseFloat(t.text("lon"), 64)
	lat, latErr := strconv.ParseFloat(t.text("lat"), 64)
	if lonErr == nil && latErr == nil {
		in.At = &geo.Point{Lon: lon, Lat: lat}
	}
	return in
}

// seenTyped are the answers, in the order of the form: "seen.CODE" and
// "seen.CODE.note".
func seenTyped(t *typedForm) []lifecycle.Seen {
	var list []lifecycle.Seen
	for _, name := range strings.Split(t.text("asked"), ",") {
		code := strings.TrimSpace(name)
		if code == "" {
			continue
		}
		list = append(list, lifecycle.Seen{Question: code, Answer: t.text("seen." + code), Note: t.text("seen." + code + ".note")})
	}
	return list
}
