package api

// A failure of ours is logged whole and told without details.

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"guatu/internal/glossary"
)

func TestAFailureIsLoggedAndNotTold(t *testing.T) {
	var log bytes.Buffer
	c := &call{lang: glossary.ZH, id: "r7", api: &API{opt: Options{Log: slog.New(slog.NewTextHandler(&log, nil))}}}
	p := c.problem(t.Context(), errors.New("disk sda1 at /var/lib"))
	if p.Status != http.StatusInternalServerError || p.Code != "request.failed" || strings.Contains(p.Detail, "sda1") {
		t.Errorf("told: %+v", p)
	}
	if !strings.Contains(log.String(), "r7") || !strings.Contains(log.String(), "sda1") {
		t.Errorf("logged: %s", log.String())
	}
}

func TestACallerWhoHungUpIsNoError(t *testing.T) {
	var log bytes.Buffer
	c := &call{lang: glossary.ZH, api: &API{opt: Options{Log: slog.New(slog.NewTextHandler(&log, nil))}}}
	c.problem(t.Context(), context.Canceled)
	if log.Len() > 0 {
		t.Errorf("logged: %s", log.String())
	}
}

// Each kind of fault has its status, each phrase both languages, with the same
// hole or none.
func TestPhrasesAreWhole(t *testing.T) {
	for code, p := range phrases {
		if p.zh == "" || p.en == "" || strings.Count(p.zh, "%s") != strings.Count(p.en, "%s") || strings.Count(p.zh, "%s") > 1 {
			t.Errorf("%s: %q, %q", code, p.zh, p.en)
		}
	}
	for status, said := range transport {
		if _, ok := phrases[said.code]; !ok {
			t.Errorf("%d: no phrase %s", status, said.code)
		}
	}
}
