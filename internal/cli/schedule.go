// guatu schedule: planning forward, and backward from a deadline.

package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/schedule"
)

// ScheduleCmd is guatu schedule.
type ScheduleCmd struct {
	Plan SchedulePlanCmd `cmd:"" help:"Plan a network of activities: dates, floats, critical path, backward plan. 倒排工期与关键线路"`
}

// SchedulePlanCmd is guatu schedule plan.
type SchedulePlanCmd struct{ notices }

// Help documents the format.
func (SchedulePlanCmd) Help() string {
	return `Reads a plan as JSON from standard input and writes its dates as JSON.

    $ printf '{"calendar":"cn","start":"2026-03-02","finish_by":"2026-03-06","activities":[{"id":"permit","days":2},{"id":"piling","days":4,"needs":[{"id":"permit","kind":"FS","lag":0}]}]}' | guatu schedule plan
    {"start":"2026-03-02","finish":"2026-03-09","finish_by":"2026-03-06","shortfall":3,"shortfall_working_days":1,"start_by":"2026-02-28","critical_path":["permit","piling"],"activities":[
    {"id":"permit","state":"planned","early_start":"2026-03-02","early_finish":"2026-03-03","late_start":"2026-03-02","late_finish":"2026-03-03","latest_start":"2026-02-28","latest_finish":"2026-03-02","unit":"working_days","total_float":0,"free_float":0,"critical":true},
    {"id":"piling","state":"planned","early_start":"2026-03-04","early_finish":"2026-03-09","late_start":"2026-03-04","late_finish":"2026-03-09","latest_start":"2026-03-03","latest_finish":"2026-03-06","unit":"working_days","total_float":0,"free_float":0,"critical":true}
    ]}

Input: "calendar" is "cn" (State Council notices; the default) or "none" (every
day counts); "start"; "finish_by" and "today" if there are any; "activities" with
"id", "days", "unit" (working_days, the default, or days), "needs", "started",
"finished", "remaining". A need has "id", "kind" (FS, the default, SS, FF, SF),
"lag" and "unit". Null is as good as left out; other fields are mistakes.

Days: a finish is the last day worked: one working day from Monday finishes on
Monday, and what follows (FS, lag 0) starts on the next day that counts. A lag
counts in the unit of the activity that waits, the successor, unless the need has
a "unit" of its own; a negative one overlaps. Activities are not interrupted: a
finish that is held (FF, SF) moves the start as well. SF: finished on the day
before the other starts, at the earliest.

Milestones have 0 days. One that waits for a finish falls on the evening of its
day, and what follows starts the day after; one that waits for nothing or for
starts opens its day, and what follows may start on it.

Progress: what is finished keeps its real dates and has no floats. What has
started keeps its start, and what remains is done from "today" on, from its start
where no today is given; without "remaining" it is the duration less the days
gone, one at least. What has not started starts on "today" at the earliest.

Output: early dates count forward from "start", late dates backward from
"finish"; latest dates backward from "finish_by", before the start where it cannot
be met. "shortfall" is by how many days the deadline is missed, all days counted;
"start_by" the latest day for the first start. Floats count in "unit"; critical
has no total float. "critical_path" is one chain that sets the finish; where both
units meet, one of its activities in days may have float over days off.

Bounds: 200,000 activities, 1,000,000 needs, 64 MB, 100,000 days for one duration
or lag. Wrong input: exit status 2, one line a mistake, nothing written. Years
without a published notice go by the weekday, with a warning.
`
}

// Run plans, or says everything that is wrong with the input.
func (c SchedulePlanCmd) Run(s *Streams) error {
	cal, mistakes := c.calendar()
	text, err := io.ReadAll(io.LimitReader(s.In, schedule.MaxText+1))
	if err != nil {
		return s.refuse(append(mistakes, "standard input: "+err.Error()))
	}
	plan, err := schedule.PlanText(text, cal)
	if err != nil {
		mistakes = append(mistakes, placedMistakes(err)...)
	}
	if len(mistakes) > 0 {
		return s.refuse(mistakes)
	}
	if err := warnOfPlan(s, plan); err != nil {
		return err
	}
	out, err := plan.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = s.Out.Write(append(out, '\n'))
	return err
}

// warnOfPlan names the years whose working days nobody has published yet.
func warnOfPlan(s *Streams, plan *schedule.Result) error {
	worked := func(a schedule.Timing) bool { return a.Unit == schedule.WorkingDays }
	if !slices.ContainsFunc(plan.Activities, worked) {
		return nil
	}
	last := plan.Finish
	if plan.Backward != nil {
		last = max(last, plan.Backward.FinishBy)
	}
	for _, years := range unpublished(plan.Calendar, []reply{{from: min(plan.Start, last), to: last}}) {
		if _, err := fmt.Fprintf(s.Err, "warning: no holiday notice for %s: counted by the weekday\n", years); err != nil {
			return err
		}
	}
	return nil
}

// placedMistakes gives each mistake a line: where in the input, and what.
func placedMistakes(err error) []string {
	f, ok := fault.As(err)
	if !ok {
		return []string{err.Error()}
	}
	parts := f.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{f}
	}
	lines := make([]string, len(parts))
	for i, p := range parts {
		line := asClause(glossary.Say(glossary.EN, p))
		if p.Field != "" {
			line = p.Field + ": " + line
		}
		lines[i] = oneLine(line)
	}
	return lines
}

// asClause turns a sentence into what follows a colon.
func asClause(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToLower(first)) + strings.TrimSuffix(sentence[size:], ".")
}

// oneLine keeps what a name in the input holds from breaking the line or the
// terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
