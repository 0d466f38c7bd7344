package sheet

// Text of cells: cleaned for keeping, folded for reading.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean takes line breaks and the outer spaces of every width off a cell's text;
// nothing else changes, for what an office wrote is kept as written.
func clean(s string) string {
	if hasBreak(s) {
		s = strings.Map(dropBreak, s)
	}
	return strings.TrimFunc(s, isBlank)
}

// hasBreak looks for what dropBreak drops, byte by byte: most cells have none.
func hasBreak(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == 0xC2 || c == 0xE2 {
			return true
		}
	}
	return false
}

func dropBreak(r rune) rune {
	switch r {
	case '\r', '\n', '\v', '\u2028', '\u0085':
		return -1
	case '\t':
		return ' '
	}
	return r
}

// isBlank counts what looks like a space: also the zero-width ones and the mark
// of byte order that copying from web pages leaves.
func isBlank(r rune) bool {
	if r >= 0x3040 && r <= 0x9FFF {
		return false
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u2060'
}

// fold makes text comparable: half-width, without any spaces, lower case. It is
// for reading figures and matching words, never for keeping.
func fold(s string) string {
	if foldedAlready(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = foldRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldedAlready spares the many cells that hold plain digits.
func foldedAlready(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '_' {
			return false
		}
	}
	return true
}

func foldRune(r rune) rune {
	switch {
	case r == '億':
		return '亿'
	case r == '萬':
		return '万'
	case r >= 0x3040 && r <= 0x9FFF: // Han and kana: nearly all there is
		return r
	case isBlank(r) || r == '_':
		return -1
	case r >= '！' && r <= '～': // the full-width forms of ASCII
		r -= '！' - '!'
	}
	return unicode.ToLower(lookalike(r))
}

// lookalike gives one sign for all those that offices use for it.
func lookalike(r rune) rune {
	switch r {
	case '—', '–', '―', '−', '─', '‐', '‑', '‒', '﹣':
		return '-'
	case '〜', '∼', '﹏':
		return '~'
	case '〔', '【', '[', '﹙':
		return '('
	case '〕', '】', ']', '﹚':
		return ')'
	case '﹪':
		return '%'
	case '﹕', '∶':
		return ':'
	case '￥':
		return '¥'
	case '。', '﹒':
		return '.'
	}
	return r
}

// nothings are the ways of writing that there is nothing to say.
var nothings = map[string]bool{
	"": true, "-": true, "--": true, "---": true, "/": true, "//": true, "\\": true, "无": true, "待定": true,
	"暂无": true, "暂缺": true, "待核": true, "待补": true, "待报": true, "未定": true, "不详": true, "未知": true,
	"未公布": true, "保密": true, "空": true, "n/a": true, "na": true, "nil": true, "none": true, "tbd": true,
	"无数据": true, "未填": true, "未报": true, "待确定": true, "暂未确定": true, "尚未确定": true, "未确定": true,
	"暂定": true, "#ref!": true, "#n/a": true, "#div/0!": true, "#value!": true, "#name?": true, "#num!": true, "#null!": true, "×": true, "~": true, "...": true, "…": true, "……": true, "*": true, "待明确": true,
}

// isNothing tells that folded text says nothing. A dash is "not reported": it is
// never zero.
func isNothing(folded string) bool {
	return nothings[folded] || strings.Trim(folded, "-/.") == ""
}

// clipped shortens what a finding quotes: a cell may hold a page of text.
func clipped(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
