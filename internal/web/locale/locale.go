// Package locale is the page text in another language. A page says its sentence
// in Chinese, and the sentence is its own key: T(ctx, "开工申报"). The catalogue
// en.json gives the English; a test finds what is missing and what is unused.
// Domain words (stages, lights, roles) are codes and live in the glossary.
package locale

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// A Lang is a language of the pages.
type Lang string

const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Parse gives the language a cookie or a setting names; anything unknown is
// Chinese.
func Parse(s string) Lang {
	if Lang(s) == English {
		return English
	}
	return Chinese
}

// Tag is the language tag for <html lang>.
func (l Lang) Tag() string {
	if l == English {
		return "en"
	}
	return "zh-CN"
}

type key struct{}

// With gives a context whose pages are in l.
func With(ctx context.Context, l Lang) context.Context { return context.WithValue(ctx, key{}, l) }

// From is the language of the context; Chinese when nobody said.
func From(ctx context.Context) Lang {
	if l, ok := ctx.Value(key{}).(Lang); ok {
		return l
	}
	return Chinese
}

//go:embed en.json
var englishJSON []byte

// english is the catalogue, read once. It is embedded: a mistake in it is ours
// and the package's test shows it.
var english = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	if err := json.Unmarshal(englishJSON, &m); err != nil {
		panic(fmt.Errorf("locale: en.json: %w", err))
	}
	return m
})

// T gives the sentence in the language of the context. args are pairs of name
// and value that fill {name}; in English {name|item|items} chooses a word by the
// value. A sentence without translation stays Chinese rather than empty.
func T(ctx context.Context, sentence string, args ...any) string {
	if From(ctx) == English {
		if e := english()[sentence]; e != "" {
			sentence = e
		}
	}
	if len(args) == 0 {
		return sentence
	}
	return fill(sentence, args)
}

// N marks a sentence in a table of words that T will say later: it is the sentence
// itself, and the catalogue's test finds it by this mark.
func N(sentence string) string { return sentence }

// fill replaces each {name} and {name|one|many}; a name nobody gave stays as
// written, so that the mistake is seen.
func fill(sentence string, args []any) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		inside, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(value(inside, args))
		sentence = after
	}
}

// value is what one placeholder becomes.
func value(inside string, args []any) string {
	words := strings.Split(inside, "|")
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != words[0] {
			continue
		}
		v := fmt.Sprint(args[i+1])
		if len(words) != 3 {
			return v
		}
		if v == "1" {
			return words[1]
		}
		return words[2]
	}
	return "{" + inside + "}"
}
