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
