package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
)

// ViewSave keeps a page's address under a name, for oneself or for everybody.
type ViewSave struct {
	ID     string `json:"id,omitempty"`
	Name   string `json:"name"`
	Page   string `json:"page"` // "projects", "timetable"
	Query  string `json:"query"`
	Shared bool   `json:"shared,omitempty"`
}

// Bounds of a saved view.
const (
	maxViewName  = 60
	maxViewQuery = 2000
	maxViews     = 50
)

// ViewSave keeps the view; one of the same name and page is replaced.
func (a *App) ViewSave(ctx context.Context, who access.Actor, in ViewSave) (string, error) {
	var wrong fault.List
	in.Name = strings.TrimSpace(in.Name)
	wrong.Check(in.Name != "" && len(in.Name) <= 3*maxViewName, "name", "view.name")
	wrong.Check(len(in.Query) <= maxViewQuery, "query", "view.query")
	wrong.Check(slices.Contains([]string{"projects", "timetable", "board"}, in.Page), "page", "view.page", "page", in.Page)
	if err := wrong.Err(); err != nil {
		return "", err
	}
	id := in.ID
	err := a.act(ctx, who, access.SaveView, "", func(tx *store.Tx) error {
		views, err := tx.Views(who.ID)
		if err != nil {
			return err
		}
		if len(views) >= maxViews {
			return fault.New(fault.Invalid, "view.many", "max", maxViews)
		}
		id = in.ID
		for _, v := range views {
			if id == "" && v.Person == who.ID && v.Name == in.Name && v.Page == in.Page {
				id = v.ID
			}
		}
		if id == "" {
			id = a.newID()
		}
		return tx.SaveView(store.View{ID: id, Person: who.ID, Name: in.Name, Page: in.Page, Query: in.Query, Shared: in.Shared, Order: len(views)})
	})
	return id, err
}

// ViewRemove forgets one's own view.
func (a *App) ViewRemove(ctx context.Context, who access.Actor, id string) error {
	return a.act(ctx, who, access.SaveView, "", func(tx *store.Tx) error {
		views, err := tx.Views(who.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(views, func(v store.View) bool { return v.ID == id && v.Person == who.ID })
		if i < 0 {
			return fault.New(fault.NotFound, "view.not_found")
		}
		return tx.RemoveView(views[i])
	})
}

// Views are one's own and the shared views of a page.
func (a *App) Views(ctx context.Context, who access.Actor, page string) (views []store.View, err error) {
	err = a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		views, err = tx.Views(who.ID)
		return err
	})
	return slices.DeleteFunc(views, func(v store.View) bool { return v.Page != page }), err
}
