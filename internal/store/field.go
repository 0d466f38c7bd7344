// Fields: how one value of a noun lies in one column, said once for writing and
// for reading, so that the two cannot drift apart.

package store

import (
	"encoding"
	"encoding/json"
	"fmt"
	"time"

	"guatu/internal/geo"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A field is one column of T: what is bound when writing, and where a column's
// value goes when reading.
type field[T any] struct {
	name string
	put  func(*T) any
	take func(v *T, src any) error
}

// text is a column of text; the empty text is "not reported".
func text[T any, S ~string](name string, at func(*T) *S) field[T] {
	return field[T]{name,
		func(v *T) any { return string(*at(v)) },
		func(v *T, src any) error {
			s, err := asText(src)
			*at(v) = S(s)
			return err
		}}
}

// number is a column of whole numbers.
func number[T any, N ~int | ~int64](name string, at func(*T) *N) field[T] {
	return field[T]{name,
		func(v *T) any { return int64(*at(v)) },
		func(v *T, src any) error {
			n, err := asNumber(src)
			*at(v) = N(n)
			return err
		}}
}

// flag is a column of yes and no, kept as 1 and 0.
func flag[T any](name string, at func(*T) *bool) field[T] {
	return field[T]{name,
		func(v *T) any {
			if *at(v) {
				return int64(1)
			}
			return int64(0)
		},
		func(v *T, src any) error {
			n, err := asNumber(src)
			*at(v) = n != 0
			return err
		}}
}

// opt is an amount in whole yuan; NULL is "not reported", which is not zero.
func opt[T any](name string, at func(*T) *money.Opt) field[T] {
	return field[T]{name,
		func(v *T) any {
			if o := *at(v); o.OK {
				return int64(o.Yuan)
			}
			return nil
		},
		func(v *T, src any) error {
			*at(v) = money.Opt{}
			if src == nil {
				return nil
			}
			n, err := asNumber(src)
			*at(v) = money.Some(money.Yuan(n))
			return err
		}}
}

// when is a date in the precision in which it was written.
func when[T any](name string, at func(*T) *workday.When) field[T] {
	return field[T]{name,
		func(v *T) any { return at(v).String() },
		func(v *T, src any) error {
			s, err := asText(src)
			if err == nil {
				*at(v), err = workday.ParseWhen(s)
			}
			return err
		}}
}

// day is a civil date.
func day[T any](name string, at func(*T) *workday.Date) field[T] { return written(name, at) }

// written is a value that writes and reads itself as a text.
func written[T, V any, P interface {
	*V
	fmt.Stringer
	encoding.TextUnmarshaler
}](name string, at func(*T) P) field[T] {
	return field[T]{name,
		func(v *T) any { return at(v).String() },
		func(v *T, src any) error {
			s, err := asText(src)
			if err == nil {
				err = at(v).UnmarshalText([]byte(s))
			}
			return err
		}}
}

// moment is a point in time, to the millisecond.
func moment[T any](name string, at func(*T) *time.Time) field[T] {
	return field[T]{name,
		func(v *T) any { return stamp(*at(v)) },
		func(v *T, src any) error {
			s, err := asText(src)
			if err == nil {
				*at(v), err = unstamp(s)
			}
			return err
		}}
}

// longitude and latitude are the two halves of a place; NULL is no place. The
// longitude stands first among the columns: reading it makes the point.
func longitude[T any](name string, at func(*T) **geo.Point) field[T] {
	return field[T]{name,
		func(v *T) any {
			if p := *at(v); p != nil {
				return p.Lon
			}
			return nil
		},
		func(v *T, src any) error {
			*at(v) = nil
			if lon, there := src.(float64); there {
				*at(v) = &geo.Point{Lon: lon}
			}
			return nil
		}}
}

func latitude[T any](name string, at func(*T) **geo.Point) field[T] {
	return field[T]{name,
		func(v *T) any {
			if p := *at(v); p != nil {
				return p.Lat
			}
			return nil
		},
		func(v *T, src any) error {
			lat, there := src.(float64)
			if p := *at(v); there && p != nil {
				p.Lat = lat
			}
			return nil
		}}
}

// list is a list as JSON text that SQL never looks into; none is "".
func list[T, E any](name string, at func(*T) *[]E) field[T] {
	return field[T]{name,
		func(v *T) any {
			if len(*at(v)) == 0 {
				return ""
			}
			b, err := json.Marshal(*at(v))
			if err != nil {
				return err // bind refuses it
			}
			return string(b)
		},
		func(v *T, src any) error {
			s, err := asText(src)
			*at(v) = nil
			if err != nil || s == "" {
				return err
			}
			return json.Unmarshal([]byte(s), at(v))
		}}
}

// document is JSON kept as it came.
func document[T any](name string, at func(*T) *json.RawMessage) field[T] {
	return field[T]{name,
		func(v *T) any { return string(*at(v)) },
		func(v *T, src any) error {
			s, err := asText(src)
			*at(v) = nil
			if s != "" {
				*at(v) = json.RawMessage(s)
			}
			return err
		}}
}

// asText and asNumber take what a driver hands over for a column.
func asText(src any) (string, error) {
	switch s := src.(type) {
	case string:
		return s, nil
	case []byte:
		return string(s), nil
	}
	return "", fmt.Errorf("store: a column of text holds %T", src)
}

func asNumber(src any) (int64, error) {
	if n, ok := src.(int64); ok {
		return n, nil
	}
	return 0, fmt.Errorf("store: a column of numbers holds %T", src)
}
