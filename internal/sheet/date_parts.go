package sheet

// The parts of dates: months, quarters, halves, and figures joined by points.

import (
	"strconv"
	"strings"
)

// monthAt reads 5月, 05月, 十二月.
func monthAt(s string) (month, n int) {
	month, n = wholeAt(s)
	if n == 0 || month < 1 || month > 12 || !strings.HasPrefix(s[n:], "月") {
		return 0, 0
	}
	return month, n + len("月")
}

// quarterAt reads 一季度, 第1季度, 1季度, q1, 1q.
func quarterAt(s string) (quarter, n int) {
	if len(s) > 1 && s[0] == 'q' && '1' <= s[1] && s[1] <= '4' {
		return int(s[1] - '0'), 2
	}
	lead := lengthOf(s, "第")
	q, m := wholeAt(s[lead:])
	rest := s[lead+m:]
	if m == 0 || q < 1 || q > 4 {
		return 0, 0
	}
	if k := lengthOf(rest, "季度", "季", "q"); k > 0 {
		return q, lead + m + k
	}
	return 0, 0
}

// halfAt reads 上半年, 下半年, h1.
func halfAt(s string) (half, n int) {
	switch {
	case strings.HasPrefix(s, "上半年"):
		return 1, len("上半年")
	case strings.HasPrefix(s, "下半年"):
		return 2, len("下半年")
	case len(s) > 1 && s[0] == 'h' && (s[1] == '1' || s[1] == '2'):
		return int(s[1] - '0'), 2
	}
	return 0, 0
}

// dotted reads figures joined by - . or /: 2024-05-06, 2024.5, 2024年5.6 is none.
// What could be a month and a day or a day and a month is ambiguous.
func (p *dateScan) dotted() (dateReading, int) {
	parts, n := figuresJoined(p.rest)
	if n == 0 || lengthOf(p.rest[n:], "年", "亿", "万", "%") > 0 {
		return dateReading{}, 0
	}
	n += lengthOf(p.rest[n:], "日", "号")
	r := p.dottedParts(parts, p.rest[:n])
	if lengthOf(p.rest[n:], "月") > 0 { // 2024.5月, 2024-5月底
		n += lengthOf(p.rest[n:], "月底", "月初", "月末", "月")
	}
	if r.when.IsZero() && len(r.codes) == 0 {
		return dateReading{}, 0
	}
	p.dateScanYear(r.when.First.Year(), n)
	return r, n
}

func (p *dateScan) dottedParts(parts []string, whole string) dateReading {
	v := [3]int{}
	for i, s := range parts {
		n, err := strconv.Atoi(s)
		if err != nil {
			return unread()
		}
		v[i] = n
	}
	long := len(parts[0]) == 4
	switch {
	case len(parts) == 3 && long:
		return dayOf(v[0], v[1], v[2])
	case len(parts) == 3 && len(parts[2]) == 4: // 5/6/2024: whose order?
		return dateReading{codes: codes{codeAmbiguous}}
	case len(parts) == 3 && strings.ContainsRune(whole, '.') && v[0] > 12: // 24.5.6
		r := dayOf(2000+v[0], v[1], v[2])
		r.codes.add(codeYearInferred)
		return r
	case len(parts) == 3:
		return dateReading{codes: codes{codeAmbiguous}}
	case long && len(parts[1]) <= 2:
		return monthOf(v[0], v[1])
	case len(parts) == 2 && !long:
		return p.shortParts(v[0], v[1], whole)
	}
	return dateReading{}
}

// shortParts reads 24.3, a year and a month, and 5.20, a month and a day of the
// ledger's own year. What 6-8 joins may be two months, and a number 5.2 the 20th.
func (p *dateScan) shortParts(a, b int, whole string) dateReading {
	r := dateReading{}
	lost := !p.typed && strings.Contains(whole, ".") && len(whole)-strings.IndexByte(whole, '.') == 2 && b <= 3
	switch {
	case lost:
		return dateReading{codes: codes{codeAmbiguous}}
	case a >= 20 && a < 40 && b >= 1 && b <= 12:
		r = monthOf(2000+a, b)
	case a >= 1 && a <= 12 && b >= 1 && (b > 12 || !strings.Contains(whole, "-")) && p.dateReader.year > 0:
		r = dayOf(p.dateReader.year, a, b)
	default:
		return unread()
	}
	r.codes.add(codeYearInferred)
	return r
}

// figuresJoined reads two or three figures with one kind of joint.
func figuresJoined(s string) (parts []string, n int) {
	var joint byte
	for {
		start := n
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		if n == start || n-start > 4 {
			return nil, 0
		}
		parts = append(parts, s[start:n])
		more := n+1 < len(s) && isDigit(s[n+1]) && (s[n] == '-' || s[n] == '.' || s[n] == '/') && (joint == 0 || s[n] == joint)
		if !more || len(parts) == 3 {
			break
		}
		joint = s[n]
		n++
	}
	if len(parts) < 2 || len(parts) == 2 && len(parts[0]) > 2 && len(parts[0]) != 4 {
		return nil, 0
	}
	if len(parts) == 2 && len(parts[1]) > 2 { // 2022-2025 is two years
		return nil, 0
	}
	return parts, n
}
