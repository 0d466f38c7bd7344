// The data of the frame that every page stands in.

package ui

import "github.com/a-h/templ"

// A FrameData is everything round a page's own content.
type FrameData struct {
	Title   string // the page's name, in the head and the browser's tab
	Note    string // one grey line beside the title
	Crumbs  []Link // the way here, without this page
	Actions templ.Component

	Tenant  string // the city or county whose campaign this is
	Tenants []Link // others this person may change to
	Nav     []Link // what this role uses; Icon names the drawing
	More    []Link // the rest, behind 更多
	AsOf    AsOf
	Find    string // what was searched for
	FindURL string // where searching leads; "" hides the field
	Today   Link   // 今日: its address and how much there is to do
	Person  Person
	Foot    string // version and the like

	Paper   string   // how it prints: "" A4 upright, "a4l" lying, "a3" A3 lying, "official" a form that is a sheet by itself
	Files   []string // built files that this page alone needs: "visit.css", "visit.js"
	NewsURL string   // asked now and then for "3 条更新"; "" does not ask
}

// An AsOf is the day the figures are of.
type AsOf struct {
	Date  string // 2026-11-20; "" hides the control on pages without figures
	Today string // today's date, the default
	Known string // the moment the facts are taken as known at, when not now
	Other Link   // the same day as known now, or as known then
	Picks []Link // days often asked for: 上周末, 上月末, 上年末
	Name  string // the parameter that carries the date; "" is "as_of"
}

// Past tells that the page is not about today.
func (a AsOf) Past() bool { return a.Date != "" && a.Date != a.Today || a.Known != "" }

func (a AsOf) param() string {
	if a.Name == "" {
		return "as_of"
	}
	return a.Name
}

// A Person is who is signed in, as the bar shows them.
type Person struct {
	Name, Unit string
	Links      []Link // their own pages
	SignOutURL string // takes a POST
	LangURL    string // takes a POST with "lang" and "back"; "" hides the switch
}
