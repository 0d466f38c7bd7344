// The approval chart (项目审批图): a row an item, its clock against the calendar.

package svg

import "guatu/internal/workday"

// An ApprovalChart is the approvals of one project on one sheet.
type ApprovalChart struct {
	From, To, Today workday.Date
	Rows            []ApprovalRow
	Rest            func(workday.Date) bool // days off, shaded
	Title           string
	Words           ApprovalWords
	Width           float64
	Narrow          bool   // names only beside the calendar: for a phone
	Base            string // before every address beginning with "/"
	Key             string // tells the drawing's patterns from those of others on the page
}

// ApprovalWords are the words of the drawing, in the reader's language.
type ApprovalWords struct {
	Corner, Lead, Clock, Today                  string
	Used, Stopped, Ahead, Over, Submit, Silence string
	Due, Statutory, Float, Critical, Missing    string
	Granted, Refused, Rest, Doc                 string // Doc is one character: the mark of a document to come
	Months                                      [12]string
}

// An ApprovalRow is one item, or the head of items that go in parallel (Group).
type ApprovalRow struct {
	Group             bool
	Lone              bool // of no group
	Name, Lead, Clock string
	Late              bool // the clock is past its limit
	Href, Title       string

	Submitted workday.Date
	Silent    bool         // nobody answered: accepted from that day
	Start     workday.Date // accepted, or forecast to be where not Accepted
	Accepted  bool
	End       workday.Date // decided, or forecast to be
	Decided   bool
	Refused   bool
	Stops     []ApprovalStop
	Due       workday.Date
	Statutory workday.Date
	Latest    workday.Date   // how late it may end without moving the forecast
	Supply    []workday.Date // days by which missing documents must be there
	Critical  bool
	Label     string // behind the bar: the joint event
}

// An ApprovalStop is one stop: the days after From up to To do not count.
type ApprovalStop struct {
	From, To    workday.Date
	Word, Title string
}

const (
	chartLeft = 366.0
	leadAt    = 196.0
	chartFoot = 58.0
	// The names of a narrow chart take less.
	narrowLeft = 118.0
	// Under so many units a day, weeks are too narrow to be numbered.
	weekBreadth = 3.2
)

// Draw is the chart as one <svg>.
func (c ApprovalChart) Draw() string {
	s := &approvalSheet{chart: c, sheet: sheet{pen: pen{base: c.Base}, left: c.left(), width: c.Width}}
	s.Timetable = Timetable{From: c.From, To: c.To, Today: c.Today, Rest: c.Rest, Scale: Week, Words: TimeWords{Corner: c.Words.Corner, Today: c.Words.Today, Months: c.Words.Months}}
	s.perDay = (c.Width - s.left) / float64(max(1, c.To-c.From+1))
	if s.perDay < weekBreadth {
		s.Scale = Month
	}
	s.bottom = headHeight + float64(len(c.Rows))*rowHeight
	s.height = s.bottom + chartFoot
	if c.Narrow {
		s.height += 40 // its legend takes more lines
	}
	s.open("svg", "xmlns", ns, "class", "timetable", "width", s.width, "height", s.height, "viewBox", "0 0 "+num(s.width)+" "+num(s.height),
		"role", "group", "aria-label", c.Title, "font-size", 12, "fill", ink)
	s.patterns()
	s.restDays()
	s.head()
	if !c.Narrow {
		s.words(c.Words.Lead, "text", "x", leadAt, "y", 25, "fill", ink2)
		s.words(c.Words.Clock, "text", "x", chartLeft-10, "y", 25, "text-anchor", "end", "fill", ink2)
	}
	s.rules(len(c.Rows))
	for i, r := range c.Rows {
		s.row(r, headHeight+float64(i)*rowHeight)
	}
	s.one("path", "d", path([]xy{{s.left, 0}, {s.left, s.bottom}}, false), "stroke", line2)
	s.today()
	for i, r := range c.Rows {
		s.beyond(r, headHeight+float64(i)*rowHeight)
	}
	s.legend()
	return s.String()
}

// An approvalSheet is the chart being drawn.
type approvalSheet struct {
	sheet
	chart ApprovalChart
}

// left is the breadth of the names.
func (c ApprovalChart) left() float64 {
	if c.Narrow {
		return narrowLeft
	}
	return chartLeft
}

const stopLine = "#5B6BB5"

// stopFill and overFill are the fills that patterns make.
func (s *approvalSheet) stopFill() string { return "url(#stopped" + s.chart.Key + ")" }
func (s *approvalSheet) overFill() string { return "url(#over" + s.chart.Key + ")" }

// patterns are those of stops and of days over the limit: one leans left, one right,
// so that they differ in grey too.
func (s *approvalSheet) patterns() {
	s.open("defs")
	for _, p := range []struct {
		id, lean, ground, line string
		width                  float64
	}{{"stopped", "rotate(-45)", "#ECEEF8", stopLine, 1.1}, {"over", "rotate(45)", "#FDE8E4", "#C8321B", 1.6}} {
		s.open("pattern", "id", p.id+s.chart.Key, "width", 4, "height", 4, "patternUnits", "userSpaceOnUse", "patternTransform", p.lean)
		s.one("rect", "width", 4, "height", 4, "fill", p.ground)
		s.one("rect", "width", p.width, "height", 4, "fill", p.line)
		s.shut()
	}
	s.shut()
}

// row is a head or an item.
func (s *approvalSheet) row(r ApprovalRow, y float64) {
	if r.Group {
		s.one("rect", "x", 0, "y", y, "width", s.width, "height", rowHeight-.7, "fill", "#EDF1F6")
		s.words(r.Name, "text", "x", 16, "y", y+17.3, "font-weight", "600")
		if !s.chart.Narrow {
			s.words(r.Lead, "text", "x", leadAt, "y", y+17.3, "fill", ink2, "font-size", 11)
		}
		return
	}
	s.name(r, y)
	if !s.chart.Narrow {
		s.columns(r, y)
	}
	s.clock(r, y)
}

// name is the item's, as a door.
func (s *approvalSheet) name(r ApprovalRow, y float64) {
	shut := s.link(r.Href)
	x := 28.0
	if r.Lone || s.chart.Narrow {
		x = 16
	}
	s.open("text", "x", x, "y", y+17.3)
	s.title(r.Title)
	s.text(fit(r.Name, (min(leadAt, s.left)-x-4)/12))
	s.shut()
	shut()
}

// columns are who leads, and the clock in a breath.
func (s *approvalSheet) columns(r ApprovalRow, y float64) {
	s.words(fit(r.Lead, 6.4), "text", "x", leadAt, "y", y+17.3, "fill", ink2, "font-size", 11)
	clock := ink2
	if r.Late {
		clock = "#AD2612"
	}
	s.words(r.Clock, "text", "x", chartLeft-10, "y", y+17.3, "text-anchor", "end", "font-size", 11, "fill", clock)
}

// legend explains the marks, in as many lines as it takes.
func (s *approvalSheet) legend() {
	w := s.chart.Words
	x, y := 16.0, s.bottom+21
	for _, k := range s.keys() {
		if k.word == "" {
			continue
		}
		wide := 32 + ems(k.word)*11 + 18
		if x+wide > s.width {
			x, y = 16, y+20
		}
		k.draw(x, y)
		s.words(k.word, "text", "x", x+32, "y", y, "fill", ink2, "font-size", 11)
		x += wide
	}
	if s.Rest != nil && w.Rest != "" {
		s.one("rect", "x", x, "y", y-9, "width", 26, "height", 10, "fill", ground, "stroke", line2, "stroke-width", .7)
		s.words(w.Rest, "text", "x", x+32, "y", y, "fill", ink2, "font-size", 11)
	}
}
