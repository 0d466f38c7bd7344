// guatu serve: the server.

package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"strings"
	"syscall"
	"time"

	"guatu/internal/api"
	"guatu/internal/app"
	"guatu/internal/blob"
	"guatu/internal/store"
	"guatu/internal/web"
)

// listening are the flags of everything that serves.
type listening struct {
	Listen string `default:"127.0.0.1:8080" env:"GUATU_LISTEN" placeholder:"ADDR" help:"Address to listen on; :8080 for every interface."`
	Base   string `env:"GUATU_BASE" placeholder:"/PATH" help:"Sub-path behind a proxy, e.g. /guatu."`
	Cert   string `type:"existingfile" and:"tls" env:"GUATU_CERT" help:"TLS certificate (PEM)."`
	Key    string `type:"existingfile" and:"tls" env:"GUATU_KEY" help:"TLS key (PEM)."`
	Proxy  bool   `env:"GUATU_TLS_PROXY" help:"A proxy in front speaks TLS: cookies are sent over TLS only, and the address it adds last to X-Forwarded-For is the caller."`
	Log    string `enum:"text,json" default:"text" env:"GUATU_LOG" help:"Form of the log."`
	keeping
}

// ServeCmd is guatu serve.
type ServeCmd struct {
	listening
}

// Help documents the first start.
func (ServeCmd) Help() string {
	return `Needs no configuration: without --db everything is kept in SQLite below
--data. The first start prints a one-time link; whoever opens it founds the
campaign and becomes its first person. There is no built-in account.

Files of evidence lie in a folder beside the database (--files). Servers that
share a PostgreSQL share that folder too.`
}

// Run serves until it is told to stop.
func (c ServeCmd) Run(s *Streams, p place) error {
	log := c.logger(s)
	files, err := blob.Open(p.filesDir(), c.limits())
	if err != nil {
		return err
	}
	a, done, err := openApp(p, files, log)
	if err != nil {
		return err
	}
	defer done()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go tidyDaily(ctx, p, files, log)
	return c.serve(ctx, s, a, log, func(base string) error { return printSetup(ctx, s, a, base) })
}

// openApp opens the database and wires the use cases; files may be nil where none
// are sent or looked at.
func openApp(p place, files *blob.Store, log *slog.Logger) (*app.App, func(), error) {
	if p.DB == "" {
		if err := makeData(p.Data); err != nil {
			return nil, nil, err
		}
	}
	db, err := store.Open(context.Background(), store.Config{DSN: p.dsn(), Clock: time.Now, Log: log})
	if err != nil {
		return nil, nil, err
	}
	done := func() {
		if err := db.Close(); err != nil {
			log.Error("closing the database", "err", err)
		}
	}
	return app.New(app.Config{DB: db, Files: files, Clock: time.Now, Log: log}), done, nil
}

// printSetup prints the one-time link when there is no campaign yet.
func printSetup(ctx context.Context, s *Streams, a *app.App, base string) error {
	token, err := a.SetupToken(ctx)
	if err != nil || token == "" {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "首次设置（链接只能用一次）: %s/setup?token=%s\n", base, token)
	return err
}

// serve listens, says where, and serves until ctx ends; requests under way get
// ten seconds to finish.
func (c listening) serve(ctx context.Context, s *Streams, a *app.App, log *slog.Logger, ready func(base string) error) error {
	base := strings.TrimSuffix(path.Clean("/"+c.Base), "/")
	tls := c.Cert != "" && c.Key != ""
	handler := web.New(web.Config{App: a, API: api.New(a, api.Options{Log: log, RequestID: func(r *http.Request) string { return web.RequestID(r.Context()) }, Stylesheets: web.Stylesheets()}), Base: base, Secure: tls || c.Proxy, Proxy: c.Proxy, Version: version(), Log: log})
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 10 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	address := addressOf(listener, tls) + base
	if _, err := fmt.Fprintf(s.Out, "挂图已启动: %s/\n", address); err != nil {
		return err
	}
	if err := ready(address); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	go yieldMemory(ctx)
	defer prepare(ctx, a, log)() // behind stop, which ends it: the database closes next
	defer stop()
	return until(ctx, server, func() error {
		if tls {
			return server.ServeTLS(listener, c.Cert, c.Key)
		}
		return server.Serve(listener)
	})
}

// prepare begins to read the facts while the server already listens, and gives
// what waits for its end.
func prepare(ctx context.Context, a *app.App, log *slog.Logger) (wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		begun := time.Now()
		if err := a.Prepare(ctx); err != nil {
			if ctx.Err() == nil {
				log.Error("reading the facts", "err", err) // the first person tries again, and is told
			}
			return
		}
		log.Info("facts read", "took", time.Since(begun).Round(time.Millisecond))
	}()
	return func() { <-done }
}

// addressOf is what a person types to get to a listener.
func addressOf(l net.Listener, tls bool) string {
	scheme := "http"
	if tls {
		scheme = "https"
	}
	host, port, _ := net.SplitHostPort(l.Addr().String())
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// until serves until ctx ends and stops gracefully.
func until(ctx context.Context, server *http.Server, serve func() error) error {
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		late, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		stopped <- server.Shutdown(late)
	}()
	if err := serve(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// logger writes the log to the error stream.
func (c listening) logger(s *Streams) *slog.Logger {
	if c.Log == "json" {
		return slog.New(slog.NewJSONHandler(s.Err, nil))
	}
	return slog.New(slog.NewTextHandler(s.Err, nil))
}
