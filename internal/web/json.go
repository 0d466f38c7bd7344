package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"guatu/internal/fault"
)

// What the pages' own scripts ask for. Other programs have the REST interface.

// wantsJSON tells a script's request from a person's.
func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// answerJSON answers a script; nothing of it is kept.
func answerJSON(w http.ResponseWriter, status int, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if _, err := w.Write(text); err != nil {
		return nil // the reader went away
	}
	return nil
}

// A refusal is a fault as a script is told of it: sentences to show, and the
// figures it acts on (the offset to go on from, the piece that is there).
type refusal struct {
	Code      string         `json:"code,omitempty"`
	Sentences []string       `json:"sentences"`
	Args      map[string]any `json:"args,omitempty"`
}

func told(f *fault.Error, sentences []string) refusal {
	if f == nil {
		return refusal{Sentences: sentences}
	}
	return refusal{f.Code, sentences, f.Args}
}

func (s *Server) failJSON(w http.ResponseWriter, r *http.Request, status int, told refusal) {
	if err := answerJSON(w, status, told); err != nil {
		s.Log.Error("fault answer", "request", RequestID(r.Context()), "err", err)
		http.Error(w, strings.Join(told.Sentences, "\n"), status)
	}
}
