// guatu approval: clocks, forecast and budget of a project's approvals.

package cli

import (
	"encoding/json"
	"fmt"
	"io"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// ApprovalCmd is guatu approval.
type ApprovalCmd struct {
	State ApprovalStateCmd `cmd:"" help:"Count the clocks of a case: days used, due days, budget, forecast. 审批计时"`
}

// ApprovalStateCmd is guatu approval state.
type ApprovalStateCmd struct{ notices }

// Help documents the format.
func (ApprovalStateCmd) Help() string {
	return `Reads a case as JSON from standard input and writes its state as JSON.

    $ printf '{"today":"2026-03-03","budget":{"limit":45,"until":"permit"},"items":[{"id":"eia","needs":[],"statutory":30,"pledged":7},{"id":"permit","needs":["eia"],"statutory":7,"pledged":5}],"facts":[{"item":"eia","kind":"accepted","on":"2026-02-10"},{"item":"eia","kind":"stopped","on":"2026-02-12","reason":"expert_review","until":"2026-02-27","notice":"No. 3"}]}' | guatu approval state
    {"items":[
    {"id":"eia","state":"running","waiting_on":[],"used":5,"left":2,"due":"2026-03-05","statutory_due":"2026-04-08","overdue":false,"early_start":"2026-02-10","early_finish":"2026-03-05","late_start":"2026-02-10","late_finish":"2026-03-05","float":0,"critical":true,"reasons":[{"code":"stop","from":"2026-02-12","to":"2026-02-27","days":6,"stop":"expert_review","basis":"article_45","notice":"No. 3"}]},
    {"id":"permit","state":"blocked","waiting_on":["eia"],"used":0,"left":null,"due":null,"statutory_due":null,"overdue":false,"early_start":"2026-03-05","early_finish":"2026-03-12","late_start":"2026-03-05","late_finish":"2026-03-12","float":0,"critical":true,"reasons":[]}
    ],"budget":{"used":5,"left":40,"limit":45,"applicant_days":6,"overdue":false,"chain_days":12},"critical_path":["eia","permit"],"forecast":"2026-03-12"}

Input: "today"; "budget" with "limit" in working days and "until", the item it ends
with; "items" with "id", "name", "needs" (items granted before it is accepted),
"grant_needs" (items granted before it is granted), "statutory" (null: none),
"pledged", "unit" (working_days, the default, or days) and "tolerable" documents;
"facts" in any order, with "item", "kind" and "on". "bad_credit":true bars
acceptance with documents missing. Null is as good as left out; other fields are
mistakes.

Kinds: submitted, accepted (with "missing" documents and "supply_by"), returned
(with what is "missing"), stopped ("reason", "until", "notice"), resumed, supplied
("doc"), granted, refused, withdrawn. After a refusal or a withdrawal the item may
be submitted again.

A clock may stop for the reasons of article 45 of the Administrative Licensing Law:
hearing, tender, auction, inspection, testing, quarantine, appraisal, expert_review;
and for local ones, marked so: technical_review, supplement, public_notice,
land_listing, site_survey, upward_referral, applicant_pause.

Counting: a day d counts when accepted < d <= decision or today, it is a working day
(any day in days) and no stop covers it; a stop covers stopped < d <= its end, which
is "until" or the day it is resumed. A submission unanswered for five working days is
accepted from its own day. "left" is pledged less used; "due" the day the last
pledged day falls on, in calendar days moved to the next working day.

Forecast: what runs ends when due, not before the next working day; what waits, as if
accepted when its last need is granted. Late dates keep the forecast; "float" counts
working days between. Budget: "used" counts each working day once on which any clock
ran, "applicant_days" those between on which none did; "chain_days" is the longest
chain of days. Where "until" is no item yet, the budget runs over all items, without
a forecast, and a warning says so. A stop's "days" are those it takes off when it stands alone.

Wrong input: exit status 2, one line a mistake, nothing written. Years without a
published notice go by the weekday, with a warning.
`
}

// Run reckons, or says everything that is wrong with the input.
func (c ApprovalStateCmd) Run(s *Streams) error {
	cal, mistakes := c.calendar()
	text, err := io.ReadAll(io.LimitReader(s.In, approval.MaxText+1))
	if err != nil {
		return s.refuse(append(mistakes, "standard input: "+err.Error()))
	}
	res, err := approval.StateText(text, cal)
	if err != nil {
		mistakes = append(mistakes, placedMistakes(err)...)
	}
	if len(mistakes) > 0 {
		return s.refuse(mistakes)
	}
	if res.Open != "" {
		fmt.Fprintf(s.Err, "warning: budget.until: no item %q: the budget runs over all items, without a forecast\n", res.Open)
	}
	if err := warnOfCase(s, res, cal); err != nil {
		return err
	}
	return writeCase(s.Out, res)
}

// warnOfCase names the years whose working days nobody has published yet.
func warnOfCase(s *Streams, res *approval.Result, cal *workday.Calendar) error {
	for _, years := range unpublished(cal, []reply{{from: res.From, to: res.Through}}) {
		if _, err := fmt.Fprintf(s.Err, "warning: no holiday notice for %s: counted by the weekday\n", years); err != nil {
			return err
		}
	}
	return nil
}

// writeCase writes the state, one item a line.
func writeCase(w io.Writer, res *approval.Result) error {
	out := []byte(`{"items":[`)
	for i := range res.Items {
		line, err := json.Marshal(&res.Items[i])
		if err != nil {
			return err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, '\n'), line...)
	}
	tail := *res
	tail.Items = nil
	rest, err := json.Marshal(&tail)
	if err != nil {
		return err
	}
	out = append(append(out, "\n]"...), rest[len(`{"items":null`):]...)
	_, err = w.Write(append(out, '\n'))
	return err
}
