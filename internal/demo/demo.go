// Package demo makes a believable city: a year of a campaign on the schematic map
// of Huai'an, with units, people, some 360 projects that are all called 示例…, and
// everything that happened to them, done through the use cases by the people who
// would do it, on a clock of its own. Four ledgers with published facts of real
// projects come in through the front door beside it.
//
// The same seed and the same last day give the same journal to the hash, provided
// the App was wired with the demo's Clock and the Chance of the same seed.
package demo

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// Config is what a demo is built from.
type Config struct {
	App   *app.App // on an empty database, with Clock, Chance(Seed) and a folder for files
	Clock *Clock
	Seed  uint64
	// Day is the last day; everything happens in the year before it. It must have
	// begun already where the App's clock is to be the real one afterwards.
	Day workday.Date
	// Read understands a ledger as of a day; nil leaves the ledgers out.
	Read     func(name string, data []byte, today workday.Date) (*app.LedgerFile, error)
	Progress func(done, total int) // nil: nobody watches
}

// The founder keeps the system and sees everything, the other cities too. The
// root is no place: below it the city's own campaign and what it is compared
// with stand apart.
const (
	founderLogin = "admin"
	founderName  = "示例·系统管理员"
	rootName     = "淮安攻坚演示"
)

// A builder is one demo being built.
type builder struct {
	cfg        Config
	rules      *ruleset.Set // the default's, which the city has
	ctx        context.Context
	rng        *rand.Rand
	first, day workday.Date
	last       month // the last month that was reported
	tenant     string
	founder    access.Actor
	units      map[string]string
	actors     map[string]access.Actor
	logins     []Login
	boundaries []geo.Boundary
	firms      map[string]bool // names given away
	names      map[string]bool
	samples    []*sample
	events     []event
	promises   []app.BatchSave
}

// Build makes the demo and gives the logins, the city's office first. The clock
// stands at nine in the morning of the last day afterwards.
func Build(ctx context.Context, cfg Config) ([]Login, error) {
	if cfg.App == nil || cfg.Clock == nil || cfg.Day.IsZero() {
		return nil, errors.New("demo: App, Clock and Day are needed")
	}
	b := &builder{cfg: cfg, rules: ruleset.Default(), ctx: ctx, rng: rand.New(rand.NewPCG(cfg.Seed, 0)), day: cfg.Day, last: lastMonth(cfg.Day),
		units: map[string]string{}, actors: map[string]access.Actor{}, firms: map[string]bool{}, names: map[string]bool{}}
	y, m, d := cfg.Day.Civil()
	b.first = workday.NewDate(y-1, m, d)
	cfg.Clock.Set(evening(b.first))
	if err := b.found(); err != nil {
		return nil, err
	}
	b.draw()
	b.twins()
	if err := b.people(b.samples[b.parkSample()].base.EnterpriseCode); err != nil {
		return nil, err
	}
	b.write()
	if err := b.play(); err != nil {
		return nil, err
	}
	cfg.Clock.Set(evening(b.day))
	return b.listed(), nil
}

// found makes the tenant, its founder, the units and the map.
func (b *builder) found() (err error) {
	word := password(b.rng)
	b.tenant, err = b.cfg.App.Found(b.ctx, app.SetupFinish{Name: rootName, Kind: access.Province,
		Login: founderLogin, Person: founderName, Password: word})
	if err != nil {
		return err
	}
	if b.founder, err = b.cfg.App.ActorNamed(b.ctx, b.tenant, founderLogin); err != nil {
		return err
	}
	b.actors[founderLogin] = b.founder
	b.logins = append(b.logins, Login{founderLogin, founderName, b.founder.Roles, rootName, word})
	b.units[rootKey] = b.founder.Unit
	if err := b.settle(); err != nil {
		return err
	}
	return b.draws()
}

// draws imports the schematic map.
func (b *builder) draws() error {
	body, err := data.ReadFile("data/huaian.schematic.geojson")
	if err != nil {
		return err
	}
	if b.boundaries, err = geo.ParseBoundaries(bytes.NewReader(body)); err != nil {
		return err
	}
	b.pass()
	return b.cfg.App.BoundaryImport(b.ctx, b.founder, app.BoundaryImport{Name: "huaian.schematic.geojson", Body: string(body)})
}

// twins makes two projects that a second unit reports as its own, for the office
// to find.
func (b *builder) twins() {
	for i, unit := range []string{"gongye", "jingkai"} {
		of := b.samples[40+i*60]
		n := len(b.samples)
		s := &sample{n: n, unit: unit, stage: of.stage, mood: of.mood, base: *of.base.Clone(), happens: of.happens, plans: of.plans,
			lead: of.lead, fixed: of.fixed, rng: rand.New(rand.NewPCG(b.cfg.Seed, uint64(n)+1))}
		s.base.Unit, s.base.Park, s.base.Place = b.units[unit], "", unitName(unit)
		s.told = min(of.told+30, b.day-12)
		b.samples = append(b.samples, s)
	}
}

// parkSample is the project whose enterprise has a login.
func (b *builder) parkSample() int {
	for i, s := range b.samples {
		if s.unit == "hongze-park" && s.mood == slow {
			return i
		}
	}
	return 0
}

// listed puts the city's office first and the founder after it.
func (b *builder) listed() []Login {
	list := append([]Login{}, b.logins[1], b.logins[0])
	return append(list, b.logins[2:]...)
}

func (b *builder) progress(done, total int) {
	if b.cfg.Progress != nil {
		b.cfg.Progress(done, total)
	}
}
