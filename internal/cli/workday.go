// guatu workday: counting working days by the statutory calendar.

package cli

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// WorkdayCmd is guatu workday.
type WorkdayCmd struct {
	Add     WorkdayAddCmd     `cmd:"" help:"The N-th working day after a date, or before it."`
	Between WorkdayBetweenCmd `cmd:"" help:"How many working days lie between two dates."`
	Is      WorkdayIsCmd      `cmd:"" help:"Whether a date is a working day, and why."`
}

// notices are flags shared by the commands: notices laid over the calendar.
type notices struct {
	Notice []string `type:"existingfile" placeholder:"FILE" help:"Lay a later holiday notice over the calendar (JSON of holiday-cn); may be repeated. Flags stand before the arguments."`
}

// WorkdayAddCmd is guatu workday add DATE N.
type WorkdayAddCmd struct {
	notices
	Args []string `arg:"" optional:"" passthrough:"partial" name:"date-n" help:"DATE and N; without them lines 'DATE N' are read."`
}

// Help documents the format.
func (WorkdayAddCmd) Help() string {
	return `DATE itself is not counted; N may be negative, 0 gives DATE back. Without
arguments lines "DATE N" are read from standard input, and one date a line is
written. Days of a year without a published notice go by the weekday, with a
warning on standard error. Wrong input: exit status 2, one line a mistake.

    $ guatu workday add 2026-02-13 1
    2026-02-14
    $ guatu workday add 2026-03-02 -1
    2026-02-28
    $ printf '2026-01-12 45\n2026-09-18 5\n' | guatu workday add
    2026-03-20
    2026-09-24
`
}

// Run answers each question, or says everything that is wrong with them.
func (c WorkdayAddCmd) Run(s *Streams) error {
	return c.answer(s, c.Args, question{"DATE and N", 2, addDays})
}

// WorkdayBetweenCmd is guatu workday between A B.
type WorkdayBetweenCmd struct {
	notices
	Args []string `arg:"" optional:"" passthrough:"partial" name:"a-b" help:"The dates A and B; without them lines 'A B' are read."`
}

// Help documents the format.
func (WorkdayBetweenCmd) Help() string {
	return `Counts the working days d with A < d <= B; negative when B comes before A.

    $ guatu workday between 2026-02-13 2026-02-28
    6
`
}

// Run answers each question, or says everything that is wrong with them.
func (c WorkdayBetweenCmd) Run(s *Streams) error {
	return c.answer(s, c.Args, question{"A and B", 2, countDays})
}

// WorkdayIsCmd is guatu workday is DATE.
type WorkdayIsCmd struct {
	notices
	Args []string `arg:"" optional:"" passthrough:"partial" name:"date" help:"The date; without it one a line is read."`
}

// Help documents the format.
func (WorkdayIsCmd) Help() string {
	return `Writes "works" or "off", and why: weekday, weekend, the holiday's name, or
make-up day with the holiday it makes up for.

    $ guatu workday is 2026-02-17
    off 春节
    $ guatu workday is 2026-02-14
    works make-up day 春节
`
}

// Run answers each question, or says everything that is wrong with them.
func (c WorkdayIsCmd) Run(s *Streams) error {
	return c.answer(s, c.Args, question{"DATE", 1, tellDay})
}

// A question is what one line of arguments asks the calendar.
type question struct {
	takes string // its arguments in words
	words int
	ask   func(cal *workday.Calendar, words []string) (reply, []string)
}

// A reply is one line of the answer and the days it rests on.
type reply struct {
	line     string
	from, to workday.Date
}

// answer puts the question once for the arguments, or for each line of input.
// Nothing is written before all of it is known to be right.
func (n notices) answer(s *Streams, args []string, q question) error {
	cal, mistakes := n.calendar()
	lines, err := linesOf(s, args)
	if err != nil {
		return err
	}
	replies, wrong := q.all(cal, lines)
	if mistakes = append(mistakes, wrong...); len(mistakes) > 0 {
		return s.refuse(mistakes)
	}
	for _, years := range unpublished(cal, replies) {
		if _, err := fmt.Fprintf(s.Err, "warning: no holiday notice for %s: counted by the weekday\n", years); err != nil {
			return err
		}
	}
	var out bytes.Buffer
	for _, r := range replies {
		out.WriteString(r.line + "\n")
	}
	_, err = s.Out.Write(out.Bytes())
	return err
}

// all puts the question for every line.
func (q question) all(cal *workday.Calendar, lines []inputLine) (replies []reply, mistakes []string) {
	for _, l := range lines {
		wrong := []string{fmt.Sprintf("takes %s, got %d words", q.takes, len(l.words))}
		var r reply
		if len(l.words) == q.words {
			r, wrong = q.ask(cal, l.words)
		}
		for _, w := range wrong {
			mistakes = append(mistakes, l.where+w)
		}
		replies = append(replies, r)
	}
	return replies, mistakes
}

// calendar is the calendar of the program with the notices of the flags.
func (n notices) calendar() (*workday.Calendar, []string) {
	cal := workday.Default()
	var mistakes []string
	for _, path := range n.Notice {
		later, err := withNotice(cal, path)
		if err != nil {
			mistakes = append(mistakes, linesOfFault(path, err)...)
			continue
		}
		cal = later
	}
	return cal, mistakes
}

func withNotice(cal *workday.Calendar, path string) (*workday.Calendar, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	notice, err := workday.ParseNotice(f)
	if err != nil {
		return nil, err
	}
	return cal.With(notice)
}

// linesOfFault gives each part of a fault a line of its own.
func linesOfFault(where string, err error) []string {
	f, ok := fault.As(err)
	if !ok {
		return []string{where + ": " + err.Error()}
	}
	if len(f.Parts) == 0 {
		return []string{where + ": " + f.Error()}
	}
	var lines []string
	for _, p := range f.Parts {
		lines = append(lines, where+": "+p.Error())
	}
	return lines
}

// dateWord reads a date, or says which argument is none.
func dateWord(name, word string, mistakes *[]string) workday.Date {
	d, err := workday.ParseDate(word)
	if err != nil {
		*mistakes = append(*mistakes, fmt.Sprintf("%s: %q is not a date YYYY-MM-DD", name, word))
	}
	return d
}

func addDays(cal *workday.Calendar, words []string) (reply, []string) {
	var mistakes []string
	from := dateWord("DATE", words[0], &mistakes)
	n, err := strconv.Atoi(words[1])
	if err != nil {
		mistakes = append(mistakes, fmt.Sprintf("N: %q is not a whole number", words[1]))
	}
	if len(mistakes) > 0 {
		return reply{}, mistakes
	}
	to := cal.Add(from, n)
	if !reaches(cal, from, to, n) {
		mistakes = append(mistakes, fmt.Sprintf("N: %d days from %s lie beyond the years 1 to 9999", n, from))
	}
	return reply{to.String(), from, to}, mistakes
}

// reaches tells that a sum was not cut off at the end of all dates.
func reaches(cal *workday.Calendar, from, to workday.Date, n int) bool {
	if n < 0 {
		return cal.Index(from-1)-cal.Index(to-1) == -n
	}
	return n == 0 || cal.Index(to)-cal.Index(from) == n
}

func countDays(cal *workday.Calendar, words []string) (reply, []string) {
	var mistakes []string
	a := dateWord("A", words[0], &mistakes)
	b := dateWord("B", words[1], &mistakes)
	return reply{strconv.Itoa(cal.Between(a, b)), a, b}, mistakes
}

func tellDay(cal *workday.Calendar, words []string) (reply, []string) {
	var mistakes []string
	d := dateWord("DATE", words[0], &mistakes)
	if len(mistakes) > 0 {
		return reply{}, mistakes
	}
	works, why := cal.Works(d)
	return reply{verdict(works, why), d, d}, nil
}

// verdict is the answer in words.
func verdict(works bool, why workday.Reason) string {
	switch {
	case works && why.Name != "":
		return "works make-up day " + why.Name
	case works:
		return "works weekday"
	case why.Name != "":
		return "off " + why.Name
	}
	return "off weekend"
}

// unpublished lists the years without a notice that the replies rest on, runs of
// years as 2027-2030.
func unpublished(cal *workday.Calendar, replies []reply) []string {
	missing := map[int]bool{}
	for _, r := range replies {
		for y := min(r.from, r.to).Year(); y <= max(r.from, r.to).Year(); y++ {
			if !cal.Published(workday.NewDate(y, 1, 1)) {
				missing[y] = true
			}
		}
	}
	return runsOf(slices.Sorted(maps.Keys(missing)))
}

// runsOf writes years in order as single years and runs: 2019, 2027-2030.
func runsOf(years []int) []string {
	var runs []string
	for i := 0; i < len(years); {
		last := i
		for last+1 < len(years) && years[last+1] == years[last]+1 {
			last++
		}
		run := strconv.Itoa(years[i])
		if last > i {
			run += "-" + strconv.Itoa(years[last])
		}
		runs = append(runs, run)
		i = last + 1
	}
	return runs
}
