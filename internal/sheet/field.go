package sheet

// What a heading means: every synonym that fits is scored, the best wins.

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A heading is one column's heading, level by level, ready for matching.
type heading struct {
	text   string // levels joined by "/", as written
	joined string // all levels folded, years and months replaced by 年度, 本年, 单月
	leaf   string // the lowest level of it
	year   int    // the year it states, if one
	month  int    // of 1-9月: 9
	unit   unit   // the unit it states
}

// A candidate is a field that a heading may mean.
type candidate struct {
	field string
	kind  kind
	score int
}

const longestHeading = 40 // runes of one level; longer text is no heading

func newHeading(levels []string) heading {
	h := heading{text: joinLevels(levels)}
	var folded []string
	for _, l := range levels {
		f := fold(l)
		if u, ok := unitIn(f); ok {
			h.unit = u
			f = withoutUnit(f)
		}
		if f = h.calendar(f); f != "" { // a level of units only names nothing
			folded = append(folded, f)
		}
	}
	h.joined = strings.Join(folded, "/")
	if len(folded) > 0 {
		h.leaf = folded[len(folded)-1]
	}
	return h
}

// joinLevels writes the levels of a heading in one line; a slash within a level
// becomes a full-width one, so that splitLevels finds the levels again.
func joinLevels(levels []string) string {
	parts := make([]string, len(levels))
	for i, l := range levels {
		parts[i] = strings.ReplaceAll(l, "/", "／")
	}
	return strings.Join(parts, "/")
}

func splitLevels(text string) []string {
	parts := strings.Split(text, "/")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(p, "／", "/")
	}
	return parts
}

// withoutUnit takes the unit off a heading, so that 总投资(万元) is 总投资. What
// else stands in the bracket stays.
func withoutUnit(f string) string {
	for _, m := range multiples {
		for _, c := range currencies {
			w := m.word + c.word
			for _, wrap := range [...]string{"(单位:" + w + ")", "(" + w + ")", "/" + w, "," + w, ":" + w} {
				f = strings.Replace(f, wrap, "", 1)
			}
			f = strings.TrimSuffix(f, w)
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(f, "(元)"), "(单位:元)")
}

// calendar replaces years and months by words the synonyms can name, and keeps
// the figures.
func (h *heading) calendar(f string) string {
	var b strings.Builder
	for i := 0; i < len(f); {
		n := 0
		for i+n < len(f) && isDigit(f[i+n]) {
			n++
		}
		word, used := h.calendarWord(f[i:], n)
		if used == 0 {
			used = max(n, width(f[i:]))
			word = f[i : i+used]
		}
		b.WriteString(word)
		i += used
	}
	return b.String()
}

// calendarWord reads 2025年度, 2025年底, 1-9月, 9月 where n digits begin s.
func (h *heading) calendarWord(s string, n int) (word string, used int) {
	value, err := strconv.Atoi(s[:n])
	if n == 0 || err != nil {
		return "", 0
	}
	rest := s[n:]
	if n == 4 && value >= firstYear && value <= lastYear {
		h.year = value
		if k := lengthOf(rest, "年底", "年末"); k > 0 {
			return "年底", n + k
		}
		return "年度", n + lengthOf(rest, "年度", "年")
	}
	if m := lengthOf(rest, "-", "~", "至"); m > 0 && value == 1 {
		last, k := wholeAt(rest[m:])
		if k > 0 && last <= 12 && lengthOf(rest[m+k:], "月") > 0 {
			h.month = last
			return "本年", n + m + k + lengthOf(rest[m+k:], "月份", "月")
		}
	}
	if k := lengthOf(rest, "月底", "月末"); k > 0 && value <= 12 {
		h.month = value
		return "月底", n + k
	}
	if k := lengthOf(rest, "月份", "月"); k > 0 && value <= 12 {
		h.month = value
		return "单月", n + k
	}
	return "", 0
}

// candidates gives what a heading may mean, best first.
func (h heading) candidates() []candidate {
	if h.leaf == "" || utf8.RuneCountInString(h.leaf) > longestHeading {
		return nil
	}
	best := map[string]candidate{}
	for i := range synonyms {
		s := &synonyms[i]
		score := h.score(s)
		if score > 0 && score > best[s.field].score {
			best[s.field] = candidate{s.field, s.kind, score}
		}
	}
	list := make([]candidate, 0, len(best))
	for _, c := range best {
		if c.kind == kindAmount && h.isShare() {
			if c.field == "total" || c.field == "fixed_asset" || c.score <= best["progress"].score {
				continue
			}
			c.field, c.kind = "progress", kindPercent
		}
		list = append(list, c)
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].score != list[j].score {
			return list[i].score > list[j].score
		}
		return list[i].field < list[j].field
	})
	if glued := h.glued(); len(glued) > 0 && (len(list) == 0 || glued[0].score > list[0].score) {
		return glued
	}
	return list
}

// isShare tells a heading of percentages: 完成年度计划（%）. What it is a share of
// makes it no amount.
func (h heading) isShare() bool {
	return strings.Contains(h.leaf, "%") || strings.Contains(h.leaf, "占比") || strings.Contains(h.leaf, "比例") || strings.Contains(h.leaf, "比重")
}

// tails are words that end headings and say little alone: a heading broken over
// two rows (开工 above 时间) is read as one word too.
var tails = map[string]bool{"时间": true, "日期": true, "年月": true, "名称": true, "单位": true, "总额": true, "投资": true, "内容": true, "地点": true, "地址": true, "代码": true, "性质": true, "进度": true, "状态": true, "领导": true, "电话": true, "规模": true, "情况": true}

// glued gives what the two lowest levels mean as one word.
func (h heading) glued() []candidate {
	if !tails[h.leaf] {
		return nil
	}
	levels := strings.Split(h.joined, "/")
	if len(levels) < 2 {
		return nil
	}
	h.leaf = levels[len(levels)-2] + h.leaf
	h.joined = h.leaf
	return h.candidates()
}

// score weighs one synonym: ten for each rune matched, a bonus where the lowest
// level is nothing else, one off for each rune of it that was not matched. A
// synonym of which less than a third of the lowest level is made is none.
func (h heading) score(s *synonym) int {
	if s.exact != "" && h.leaf != s.exact {
		return 0
	}
	inLeaf, outside := 0, 0
	for _, part := range s.all {
		switch {
		case strings.Contains(h.leaf, part):
			inLeaf += utf8.RuneCountInString(part)
		case strings.Contains(h.joined, part):
			outside++
		default:
			return 0
		}
	}
	for _, n := range s.none {
		if strings.Contains(h.leaf, n) {
			return 0
		}
	}
	size := utf8.RuneCountInString(h.leaf)
	if inLeaf == 0 || inLeaf*3 < size {
		return 0
	}
	score := 10*s.length + s.weight - (size - inLeaf) - 2*outside
	if inLeaf == size {
		score += 15
	}
	return max(score, 1)
}

// isHeadingText tells whether a single cell's text is a known heading.
func isHeadingText(text string) (field string, ok bool) {
	list := newHeading([]string{text}).candidates()
	if len(list) == 0 {
		return "", false
	}
	return list[0].field, true
}
