// The data of tables.

package ui

import "github.com/a-h/templ"

// A TableData is a table as it will be seen: columns, rows, perhaps grouped and
// summed. Nothing in it is computed; the page says it all.
type TableData struct {
	Caption string // for screen readers; the panel's title is for eyes
	Columns []Column
	Groups  []Group // one group without Head is a plain table
	Foot    []Cell  // the sum of everything, cell for cell
	Pick    string  // the name of the tick boxes for bulk actions; "" has none
	PickFor string  // the id of the form they belong to
	Tall    bool    // scrolls inside itself, so that the head stays in sight
	Wide    bool    // wider than most windows: the first column stays, with an edge
	Cards   bool    // on a phone each row becomes a card
}

// A Column is the head of one column.
type Column struct {
	Label, Unit string
	Hint        string // the tip: what the figure counts
	Num         bool   // figures: to the right
	Href        string // the head itself is a door: to what the figure is made of
	SortHref    string // where a click on the head leads; "" cannot be sorted
	Sorted      string // "asc", "desc" or ""
	Hidden      bool   // only for screen readers (a column of marks)
}

// A Group is rows under a common head.
type Group struct {
	Head []Cell // the group's own row with its sums; the first cell is its name
	Rows []Row
}

// A Row is one line. ID is the tick box's value, Href where Enter leads.
type Row struct {
	ID, Href string
	Cells    []Cell
}

// A Cell is what stands in one field of a table.
type Cell struct {
	Text  string
	Note  string          // grey, behind the text
	Title string          // the tip: the exact 万元 behind a rounded 亿元
	Href  string          // the text is a door
	Body  templ.Component // anything else; wins over Text
	Tone  string          // "late", "watch", "blank", "wrap", "mid"
}

// Words is a cell of plain text.
func Words(text string) Cell { return Cell{Text: text} }

// Door is a cell that leads somewhere: the name of a row.
func Door(text, href string) Cell { return Cell{Text: text, Href: href} }

// Amount is a rounded figure with the exact one as its tip.
func Amount(text, exact string) Cell { return Cell{Text: text, Title: exact} }

// Show is a cell that holds a component.
func Show(body templ.Component) Cell { return Cell{Body: body} }

// Missing is a cell nothing was reported for: a dash, never a nought.
func Missing() Cell { return Cell{Text: "—", Tone: "blank"} }

// numeric tells that column i holds figures.
func (t TableData) numeric(i int) bool { return i < len(t.Columns) && t.Columns[i].Num }

// label is the heading of column i, for cards.
func (t TableData) label(i int) string {
	if i < len(t.Columns) {
		return t.Columns[i].Label
	}
	return ""
}

// cellClass is the class of column i's cell. Plain text has none, which is most.
func (t TableData) cellClass(i int, c Cell) string {
	class := c.Tone
	if t.numeric(i) {
		class = join("num", class)
	}
	if i == 0 {
		class = join("stay", class)
	}
	return class
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + " " + b
}
