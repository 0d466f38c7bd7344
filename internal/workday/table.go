// Counting working days with tables: a read for each end, however far apart.

package workday

// The tables run over these days; beyond them only weekdays are known.
var (
	tableFirst = NewDate(1990, 1, 1)
	tableLast  = NewDate(2100, 12, 31)
)

// Longest distance that can be meant, in working days; more is cut down to it
// so that no sum overflows.
const farthest = int(LastDate)

// table numbers the working days. The number of a day is how many working days
// there are from 0001-01-01 to it; before the table it counts weekdays only,
// after it weekdays moved by shift.
type table struct {
	upTo  []int32 // by day from tableFirst: its number
	day   []Date  // by number from base+1: the day
	base  int     // the number of the day before tableFirst
	shift int     // working days in the table less weekdays in it
}

func newTable(ruled map[Date]ruling) table {
	size := int(tableLast-tableFirst) + 1
	t := table{base: weekdaysTo(tableFirst - 1), upTo: make([]int32, size), day: make([]Date, 0, size*5/7+size/50)}
	for i := range t.upTo {
		d := tableFirst + Date(i)
		r, ok := ruled[d]
		if ok && r.works || !ok && weekday(d) {
			t.day = append(t.day, d)
		}
		t.upTo[i] = int32(t.base + len(t.day))
	}
	t.shift = t.base + len(t.day) - weekdaysTo(tableLast)
	return t
}

// Index numbers the working days: how many there are from 0001-01-01 up to d,
// d included. Between two days lie as many as their numbers differ.
func (c *Calendar) Index(d Date) int {
	switch {
	case c.every || d < 1:
		return max(int(d), 0)
	case d < tableFirst:
		return weekdaysTo(d)
	case d > tableLast:
		return weekdaysTo(d) + c.table.shift
	}
	return int(c.table.upTo[d-tableFirst])
}

// At is the working day of a number, as Index counts them, kept within FirstDate
// and LastDate. With Index it lets a reckoning of many sums stay in numbers and
// pay one read for each way.
func (c *Calendar) At(n int) Date {
	t := &c.table
	n = max(n, 1)
	switch {
	case c.every:
		return min(Date(n), LastDate)
	case n <= t.base:
		return weekdayAt(n)
	case n > t.base+len(t.day):
		return min(weekdayAt(n-t.shift), LastDate)
	}
	return t.day[n-t.base-1]
}

// Add gives the n-th working day after d, d itself not counted; for n negative
// the n-th before it; for n = 0 d itself, worked or not. No date stays no date.
// The answer is kept between 0001-01-01 and 9999-12-31.
func (c *Calendar) Add(d Date, n int) Date {
	n = min(max(n, -farthest), farthest)
	switch {
	case n == 0 || d == 0:
		return d
	case n > 0:
		return c.At(c.Index(d) + n)
	}
	return c.At(c.Index(d-1) + 1 + n)
}

// Between counts the working days d with a < d ≤ b; it is negative when b comes
// before a, and 0 when either is no date.
func (c *Calendar) Between(a, b Date) int {
	if a == 0 || b == 0 {
		return 0
	}
	return c.Index(b) - c.Index(a)
}

// OnOrAfter is d if it is worked, else the next working day: where a limit in
// calendar days ends on a day off it ends on the first day after (民法典 art. 203).
func (c *Calendar) OnOrAfter(d Date) Date {
	if d == 0 {
		return 0
	}
	return c.At(c.Index(d-1) + 1)
}

// OnOrBefore is d if it is worked, else the last working day before it.
func (c *Calendar) OnOrBefore(d Date) Date {
	if d == 0 {
		return 0
	}
	return c.At(c.Index(d))
}

// weekdaysTo counts Mondays to Fridays from 0001-01-01, a Monday, to d.
func weekdaysTo(d Date) int { return int(d)/7*5 + min(int(d)%7, 5) }

// weekdayAt is the inverse of weekdaysTo, for n ≥ 1.
func weekdayAt(n int) Date { return Date((n-1)/5*7 + (n-1)%5 + 1) }
