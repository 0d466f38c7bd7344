// The data of form fields.

package ui

// A FieldData is one field of a form with its label, its hint and, when the form
// comes back, what is wrong with it.
type FieldData struct {
	Name, Label, Value string
	Hint               string
	Mistake            string // the sentence of the fault at this field
	Type               string // "" text; date, month, number, password, email, tel, url, search
	Unit               string // 亿元, 天: stands behind the field
	Example            string // a placeholder; never the only explanation
	Options            []Option
	Must               bool // required
	Wide               bool // over both columns
	Lines              int  // of a text area
	Fixed              bool // shown, not to be changed
	AutoComplete       string
	Auto               bool // the cursor starts here
}

// id is the field's id in the page.
func (f FieldData) id() string { return "f-" + f.Name }

// about is the id of the hint or the mistake, for screen readers.
func (f FieldData) about() string {
	switch {
	case f.Mistake != "":
		return f.id() + "-mistake"
	case f.Hint != "":
		return f.id() + "-hint"
	}
	return ""
}

// kind is the input's type.
func (f FieldData) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// class is the input's class: figures stand to the right.
func (f FieldData) class() string {
	if f.Type == "number" || f.Unit != "" {
		return "input input-num"
	}
	return "input"
}

// A Mistake is one thing wrong with what was sent: the field it is about ("" the
// whole) and the sentence.
type Mistake struct{ Field, Text string }
