package money

import "encoding/json"

// An Amount is a sum as an office stated it: usually one figure, sometimes a
// range (10–15亿元) or a foreign sum, which is kept as written and never
// converted silently. Text is the original wording where it needed reading.
type Amount struct {
	Opt
	Low, High Opt      // a range; Opt is empty then
	Foreign   *Foreign // a foreign sum; Opt is empty then
	Approx    bool     // 约, 左右, 以上
	Text      string
}

// Foreign is a sum in a foreign currency, in its main unit, as exact decimal text.
type Foreign struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"` // ISO 4217
}

// Exactly is an amount stated as one figure.
func Exactly(y Yuan) Amount { return Amount{Opt: Some(y)} }

// Stated tells that something was said, if only a range or a foreign sum.
func (a Amount) Stated() bool { return a.OK || a.Low.OK || a.High.OK || a.Foreign != nil }

// IsZero tells that nothing was stated; it makes `json:",omitzero"` work.
func (a Amount) IsZero() bool { return !a.Stated() && a.Text == "" }

// Same tells that two amounts state the same, whatever their wording.
func (a Amount) Same(b Amount) bool {
	if (a.Foreign == nil) != (b.Foreign == nil) || a.Foreign != nil && *a.Foreign != *b.Foreign {
		return false
	}
	return a.Opt == b.Opt && a.Low == b.Low && a.High == b.High && a.Approx == b.Approx
}

// amountJSON spells an Amount's fields out: embedding Opt would otherwise lend
// the whole Amount its marshaller.
type amountJSON struct {
	Yuan    Opt      `json:"yuan"`
	Low     Opt      `json:"low,omitzero"`
	High    Opt      `json:"high,omitzero"`
	Foreign *Foreign `json:"foreign,omitempty"`
	Approx  bool     `json:"approx,omitempty"`
	Text    string   `json:"text,omitempty"`
}

// MarshalJSON writes {"yuan":…} with what else was stated.
func (a Amount) MarshalJSON() ([]byte, error) {
	return json.Marshal(amountJSON{a.Opt, a.Low, a.High, a.Foreign, a.Approx, a.Text})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Amount) UnmarshalJSON(b []byte) error {
	var j amountJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*a = Amount{j.Yuan, j.Low, j.High, j.Foreign, j.Approx, j.Text}
	return nil
}
