package app

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// Kinds of a kept notice.
const (
	NoticePublished = "notice" // a State Council notice, in holiday-cn JSON
	NoticeLocal     = "local"  // local overrides
)

// CalendarNotice lays a later notice of the State Council over the calendar.
type CalendarNotice struct {
	Body string `json:"body"` // holiday-cn JSON
}

// CalendarNotice checks the notice as a whole and keeps it; a second notice for
// the same year (as in 2020) is kept beside the first and lies over it.
func (a *App) CalendarNotice(ctx context.Context, who access.Actor, in CalendarNotice) error {
	if err := may(who, access.ChangeCalendar); err != nil {
		return err
	}
	notice, err := workday.ParseNotice(strings.NewReader(in.Body))
	if err != nil {
		return err
	}
	if _, err := layNotice(workday.Default(), in.Body); err != nil {
		return err
	}
	return a.act(ctx, who, access.ChangeCalendar, "", func(tx *store.Tx) error {
		return tx.SaveNotice(store.Notice{ID: a.newID(), Kind: NoticePublished, Name: strconv.Itoa(notice.Year), Body: in.Body})
	})
}

func layNotice(cal *workday.Calendar, body string) (*workday.Calendar, error) {
	n, err := workday.ParseNotice(strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	return cal.With(n)
}

// CalendarLocal replaces the place's own days off and days worked.
type CalendarLocal struct {
	Days    []workday.Override `json:"days"`
	Because string             `json:"because,omitempty"`
}

// localNotice is the one record of local days; history is in the journal.
const localNotice = "local"

// CalendarLocal keeps the local days, the document that orders them named in
// each day's name.
func (a *App) CalendarLocal(ctx context.Context, who access.Actor, in CalendarLocal) error {
	if err := may(who, access.ChangeCalendar); err != nil {
		return err
	}
	if _, err := workday.Default().WithLocal(in.Days); err != nil {
		return err
	}
	body, err := json.Marshal(in.Days)
	if err != nil {
		return err
	}
	return a.act(ctx, who, access.ChangeCalendar, in.Because, func(tx *store.Tx) error {
		return tx.SaveNotice(store.Notice{ID: localNotice, Kind: NoticeLocal, Name: localNotice, Body: string(body)})
	})
}

func readLocal(body string, before []workday.Override) ([]workday.Override, error) {
	var days []workday.Override
	if err := json.Unmarshal([]byte(body), &days); err != nil {
		return nil, fault.New(fault.Invalid, "calendar.local").Because(err)
	}
	return append(before, days...), nil
}

// Calendar is the tenant's calendar now.
func (a *App) Calendar(ctx context.Context, who access.Actor) (*workday.Calendar, error) {
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	return f.calendar, nil
}
