package lifecycle

import (
	"guatu/internal/geo"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// An Evidence is one piece of evidence (佐证材料) of a project: a permit, a
// contract, a set of photos. What a certificate says (number, issuer, date,
// holder, amount) is typed once here and read by stages, approvals, cross-checks
// and statistics alike. It may be known before its file is at hand.
type Evidence struct {
	ID      string       `json:"id"`
	Project string       `json:"project"`
	Version int          `json:"version"`
	Kind    string       `json:"kind"`             // a code of the ruleset's evidence kinds
	Title   string       `json:"title,omitempty"`  // where the kind's name does not say it
	Number  string       `json:"number,omitempty"` // 文号、证号
	Issuer  string       `json:"issuer,omitempty"` // 发证机关
	Issued  workday.When `json:"issued,omitzero"`  // 发证、签订日期
	Until   workday.When `json:"until,omitzero"`   // 有效期至
	Holder  string       `json:"holder,omitempty"` // 持证单位; of a contract, party A (甲方)
	Amount  money.Opt    `json:"amount,omitzero"`  // the total investment or price it states
	Note    string       `json:"note,omitempty"`
	Files   []File       `json:"files,omitempty"`
	Visit   string       `json:"visit,omitempty"`   // the field visit it was made on
	Dropped bool         `json:"dropped,omitempty"` // 作废; it stays on record, its files too
	Because string       `json:"because,omitempty"` // why it was dropped
	By      string       `json:"by"`                // who entered it
	Day     workday.Date `json:"day"`
}

// A File is one file of a piece of evidence, kept outside the database under the
// SHA-256 of its content. Taken, At and Sight are what a photo says of itself.
type File struct {
	Hash  string       `json:"hash"`
	Name  string       `json:"name"` // as it was sent
	Size  int64        `json:"size"` // bytes
	Media string       `json:"media"`
	Wide  int          `json:"wide,omitempty"` // pixels
	High  int          `json:"high,omitempty"`
	Taken string       `json:"taken,omitempty"` // RFC 3339 UTC
	At    *geo.Point   `json:"at,omitempty"`    // CGCS2000
	Sight string       `json:"sight,omitempty"` // perceptual hash, 16 hex digits
	Day   workday.Date `json:"day"`             // when it was received
	By    string       `json:"by,omitempty"`    // who sent it
	// Upload is the upload it came by, so that one finished twice counts once.
	Upload string `json:"upload,omitempty"`
}
