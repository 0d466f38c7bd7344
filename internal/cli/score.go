// guatu score: scoring packs as a filter, facts in, points with reasons out.

package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/score"
)

// ScoreCmd is guatu score.
type ScoreCmd struct {
	Run   ScoreRunCmd   `cmd:"" help:"Score the units of the facts: points, ranks, lists, and why. 评分排名"`
	Check ScoreCheckCmd `cmd:"" help:"Report every mistake of a pack with its line. 检查方案"`
	Try   ScoreTryCmd   `cmd:"" help:"Show what another pack would change. 试算"`
	Print ScorePrintCmd `cmd:"" help:"Print a shipped pack, to begin one's own from, or their names. 随附方案"`
}

// ScoreRunCmd is guatu score run.
type ScoreRunCmd struct {
	Pack string            `required:"" placeholder:"PACK.yaml" help:"The scoring pack."`
	Set  map[string]string `placeholder:"NAME=VALUE" help:"Another value for a parameter of the pack; may be given more than once."`
}

// Help documents the format.
func (ScoreRunCmd) Help() string {
	return `Reads facts as JSON from standard input, scores them by the pack and writes JSON.

    $ cat pack.yaml
    name: 季度考核
    source: 示例
    data:
      年度计划: number
      完成投资: number
    figures:
      完成率: 完成投资 ÷ 年度计划 × 100
    indicators:
      投资完成: {formula: 完成率 ÷ 100, weight: 60, cap: 60}
    lists:
      red: {top: 1, when: 完成率 >= 100}
      black: {bottom: 1, when: 完成率 < 100}
    $ printf '{"as_of":"2024-06-30","units":[{"id":"a","name":"甲县","values":{"年度计划":10,"完成投资":11}},{"id":"b","name":"乙县","values":{"年度计划":20,"完成投资":15}}]}' | guatu score run --pack pack.yaml

Facts: "as_of", "period", and "units" with "id", "name", "group", "values" (a name
of the pack's data to a number, text, true or false, a date as text, or null) and
"records" (a name to a list of objects). What is null or left out was not reported,
which is never 0. Other fields, and names the pack has no use for, are mistakes.

Output: "units" in the order of the ranks, group by group, each with "state"
(ranked, not_reported, exempt, vetoed), "total", "rank", "change" against the last
period where the pack knows it, "list" and "why", and "indicators": "points", the
"formula", the formula "with" the values put in, "records" that gave them, and
"parts". Points have four decimals; "rest" is what the total has beyond the points
shown: what rounding left, or a ceiling of the total took. "figures" and "grades"
are those of the pack; "lists" has the names of each list in order, "undecided"
those for whom a condition cannot be told, "not_reported" who left something out.

The pack's language is described in docs/scoring.md. Wrong input: exit status 2,
one line a mistake, nothing written.
`
}

// Run scores.
func (c ScoreRunCmd) Run(s *Streams) error {
	pack, mistakes := readPack(c.Pack, c.Set)
	if pack == nil {
		return s.refuse(mistakes)
	}
	facts, mistakes := readFacts(s, pack)
	if facts == nil {
		return s.refuse(mistakes)
	}
	out, err := pack.Run(facts).MarshalJSON()
	if err != nil {
		return err
	}
	_, err = s.Out.Write(append(out, '\n'))
	return err
}

// ScoreCheckCmd is guatu score check PACK.yaml.
type ScoreCheckCmd struct {
	Pack string `arg:"" placeholder:"PACK.yaml"`
}

// Help shows an example.
func (ScoreCheckCmd) Help() string {
	return `    $ guatu score check pack.yaml
    ok 季度考核

Mistakes: exit status 2, one line each with the file's line and column:
    pack.yaml:8:8: figures.完成率: 没有“完城投资”这个名称；可能是指“完成投资”。
`
}

// Run prints "ok" and the pack's name.
func (c ScoreCheckCmd) Run(s *Streams) error {
	pack, mistakes := readPack(c.Pack, nil)
	if pack == nil {
		return s.refuse(mistakes)
	}
	_, err := fmt.Fprintf(s.Out, "ok %s\n", pack.Name)
	return err
}

// ScoreTryCmd is guatu score try.
type ScoreTryCmd struct {
	Pack    string            `required:"" placeholder:"NEW.yaml" help:"The pack to try."`
	Against string            `required:"" placeholder:"OLD.yaml" help:"The pack it is compared with."`
	Set     map[string]string `placeholder:"NAME=VALUE" help:"Another value for a parameter of the new pack."`
}

// Help shows an example.
func (ScoreTryCmd) Help() string {
	return `    $ guatu score try --pack new.yaml --against old.yaml < facts.json
    {"old":"…","new":"…","changed":1,"units":[{"id":"a","name":"甲县","total":{"old":60,"new":66},"difference":6,
     "rank":{"old":1,"new":1},"list":{"old":"none","new":"red"},"state":{…},"indicators":[{"name":"投资完成","old":60,"new":66}],"changed":true}]}

The facts are those of "guatu score run"; a name that one of the two packs knows is
known. "indicators" has those whose points differ, "only" says that one of the packs
has no such indicator. To try another reading of one pack, give it twice with --set.
`
}

// Run compares.
func (c ScoreTryCmd) Run(s *Streams) error {
	after, mistakes := readPack(c.Pack, c.Set)
	before, more := readPack(c.Against, nil)
	if mistakes = append(mistakes, more...); len(mistakes) > 0 {
		return s.refuse(mistakes)
	}
	text, mistakes := readAll(s)
	if mistakes != nil {
		return s.refuse(mistakes)
	}
	old, err := score.ReadFacts(text, before, after)
	if err != nil {
		return s.refuse(factMistakes(err))
	}
	now, err := score.ReadFacts(text, after, before)
	if err != nil {
		return s.refuse(factMistakes(err))
	}
	out, err := score.WriteChanges(before.Run(old), after.Run(now))
	if err != nil {
		return err
	}
	_, err = s.Out.Write(append(out, '\n'))
	return err
}

// ScorePrintCmd is guatu score print [NAME].
type ScorePrintCmd struct {
	Name string `arg:"" optional:"" help:"A shipped pack; their names are listed without one."`
}

// Run prints it.
func (c ScorePrintCmd) Run(s *Streams) error {
	if c.Name == "" {
		_, err := fmt.Fprintln(s.Out, strings.Join(score.Shipped(), "\n"))
		return err
	}
	body, err := score.ShippedText(c.Name)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(s.Out, body)
	return err
}

// readPack reads a pack, or says everything that is wrong with it.
func readPack(file string, set map[string]string) (*score.Pack, []string) {
	f, err := os.Open(file)
	if err != nil {
		return nil, []string{err.Error()}
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, score.MaxPack+1))
	if err != nil {
		return nil, []string{err.Error()}
	}
	pack, err := score.Parse(string(body), set)
	if err != nil {
		return nil, packMistakes(file, err)
	}
	return pack, nil
}

// packMistakes gives each mistake a line: the file, its line and column, the keys it
// stands under, and what it is.
func packMistakes(file string, err error) []string {
	var lines []string
	for _, p := range partsOf(err) {
		where := file
		for _, key := range []string{"line", "column"} {
			if n, ok := p.Args[key].(int); ok && n > 0 {
				where += fmt.Sprintf(":%d", n)
			}
			delete(p.Args, key)
		}
		if p.Field != "" {
			where += ": " + p.Field
		}
		lines = append(lines, oneLine(where+": "+glossary.Say(glossary.ZH, p)))
	}
	return lines
}

// factMistakes gives each mistake a line: its path, and what it is.
func factMistakes(err error) []string {
	var lines []string
	for _, p := range partsOf(err) {
		line := glossary.Say(glossary.ZH, p)
		if p.Field != "" {
			line = p.Field + ": " + line
		}
		lines = append(lines, oneLine(line))
	}
	return lines
}

// partsOf are the faults of an error, one or many.
func partsOf(err error) []*fault.Error {
	f, ok := fault.As(err)
	switch {
	case !ok:
		return nil
	case len(f.Parts) > 0:
		return f.Parts
	}
	return []*fault.Error{f}
}

func readAll(s *Streams) ([]byte, []string) {
	text, err := io.ReadAll(io.LimitReader(s.In, score.MaxFacts+1))
	if err != nil {
		return nil, []string{"standard input: " + err.Error()}
	}
	return text, nil
}

// readFacts reads the facts from standard input.
func readFacts(s *Streams, pack *score.Pack) (*score.Facts, []string) {
	text, mistakes := readAll(s)
	if mistakes != nil {
		return nil, mistakes
	}
	facts, err := score.ReadFacts(text, pack)
	if err != nil {
		return nil, factMistakes(err)
	}
	return facts, nil
}
