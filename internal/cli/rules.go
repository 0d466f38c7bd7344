// guatu rules: the rulesets on the command line.

package cli

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"guatu/internal/glossary"
	"guatu/internal/ruleset"
)

// RulesCmd is guatu rules.
type RulesCmd struct {
	Print RulesPrintCmd `cmd:"" help:"Print a shipped ruleset, to begin one's own from."`
	Check RulesCheckCmd `cmd:"" help:"Report every mistake of a ruleset."`
	Try   RulesTryCmd   `cmd:"" help:"Show which projects a ruleset would light otherwise. 试算"`
}

// RulesPrintCmd is guatu rules print NAME.
type RulesPrintCmd struct {
	Name string `arg:"" default:"default" help:"default, ratio-wuhan, ratio-sanya."`
}

// Run prints it.
func (c RulesPrintCmd) Run(s *Streams) error {
	set, err := ruleset.Pack(c.Name)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(s.Out, set.Body)
	return err
}

// RulesCheckCmd is guatu rules check FILE.
type RulesCheckCmd struct {
	File string `arg:"" type:"existingfile"`
}

// Run prints "ok" and the set's identifier.
func (c RulesCheckCmd) Run(s *Streams) error {
	set, err := readRules(c.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "ok %s\n", set.ID)
	return err
}

func readRules(file string) (*ruleset.Set, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return ruleset.Parse(string(body))
}

// RulesTryCmd is guatu rules try FILE --as LOGIN.
type RulesTryCmd struct {
	File string `arg:"" type:"existingfile"`
	acting
}

// Run prints a line a project: old light, new light, name.
func (c RulesTryCmd) Run(s *Streams, p place) error {
	set, err := readRules(c.File)
	if err != nil {
		return err
	}
	a, done, err := openApp(p, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer done()
	who, err := c.actor(context.Background(), a)
	if err != nil {
		return err
	}
	trial, err := a.RulesetTry(context.Background(), who, set.Body)
	if err != nil {
		return err
	}
	for _, ch := range trial.Changes {
		fmt.Fprintf(s.Out, "%s\t%s\t%s\n", label(ch.Row.State.Light), label(ch.Now.Light), ch.Row.Project.Name)
	}
	_, err = fmt.Fprintf(s.Out, "%d\n", len(trial.Changes))
	return err
}

func label[T ~string](light T) string {
	return glossary.LabelOf(glossary.ZH, "light", string(light))
}
