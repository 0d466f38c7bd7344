// The commands and how they are run.

package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"guatu/internal/fault"
	"guatu/internal/glossary"
)

// commands is the command line. Every flag can be set in the environment as
// GUATU_…, so that a service file needs no script.
type commands struct {
	place
	Serve    ServeCmd    `cmd:"" help:"Serve the pages and the REST interface. 启动服务"`
	Demo     DemoCmd     `cmd:"" help:"Build a demonstration city and serve it. 演示"`
	Import   ImportCmd   `cmd:"" help:"Take a ledger in (.xlsx, .csv), or undo an import. 导入台账"`
	Journal  JournalCmd  `cmd:"" help:"Check the journal. 日志校验"`
	Backup   BackupCmd   `cmd:"" help:"Write everything to one file. 备份"`
	Restore  RestoreCmd  `cmd:"" help:"Read a backup into an empty database. 恢复"`
	Rules    RulesCmd    `cmd:"" help:"Read rulesets and try them. 规则"`
	Score    ScoreCmd    `cmd:"" help:"Points, ranks, red and black lists from a scoring pack. 考核评分"`
	Approval ApprovalCmd `cmd:"" help:"Clocks of a project's approvals. 审批计时"`
	Schedule ScheduleCmd `cmd:"" help:"Plan networks of activities. 工期计划"`
	Workday  WorkdayCmd  `cmd:"" help:"Count working days by the statutory calendar. 工作日"`
	Ident    IdentCmd    `cmd:"" help:"Check codes: credit, project, division, industry. 代码校验"`
	Version  VersionCmd  `cmd:"" help:"Print the version."`
}

// place says where the data is.
type place struct {
	Data string `default:"guatu-data" env:"GUATU_DATA" placeholder:"DIR" help:"The folder that holds all state."`
	DB   string `env:"GUATU_DB" placeholder:"URL" help:"Another database: postgres://… or sqlite:FILE."`
	// Files are no part of a database: servers that share one share this folder too.
	Files string `env:"GUATU_FILES" placeholder:"DIR" help:"The folder of evidence files; 'files' in the data folder when not given."`
}

// filesDir is where evidence files lie.
func (p place) filesDir() string {
	if p.Files != "" {
		return p.Files
	}
	return filepath.Join(p.Data, "files")
}

// dsn is the database: the one named, or SQLite in the data folder.
func (p place) dsn() string {
	if p.DB != "" {
		return p.DB
	}
	return "sqlite:" + filepath.Join(p.Data, "guatu.db")
}

// Main runs a command line and gives the exit status.
func Main(args []string, in io.Reader, out, errs io.Writer) int {
	boundMemory()
	var c commands
	streams := &Streams{In: in, Out: out, Err: errs}
	ended := -1
	parser, err := kong.New(&c, kong.Name("guatu"), kong.Description("挂图：重特大项目攻坚。One binary for a major-project campaign."),
		kong.Writers(out, errs), kong.Exit(func(status int) { ended = status }), kong.UsageOnError(), kong.Bind(streams))
	if err != nil {
		fmt.Fprintln(errs, err)
		return int(exitInput)
	}
	parsed, err := parser.Parse(args)
	if ended >= 0 {
		return ended
	}
	if err != nil {
		fmt.Fprintln(errs, "guatu:", err)
		return int(exitInput)
	}
	return status(parsed.Run(streams, c.place), errs)
}

// status says an error and gives its exit status: 2 for what the caller can
// mend, 1 for what broke.
func status(err error, errs io.Writer) int {
	var code exitCode
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	}
	if f, ok := fault.As(err); ok {
		for _, s := range glossary.Sentence(glossary.ZH, f) {
			fmt.Fprintln(errs, "guatu:", s)
		}
		return int(exitInput)
	}
	fmt.Fprintln(errs, "guatu:", err)
	return 1
}

// VersionCmd prints the version.
type VersionCmd struct{}

// Run prints it.
func (VersionCmd) Run(s *Streams) error {
	_, err := fmt.Fprintln(s.Out, version())
	return err
}

// version is the module's version as the toolchain stamped it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "guatu dev"
	}
	return "guatu " + info.Main.Version
}

// makeData makes the data folder, readable by its owner only.
func makeData(dir string) error { return os.MkdirAll(dir, 0o700) }

// memoryGoal is where the collector starts to work harder: it would else let the
// heap grow to twice what is alive, which a campaign of 30,000 projects or a
// ledger of 100,000 rows need not have. More than that is still given when it is
// alive; whoever runs a larger campaign sets GOMEMLIMIT and is obeyed.
const memoryGoal = 500 << 20

func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryGoal)
	}
}
