package app

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/store"
)

// A Line is one act as history shows it: who, when, why, and each field from
// what to what. The entries of one cause about one noun fold into one line.
type Line struct {
	N       int64         `json:"n"`
	At      time.Time     `json:"at"`
	Who     string        `json:"who"`
	Name    string        `json:"name"`
	Action  access.Action `json:"action"`
	Noun    string        `json:"noun"`
	Key     string        `json:"key"`
	Subject string        `json:"subject,omitempty"` // what names it among its kind: see subjects
	Note    string        `json:"note,omitempty"`
	Cause   string        `json:"cause,omitempty"`
	Changes []Change      `json:"changes,omitempty"`
	Folded  int           `json:"folded,omitempty"` // further entries of the same cause
	Hash    string        `json:"hash"`
}

// A Change is one field's old and new value, as JSON.
type Change struct {
	Field string          `json:"field"`
	Old   json.RawMessage `json:"old,omitempty"`
	New   json.RawMessage `json:"new,omitempty"`
}

// historyLines bounds a project's history on its page.
const historyLines = 300

// ProjectHistory is what was ever done to a project, newest first.
func (a *App) ProjectHistory(ctx context.Context, who access.Actor, id string) ([]Line, error) {
	if _, _, err := a.row(ctx, who, id, Moment{}); err != nil {
		return nil, err
	}
	return a.lines(ctx, who, store.EntryFilter{Project: id, Desc: true, Limit: historyLines})
}

// A JournalFilter says which entries of the journal.
type JournalFilter struct {
	Noun   string `query:"noun"`
	Key    string `query:"key"`
	Who    string `query:"who"`
	Cause  string `query:"cause"`
	Before int64  `query:"before" minimum:"0" doc:"entries before this number; 0 = the newest"`
	Limit  int    `query:"limit" minimum:"0" maximum:"500"`
}

// Journal is the whole journal, newest first; the entries of one cause fold
// unless the cause is asked for.
func (a *App) Journal(ctx context.Context, who access.Actor, f JournalFilter) ([]Line, error) {
	if !who.Can(access.ReadJournal) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadJournal))
	}
	lines, err := a.lines(ctx, who, store.EntryFilter{Noun: f.Noun, Key: f.Key, Who: f.Who, Cause: f.Cause, Before: f.Before, Desc: true, Limit: cmp.Or(f.Limit, 100), Without: withheld(who)})
	if err != nil || f.Cause != "" {
		return lines, err
	}
	return fold(lines), nil
}

// Nouns of the journal that are not everybody's who may read it: what is kept of
// people is for those who keep or audit them; what is kept of a unit's files and
// promises is for those who see every unit.
var (
	personalNouns = []string{"person", "credential", "session", "view"}
	unitNouns     = []string{"import", "ledger_layout", "ledger_mapping", "batch", "publication", "warning", "reading", "remedy", "scheme", "scheme_entry"}
)

// withheld are the nouns an actor does not find in the journal.
func withheld(who access.Actor) []string {
	var nouns []string
	if !who.Can(access.ChangePerson) && !slices.Contains(who.Roles, access.RoleAuditor) {
		nouns = append(nouns, personalNouns...)
	}
	if !who.Scope().All() {
		nouns = append(nouns, unitNouns...)
	}
	return nouns
}

func (a *App) lines(ctx context.Context, who access.Actor, f store.EntryFilter) ([]Line, error) {
	var lines []Line
	err := a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		entries, err := tx.Entries(f)
		if err != nil {
			return err
		}
		for _, e := range entries {
			line, err := lineOf(e)
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		return nil
	})
	return lines, err
}

func lineOf(e journal.Entry) (Line, error) {
	at, err := time.Parse(time.RFC3339, e.At)
	if err != nil {
		return Line{}, err
	}
	changes, err := changesOf(e.Before, e.After)
	if err != nil {
		return Line{}, err
	}
	subject, err := namedBy(e)
	return Line{N: e.N, At: at.In(store.Zone), Who: e.Who, Name: e.Name, Action: e.Action, Noun: e.Noun, Key: e.Key,
		Subject: subject, Note: e.Note, Cause: e.Cause, Changes: changes, Hash: e.Hash}, err
}

// subjects are the fields by which a reader knows one of a kind from another, where
// its key is no more than a number: a claim's stage, a paper's kind.
var subjects = map[string]string{"claim": "stage", "evidence": "kind", "answer": "doubt", "pause": "reason",
	"visit": "day", "change": "node", "task": "name", "batch": "name", "publication": "title", "warning": "cause", "reading": "indicator", "remedy": "indicator", "scheme": "title"}

// namedBy is that field of what an entry is about; "" for other nouns.
func namedBy(e journal.Entry) (string, error) {
	field := subjects[e.Noun]
	if field == "" {
		return "", nil
	}
	body, _, err := pick[map[string]json.RawMessage](e)
	if err != nil || body[field] == nil {
		return "", err
	}
	var subject string
	err = json.Unmarshal(body[field], &subject)
	return subject, err
}

// unsaid are fields that say nothing to a reader of history.
var unsaid = []string{"id", "version", "project", "order"}

// changesOf compares two JSON objects field by field, in the order of names.
func changesOf(before, after json.RawMessage) ([]Change, error) {
	var was, is map[string]json.RawMessage
	for _, side := range []struct {
		from json.RawMessage
		into *map[string]json.RawMessage
	}{{before, &was}, {after, &is}} {
		if len(side.from) == 0 {
			continue
		}
		if err := json.Unmarshal(side.from, side.into); err != nil {
			return nil, err
		}
	}
	changes := make([]Change, 0, len(is)) // exactly: a large import keeps them all
	for field, now := range is {
		if !bytes.Equal(was[field], now) && !slices.Contains(unsaid, field) {
			changes = append(changes, Change{field, was[field], now})
		}
	}
	for field, old := range was {
		if _, still := is[field]; !still && !slices.Contains(unsaid, field) {
			changes = append(changes, Change{Field: field, Old: old})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Field, b.Field) })
	return changes, nil
}

// fold brings neighbouring lines of one cause into the newest of them.
func fold(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if n := len(out); n > 0 && l.Cause != "" && out[n-1].Cause == l.Cause {
			out[n-1].Folded++
			continue
		}
		out = append(out, l)
	}
	return out
}
