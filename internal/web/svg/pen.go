// The pen: the only writer of SVG text in this package. It escapes every value.

package svg

import (
	"fmt"
	"strconv"
	"strings"
)

// xy is a place in the drawing, in its own units.
type xy struct{ x, y float64 }

// A pen writes elements one after another; open ones are closed in order.
type pen struct {
	b     []byte
	names []string
	base  string // before every address of ours: the sub-path Guatu runs under
	bare  bool   // the last start tag still lacks its ">"
}

// open starts an element; attributes are pairs of name and value: strings are
// escaped, numbers written with at most two decimals, "" leaves the name out.
func (p *pen) open(name string, attrs ...any) {
	p.finish()
	p.b = append(append(p.b, '<'), name...)
	for i := 0; i+1 < len(attrs); i += 2 {
		p.attr(attrs[i].(string), attrs[i+1])
	}
	p.bare = true
	p.names = append(p.names, name)
}

// attr writes one attribute. The names are constants of this package.
func (p *pen) attr(name string, value any) {
	if value == "" {
		return
	}
	p.b = append(append(append(p.b, ' '), name...), `="`...)
	switch v := value.(type) {
	case string:
		p.escape(v)
	case float64:
		p.b = appendNum(p.b, v)
	case int:
		p.b = strconv.AppendInt(p.b, int64(v), 10)
	default:
		p.escape(fmt.Sprint(v))
	}
	p.b = append(p.b, '"')
}

// shut closes the element opened last.
func (p *pen) shut() {
	name := p.names[len(p.names)-1]
	p.names = p.names[:len(p.names)-1]
	if p.bare {
		p.b = append(p.b, "/>"...)
		p.bare = false
		return
	}
	p.b = append(append(append(p.b, "</"...), name...), '>')
}

// one writes an element without content.
func (p *pen) one(name string, attrs ...any) {
	p.open(name, attrs...)
	p.shut()
}

// words writes an element that holds only text.
func (p *pen) words(text, name string, attrs ...any) {
	p.open(name, attrs...)
	p.text(text)
	p.shut()
}

// title is what a reader sees on pointing at the element before it, and what a
// screen reader says.
func (p *pen) title(text string) {
	if text != "" {
		p.words(text, "title")
	}
}

// link opens an <a> when there is an address; the result closes it.
func (p *pen) link(href string) func() {
	if !safe(href) {
		return func() {}
	}
	if strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") {
		href = p.base + href
	}
	p.open("a", "href", href)
	return p.shut
}

// safe refuses addresses that run something.
func safe(href string) bool {
	if href == "" {
		return false
	}
	before, _, _ := strings.Cut(href, ":")
	return before == href || strings.ContainsAny(before, "/?#") || before == "https" || before == "http"
}

func (p *pen) text(s string) {
	p.finish()
	p.escape(s)
}

func (p *pen) finish() {
	if p.bare {
		p.b = append(p.b, '>')
		p.bare = false
	}
}

// escape writes text so that it stays text, in attributes and between elements;
// characters XML does not know become the replacement mark.
func (p *pen) escape(s string) {
	from := 0
	for i, r := range s {
		with := ""
		switch {
		case r == '<':
			with = "&lt;"
		case r == '>':
			with = "&gt;"
		case r == '&':
			with = "&amp;"
		case r == '"':
			with = "&#34;"
		case r == '\'':
			with = "&#39;"
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF, r == 0xFFFD:
			with = "\uFFFD"
		default:
			continue
		}
		p.b = append(append(p.b, s[from:i]...), with...)
		from = i + width(s[i:])
	}
	p.b = append(p.b, s[from:]...)
}

// String is the drawing; whatever is still open is closed.
func (p *pen) String() string {
	for len(p.names) > 0 {
		p.shut()
	}
	return string(p.b)
}
