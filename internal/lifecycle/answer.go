package lifecycle

import "guatu/internal/workday"

// An Answer is the explanation given to a doubt (疑点), which stays on record. It
// holds for the facts it was given for, named by their fingerprint: when these
// change, the doubt is open again.
type Answer struct {
	ID      string       `json:"id"`
	Project string       `json:"project"`
	Doubt   string       `json:"doubt"` // the code of the cross-check
	Facts   string       `json:"facts"` // the fingerprint of what it compared
	Text    string       `json:"text"`
	Who     string       `json:"who"`
	Name    string       `json:"name"`
	Day     workday.Date `json:"day"`
}
