// Results as JSON.

package schedule

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"guatu/internal/workday"
)

// MarshalJSON writes the result as guatu schedule plan does, one activity a line;
// what does not exist is null. It is written by hand because reflection over
// 100,000 activities takes longer than planning them.
func (r *Result) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 512+400*len(r.Activities))
	b = appendDate(append(b, `{"start":`...), r.Start)
	b = appendDate(append(b, `,"finish":`...), r.Finish)
	b = r.Backward.append(b)
	b = append(b, `,"critical_path":[`...)
	for i, id := range r.CriticalPath {
		b = appendText(comma(b, i), id)
	}
	b = append(b, `],"activities":[`...)
	for i := range r.Activities {
		b = r.Activities[i].append(append(comma(b, i), '\n'))
	}
	return append(b, "\n]}"...), nil
}

// append writes what the deadline asks, null where there is none.
func (w *Backward) append(b []byte) []byte {
	if w == nil {
		return append(b, `,"finish_by":null,"shortfall":null,"shortfall_working_days":null,"start_by":null`...)
	}
	b = appendDate(append(b, `,"finish_by":`...), w.FinishBy)
	b = strconv.AppendInt(append(b, `,"shortfall":`...), int64(w.Shortfall), 10)
	b = strconv.AppendInt(append(b, `,"shortfall_working_days":`...), int64(w.ShortfallWorked), 10)
	return appendDate(append(b, `,"start_by":`...), w.StartBy)
}

// append writes one activity.
func (t *Timing) append(b []byte) []byte {
	b = appendText(append(b, `{"id":`...), t.ID)
	b = appendText(append(b, `,"state":`...), string(t.State))
	b = t.Early.append(b, "early")
	b = t.Late.append(b, "late")
	b = t.Latest.append(b, "latest")
	b = appendText(append(b, `,"unit":`...), string(t.Unit))
	if t.State == Finished {
		b = append(b, `,"total_float":null,"free_float":null`...)
	} else {
		b = strconv.AppendInt(append(b, `,"total_float":`...), int64(t.TotalFloat), 10)
		b = strconv.AppendInt(append(b, `,"free_float":`...), int64(t.FreeFloat), 10)
	}
	return append(strconv.AppendBool(append(b, `,"critical":`...), t.Critical), '}')
}

// append writes a pair of dates under its name.
func (d Extent) append(b []byte, name string) []byte {
	b = appendDate(append(append(append(b, `,"`...), name...), `_start":`...), d.Start)
	return appendDate(append(append(append(b, `,"`...), name...), `_finish":`...), d.Finish)
}

// comma separates what is not the first.
func comma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}

// appendDate writes a date, null where there is none.
func appendDate(b []byte, d workday.Date) []byte {
	if d.IsZero() {
		return append(b, "null"...)
	}
	b = d.Time().AppendFormat(append(b, '"'), "2006-01-02")
	return append(b, '"')
}

// appendText writes a string; plain ones, which nearly all ids are, as they stand.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			quoted, err := json.Marshal(s)
			if err != nil { // no string fails to be written
				panic(err)
			}
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
