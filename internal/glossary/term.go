// Terms: what a code is called.

package glossary

// A Word is one line of terms.tsv.
type Word struct {
	Code    string // "stage.started"
	ZH      string // 开工
	EN      string // Started
	Meaning string // one line
	Not     string // words not used for it, with 、 between
	Section string // the heading it stands under
}

// Terms are all words in the order of the file.
func Terms() []Word { return mustTerms() }

// Term is the word of a code, if the glossary has one.
func Term(code string) (Word, bool) {
	w, ok := words()[code]
	return w, ok
}

// Label is what a code is called; a code without a word is its own label, so that
// what offices name themselves (a tag, a milestone) passes through unchanged.
func Label(lang Lang, code string) string {
	w, ok := words()[code]
	switch {
	case !ok:
		return code
	case lang == EN:
		return w.EN
	}
	return w.ZH
}

// LabelOf is the label of a value of a kind ("stage", "started"), or the bare
// value where the glossary has no such code.
func LabelOf(lang Lang, kind, value string) string {
	if w, ok := words()[kind+"."+value]; ok {
		return Label(lang, w.Code)
	}
	return value
}

func mustTerms() []Word {
	lines, err := split("terms.tsv", termText, 5)
	if err != nil {
		panic(err)
	}
	all := make([]Word, len(lines))
	for i, l := range lines {
		c := l.cells
		all[i] = Word{Code: c[0], ZH: c[1], EN: c[2], Meaning: c[3], Not: c[4], Section: l.section}
	}
	return all
}
