package web

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/glossary"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// settingsPage is what a place sets once (设置), and the map it imports.
type settingsPage struct {
	Frame   ui.FrameData
	Done    string
	Others  []string
	Fields  []ui.FieldData
	CanSet  bool
	CanMap  bool
	Map     *svg.Map // the map in use
	Waiting *waitingMap
	Preview *svg.Map
	Notes   []string // what is on the map that waits
}

// A waitingMap is a boundary file that was read and waits for a yes: one a place,
// in memory, forgotten with the server.
type waitingMap struct {
	Name, Body string
	Areas      []geo.Boundary
}

// waitingMaps keeps them by tenant.
type waitingMaps struct {
	mu   sync.Mutex
	list map[string]*waitingMap
}

// boundaryLimit is the size of a boundary file; package geo has the same.
const boundaryLimit = 32 << 20

func (s *Server) settingRoutes() []route {
	return []route{
		{method: "GET", path: "/admin/settings", handle: s.settingsShow},
		{method: "POST", path: "/admin/settings", handle: s.settingsSave, action: access.ChangeSetting},
		{method: "POST", path: "/admin/boundary", handle: s.boundaryRead, action: access.ImportBoundary, limit: boundaryLimit + formLimit},
		{method: "POST", path: "/admin/boundary/use", handle: s.boundaryUse, action: access.ImportBoundary},
	}
}

func (s *Server) settingsShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	if !v.Can(access.ChangeSetting) && !v.Can(access.ImportBoundary) {
		return fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ChangeSetting))
	}
	p, err := s.settingsPage(r, v)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, settingsView(p))
}

func (s *Server) settingsPage(r *http.Request, v *visit) (settingsPage, error) {
	ctx := r.Context()
	p := settingsPage{Frame: s.frameOf(r, v, ui.T(ctx, "设置")), Done: r.URL.Query().Get("done"), CanSet: v.Can(access.ChangeSetting), CanMap: v.Can(access.ImportBoundary)}
	kept, err := s.App.Settings(ctx, v.Actor)
	if err != nil {
		return p, err
	}
	hints := map[string]string{"map.approval": ui.T(ctx, "印在地图上；没有审图号的地图印“内部使用”"), "map.tiles": ui.T(ctx, "天地图或本地瓦片的地址，含 {z}/{x}/{y}；不填不用底图", "z", "{z}", "x", "{x}", "y", "{y}"), "session.idle_minutes": ui.T(ctx, "5 至 240，不填为 30")}
	for _, key := range app.SettingKeys() {
		p.Fields = append(p.Fields, ui.FieldData{Name: key, Label: term(ctx, "setting."+key), Value: kept[key], Hint: hints[key], Wide: true})
	}
	areas, err := s.App.Boundaries(ctx, v.Actor)
	if err != nil {
		return p, err
	}
	p.Map = previewMap(ctx, areas)
	if p.Waiting = s.waiting(v, nil); p.Waiting != nil {
		p.Preview, p.Notes = previewMap(ctx, p.Waiting.Areas), waitingNotes(ctx, v, p.Waiting.Areas)
	}
	return p, nil
}

// settingsSave saves each setting that was sent; what is wrong comes back at its
// field, the rest is kept.
func (s *Server) settingsSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	mistakes := map[string]string{}
	for _, key := range app.SettingKeys() {
		if !r.PostForm.Has(key) {
			continue
		}
		err := s.App.SettingChange(r.Context(), v.Actor, app.SettingChange{Key: key, Value: r.PostFormValue(key)})
		if e, is := fault.As(err); is && e.Kind == fault.Invalid {
			mistakes[key] = glossary.Say(lang(r.Context()), e)
			continue
		}
		if err != nil {
			return err
		}
	}
	if len(mistakes) == 0 {
		return s.redirect(w, r, "/admin/settings?done=setting.saved")
	}
	p, err := s.settingsPage(r, v)
	if err != nil {
		return err
	}
	for i, f := range p.Fields {
		if p.Fields[i].Mistake = mistakes[f.Name]; p.Fields[i].Mistake != "" {
			p.Fields[i].Value = r.PostFormValue(f.Name)
		}
	}
	return render(w, r, http.StatusUnprocessableEntity, settingsView(p))
}

// waiting gives the map that waits, and puts another in its place when given.
func (s *Server) waiting(v *visit, next *waitingMap) *waitingMap {
	s.maps.mu.Lock()
	defer s.maps.mu.Unlock()
	if next != nil {
		s.maps.list = map[string]*waitingMap{v.Tenant(): next} // one at a time: they are large
	}
	return s.maps.list[v.Tenant()]
}

// boundaryRead reads a boundary file and shows it before it is used.
func (s *Server) boundaryRead(w http.ResponseWriter, r *http.Request, v *visit) error {
	file, head, err := r.FormFile("file")
	if err != nil {
		return s.boundaryWrong(w, r, v, fault.New(fault.Invalid, "boundary.no_file").At("file"))
	}
	defer file.Close()
	body, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	areas, err := geo.ParseBoundaries(strings.NewReader(string(body)))
	if err != nil {
		return s.boundaryWrong(w, r, v, err)
	}
	s.waiting(v, &waitingMap{Name: head.Filename, Body: string(body), Areas: areas})
	return s.redirect(w, r, "/admin/settings#map")
}

func (s *Server) boundaryWrong(w http.ResponseWriter, r *http.Request, v *visit, wrong error) error {
	if !isFault(wrong) {
		return wrong
	}
	p, err := s.settingsPage(r, v)
	if err != nil {
		return err
	}
	p.Others = sentences(r.Context(), wrong)
	return render(w, r, http.StatusUnprocessableEntity, settingsView(p))
}

// boundaryUse puts the map that waits in place of the old one.
func (s *Server) boundaryUse(w http.ResponseWriter, r *http.Request, v *visit) error {
	one := s.waiting(v, nil)
	if one == nil {
		return s.redirect(w, r, "/admin/settings")
	}
	if r.PostFormValue("use") != "" {
		if err := s.App.BoundaryImport(r.Context(), v.Actor, app.BoundaryImport{Name: one.Name, Body: one.Body}); err != nil {
			return err
		}
	}
	s.maps.mu.Lock()
	delete(s.maps.list, v.Tenant())
	s.maps.mu.Unlock()
	if r.PostFormValue("use") == "" {
		return s.redirect(w, r, "/admin/settings")
	}
	return s.redirect(w, r, "/admin/settings?done=boundary.saved")
}

// previewMap draws areas without figures; nil without areas.
func previewMap(ctx context.Context, areas []geo.Boundary) *svg.Map {
	if len(areas) == 0 {
		return nil
	}
	m := &svg.Map{Title: ui.T(ctx, "行政区划图"), Heading: ui.T(ctx, "行政区划图")}
	for _, b := range areas {
		a := svg.Area{Code: b.Adcode, Name: b.Name, Label: b.Label, Cells: b.Cells, Title: b.Name, Step: 1}
		for _, polygon := range b.Area {
			for _, ring := range polygon {
				a.Rings = append(a.Rings, ring)
			}
		}
		m.Areas = append(m.Areas, a)
		if b.Schematic() {
			m.Notes = []string{ui.T(ctx, "示意图")}
		}
	}
	return m
}

// waitingNotes say how the map fits the units.
func waitingNotes(ctx context.Context, v *visit, areas []geo.Boundary) []string {
	known, points := 0, 0
	for _, b := range areas {
		points += b.Area.Points()
		for _, u := range v.frame.Tree.Units() {
			if u.Name == b.Name || u.Short == b.Name || len(u.Divisions) == 1 && u.Divisions[0] == b.Adcode {
				known++
				break
			}
		}
	}
	return []string{ui.T(ctx, "{n} 个区域，{known} 个与单位对得上，{points} 个点。", "n", len(areas), "known", known, "points", points)}
}
