package sheet

// Rows that are parts of the project above: 其中：一期, （二期）, 3.1.

import (
	"strings"

	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
)

const codePart = "part_of_above"

// A parentage remembers the project that parts may follow.
type parentage struct {
	row     int // 0: none yet
	name    string
	seq     string
	merged  xlsx.Range // the range its name is merged over
	listing bool       // the last row was a part
}

// place settles whose part a row is, if it is one, and gives it its full name.
func (p *parentage) place(w *app.LedgerRow, t *table, row xlsx.Row) {
	seq := strings.TrimSpace(stated(row.Cell(t.seqCol)))
	if t.seqCol == 0 {
		seq = ""
	}
	rest, within := withinAbove(w.Name)
	w.Name = rest
	m, _ := t.merged(row.N, t.nameCol)
	covered := m.Row != 0 && m.Row < row.N && m == p.merged
	phase := isPhaseOnly(rest)
	whole, _ := t.merged(row.N, max(t.seqCol, 1))
	numbered := t.seqCol > 0 && whole.Row == p.row && whole.Row != row.N && ordinalOf(fold(rest)) == ordinalDigit // （1） below a number merged over both
	follows := p.listing && seq == "" && p.seq != "" && !holds(row.Cell(t.seqCol))
	if p.row == 0 || !within && !phase && !covered && !numbered && !follows && !subNumber(p.seq, seq) {
		*p = parentage{row: row.N, name: w.Name, seq: seq, merged: m}
		return
	}
	if phase {
		w.Name = p.name + rest
	}
	p.listing = true
	w.PartOfRow = p.row
	w.Findings = append(w.Findings, app.Finding{Code: codePart, Cell: xlsx.CellName(row.N, max(1, t.nameCol)), Field: "name", Read: clipped(rest), Understood: clipped(p.name)})
}

// withinAbove takes 其中： off a name.
func withinAbove(name string) (rest string, within bool) {
	rest, within = strings.CutPrefix(name, "其中")
	if !within {
		return name, false
	}
	trimmed := strings.TrimLeft(rest, "：:、,， 　")
	return clean(trimmed), trimmed != ""
}

// isPhaseOnly tells a name that is nothing but a phase: 一期工程, （二期）, 首期.
func isPhaseOnly(name string) bool {
	s := strings.Trim(fold(name), "():-")
	s = strings.TrimPrefix(s, "第")
	phase := phaseOf(s)
	rest, ok := strings.CutPrefix(s, phase+"期")
	if phase == "" || !ok {
		return false
	}
	switch rest {
	case "", "工程", "项目", "建设", "工程项目", "建设项目":
		return true
	}
	return false
}

// subNumber tells 3.1 and (1) below 3.
func subNumber(parent, seq string) bool {
	p, s := fold(parent), fold(seq)
	if p == "" || s == "" || strings.Trim(p, "0123456789") != "" {
		return false
	}
	if strings.HasPrefix(s, p+".") || strings.HasPrefix(s, p+"-") {
		return strings.Trim(s, "0123456789.-") == ""
	}
	r := firstRune(seq)
	return strings.HasPrefix(s, "(") && strings.Trim(s, "()0123456789") == "" || r >= '①' && r <= '⑳'
}
