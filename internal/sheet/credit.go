package sheet

// Unified social credit codes, in their own column or inside an enterprise's cell.

import (
	"strings"
	"unicode"

	"guatu/internal/ident"
)

const codeCheckFailed = "code_check_failed"

// readCredit normalises a code (half-width, capitals, no spaces) and tells whether
// its check character is right. A wrong code is kept as written: it is still the
// best hint at the enterprise.
func readCredit(text string) (code string, ok bool) {
	code = strings.ToUpper(fold(text))
	if isNothing(strings.ToLower(code)) {
		return "", true
	}
	return code, ident.USCI(code) == nil
}

// creditLabels stand in front of a code in somebody else's cell.
var creditLabels = []string{"统一社会信用代码", "统一信用代码", "社会信用代码", "统一代码", "信用代码", "机构代码", "代码", "税号"}

// splitCredit finds a credit code inside an enterprise's cell and gives the name
// without it and without its label. No code: the text as it is.
func splitCredit(text string) (name, code string) {
	start, end := creditRun(text)
	if start < 0 {
		return text, ""
	}
	code = strings.ToUpper(fold(text[start:end]))
	before := strings.TrimRightFunc(text[:start], opensCredit)
	for _, label := range creditLabels {
		if rest, ok := strings.CutSuffix(before, label); ok {
			before = strings.TrimRightFunc(rest, opensCredit)
			break
		}
	}
	after := strings.TrimLeftFunc(text[end:], closesCredit)
	return clean(before + after), code
}

// creditRun finds 18 (or, cut short, 17) letters and digits in a row that begin
// like a code; half- or full-width.
func creditRun(text string) (start, end int) {
	start, count, digits := -1, 0, 0
	for i, r := range text + "\x00" {
		f := foldRune(r)
		if f < unicode.MaxASCII && (unicode.IsDigit(f) || unicode.IsLetter(f)) {
			if start < 0 {
				start = i
			}
			count++
			if unicode.IsDigit(f) {
				digits++
			}
			continue
		}
		if (count == 18 || count == 17) && digits >= 8 {
			return start, min(i, len(text))
		}
		start, count, digits = -1, 0, 0
	}
	return -1, -1
}

// opensCredit and closesCredit are what joins a code to the text around it; the
// brackets of the name itself stay.
func opensCredit(r rune) bool  { return isBlank(r) || strings.ContainsRune(":：(（,，;；、/", r) }
func closesCredit(r rune) bool { return isBlank(r) || strings.ContainsRune(")）,，;；、/", r) }
