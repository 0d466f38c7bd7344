package app

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/store"
)

// Settings a place has; the list is closed. Each gives what is wrong with a
// value, "" being no value.
var settings = map[string]func(string) bool{
	"map.approval":         func(s string) bool { return utf8.RuneCountInString(s) <= 60 }, // 审图号
	"map.tiles":            func(s string) bool { return s == "" || tileAddress(s) },       // tile address, {z}/{x}/{y}
	"session.idle_minutes": func(s string) bool { n, err := strconv.Atoi(s); return s == "" || err == nil && n >= 5 && n <= 240 },
}

// tileAddress tells that a text is the address of a basemap: a server, and the
// three places where level, column and row go. Characters that could end a
// header's value are none of an address.
func tileAddress(s string) bool {
	u, err := url.Parse(strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(s))
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") && !strings.ContainsAny(u.Host, ";, '\"") &&
		strings.Contains(s, "{z}") && strings.Contains(s, "{x}") && strings.Contains(s, "{y}")
}

// SettingKeys are the settings there are.
func SettingKeys() []string { return slices.Sorted(maps.Keys(settings)) }

// SettingChange sets one setting; "" takes it back to its default.
type SettingChange struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// SettingChange keeps the value.
func (a *App) SettingChange(ctx context.Context, who access.Actor, in SettingChange) error {
	if err := may(who, access.ChangeSetting); err != nil {
		return err
	}
	fits, ok := settings[in.Key]
	if !ok {
		return fault.New(fault.NotFound, "setting.not_found", "key", in.Key)
	}
	if in.Value = strings.TrimSpace(in.Value); !fits(in.Value) {
		return fault.New(fault.Invalid, "setting.value", "key", in.Key, "value", in.Value).At(in.Key)
	}
	return a.act(ctx, who, access.ChangeSetting, "", func(tx *store.Tx) error {
		kept, err := tx.Settings()
		if err != nil || kept[in.Key] == in.Value {
			return err
		}
		return tx.SaveSetting(in.Key, kept[in.Key], in.Value)
	})
}

// Settings are the values in force.
func (a *App) Settings(ctx context.Context, who access.Actor) (map[string]string, error) {
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	return f.settings, nil
}

// BoundaryImport replaces the map by the office's own boundary file (GeoJSON).
type BoundaryImport struct {
	Name string `json:"name"`
	Body string `json:"body"`
}

// theBoundary is the one map a campaign has.
const theBoundary = "map"

// BoundaryImport reads the whole file before it keeps it.
func (a *App) BoundaryImport(ctx context.Context, who access.Actor, in BoundaryImport) error {
	if err := may(who, access.ImportBoundary); err != nil {
		return err
	}
	if _, err := geo.ParseBoundaries(strings.NewReader(in.Body)); err != nil {
		return err
	}
	return a.act(ctx, who, access.ImportBoundary, in.Name, func(tx *store.Tx) error {
		return tx.SaveBoundary(store.Boundary{ID: theBoundary, Name: in.Name, Body: in.Body})
	})
}

// Boundaries are the areas of the map in use; none where no map was imported.
func (a *App) Boundaries(ctx context.Context, who access.Actor) ([]geo.Boundary, error) {
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	return f.boundaries, nil
}
