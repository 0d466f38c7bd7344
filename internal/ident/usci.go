// The unified social credit code of GB 32100-2015.

package ident

import (
	"strings"

	"guatu/internal/fault"
)

// The 31 characters of a credit code in order of their value: I, O, S, V and Z
// are left out because they are taken for other characters.
const usciAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

const usciLength = 18

// Weights of positions 1 to 17: 3^(i-1) mod 31.
var usciWeight = [usciLength - 1]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// USCI checks a credit code (统一社会信用代码, GB 32100-2015): 18 characters of
// its alphabet, positions 3 to 8 a division code, the last the check character
// 31 − (Σ C·W mod 31), where 31 is written 0. Scripts that take the value mod 31
// itself, or a letter's place in the Latin alphabet, pass wrong codes and refuse
// right ones. The organisation code within (positions 9 to 17, GB 11714) has a
// check character of its own, which newer codes need not follow: not checked.
//
// Faults: ident.usci_length, ident.usci_alphabet, ident.usci_division,
// ident.usci_check with the character expected.
func USCI(code string) error {
	if n := len([]rune(code)); n != usciLength {
		return fault.New(fault.Invalid, "ident.usci_length", "length", n, "expected", usciLength)
	}
	for i, c := range []rune(code) {
		if !strings.ContainsRune(usciAlphabet, c) {
			return fault.New(fault.Invalid, "ident.usci_alphabet", "char", string(c), "position", i+1)
		}
	}
	if division := code[2:8]; !digits(division) {
		return fault.New(fault.Invalid, "ident.usci_division", "division", division)
	}
	if want := usciCheck(code); code[usciLength-1] != want {
		return fault.New(fault.Invalid, "ident.usci_check", "expected", string(want), "found", code[usciLength-1:])
	}
	return nil
}

// usciCheck is the check character of the first 17, all of the alphabet.
func usciCheck(code string) byte {
	sum := 0
	for i, w := range usciWeight {
		sum += w * strings.IndexByte(usciAlphabet, code[i])
	}
	return usciAlphabet[(31-sum%31)%31]
}

// USCIIn finds a credit code in the text of a cell, full-width characters and
// small letters folded, spaces within the code ignored. ok tells that it checks;
// a code that only looks like one (18 letters and digits by themselves, at least
// eight of them digits) is given with ok false, so that the reader can say so.
func USCIIn(text string) (code string, ok bool) {
	folded := Fold(text)
	for _, t := range []string{folded, strings.ReplaceAll(folded, " ", "")} {
		for _, word := range strings.FieldsFunc(t, notOfCode) {
			switch {
			case USCI(word) == nil:
				return word, true
			case code == "" && len(word) == usciLength && countDigits(word) >= 8:
				code = word
			}
		}
	}
	return code, false
}

func notOfCode(r rune) bool { return (r < '0' || '9' < r) && (r < 'A' || 'Z' < r) }

func countDigits(s string) (n int) {
	for _, c := range s {
		if '0' <= c && c <= '9' {
			n++
		}
	}
	return n
}

// digits tells that s is of ASCII digits only.
func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
