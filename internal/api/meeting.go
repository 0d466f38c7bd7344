package api

import (
	"guatu/internal/access"
	"guatu/internal/app"
)

// The half-month indicator meeting.

func meetingRows(a *app.App) []operation {
	return []operation{
		{"GET /meeting", "meeting", access.ReadGoals, "半月指标会商：滞后的指标、差距、位次、原因和措施，以及上期措施的效果", query(a.Meeting)},
		{"PUT /meeting/remedies", "remedies_save", access.GiveRemedy, "填写本单位滞后指标的原因、措施、责任人和完成时限", giving(revising(a.RemediesSave))},
	}
}
