// Amounts that may not have been reported.

package money

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// An Opt is an amount that may not have been reported: not reported is not zero.
type Opt struct {
	Yuan Yuan
	OK   bool
}

// Some is a reported amount.
func Some(y Yuan) Opt { return Opt{y, true} }

// Or gives the amount, or y where none was reported.
func (o Opt) Or(y Yuan) Yuan {
	if o.OK {
		return o.Yuan
	}
	return y
}

// IsZero tells that nothing was reported; it makes `json:",omitzero"` work.
func (o Opt) IsZero() bool { return !o.OK }

// MarshalJSON writes the whole yuan, or null.
func (o Opt) MarshalJSON() ([]byte, error) {
	if !o.OK {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(o.Yuan), 10), nil
}

// UnmarshalJSON reads whole yuan, or null.
func (o *Opt) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*o = Opt{}
		return nil
	}
	var y Yuan
	if err := json.Unmarshal(b, &y); err != nil {
		return fmt.Errorf("money: %s is not a whole number of yuan", b)
	}
	*o = Some(y)
	return nil
}
