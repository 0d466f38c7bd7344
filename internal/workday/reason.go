// Why a day is worked or not.

package workday

// A Kind is the rule that decided over a day.
type Kind string

// The kinds of rule, as codes of the glossary.
const (
	Weekday     Kind = "weekday"     // Monday to Friday, nothing else said
	Weekend     Kind = "weekend"     // Saturday or Sunday, nothing else said
	Holiday     Kind = "holiday"     // a notice gives the day off (放假)
	MakeUp      Kind = "makeup"      // a notice has the day worked (调休上班)
	Local       Kind = "local"       // an override of the office rules it
	Unpublished Kind = "unpublished" // no notice for that year: by the weekday only
	Every       Kind = "every"       // this calendar counts every day
)

// A Reason says which rule decided over a day, and the name that the notice or
// the override gives it (春节, …), if any.
type Reason struct {
	Kind Kind   `json:"kind"`
	Name string `json:"name,omitempty"`
}
