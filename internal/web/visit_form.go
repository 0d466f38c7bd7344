package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 现场核查 of one project: the form that also works without network. Without scripts
// it is a plain form; the photos then go with the other evidence.

// visitFormPage is the form.
type visitFormPage struct {
	Frame     ui.FrameData
	Device    visitDevice
	Mistakes  []string
	Facts     []ui.Fact
	ID        string
	Version   int
	Claim     string
	Asked     string
	Lon, Lat  string
	Questions []visitQuestion
	Day       ui.FieldData
	Texts     []ui.FieldData
	Photos    bool // the reader may keep evidence
	Kinds     []ui.Option
	Materials string
	Before    []ui.Row
	Columns   []ui.Column
}

// visitDevice is what the scripts of a visit page are told.
type visitDevice struct {
	Base, Person, Project, Name, Words string
	Made, Today                        string // when the page was made: milliseconds since 1970, and the office's day
	Mend, Version                      string
}

// A visitQuestion is one question with what was answered.
type visitQuestion struct {
	Code, Name, Source, Expect string
	Answer, Note               string
	Mistake, NoteMistake       string
}

func (s *Server) visitForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.visitFormWith(w, r, v, typedForm{})
}

// visitFormWith shows the form, with what was typed when it came back.
func (s *Server) visitFormWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	sheet, err := s.App.VisitForm(r.Context(), v.Actor, r.PathValue("project"), r.URL.Query().Get("mend"))
	if err != nil {
		return err
	}
	p, err := s.visitFormPage(r, v, sheet, typed)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	w.Header().Set("Visit-Person", v.ID)
	return render(w, r, status, visitFormView(p))
}

func (s *Server) visitFormPage(r *http.Request, v *visit, sheet *app.VisitSheet, typed typedForm) (visitFormPage, error) {
	ctx, project := r.Context(), sheet.Project
	p := visitFormPage{Frame: s.frameOf(r, v, ui.T(ctx, "现场核查")), Mistakes: typed.Others, Facts: visitFacts(ctx, sheet), Claim: sheet.Claim, Photos: v.Can(access.KeepEvidence),
		Materials: "/projects/" + project.ID}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "现场核查"), Href: "/visit"}, {Label: project.Name, Href: "/projects/" + project.ID}}
	p.Frame.Files = []string{"visit.css", "visit.js"}
	device, err := s.visitDevice(r, v)
	if err != nil {
		return p, err
	}
	device.Project, device.Name = project.ID, project.Name
	was := lifecycle.Visit{ID: deviceID(), Day: sheet.On, Claim: sheet.Claim}
	if sheet.Mend != nil {
		was = *sheet.Mend
		device.Mend, device.Version = was.ID, strconv.Itoa(was.Version)
	}
	p.Device, p.ID, p.Version, p.Claim = device, was.ID, was.Version, was.Claim
	if was.At != nil {
		p.Lon, p.Lat = strconv.FormatFloat(was.At.Lon, 'f', -1, 64), strconv.FormatFloat(was.At.Lat, 'f', -1, 64)
	}
	p.fields(ctx, sheet, was, typed)
	for _, k := range sheet.Kinds {
		p.Kinds = append(p.Kinds, ui.Option{Value: k.Code, Label: k.Name, Chosen: k.Code == sheet.Kind})
	}
	p.Columns, p.Before = visitColumns(ctx, false), visitRows(ctx, sheet.Before, false)
	return p, nil
}

// visitDevice is what the scripts are told on every visit page.
func (s *Server) visitDevice(r *http.Request, v *visit) (visitDevice, error) {
	words, err := visitWords(r.Context())
	return visitDevice{Base: s.Base, Person: v.ID, Words: words, Made: strconv.FormatInt(time.Now().UnixMilli(), 10), Today: s.App.Today().String(), Version: "0"}, err
}

// deviceID is an identifier for the form without scripts; with them the device
// makes its own.
func deviceID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// fields are the questions and texts, as typed, as kept, or empty.
func (p *visitFormPage) fields(ctx context.Context, sheet *app.VisitSheet, was lifecycle.Visit, typed typedForm) {
	known := func(name, is string) (string, string) { return typed.known("visit", name, is) }
	seen := map[string]lifecycle.Seen{}
	for _, s := range was.Seen {
		seen[s.Question] = s
	}
	var asked []string
	for _, q := range sheet.Questions {
		one := visitQuestion{Code: q.Code, Name: q.Name, Source: q.Source, Expect: q.Expect}
		one.Answer, one.Mistake = known("seen."+q.Code, seen[q.Code].Answer)
		one.Note, one.NoteMistake = known("seen."+q.Code+".note", seen[q.Code].Note)
		p.Questions, asked = append(p.Questions, one), append(asked, q.Code)
	}
	p.Asked = strings.Join(asked, ",")
	p.Day = ui.FieldData{Name: "day", Label: term(ctx, "visit.day"), Type: "date", Must: true}
	p.Day.Value, p.Day.Mistake = known("day", was.Day.String())
	for _, f := range []struct {
		name, is, hint string
		lines          int
	}{
		{"with", was.With, "", 0}, {"image", was.Image, ui.T(ctx, "如：1号厂房主体封顶，2号厂房基础施工"), 3},
		{"problems", was.Problems, "", 3}, {"opinion", was.Opinion, ui.T(ctx, "如：现场与申报一致，同意认定"), 3},
	} {
		d := ui.FieldData{Name: f.name, Label: term(ctx, "visit."+f.name), Hint: f.hint, Lines: f.lines, Wide: true}
		d.Value, d.Mistake = known(f.name, f.is)
		p.Texts = append(p.Texts, d)
	}
}

// visitFacts are what the visitor compares the site with.
func visitFacts(ctx context.Context, sheet *app.VisitSheet) []ui.Fact {
	p := sheet.Project
	facts := []ui.Fact{{Label: ui.T(ctx, "填报单位"), Value: ui.Words(p.Unit)}, {Label: term(ctx, "field.enterprise"), Value: orMissing(p.Enterprise)},
		{Label: term(ctx, "field.place"), Value: orMissing(p.Place)}}
	if sheet.Stage != "" {
		text := stageText(ctx, sheet.Stage)
		if !sheet.Claimed.IsZero() {
			text += ui.T(ctx, "，申报 {on}", "on", whenText(ctx, sheet.Claimed))
		}
		facts = append(facts, ui.Fact{Label: ui.T(ctx, "所核阶段"), Value: ui.Words(text)})
	}
	return facts
}

// visitColumns and visitRows are records as a table; with says whether projects are
// named.
func visitColumns(ctx context.Context, with bool) []ui.Column {
	cols := []ui.Column{{Label: term(ctx, "visit.day")}}
	if with {
		cols = append(cols, ui.Column{Label: ui.T(ctx, "项目")}, ui.Column{Label: ui.T(ctx, "单位")})
	}
	for _, label := range []string{term(ctx, "visit.name"), ui.T(ctx, "所核阶段"), term(ctx, "visit.image"), ui.T(ctx, "不符之处"), ui.T(ctx, "照片")} {
		cols = append(cols, ui.Column{Label: label})
	}
	cols[len(cols)-1].Num = true
	return cols
}

func visitRows(ctx context.Context, list []app.VisitRow, with bool) []ui.Row {
	var rows []ui.Row
	for _, v := range list {
		href := siteVisitURL(v.Project, v.ID)
		row := ui.Row{ID: v.ID, Href: href, Cells: []ui.Cell{ui.Door(v.Day.String(), href)}}
		if with {
			row.Cells = append(row.Cells, ui.Door(v.ProjectName, "/projects/"+v.Project), ui.Words(v.Unit))
		}
		stage := ui.Missing()
		if v.Stage != "" {
			stage = ui.Words(stageText(ctx, v.Stage))
		}
		row.Cells = append(row.Cells, orMissing(v.Name), stage, wrapped(v.Image), unlikeCell(ctx, v.Unlike), ui.Words(itoa(v.Photos)))
		rows = append(rows, row)
	}
	return rows
}

func wrapped(text string) ui.Cell {
	c := orMissing(text)
	if text != "" {
		c.Tone = "wrap"
	}
	return c
}

// unlikeCell names what was not as expected.
func unlikeCell(ctx context.Context, list []app.VisitAnswer) ui.Cell {
	if len(list) == 0 {
		return ui.Words(ui.T(ctx, "无"))
	}
	var names []string
	for _, a := range list {
		names = append(names, a.Name+ui.T(ctx, "：")+termOf(ctx, "seen", a.Answer))
	}
	return ui.Cell{Text: strings.Join(names, ui.T(ctx, "；")), Tone: "wrap"}
}

// visitNoteHint says when a word is needed.
func visitNoteHint(ctx context.Context, q visitQuestion) string {
	if q.Expect == "" {
		return ui.T(ctx, "说明（可不填）")
	}
	return ui.T(ctx, "说明（答“{answer}”时要写）", "answer", termOf(ctx, "seen", map[string]string{lifecycle.SeenYes: lifecycle.SeenNo, lifecycle.SeenNo: lifecycle.SeenYes}[q.Expect]))
}
