package app

import (
	"context"
	"encoding/json"
	"slices"

	"guatu/internal/access"
	"guatu/internal/score"
)

// An AssessmentSheetFilter names one unit in an assessment.
type AssessmentSheetFilter struct {
	AssessmentFilter
	Unit string `json:"-" path:"unit"`
}

// An AssessmentSheet is why one unit stands where it does: every indicator with its
// formula and the values put in, every value with where it comes from, and how far it
// is to the next place.
type AssessmentSheet struct {
	*Assessment
	Row     AssessmentRow    `json:"row"`
	Sheet   score.Sheet      `json:"-"`
	Lines   json.RawMessage  `json:"sheet"` // as docs/scoring.md section 10 has a unit
	Origins []FactOrigin     `json:"origins"`
	Next    *AssessmentStep  `json:"next,omitempty"`   // the place above; none for the first
	Behind  *AssessmentStep  `json:"behind,omitempty"` // the place below
	Rooms   []AssessmentRoom `json:"rooms"`            // what each indicator lacks to the best of the group
}

// An AssessmentStep is the distance to another place in the group.
type AssessmentStep struct {
	Unit string       `json:"unit"`
	Name string       `json:"unit_name"`
	Rank int          `json:"rank"`
	Gap  score.Points `json:"gap"` // in points of the total, never negative
}

// An AssessmentRoom is one indicator against the best of the group.
type AssessmentRoom struct {
	Name string       `json:"name"`
	Own  score.Mark   `json:"own"`
	Best score.Mark   `json:"best"`
	Unit string       `json:"unit"` // who has it
	Gap  score.Points `json:"gap"`
	Rank int          `json:"rank,omitempty"` // by this indicator alone; none without points
	Of   int          `json:"of"`             // how many have points of it
}

// AssessmentSheet opens one unit of an assessment. NotFound where the unit is not
// judged, or not the reader's to see.
func (a *App) AssessmentSheet(ctx context.Context, who access.Actor, f AssessmentSheetFilter) (*AssessmentSheet, error) {
	s, j, at, err := a.assessedUnit(ctx, who, &f)
	if err != nil {
		return nil, err
	}
	table := s.table(j, who)
	table.Filter = f.AssessmentFilter
	s.past(table, j.scheme, j)
	s.published(table, who)
	return j.sheet(table, at)
}

// sheet is one unit's, beside its table.
func (j *assessed) sheet(table *Assessment, at int) (out *AssessmentSheet, err error) {
	out = &AssessmentSheet{Assessment: table, Sheet: j.result.Sheet(at), Origins: j.origins[at], Rooms: []AssessmentRoom{}}
	if out.Lines, err = j.result.UnitJSON(at); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(table.Rows, func(r AssessmentRow) bool { return r.Unit == j.given.Units[at].ID })
	out.Row = table.Rows[i]
	if j.pack.ByTotal() && out.Row.Rank > 0 {
		out.Next = table.step(&out.Row, -1)
		out.Behind = table.step(&out.Row, 1)
	}
	for k, h := range table.Headings {
		out.Rooms = append(out.Rooms, table.room(h.Name, k, &out.Row))
	}
	return out, nil
}

// step is the nearest unit with a better (-1) or worse (1) rank among those it is
// ranked with; rows stand in that order.
func (t *Assessment) step(r *AssessmentRow, way int) *AssessmentStep {
	at := slices.IndexFunc(t.Rows, func(o AssessmentRow) bool { return o.Unit == r.Unit })
	for i := at + way; i >= 0 && i < len(t.Rows); i += way {
		o := &t.Rows[i]
		if o.Rank == 0 || o.Group != r.Group && !t.together {
			return nil
		}
		if o.Rank != r.Rank {
			return &AssessmentStep{o.Unit, o.Name, o.Rank, max(o.Total.Points-r.Total.Points, r.Total.Points-o.Total.Points)}
		}
	}
	return nil
}

// room is what one indicator lacks to the best among those it is ranked with.
func (t *Assessment) room(name string, k int, r *AssessmentRow) AssessmentRoom {
	room := AssessmentRoom{Name: name, Own: r.Points[k]}
	for _, o := range t.Rows {
		p := o.Points[k]
		if !p.OK || o.Group != r.Group && !t.together {
			continue
		}
		room.Of++
		if p.Points > room.Own.Points {
			room.Rank++
		}
		if !room.Best.OK || p.Points > room.Best.Points {
			room.Best, room.Unit = p, o.Unit
		}
	}
	if room.Rank++; !room.Own.OK {
		room.Rank = 0
	}
	if room.Best.OK && room.Own.OK {
		room.Gap = room.Best.Points - room.Own.Points
	}
	return room
}
