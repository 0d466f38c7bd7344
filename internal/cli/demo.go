// guatu demo: a believable city, built and served.

package cli

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"guatu/internal/app"
	"guatu/internal/blob"
	"guatu/internal/demo"
	"guatu/internal/glossary"
	"guatu/internal/sheet"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// DemoCmd is guatu demo.
type DemoCmd struct {
	Day   string `placeholder:"YYYY-MM-DD" help:"The last day of the demo's year; today when not given. A fixed day makes the same city again, to the hash."`
	Seed  uint64 `help:"The chance it is made from, passwords too; drawn when not given, 1 with --day."`
	Keep  string `placeholder:"DIR" help:"Keep the data here instead of in a temporary folder; it must hold none yet."`
	Build bool   `help:"Only build it, for --keep; do not serve."`
	listening
}

// Help says what comes.
func (DemoCmd) Help() string {
	return `Builds a year of a city on a schematic map, with some hundred projects called
示例…, and takes in four ledgers with published facts, all through the same acts
that people do. Prints a login for each role. Everything is thrown away at the
end unless --keep names a folder.`
}

// Run builds the city and serves it.
func (c DemoCmd) Run(s *Streams) error {
	day := workday.DateOf(time.Now().In(store.Zone))
	if c.Day != "" {
		var err error
		if day, err = workday.ParseDate(c.Day); err != nil {
			return s.refuse([]string{"--day: " + err.Error()})
		}
	}
	c.seed()
	dir, clean, err := c.folder()
	if err != nil {
		return err
	}
	defer clean()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	clock := demo.NewClock()
	db, err := store.Open(ctx, store.Config{DSN: place{Data: dir}.dsn(), Clock: clock.Now, Log: log})
	if err != nil {
		return err
	}
	defer db.Close()
	files, err := blob.Open(place{Data: dir}.filesDir(), c.limits())
	if err != nil {
		return err
	}
	a := app.New(app.Config{DB: db, Files: files, Clock: clock.Now, Rand: demo.Chance(c.Seed), Log: log})
	logins, err := c.build(ctx, s, a, clock, day)
	if err != nil || c.Build {
		return err
	}
	clock.Go(time.Now)
	// The App that built it drew its chance from the seed; tokens must not be.
	a = app.New(app.Config{DB: db, Files: files, Clock: clock.Now, Log: log})
	return c.serve(ctx, s, a, log, func(string) error { return printLogins(s, logins) })
}

// seed draws the chance unless it was given: the passwords follow from it, and a
// demo that anybody can foresee is only for pictures of a fixed day.
func (c *DemoCmd) seed() {
	switch {
	case c.Seed != 0:
	case c.Day != "":
		c.Seed = 1
	default:
		c.Seed = rand.Uint64()
	}
}

// folder is where the data goes, and how it is cleaned up.
func (c DemoCmd) folder() (string, func(), error) {
	if c.Keep != "" {
		return c.Keep, func() {}, makeData(c.Keep)
	}
	dir, err := os.MkdirTemp("", "guatu-demo-")
	return dir, func() { os.RemoveAll(dir) }, err
}

func (c DemoCmd) build(ctx context.Context, s *Streams, a *app.App, clock *demo.Clock, day workday.Date) ([]demo.Login, error) {
	start := time.Now()
	logins, err := demo.Build(ctx, demo.Config{App: a, Clock: clock, Seed: c.Seed, Day: day,
		Read: func(name string, data []byte, today workday.Date) (*app.LedgerFile, error) {
			return sheet.Read(name, bytes.NewReader(data), int64(len(data)), sheet.Options{Today: today})
		},
		Progress: func(done, total int) { fmt.Fprintf(s.Err, "\r正在搭建演示城市 %d%%", done*100/max(total, 1)) }})
	fmt.Fprintf(s.Err, "\r演示城市已就绪，用时 %.1f 秒\n", time.Since(start).Seconds())
	return logins, err
}

// printLogins prints who can sign in, one line a person.
func printLogins(s *Streams, logins []demo.Login) error {
	for _, l := range logins {
		var roles []string
		for _, r := range l.Role {
			roles = append(roles, glossary.LabelOf(glossary.ZH, "role", string(r)))
		}
		if _, err := fmt.Fprintf(s.Out, "  %-12s %-16s %s · %s\n", l.Login, l.Password, l.Unit, strings.Join(roles, "、")); err != nil {
			return err
		}
	}
	return nil
}
