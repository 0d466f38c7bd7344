// The parts between the operators: literals, names, calls and brackets.

package formula

import "strings"

// words are the literals that are words. 其余 is a yes that reads well as the last
// of a list of conditions.
var words = map[string]Value{"是": Yes(true), "true": Yes(true), "其余": Yes(true), "否": Yes(false), "false": Yes(false), "空": {}, "none": {}, "null": {}}

// primary reads one operand.
func (p *parser) primary() (*node, error) {
	w := p.word
	switch {
	case w.lexeme == aNumber:
		return &node{kind: literal, word: w.text, val: ofNum(w.val), at: w.at, end: w.end}, p.advance()
	case w.lexeme == aText:
		return &node{kind: literal, val: String(w.text), at: w.at, end: w.end}, p.advance()
	case w.lexeme == aSign && w.text == "(":
		return p.bracketed()
	case w.lexeme == aName && !p.isWord("且", "或", "非", "and", "or", "not"):
		return p.name()
	}
	return nil, p.unexpected()
}

// name reads a name, a word that is a literal, or a call.
func (p *parser) name() (*node, error) {
	w := p.word
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.word.lexeme == aSign && p.word.text == "(" && !w.quoted {
		return p.call(w)
	}
	if v, ok := words[strings.ToLower(w.text)]; ok && !w.quoted {
		return &node{kind: literal, word: w.text, val: v, at: w.at, end: w.end}, nil
	}
	return &node{kind: named, word: w.text, at: w.at, end: w.end}, nil
}

// bracketed reads (…).
func (p *parser) bracketed() (*node, error) {
	at := p.word.at
	if err := p.deeper(); err != nil {
		return nil, err
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	end, err := p.closing()
	p.depth--
	return &node{kind: bracket, at: at, end: end, kids: []*node{n}}, err
}

// closing passes by a closing bracket and gives its end.
func (p *parser) closing() (int, error) {
	if p.word.lexeme != aSign || p.word.text != ")" {
		return 0, p.unexpected()
	}
	end := p.word.end
	return end, p.advance()
}

// call reads the arguments of a function.
func (p *parser) call(w word) (*node, error) {
	n := &node{kind: call, word: w.text, at: w.at}
	if err := p.deeper(); err != nil {
		return nil, err
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	for p.word.lexeme != aSign || p.word.text != ")" {
		if err := p.argument(n); err != nil {
			return nil, err
		}
	}
	end, err := p.closing()
	n.end, p.depth = end, p.depth-1
	return n, err
}

// argument reads one argument and the comma before it.
func (p *parser) argument(n *node) error {
	if len(n.kids) > 0 {
		if p.word.lexeme != aSign || p.word.text != "," {
			return p.unexpected()
		}
		if err := p.advance(); err != nil {
			return err
		}
	}
	arg, err := p.binary(0)
	n.kids = append(n.kids, arg)
	return err
}
