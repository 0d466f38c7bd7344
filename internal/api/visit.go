package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
)

// visitRows are what a device needs to write down a field visit and send it, and
// what is read of it later.
func visitRows(a *app.App) []operation {
	return []operation{
		{"GET /visits", "visits", access.ReadProjects, "查询现场核查记录", query(a.Visits)},
		{"GET /visits/wanted", "visits_wanted", access.NoteVisit, "待现场核查的项目：已申报待认定、尚无人到过现场", query(a.VisitsWanted)},
		{"GET /projects/{id}/visits/form", "visit_form", access.NoteVisit, "一个项目的现场核查表", query(func(ctx context.Context, who access.Actor, in visitSheet) (*app.VisitSheet, error) {
			return a.VisitForm(ctx, who, in.ID, in.Mend)
		})},
		{"POST /projects/{id}/visits", "visit_note", access.NoteVisit, "送出现场核查记录（id 由设备生成，重复送出只记一次）", giving(a.VisitNote)},
		{"GET /projects/{id}/visits/{visit}", "visit", access.ReadProjects, "查看一份现场核查记录", query(func(ctx context.Context, who access.Actor, in visitAt) (*app.SiteVisit, error) {
			return a.SiteVisit(ctx, who, in.ID, in.Visit, in.Moment)
		})},
	}
}

// visitSheet asks for a form, or for one's own record to be mended on it.
type visitSheet struct {
	ID   string `json:"-" path:"id"`
	Mend string `json:"mend,omitempty" query:"mend" maxLength:"40"`
}

// visitAt is the input of one record's page.
type visitAt struct {
	ID    string `json:"-" path:"id"`
	Visit string `json:"-" path:"visit"`
	app.Moment
}
