package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

type requestKey struct{}

// RequestID is the identifier of the request being served, "" outside one.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// identify gives every request an identifier that stands in the log, in the
// answer and on the page of a failure; a proxy's own is kept when it is plain.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("X-Request-Id")
		if !plainID(id) {
			var b [8]byte
			rand.Read(b[:])
			id = hex.EncodeToString(b[:])
		}
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, id)))
	})
}

// plainID tells that a text can stand in a log line as it is.
func plainID(s string) bool {
	for _, c := range s {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-') {
			return false
		}
	}
	return len(s) >= 8 && len(s) <= 64
}

// policy is the content security policy; images may come from one more origin,
// the basemap's, on the page that draws it.
func policy(images string) string {
	if images != "" {
		images = " " + images
	}
	return "default-src 'self'; img-src 'self' data:" + images + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
}

// secure sets the headers that keep a page to itself: no script or style but
// ours, no frame, no guessing of types.
func (s *Server) secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy(""))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// watched remembers what was answered.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController through.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// loggable is a path as it may stand in a log: the secret of a calendar's address does
// not.
func loggable(path string) string {
	if before, _, is := strings.Cut(path, feedPath); is {
		return before + feedPath + "…"
	}
	return path
}

// measure logs and counts every request, and turns a panic into a 500 whose
// request id stands in the log with the stack.
func (s *Server) measure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, seen := time.Now(), &watched{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.Log.Error("panic", "request", RequestID(r.Context()), "what", fmt.Sprint(p), "stack", string(debug.Stack()))
				if seen.status == 0 {
					http.Error(seen, "internal error "+RequestID(r.Context()), http.StatusInternalServerError)
				}
			}
			took := time.Since(start)
			s.metrics.count(r.Method, seen.status, took)
			s.Log.Info("request", "request", RequestID(r.Context()), "method", r.Method, "path", loggable(r.URL.Path), "status", seen.status, "bytes", seen.bytes, "ms", took.Milliseconds())
		}()
		next.ServeHTTP(seen, r)
	})
}
