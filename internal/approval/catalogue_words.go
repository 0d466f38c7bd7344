// The names an item goes by: ledgers and platforms seldom use the catalogue's own.

package approval

import (
	"strings"

	"guatu/internal/fault"
)

// Named finds an item by any of its names: its own, those of its variants, and
// those that ledgers and platforms use for it. Widths, spaces and brackets are of
// no matter; a part of a name is no name.
func (c *Catalogue) Named(word string) (*Entry, bool) {
	key := wordKey(word)
	if key == "" {
		return nil, false
	}
	for i := range c.Items {
		for _, name := range c.Items[i].names() {
			if wordKey(name) == key {
				return &c.Items[i], true
			}
		}
	}
	return nil, false
}

// AtPlatform finds an item by its code at the provincial online platform
// (投资项目在线审批监管平台). Widths and spaces around are of no matter.
func (c *Catalogue) AtPlatform(code string) (*Entry, bool) {
	key := wordKey(code)
	for i := range c.Items {
		if key != "" && wordKey(c.Items[i].PlatformCode()) == key {
			return &c.Items[i], true
		}
	}
	return nil, false
}

// Words gives every name of every approval with the code of its item, for readers
// of headings. Events that are no approvals have none: 工程完工 in a heading is a
// stage of the project.
func (c *Catalogue) Words() map[string]string {
	words := map[string]string{}
	for i := range c.Items {
		for _, name := range c.Items[i].names() {
			if !c.Items[i].Event {
				words[name] = c.Items[i].Code
			}
		}
	}
	return words
}

// names are all an entry goes by, its own first.
func (e *Entry) names() []string {
	names := []string{e.Name}
	for _, v := range e.Variants {
		if v.Name != "" {
			names = append(names, v.Name)
		}
	}
	return append(names, e.Words...)
}

// PlatformCode is the entry's code at the platform: ours, unless the place gives its
// own.
func (e *Entry) PlatformCode() string {
	if e.Platform != "" {
		return e.Platform
	}
	return e.Code
}

// checkWords reports names and platform codes that two items share: what goes by
// them could be either.
func (c *Catalogue) checkWords(wrong *fault.List) {
	named, coded := map[string]string{}, map[string]string{}
	for i := range c.Items {
		e := &c.Items[i]
		for _, name := range e.names() {
			claim(named, name, e.Code, wrong)
		}
		claim(coded, e.PlatformCode(), e.Code, wrong)
	}
}

// claim gives a word to an item, or reports whose it is.
func claim(of map[string]string, word, code string, wrong *fault.List) {
	key := wordKey(word)
	other, taken := of[key]
	wrong.Check(key != "" && (!taken || other == code), section, "approval.entry_word", "code", code, "word", word, "other", other)
	if !taken {
		of[key] = code
	}
}

// wordKey is a name as names are compared: half-width, small letters, without
// spaces and brackets.
func wordKey(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if '！' <= r && r <= '～' {
			r -= '！' - '!'
		}
		if strings.ContainsRune(" \t\r\n\u3000\u00a0\u200b\ufeff()[]{}<>【】〔〕《》〈〉「」“”\"'", r) {
			return -1
		}
		return r
	}, s))
}
