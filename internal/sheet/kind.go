package sheet

// What a row is: a project, a section, a total, a note.

import (
	"slices"
	"strings"

	"guatu/internal/sheet/xlsx"
)

// Reasons of rows that are no projects, in the codes of the ledger format.
const (
	skipSection = "section_row"
	skipTotal   = "subtotal_row_skipped"
	skipNote    = "note_row"
	skipRepeat  = "repeated_header"
)

// A rowKind is what a row is.
type rowKind int

const (
	rowBlank rowKind = iota
	rowProject
	rowSection
	rowTotal
	rowNote
	rowContinued // goes on with the row above: more text, no project
)

// classify tells what a row of the body is.
func (t *table) classify(row xlsx.Row) rowKind {
	if t.plainly(row) {
		return rowProject
	}
	cells := filled(row)
	switch {
	case len(cells) == 0:
		return rowBlank
	case t.isTotal(row, cells):
		return rowTotal
	case t.isNoteRow(cells):
		return rowNote
	case t.isSection(row, cells):
		return rowSection
	}
	name := row.Cell(t.nameCol)
	switch {
	case holds(name):
		return rowProject
	case t.carriesOn(row, cells):
		return rowContinued
	case stated(t.at(row, t.nameCol)) == "" && !t.hasFigures(row):
		return t.nameless(cells)
	case stated(t.at(row, t.nameCol)) == "" && !holds(row.Cell(t.seqCol)) && t.onlyFigures(cells):
		return rowTotal // sums that nobody labelled
	}
	return rowProject
}

// plainly tells the usual row at a glance: a running number and a name.
func (t *table) plainly(row xlsx.Row) bool {
	seq, name := t.seqCol, t.nameCol
	text := row.Cell(name)
	return seq > 0 && row.Cell(seq).Kind == xlsx.Number && text.Kind == xlsx.Text && holds(text) && !isBareTotal(text.Text)
}

// isBareTotal tells a label that is nothing but 合计: the number in front of it
// counts projects.
func isBareTotal(text string) bool {
	return len(text) <= 24 && slices.Contains(totalWords, fold(text))
}

// nameless is a row without a name: text on its own is a note, a number on its
// own (a running number nobody filled in) is nothing.
func (t *table) nameless(cells []xlsx.Cell) rowKind {
	texts := 0
	for _, c := range cells {
		if c.Kind == xlsx.Text && !isFigure(c) {
			texts++
		}
	}
	switch {
	case texts == 0:
		return rowBlank
	case len(cells) == 1:
		return rowNote
	}
	return rowContinued
}

// totalWords begin or end the label of a total.
var totalWords = []string{"小计", "合计", "总计", "共计", "累计", "总合计", "subtotal", "total"}

// isTotalWord tells that a text labels a total: 合　计, 宿迁小计, 全县合计（3000项）.
func isTotalWord(text string) bool {
	if len(text) > 90 {
		return false
	}
	s := fold(text)
	if open := strings.IndexByte(s, '('); open >= 0 {
		s = s[:open]
	}
	s = strings.TrimSuffix(s, ":")
	for _, w := range totalWords {
		if s == w || runes(s) <= 14 && strings.HasSuffix(s, w) {
			return true
		}
		if rest, ok := strings.CutPrefix(s, w); ok && runes(rest) <= 8 && (rest == "" || strings.ContainsAny(rest, ":0123456789个项")) {
			return true
		}
	}
	return countsAll(s) || s == "总数" || s == "汇总" || s == "平均" || s == "均值"
}

// countsAll reads 全市共计6个项目: whose total it is stands in front of the word.
func countsAll(s string) bool {
	for _, w := range totalWords {
		scope, rest, ok := strings.Cut(s, w)
		if !ok || runes(scope) > 6 {
			continue
		}
		rest = strings.TrimPrefix(rest, ":")
		_, n := wholeAt(rest)
		k := counterAt(rest[n:])
		if n == 0 || k == 0 {
			continue
		}
		if after := strings.TrimPrefix(rest[n+k:], "项目"); after == "" || after[0] == ',' {
			return true
		}
	}
	return false
}

// isTotal looks for the label of a total up to the column behind the name. A row
// with a running number of its own is a project whatever its name.
func (t *table) isTotal(row xlsx.Row, cells []xlsx.Cell) bool {
	for _, c := range cells {
		if c.Col > max(t.nameCol, t.col("enterprise"))+1 {
			return false
		}
		numbered := c.Col == t.seqCol && isFigure(c)
		if numbered && !isBareTotal(row.Cell(t.nameCol).Text) {
			return false
		}
		if c.Kind == xlsx.Text && isTotalWord(c.Text) {
			return true
		}
	}
	return false
}

// noteHeads begin the lines below a table.
var noteHeads = []string{"注:", "注.", "注1", "注一", "备注:", "说明:", "附注", "填报说明", "填表说明", "※", "*", "数据来源", "资料来源", "填报人", "填表人", "制表", "审核", "单位负责人", "联系人:", "填报单位", "填报时间", "填报日期", "报送", "主管", "经办", "复核", "统计负责人", "附:", "note:", "备注1", "说明1", "备注.", "表中", "联系电话:", "电话:", "联系方式:", "咨询电话", "签发", "分管领导:", "负责人:", "来源:", "抄送", "抄报", "主要负责人", "填表:", "填报:", "(盖章)", "(注", "(备注", "(说明", "单位(盖章)", "批准"}

func isNote(text string) bool {
	s := fold(text)
	for _, w := range noteHeads {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// isNoteRow tells the lines below (or between) the rows: 注：…, 填报人：….
func (t *table) isNoteRow(cells []xlsx.Cell) bool {
	c := cells[0]
	if c.Kind != xlsx.Text || isFigure(c) {
		return false
	}
	if isNote(c.Text) {
		return len(cells) <= 6
	}
	if len(cells) > 1 || ordinalOf(fold(c.Text)) != ordinalNone {
		return false
	}
	return runes(c.Text) > 30 && strings.ContainsAny(c.Text, "。；;") || runes(c.Text) > 60
}

// An ordinal is how a section is numbered; the style is its depth.
type ordinal int

const (
	ordinalNone  ordinal = iota
	ordinalPart          // 第一部分, 第一类
	ordinalComma         // 一、
	ordinalBrace         // （一）
	ordinalDigit         // 1. 1、 (1)
)

// ordinalOf reads the numbering in front of folded text.
func ordinalOf(s string) ordinal {
	if rest, ok := strings.CutPrefix(s, "第"); ok {
		_, n := wholeAt(rest)
		if n > 0 && lengthOf(rest[n:], "部分", "类", "批", "组", "板块", "篇") > 0 {
			return ordinalPart
		}
		return ordinalNone
	}
	if rest, ok := strings.CutPrefix(s, "("); ok {
		_, n := wholeAt(rest)
		switch {
		case n == 0 || !strings.HasPrefix(rest[n:], ")"):
			return ordinalNone
		case isDigit(rest[0]):
			return ordinalDigit
		}
		return ordinalBrace
	}
	_, n := numeralValue(s)
	if n > 0 && lengthOf(s[n:], "、", ".", ",", ":") > 0 {
		return ordinalComma
	}
	_, n = wholeAt(s)
	if n > 0 && n < 3 && len(s) > n+1 && lengthOf(s[n:], "、", ".") > 0 && !isDigit(s[n+1]) {
		return ordinalDigit
	}
	return ordinalNone
}

// isSection tells a section's title from a project.
func (t *table) isSection(row xlsx.Row, cells []xlsx.Cell) bool {
	c, texts := t.sectionCell(row, cells)
	if c.Col == 0 || texts > 3 {
		return false
	}
	s := fold(c.Text)
	ord := ordinalOf(s)
	if texts >= 2 { // 一 | 续建项目（10个） | … sums
		second := cells[1]
		return c.Col == t.seqCol && isBareNumeral(s) && second.Col <= max(t.nameCol, c.Col+1) && t.onlyFigures(cells[2:])
	}
	m, merged := t.merged(row.N, c.Col)
	wide := merged && (m.LastCol-m.Col >= 2 && m.LastCol-m.Col+1 >= t.widths/2)
	_, _, counted := readCount(clean(c.Text))
	before := c.Col < t.nameCol || t.nameCol == 0
	switch {
	case wide, ord == ordinalPart || ord == ordinalComma || ord == ordinalBrace:
		return true
	case before:
		return !isFigure(c)
	case len(cells) > 1:
		return !strings.Contains(s, "其中") && (counted || t.sumsOfPlace(s, cells))
	}
	return counted || t.soundsLikeSection(s)
}

// sumsOfPlace tells 清江浦区 | 11 | 4 from a project: no running number where the
// others have one, a place for a name, and figures only.
func (t *table) sumsOfPlace(s string, cells []xlsx.Cell) bool {
	return t.seqCol > 0 && cells[0].Col == t.nameCol && isPlaceName(s) && t.onlyFigures(cells[1:])
}

// sectionCell gives the first text of a row if nothing but figures stands beside
// it, and how many texts the row has.
func (t *table) sectionCell(row xlsx.Row, cells []xlsx.Cell) (xlsx.Cell, int) {
	first, texts := xlsx.Cell{}, 0
	for _, c := range cells {
		if c.Kind != xlsx.Text || isFigure(c) {
			continue
		}
		if texts++; texts == 1 {
			first = c
		}
	}
	seq := row.Cell(t.seqCol)
	if t.seqCol > 0 && isFigure(seq) || first.Col > max(t.nameCol, 1) {
		return xlsx.Cell{}, texts
	}
	return first, texts
}

// onlyFigures tells that cells hold figures only, as sums beside a title do.
func (t *table) onlyFigures(cells []xlsx.Cell) bool {
	for _, c := range cells {
		if !isFigure(c) && !isCount(c) {
			return false
		}
	}
	return true
}

// isCount tells a cell that counts projects: 3个, 共10项.
func isCount(c xlsx.Cell) bool {
	n, ok := countIn(fold(c.Text))
	return ok && n > 0 && runes(c.Text) <= 6
}

// isBareNumeral reads 一, （二）, Ⅲ as the numbering of a section in its own cell.
func isBareNumeral(s string) bool {
	s = strings.Trim(s, "()、.")
	_, n := numeralValue(s)
	return s != "" && (n == len(s) || strings.Trim(s, "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ") == "")
}

// soundsLikeSection judges a lonely text in the name column: a stage or a place,
// not a project's name.
func (t *table) soundsLikeSection(s string) bool {
	if runes(s) > 14 {
		return false
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(s, "类"), "项目")
	if bare != s && (len(stagesOf(bare).stages) > 0 || sectorWords[bare]) {
		return true
	}
	return isPlaceName(s)
}

// sectorWords are what sections are named after besides stages and places.
var sectorWords = map[string]bool{"工业": true, "农业": true, "服务业": true, "产业": true, "制造业": true, "现代服务业": true, "基础设施": true, "省重大": true, "市重大": true, "县重大": true, "民生": true, "现代农业": true, "先进制造业": true, "战略性新兴产业": true, "文旅": true, "科技创新": true}

// placeEnds are the ends of names of places.
var placeEnds = []string{"镇", "乡", "街道", "县", "区", "市", "园", "园区", "开发区", "高新区", "经开区", "新区", "新城", "办事处", "农场", "工业园", "产业园", "片区"}

func isPlaceName(s string) bool {
	if runes(s) < 2 || runes(s) > 12 || strings.Contains(s, "项目") {
		return false
	}
	for _, end := range placeEnds {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// carriesOn tells a row that only goes on with the text of the one above: no name,
// no running number, no amount of its own.
func (t *table) carriesOn(row xlsx.Row, cells []xlsx.Cell) bool {
	if holds(row.Cell(t.seqCol)) && t.seqCol > 0 || t.hasFigures(row) {
		return false
	}
	for _, c := range cells {
		if k := t.kindAt(c.Col); k != kindText && k != kindOther {
			return false
		}
	}
	return true
}

// hasFigures tells that a row states an amount of its own.
func (t *table) hasFigures(row xlsx.Row) bool {
	for _, c := range t.cols {
		if c.kind == kindAmount && c.Field != "" && holds(row.Cell(c.Col)) {
			return true
		}
	}
	return false
}

func (t *table) kindAt(col int) kind {
	for _, c := range t.cols {
		if c.Col == col {
			return c.kind
		}
	}
	return kindOther
}
