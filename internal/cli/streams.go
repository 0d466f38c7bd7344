// Package cli is the command line: it reads configuration, wires the other
// packages together and runs them. Every engine of the core is a plain filter
// here (text or JSON in, text or JSON out), so that offices can script it and
// check its answers.
package cli

// What a command reads and writes, and how it ends.

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Streams are the standard streams of a command, so that a test can hold them.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// exitCode ends the program with a status and nothing more to say: the command
// has said it. 1 is an answer of no (a code is bad), 2 is input that is wrong.
type exitCode int

// Exit statuses of the commands.
const (
	exitNo    exitCode = 1
	exitInput exitCode = 2
)

// Error names the status.
func (e exitCode) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// ExitCode is the status, in the form kong asks for.
func (e exitCode) ExitCode() int { return int(e) }

// refuse writes one line a mistake to the error stream and ends with status 2.
// The caller has written nothing to Out.
func (s *Streams) refuse(mistakes []string) error {
	for _, m := range mistakes {
		if _, err := fmt.Fprintln(s.Err, m); err != nil {
			return err
		}
	}
	return exitInput
}

// inputLine is one question as it was given, and where.
type inputLine struct {
	where string // "line 3: ", or "" for the arguments
	words []string
}

// linesOf gives the arguments as one line, or, without arguments, the lines of
// the input that are not blank.
func linesOf(s *Streams, args []string) ([]inputLine, error) {
	if len(args) > 0 {
		return []inputLine{{"", args}}, nil
	}
	var lines []inputLine
	scan := bufio.NewScanner(s.In)
	for n := 1; scan.Scan(); n++ {
		if words := strings.Fields(scan.Text()); len(words) > 0 {
			lines = append(lines, inputLine{fmt.Sprintf("line %d: ", n), words})
		}
	}
	if err := scan.Err(); err != nil {
		return nil, s.refuse([]string{"standard input: " + err.Error()})
	}
	return lines, nil
}
