package sheet

// Sections: 一、续建项目（10个） names the rows below it, says their stage or their
// place, and how many there should be.

import (
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
)

const codeCountMismatch = "section_count_mismatch"

// A section is the titles a row stands under; of nested ones the inner wins.
type section struct {
	name       string
	stages     stageSet
	stageTitle string
	place      string
	skip       int // index of its row in Skips, -1 for none
	row        int
	stated     int // -1 where no count is stated
	counted    int
	style      ordinal
	parent     *section
	from, to   int // its projects, by index in the table
}

// sectionRow reads the title of a section; the numbering may stand in a cell of
// its own.
func sectionRow(cells []xlsx.Cell) (title string) {
	for _, c := range cells {
		if c.Kind != xlsx.Text || isFigure(c) {
			continue
		}
		text := clean(c.Text)
		if title != "" && isCount(c) {
			return title + "（" + text + "）"
		}
		if title != "" && ordinalOf(fold(title)) == ordinalNone && !isBareNumeral(fold(title)) {
			return title
		}
		if title != "" {
			if !strings.ContainsAny(title, "（()）、.") {
				title += "、"
			}
			title += text
			continue
		}
		title = text
	}
	return title
}

// under opens a section below or beside the one at hand: deeper numbering nests.
func (s *section) under(title string, row int) *section {
	name, n, ok := readCount(title)
	if !ok {
		n = -1
	}
	next := &section{name: name, skip: -1, row: row, stated: n, style: ordinalOf(fold(name))}
	if next.style == ordinalNone { // a bare title stands below a numbered one
		next.style = ordinalDigit + 1
	}
	parent := s
	for parent != nil && parent.style >= next.style {
		parent = parent.parent
	}
	next.parent = parent
	next.stages, next.stageTitle = stagesOf(name), name
	next.place = placeInTitle(name, next.stages)
	if parent != nil {
		next.inherit(parent)
	}
	return next
}

// inherit takes from the section around what this one does not say.
func (s *section) inherit(parent *section) {
	if len(s.stages.stages) == 0 {
		s.stages, s.stageTitle = parent.stages, parent.stageTitle
	}
	if s.place == "" {
		s.place = parent.place
	}
}

// count adds a project to a section and those around it.
func (s *section) count() {
	for ; s != nil; s = s.parent {
		s.counted++
	}
}

// closeUpTo ends the sections from s outwards, up to but without parent.
func (s *section) closeUpTo(parent *section, at int) {
	for ; s != nil && s != parent; s = s.parent {
		s.to = at
	}
}

// mismatch gives the finding of a section whose stated count is wrong.
func (s *section) mismatch(col int) (app.Finding, bool) {
	if s.stated < 0 || s.stated == s.counted {
		return app.Finding{}, false
	}
	return app.Finding{Code: codeCountMismatch, Cell: xlsx.CellName(s.row, max(col, 1)), Read: strconv.Itoa(s.stated), Understood: strconv.Itoa(s.counted)}, true
}

// notPlaces are words by which a section is known to be about something else.
var notPlaces = []string{"项目", "产业", "类", "工业", "农业", "服务业", "重大", "亿", "万", "储备", "其他", "其它", "省", "批次", "计划", "续建", "新建", "新开工", "技改", "招商", "企业", "设施", "民生"}

// placeInTitle gives the place a section is named after: （一）示例一镇. It is used
// where the table has no column for it.
func placeInTitle(name string, stages stageSet) string {
	bare := withoutOrdinal(name)
	s := fold(bare)
	if len(stages.stages) > 0 || runes(s) > 12 || runes(s) < 2 {
		return ""
	}
	for _, w := range notPlaces {
		if strings.Contains(s, w) && !isPlaceName(s) {
			return ""
		}
	}
	return strings.Trim(bare, "【】〔〕[]<>《》")
}

// withoutOrdinal takes the numbering off a title.
func withoutOrdinal(title string) string {
	runesOf := []rune(title)
	for i, r := range runesOf {
		if strings.ContainsRune("）)、.．，,：: 　", r) && ordinalOf(fold(string(runesOf[:i+1]))+"x") != ordinalNone {
			return clean(string(runesOf[i+1:]))
		}
		if i > 5 {
			break
		}
	}
	return title
}
