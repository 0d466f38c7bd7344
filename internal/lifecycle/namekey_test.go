package lifecycle

import "testing"

func TestOneProjectWrittenInTwoWaysHasOneKey(t *testing.T) {
	for _, c := range []struct{ name, firm, name2, firm2 string }{
		{"新建年产100万吨负极材料前驱体及余热综合利用项目", "江苏恒基新材料有限公司", "江苏恒基新材料有限公司年产100万吨负极材料前驱体及余热综合利用项目", "江苏恒基新材料"},
		{"新济高端制剂(连云港)产业基地项目", "", "新济高端制剂（连云港）产业基地", ""},
		{"长华化学二氧化碳聚醚及高性能多元醇项目", "", "长华化学二氧化碳聚醚及高性能多元醇", ""},
		{"南高齿（淮安）高速齿轮制造项目", "", "南高齿(淮安)高速齿轮制造", ""},
		{"丰尚“黑灯工厂”项目", "", "丰尚\"黑灯工厂\"", ""},
		{"年产１０ＧＷ电池", "", "年产10gw电池 项目", ""},
		{"江苏猎锋啤酒有限公司项目", "江苏猎锋啤酒有限公司", "猎锋啤酒项目", "江苏猎锋啤酒有限公司"},
		{"中玻新能源材料产业园项目一期工程", "", "中玻新能源材料产业园一期项目", ""},
		{"功能膜项目（首期）", "", "功能膜一期", ""},
		{"猎锋精酿啤酒灌装线项目", "江苏猎锋啤酒有限公司", "猎锋精酿啤酒灌装线", ""},
	} {
		if a, b := NameKey(c.name, c.firm), NameKey(c.name2, c.firm2); a != b {
			t.Errorf("%s → %s\n%s → %s", c.name, a, c.name2, b)
		}
	}
}

func TestTwoProjectsKeepTwoKeys(t *testing.T) {
	for _, c := range []struct{ name, firm, name2, firm2 string }{
		{"天合光能10GW高效光伏电池生产项目", "天合光能股份有限公司", "10GW高效电池项目", "晶澳科技集团"},
		{"昆淮智创园", "昆山国创投资集团有限公司", "昆淮智创园一期", "昆山国创投资集团有限公司"},
		{"捷泰新能源项目", "捷泰新能源", "捷泰新能源二期项目", "捷泰新能源"},
		{"功能膜项目（一期）", "", "功能膜项目（二期）", ""},
		{"年产5万吨功能膜项目", "", "年产5万吨功能膜技改项目", ""},
	} {
		if a, b := NameKey(c.name, c.firm), NameKey(c.name2, c.firm2); a == b {
			t.Errorf("%s and %s both → %s", c.name, c.name2, a)
		}
	}
}

func TestIndexFindsWhatSimilarFinds(t *testing.T) {
	keys := []string{"年产5万吨功能膜", "年产6万吨功能膜", "高速齿轮制造", "高高高高高高", ""}
	x := NewNameIndex(keys)
	for _, key := range append(keys, "年产5万吨功能膜新材料") {
		found := map[int]bool{}
		for _, hit := range x.Similar(key, 0.6, 10) {
			found[hit.Index] = true
		}
		for i, other := range keys {
			if want := Similar(key, other) >= 0.6; want != found[i] {
				t.Errorf("%q and %q: index says %v, comparison %v", key, other, found[i], want)
			}
		}
	}
}

func TestFirmsAreOneWithAndWithoutTheirLegalForm(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"江苏恒基新材料有限公司", "江苏恒基新材料"},
		{"江苏省宝泽电气科技(集团)有限公司", "宝泽电气科技集团"},
		{"天合光能股份有限公司", "天合光能"},
	} {
		if a, b := FirmKey(c.a), FirmKey(c.b); a != b || a == "" {
			t.Errorf("%s → %s, %s → %s", c.a, a, c.b, b)
		}
	}
	if FirmKey("示例化纤（示例县）有限公司") == FirmKey("示例化纤有限公司") {
		t.Error("a branch in a county is another firm")
	}
}

// The pairs of shared/ledgers/cross-file.expected.jsonl: the same project in two
// counties' files, and two that only look alike.
func TestThePairsAcrossFiles(t *testing.T) {
	for _, c := range []struct {
		name, firm, name2, firm2 string
		same                     bool
	}{
		{"新建年产100万吨负极材料前驱体及余热综合利用项目", "江苏恒基新材料有限公司", "江苏恒基新材料有限公司年产100万吨负极材料前驱体及余热综合利用项目", "江苏恒基新材料", true},
		{"新济高端制剂(连云港)产业基地项目", "", "新济高端制剂（连云港）产业基地", "", true},
		{"长华化学二氧化碳聚醚及高性能多元醇项目", "", "长华化学二氧化碳聚醚及高性能多元醇", "", true},
		{"天合光能10GW高效光伏电池生产项目", "天合光能股份有限公司", "10GW高效电池项目", "晶澳科技集团", false},
	} {
		if got := NameKey(c.name, c.firm) == NameKey(c.name2, c.firm2); got != c.same {
			t.Errorf("%s and %s: same key %v", c.name, c.name2, got)
		}
	}
}
