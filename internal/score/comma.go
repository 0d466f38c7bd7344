// Commas of functions inside { }. YAML ends a value at a half-width comma, where a
// person writes 如果(a, 1, 2) as everywhere else. What stands within round brackets
// belongs to the formula: its commas are made full-width before YAML reads them.

package score

import "strings"

// A flow walks a pack's letters and knows which stand inside { }.
type flow struct {
	src   []rune
	at    int
	open  []rune // the brackets { and [ that are open
	fresh bool   // a value or key may begin here
}

// keepCalls gives a pack in which no comma of a function is one of YAML's. Lines
// and columns stay.
func keepCalls(body string) string {
	if !strings.Contains(body, "{") {
		return body
	}
	f := &flow{src: []rune(body), fresh: true}
	for f.at < len(f.src) {
		f.step()
	}
	return string(f.src)
}

// step goes by one letter, a text in quotes, a comment, or a call.
func (f *flow) step() {
	r := f.src[f.at]
	inside := len(f.open) > 0
	switch {
	case r == '\n':
		f.fresh = true
	case r == ' ' || r == '\t' || r == '\r':
	case r == '#' && (f.at == 0 || blank(f.src[f.at-1])):
		f.pass(func(r rune) bool { return r != '\n' })
	case f.fresh && (r == '"' || r == '\''):
		f.quoted(r)
	case f.fresh && r == '-' && !inside && f.at+1 < len(f.src) && blank(f.src[f.at+1]):
	case (f.fresh || inside) && (r == '{' || r == '['):
		f.open, f.fresh = append(f.open, r), true
	case inside && (r == '}' || r == ']'):
		f.open, f.fresh = f.open[:len(f.open)-1], false
	case inside && r == ',', r == ':' && f.at+1 < len(f.src) && blank(f.src[f.at+1]):
		f.fresh = true
	case inside && f.open[len(f.open)-1] == '{' && (r == '(' || r == '（'):
		f.call()
		return
	default:
		f.fresh = false
	}
	f.at++
}

func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

// pass goes on to the letter before the first that does not belong.
func (f *flow) pass(belongs func(rune) bool) {
	for f.at+1 < len(f.src) && belongs(f.src[f.at+1]) {
		f.at++
	}
}

// quoted goes on to the closing quote of a text in quotes of YAML.
func (f *flow) quoted(quote rune) {
	f.fresh = false
	for f.at++; f.at < len(f.src) && f.src[f.at] != quote; f.at++ {
		if quote == '"' && f.src[f.at] == '\\' {
			f.at++
		}
	}
}

// call goes on behind a bracket's closing one and widens the commas between them. A
// bracket that is not closed before something of YAML's own stays as it is, and is a
// mistake of the formula.
func (f *flow) call() {
	f.fresh = false
	var commas []int
	depth := 0
	for ; f.at < len(f.src); f.at++ {
		switch r := f.src[f.at]; {
		case r == '(' || r == '（':
			depth++
		case r == ')' || r == '）':
			depth--
		case r == ',':
			commas = append(commas, f.at)
		case r == '"' || r == '“' || r == '”':
			f.pass(func(r rune) bool { return r != '"' && r != '“' && r != '”' && r != '\n' })
			f.at++
		case strings.ContainsRune("{}[]", r), r == ':' && f.at+1 < len(f.src) && blank(f.src[f.at+1]):
			return
		}
		if depth == 0 {
			f.at++
			for _, at := range commas {
				f.src[at] = '，'
			}
			return
		}
	}
}
