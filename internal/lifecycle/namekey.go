package lifecycle

import (
	"slices"
	"strings"
)

// NameKey is a project's name with what offices write differently taken out:
// width, spaces, brackets and quotes, the enterprise in front, 新建 in front, 项目
// and 工程 at the end; a phase goes to the end as #1. A project named after its
// enterprise alone is that enterprise's short name. Two rows with one key in one
// unit are one project; a key says nothing about names that merely look alike
// (see NameIndex).
func NameKey(name, enterprise string) string {
	key, phases := splitPhases(plain(name))
	key = dropFirm(key, plain(enterprise))
	for _, head := range []string{"新建", "新上"} {
		if cut, ok := strings.CutPrefix(key, head); ok && len(cut) >= minRest {
			key = cut
		}
	}
	key = dropTails(key)
	if stem := firmStem(key); stem != key && stem != "" {
		key = dropProvince(stem)
	}
	return key + phases
}

// FirmKey is an enterprise's name without its legal form and the province in
// front: 江苏恒基新材料有限公司 and 江苏恒基新材料 have one key. "" for no name.
func FirmKey(enterprise string) string { return dropProvince(firmStem(plain(enterprise))) }

// dropTails takes 项目, 工程 and 建设 off the end, as often as they stand there.
func dropTails(key string) string {
	for changed := true; changed; {
		changed = false
		for _, tail := range []string{"项目", "工程", "建设"} {
			if cut, ok := strings.CutSuffix(key, tail); ok && cut != "" {
				key, changed = cut, true
			}
		}
	}
	return key
}

// phaseNumbers are the phases offices have; 首期 is the first.
var phaseNumbers = map[rune]string{
	'一': "1", '二': "2", '三': "3", '四': "4", '五': "5", '六': "6", '七': "7", '八': "8", '九': "9", '首': "1",
	'1': "1", '2': "2", '3': "3", '4': "4", '5': "5", '6': "6", '7': "7", '8': "8", '9': "9",
}

// splitPhases takes 一期, 第2期 and 三期四期 out of a name: X项目一期, X一期项目 and
// X（一期） are one phase of one project.
func splitPhases(key string) (rest, phases string) {
	if !strings.ContainsRune(key, '期') {
		return key, ""
	}
	runes := []rune(key)
	out := runes[:0:0]
	for i := 0; i < len(runes); i++ {
		number, ok := phaseNumbers[runes[i]]
		counted := i > 0 && runes[i-1] >= '0' && runes[i-1] <= '9' // 15期 is no phase
		if !ok || counted || i+1 >= len(runes) || runes[i+1] != '期' {
			out = append(out, runes[i])
			continue
		}
		if n := len(out); n > 0 && out[n-1] == '第' {
			out = out[:n-1]
		}
		phases += "#" + number
		i++
	}
	if len(out) == 0 {
		return key, ""
	}
	return string(out), phases
}

// provinces in front of a firm's name are left out in daily use.
var provinces = []string{
	"北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
	"湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆",
}

// dropProvince takes a province, with or without 省 or 市, off a firm's name if
// enough is left to tell it by.
func dropProvince(firm string) string {
	for _, p := range provinces {
		rest, ok := strings.CutPrefix(firm, p)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "省"), "市")
		if len(rest) >= minRest {
			return rest
		}
	}
	return firm
}

// plain folds width and case and leaves letters, digits and Han only.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '×', r == '+':
			return r
		case r < 0x2E80 || strings.ContainsRune("　、。〈〉《》「」『』【】〔〕・", r):
			return -1
		}
		return r
	}, s)
}

// firmTails are what a firm's name ends with, the longer ones first.
var firmTails = []string{"集团股份有限公司", "股份有限公司", "集团有限公司", "有限责任公司", "有限公司", "集团公司", "集团", "股份", "公司"}

// firmStem is a firm's name without its legal form.
func firmStem(firm string) string {
	for _, tail := range firmTails {
		if stem, ok := strings.CutSuffix(firm, tail); ok {
			return stem
		}
	}
	return firm
}

// dropFirm takes the enterprise off the front of a name, in its full or its
// short form, if a name is left.
func dropFirm(name, firm string) string {
	stem := firmStem(firm)
	rest, ok := strings.CutPrefix(name, stem)
	if short := dropProvince(stem); !ok && short != stem {
		stem = short
		rest, ok = strings.CutPrefix(name, short)
	}
	if stem == "" || !ok {
		return dropNamedFirm(name)
	}
	for _, tail := range firmTails {
		if cut, ok := strings.CutPrefix(rest, tail); ok {
			rest = cut
			break
		}
	}
	if len(dropTails(rest)) < minRest {
		return name
	}
	return rest
}

// minRest keeps 捷泰新能源项目 from becoming 项目: two characters tell no project.
const minRest = len("年产万吨")

// dropNamedFirm takes off a firm that the name itself spells out in full.
func dropNamedFirm(name string) string {
	i := strings.Index(name, "有限公司")
	if i < 0 {
		return name
	}
	if rest := name[i+len("有限公司"):]; len(dropTails(rest)) >= minRest {
		return rest
	}
	return name
}

// Similar is how alike two keys are by the pairs of characters they share (Dice):
// 1 is the same, 0 has nothing in common.
func Similar(a, b string) float64 {
	pa, pb := pairs(a), pairs(b)
	if len(pa) == 0 || len(pb) == 0 {
		return 0
	}
	common, i, j := 0, 0, 0
	for i < len(pa) && j < len(pb) {
		switch {
		case pa[i] == pb[j]:
			common, i, j = common+1, i+1, j+1
		case pa[i] < pb[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(common) / float64(len(pa)+len(pb))
}

// pairs are the neighbouring characters of a key, sorted, repeats kept.
func pairs(key string) []uint64 {
	runes := []rune(key)
	if len(runes) < 2 {
		return nil
	}
	list := make([]uint64, len(runes)-1)
	for i := range list {
		list[i] = uint64(runes[i])<<32 | uint64(runes[i+1])
	}
	slices.Sort(list)
	return list
}
