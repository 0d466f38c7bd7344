package web

import (
	"context"

	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// scoreEntries are the results and warnings that wait for a person, and results
// their unit may object to.
func scoreEntries(ctx context.Context, day *app.Day) (list []ui.Entry) {
	if day.Desk == nil {
		return nil
	}
	for _, row := range day.Desk.Warnings {
		list = append(list, warningEntry(ctx, row))
	}
	list = append(list, publicationEntries(ctx, day.Desk.Results)...)
	for _, row := range day.Desk.Open {
		words, tone := workdaysText(ctx, row.Workdays)
		list = append(list, ui.Entry{Title: row.Title, Href: publicationURL(row.ID), Note: ui.T(ctx, "公示中，本单位可以提出异议，到 {day} 止", "day", row.Until.String()), End: ui.Clock(words, tone)})
	}
	return list
}

// warningEntry is a warning that waits for the reader: for the plan of their unit,
// or for their word on a plan.
func warningEntry(ctx context.Context, row app.WarningRow) ui.Entry {
	note := ui.T(ctx, "待报整改方案 · {cause}", "cause", row.Warning.Cause)
	words, tone := workdaysText(ctx, row.Workdays)
	if row.Standing.State != "waits" {
		note, words, tone = ui.T(ctx, "整改方案待我审定 · {cause}", "cause", row.Warning.Cause), termOf(ctx, "warning.state", string(row.Standing.State)), "soon"
	}
	return ui.Entry{Title: row.UnitName + " · " + row.Standing.Rung.Name, Href: warningURL(row.Warning.ID), Note: note, End: ui.Clock(words, tone)}
}
