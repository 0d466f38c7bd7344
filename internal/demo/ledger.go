// The four ledgers with real, published facts, taken in through the front door.

package demo

import (
	"embed"
	"fmt"

	"guatu/internal/app"
	"guatu/internal/workday"
)

// Published figures of real projects, of different years: not today's state. The
// map is a schematic drawing and no boundary.
//
//go:embed data
var data embed.FS

// A ledger is one file, the name it came with, whose it is and who takes it in.
type ledger struct {
	file, name, unit, login string
	before                  workday.Date // days before the last
}

var ledgers = []ledger{
	{"01.xlsx", "01-重大产业项目推进情况表（淮安片区）.xlsx", cityKey, officeKey, 48},
	{"02.xlsx", "02-项目台账（宿迁、连云港片区）.xlsx", "peers-north", founderLogin, 46},
	{"03.csv", "03-重点产业项目进展情况（徐州、扬州、连云港）.csv", "peers-west", founderLogin, 45},
	{"04.xlsx", "04-全县项目库（示例县，3000项）.xlsx", countyKey, founderLogin, 44},
}

// ledgers puts the imports down; without a reader there are none.
func (b *builder) ledgers() {
	if b.cfg.Read == nil {
		return
	}
	for _, l := range ledgers {
		b.on(b.day-l.before, func() error { return b.takeIn(l) })
	}
}

func (b *builder) takeIn(l ledger) error {
	body, err := data.ReadFile("data/" + l.file)
	if err != nil {
		return err
	}
	file, err := b.cfg.Read(l.name, body, b.today())
	if err != nil {
		return fmt.Errorf("demo: ledger %s: %w", l.name, err)
	}
	if _, _, err := b.cfg.App.LedgerImport(b.ctx, b.who(l.login), app.LedgerImport{Unit: b.units[l.unit], File: file}); err != nil {
		return fmt.Errorf("demo: ledger %s: %w", l.name, err)
	}
	return nil
}
