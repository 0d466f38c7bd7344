package sheet

// Finding the figures in the text of an amount.

import (
	"strconv"
	"strings"
)

// How a figure stands to the one before it.
const (
	joinNone     = iota // something else in between
	joinTouching        // 1亿5000万
	joinRange           // 10-15
)

// A term is one figure with its own unit, if it has one.
type term struct {
	digits string // plain decimal text, commas allowed
	unit   unit
	joined int
	clause int  // commas in front of it
	apart  bool // other words stand in front of it
}

// An amountParser walks folded text once, from left to right.
type amountParser struct {
	rest   string
	terms  []term
	approx bool
	noted  bool // other text stood in the cell
	apart  bool // other text stands between the last figure and here
	clause int  // commas read
	words  bool // words that are no amount were read
}

// Words around figures. Approximate ones are flagged, the silent ones mean
// nothing; anything else is a note.
var (
	approxBefore = []string{"大约", "约为", "约", "接近", "近", "超过", "超", "逾", "不低于", "不少于", "不超过", "大于", "至少", "≥", ">", "≤", "<", "≈", "预计", "估算", "预估", "暂估", "拟"}
	approxAfter  = []string{"以上", "左右", "上下", "以内", "以下", "余", "多", "级", "+", "许", "不到"}
	labels       = []string{"计划总投资", "总投资额", "总投资", "投资额", "投资", "共计", "合计", "总计"}
	silent       = []string{"共", "为", "整", "个", ":"}
	clauseEnds   = []string{",", "、", "."}
	cuts         = []string{"其中", "折合", "约合", "包括", "包含", "不含", "含", ";"}
)

func (p *amountParser) run() {
	for _, cut := range cuts {
		if i := strings.Index(p.rest, cut); i > 0 {
			p.rest, p.noted = p.rest[:i], true
		}
	}
	if rest, ok := strings.CutPrefix(p.rest, "-"); ok && !strings.HasPrefix(rest, "-") {
		p.negative(rest)
	}
	for p.rest != "" {
		p.step()
	}
	p.firstClause()
}

// firstClause keeps what a text states first where the rest is about something
// named: 总投资10亿元，一期5亿元 is 10. 设备5亿元，土建3亿元 names both and stays two.
func (p *amountParser) firstClause() {
	for i, t := range p.terms {
		if i > 0 && t.clause > 0 && t.apart && !p.terms[i-1].apart {
			p.terms, p.noted = p.terms[:i], true
			return
		}
	}
}

// negative keeps the sign of a figure that begins the cell.
func (p *amountParser) negative(rest string) {
	p.rest = rest
	before := len(p.terms)
	if p.figure(); len(p.terms) > before {
		p.terms[before].digits = "-" + p.terms[before].digits
	}
}

func (p *amountParser) step() {
	switch {
	case p.figure():
	case p.take(approxBefore), len(p.terms) > 0 && p.take(approxAfter):
		p.approx = true
	case p.take(clauseEnds):
		p.apart, p.clause = true, p.clause+1
	case p.take(labels):
		p.noted, p.apart = true, true
	case p.take(silent):
		p.apart = true
	default:
		p.rest = p.rest[width(p.rest):]
		p.noted, p.apart, p.words = true, true, true
	}
}

// take steps over the first of the words that stands here.
func (p *amountParser) take(words []string) bool {
	for _, w := range words {
		if rest, ok := strings.CutPrefix(p.rest, w); ok {
			p.rest = rest
			return true
		}
	}
	return false
}

// figure reads a figure with its unit, if one stands here.
func (p *amountParser) figure() bool {
	t := term{joined: p.joint(), clause: p.clause, apart: p.words}
	s := p.rest
	if t.joined == joinRange {
		s = s[width(s):]
		s = strings.TrimPrefix(s, "约")
	}
	lead, s := leadingCurrency(s)
	digits, n := figureAt(s)
	if n == 0 {
		return false
	}
	s = s[n:]
	for _, w := range [...]string{"余", "多", "个"} { // 20余亿元, 1.5个亿
		rest, ok := strings.CutPrefix(s, w)
		if _, more := unitAt(rest); ok && more > 0 {
			s, p.approx = rest, p.approx || w != "个"
		}
	}
	t.digits = digits
	u, n := unitAt(s)
	if n > 0 && strings.ContainsAny(s[:n], "多余") {
		p.approx = true
	}
	t.unit, s = withLead(u, lead), s[n:]
	if !t.unit.known() && !endsFigure(s) {
		return false
	}
	p.terms, p.rest, p.apart = append(p.terms, t), s, false
	return true
}

// joint tells how the text here follows the figure before.
func (p *amountParser) joint() int {
	if len(p.terms) == 0 || p.apart {
		return joinNone
	}
	for _, sep := range [...]string{"-", "~", "至", "到"} {
		if strings.HasPrefix(p.rest, sep) {
			return joinRange
		}
	}
	return joinTouching
}

// leadingCurrency reads $ or 人民币 in front of a figure.
func leadingCurrency(s string) (unit, string) {
	for _, c := range leadingCurrencies {
		if rest, ok := strings.CutPrefix(s, c.word); ok {
			return unit{c.name, 1, c.code}, rest
		}
	}
	return unit{}, s
}

// withLead joins a currency in front with a multiple behind: $5000万.
func withLead(u, lead unit) unit {
	switch {
	case !lead.known():
		return u
	case !u.known():
		return lead
	}
	return unit{strings.TrimSuffix(u.name, "元") + lead.name, u.times, lead.currency}
}

// figureAt reads digits with commas and a point, or Chinese numerals that a unit
// follows; it gives plain decimal text and the length read.
func figureAt(s string) (digits string, n int) {
	for n < len(s) && (isDigit(s[n]) || (s[n] == ',' || s[n] == '.') && n > 0 && n+1 < len(s) && isDigit(s[n+1])) {
		n++
	}
	if k := exponentAt(s[n:]); n > 0 && k > 0 {
		if f, err := strconv.ParseFloat(s[:n+k], 64); err == nil {
			return strconv.FormatFloat(f, 'f', -1, 64), n + k
		}
	}
	if n > 0 {
		return s[:n], n
	}
	return numeralAt(s)
}

// exponentAt gives the length of e+05, as Excel writes large figures into a .csv.
func exponentAt(s string) int {
	if len(s) < 2 || s[0] != 'e' {
		return 0
	}
	n := 1 + lengthOf(s[1:], "+", "-")
	start := n
	for n < len(s) && n < start+2 && isDigit(s[n]) {
		n++
	}
	if n == start {
		return 0
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// endsFigure tells whether a figure without a unit may end here. Letters behind
// it are a unit of something else: 2024年, 120亩, 3期.
func endsFigure(s string) bool {
	if s == "" || strings.ContainsRune("-~,;:、.(+", firstRune(s)) {
		return true
	}
	for _, words := range [...][]string{approxAfter, {"至", "到", "整"}} {
		for _, w := range words {
			if strings.HasPrefix(s, w) {
				return true
			}
		}
	}
	return false
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
