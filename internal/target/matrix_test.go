package target

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/fault"
)

// grid reads rows of cells; a negative cell is left to be filled. The first number
// of a row is the unit's part.
func grid(t testing.TB, whole Value, columns []Value, rows ...[]Value) *Matrix {
	t.Helper()
	m := &Matrix{Whole: whole}
	for j, v := range columns {
		m.Columns = append(m.Columns, Column{Period: InYear(2026).Into(Quarter)[j], Value: v})
	}
	for i, r := range rows {
		row := Row{Unit: string(rune('a' + i)), Value: max(0, r[0]), Fixed: r[0] >= 0, Weight: 1}
		for _, v := range r[1:] {
			row.Cells = append(row.Cells, Cell{Value: max(0, v), Fixed: v >= 0})
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

func values(m *Matrix) (cells [][]Value) {
	for _, r := range m.Rows {
		line := []Value{r.Value}
		for _, c := range r.Cells {
			line = append(line, c.Value)
		}
		cells = append(cells, line)
	}
	return cells
}

func TestAMatrixIsFilledSoThatBothWaysAddUp(t *testing.T) {
	for _, c := range []struct {
		name   string
		matrix *Matrix
		want   [][]Value
	}{
		{"nothing laid down", grid(t, 10, []Value{2, 3, 2, 3}, []Value{-1, -1, -1, -1, -1}, []Value{-1, -1, -1, -1, -1}),
			[][]Value{{5, 1, 2, 1, 1}, {5, 1, 1, 1, 2}}},
		{"one unit has its part, the other carries", grid(t, 10, []Value{2, 3, 2, 3}, []Value{8, -1, -1, -1, -1}, []Value{-1, -1, -1, -1, -1}),
			[][]Value{{8, 2, 2, 2, 2}, {2, 0, 1, 0, 1}}},
		{"a cell laid down moves the rest of its row and its column", grid(t, 8, []Value{2, 2, 2, 2}, []Value{4, 2, -1, -1, -1}, []Value{4, -1, -1, -1, -1}),
			[][]Value{{4, 2, 1, 0, 1}, {4, 0, 1, 2, 1}}},
	} {
		if err := c.matrix.Balance(false); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, values(c.matrix)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestAMatrixThatCannotReconcileSaysWhereAndByHowMuch(t *testing.T) {
	held := func(m *Matrix) *Matrix {
		for j := range m.Columns {
			m.Columns[j].Fixed = true
		}
		return m
	}
	for _, c := range []struct {
		name    string
		matrix  *Matrix
		stretch bool
		code    string
	}{
		{"units that are less than the whole", grid(t, 10, []Value{5, 5}, []Value{4, -1, -1}, []Value{4, -1, -1}), false, "target.units_under"},
		{"units that are less than the whole, 自加压 or not", grid(t, 10, []Value{5, 5}, []Value{4, -1, -1}, []Value{4, -1, -1}), true, "target.units_under"},
		{"units that are more than the whole", grid(t, 10, []Value{5, 5}, []Value{6, -1, -1}, []Value{6, -1, -1}), false, "target.units_over"},
		{"more than the whole as 自加压", grid(t, 10, []Value{5, 5}, []Value{6, -1, -1}, []Value{6, -1, -1}), true, ""},
		{"a row that is short of its unit's part", grid(t, 10, []Value{5, 5}, []Value{5, 2, 2}, []Value{5, -1, -1}), false, "target.row_under"},
		{"a row beyond its unit's part", grid(t, 10, []Value{5, 5}, []Value{5, 3, 3}, []Value{5, -1, -1}), false, "target.row_over"},
		{"a column that was laid down is missed", held(grid(t, 10, []Value{5, 5}, []Value{5, 4, 1}, []Value{5, 4, 1})), false, "target.column_over"},
		{"a column that gives way takes the sum", grid(t, 10, []Value{5, 5}, []Value{5, 4, 1}, []Value{5, 4, 1}), false, ""},
	} {
		err := c.matrix.Balance(c.stretch)
		f, bad := fault.As(err)
		switch {
		case c.code == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.code != "" && (!bad || f.Parts[0].Code != c.code):
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
}

// TestBalancedMatricesAddUp: whatever is laid down, what is not refused adds up in
// rows and columns, keeps what was laid down and has nothing below nought; and a
// matrix in which nothing is laid down is never refused.
func TestBalancedMatricesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := Value(rapid.Int64Range(0, 200).Draw(t, "whole"))
		n := rapid.IntRange(1, 4).Draw(t, "columns")
		columns := Run(whole, rapid.SliceOfN(rapid.Int64Range(0, 5), n, n).Draw(t, "weights"))
		free := rapid.Bool().Draw(t, "free")
		m := &Matrix{Whole: whole}
		for j, v := range columns {
			m.Columns = append(m.Columns, Column{InYear(2026).Into(Quarter)[j], v, rapid.Bool().Draw(t, "held")})
		}
		draw := func() (Value, bool) {
			fixed := !free && rapid.IntRange(0, 3).Draw(t, "fixed") == 0
			if !fixed {
				return 0, false
			}
			return Value(rapid.Int64Range(0, int64(whole)/2+1).Draw(t, "value")), true
		}
		for range rapid.IntRange(1, 6).Draw(t, "rows") {
			v, fixed := draw()
			r := Row{Value: v, Fixed: fixed, Weight: rapid.Int64Range(0, 9).Draw(t, "weight"), Cells: make([]Cell, n)}
			for j := range r.Cells {
				r.Cells[j].Value, r.Cells[j].Fixed = draw()
			}
			m.Rows = append(m.Rows, r)
		}
		if err := m.Balance(false); err != nil {
			if free {
				t.Fatalf("nothing laid down is refused: %v", err)
			}
			return
		}
		var all Value
		sums := make([]Value, n)
		for _, r := range m.Rows {
			var sum Value
			for j, c := range r.Cells {
				sum, sums[j] = sum+c.Value, sums[j]+c.Value
				if c.Value < 0 {
					t.Fatal("a cell below nought")
				}
			}
			if sum != r.Value {
				t.Fatalf("a row of %d adds up to %d", r.Value, sum)
			}
			all += r.Value
		}
		for j, c := range m.Columns {
			if sums[j] != c.Value || c.Fixed && c.Value != columns[j] {
				t.Fatalf("column %d is %d, was %d, its cells %d", j, c.Value, columns[j], sums[j])
			}
			if free && c.Value != columns[j] {
				t.Fatalf("with nothing laid down column %d moved from %d to %d", j, columns[j], c.Value)
			}
		}
		if all != whole {
			t.Fatalf("the units add up to %d of %d", all, whole)
		}
	})
}
