// From a text to words: numbers, names, texts and signs.

package formula

import (
	"strings"
	"unicode"

	"guatu/internal/fault"
)

type lexeme uint8

const (
	endOf lexeme = iota
	aNumber
	aName
	aText
	aSign
)

// A word is one token; at and end are offsets in runes.
type word struct {
	lexeme  lexeme
	text    string // a sign or name as folded, a text as written
	val     num
	at, end int
	quoted  bool // a name in brackets: no keyword
}

// folds are signs of other widths and habits, beside the full-width ASCII.
var folds = map[rune]rune{'\u3000': ' ', '\u00a0': ' ', '×': '*', '÷': '/', '−': '-', '–': '-', '≥': '≥', '≤': '≤', '≠': '≠',
	'、': ',', '；': ',', ';': ',', '【': '[', '】': ']', '“': '"', '”': '"', '「': '"', '」': '"', '‘': '"', '’': '"', '\'': '"'}

// fold gives a sign its plain form.
func fold(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	if to, ok := folds[r]; ok {
		return to
	}
	return r
}

// Fold is a name in the form by which names are compared: full-width signs as
// half-width ones, no spaces around, nothing that cannot be seen.
func Fold(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return fold(r)
	}, s))
}

type lexer struct {
	raw, src []rune // as written, folded
	at       int
}

// wrong is a mistake at an offset, in runes from the formula's beginning.
func wrong(at int, code string, args ...any) *fault.Error {
	e := fault.New(fault.Invalid, code, args...)
	if e.Args == nil {
		e.Args = map[string]any{}
	}
	e.Args["at"] = at
	return e
}

// next reads one word.
func (l *lexer) next() (word, error) {
	for l.at < len(l.src) && unicode.IsSpace(l.src[l.at]) {
		l.at++
	}
	from := l.at
	if from == len(l.src) {
		return word{at: from, end: from}, nil
	}
	switch r := l.src[from]; {
	case r >= '0' && r <= '9':
		return l.number()
	case r == '"':
		return l.quoted('"', aText, "formula.quote")
	case r == '[':
		return l.quoted(']', aName, "formula.bracket")
	case nameRune(r):
		l.while(nameRune)
		return word{lexeme: aName, text: string(l.src[from:l.at]), at: from, end: l.at}, nil
	default:
		return l.sign()
	}
}

func (l *lexer) while(ok func(rune) bool) {
	for l.at < len(l.src) && ok(l.src[l.at]) {
		l.at++
	}
}

// nameRune tells what a name is made of; Ⅱ ① ² are numbers.
func nameRune(r rune) bool {
	return r == '_' || r == '·' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r)
}

// number reads digits, and 万 or 亿 after them; a name may not begin with a figure.
func (l *lexer) number() (word, error) {
	from := l.at
	l.while(func(r rune) bool { return r >= '0' && r <= '9' || r == '.' })
	n, ok := parseNum(string(l.src[from:l.at]))
	digits := l.at
	l.while(nameRune)
	unit, known := units[string(l.src[digits:l.at])]
	if !ok || !known {
		return word{}, wrong(from, "formula.number", "text", string(l.raw[from:l.at]))
	}
	return word{lexeme: aNumber, val: n.mul(whole(unit)), text: string(l.src[from:l.at]), at: from, end: l.at}, nil
}

var units = map[string]int64{"": 1, "万": 10_000, "亿": 100_000_000, "万元": 10_000, "亿元": 100_000_000, "元": 1}

// quoted reads up to the closing sign; what stands inside is kept as written.
func (l *lexer) quoted(closing rune, as lexeme, code string) (word, error) {
	from := l.at
	l.at++
	l.while(func(r rune) bool { return r != closing })
	if l.at == len(l.src) {
		return word{}, wrong(from, code)
	}
	inside := string(l.raw[from+1 : l.at])
	if as == aName {
		inside = Fold(inside)
	}
	l.at++
	return word{lexeme: as, text: inside, at: from, end: l.at, quoted: true}, nil
}

// sign reads an operator, a bracket or a comma.
func (l *lexer) sign() (word, error) {
	from := l.at
	two := string(l.src[from:min(from+2, len(l.src))])
	if to, ok := map[string]string{">=": "≥", "<=": "≤", "<>": "≠", "!=": "≠", "==": "="}[two]; ok {
		l.at += 2
		return word{lexeme: aSign, text: to, at: from, end: l.at}, nil
	}
	r := l.src[from]
	l.at++
	if !strings.ContainsRune("+-*/%=<>≥≤≠(),", r) {
		return word{}, wrong(from, "formula.sign", "text", string(l.raw[from:l.at]))
	}
	return word{lexeme: aSign, text: string(r), at: from, end: l.at}, nil
}
