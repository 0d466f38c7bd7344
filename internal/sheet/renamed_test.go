package sheet

// The four ledgers with their headings renamed: what another office calls a column
// must not change what is read in it.

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// renamings are headings of the four ledgers and what others write for them; the
// last, of none, moves the whole sheet one column to the right.
var renamings = []map[string]string{
	{"项目名称": "项目名称（全称）", "建设单位": "项目单位", "属地": "所属板块", "主要建设内容及规模": "建设规模及内容", "计划\n总投资": "概算总投资", "年度投资情况": "2024年度投资", "年度计划投资": "年度投资计划", "年度完成投资": "今年以来完成投资", "完成率": "投资进度%", "自开工累计完成投资": "截至目前累计完成投资", "建设周期": "建设起止年限", "开工时间": "实际开工日期", "计划竣工时间": "预计竣工", "形象进度": "目前进展", "项目状态": "当前状态",
		"投资方": "投资主体", "落户地": "落户园区", "协议总投资": "协议投资额", "签约时间": "签约日期", "现状": "所处阶段", "企业名称": "业主单位", "所在地": "建设地址", "投资额（亿元）": "投资（亿元）", "总投资": "投资总额", "年度计划": "今年计划", "年度完成": "本年度完成", "累计完成": "累计完成投资", "时间节点": "起止时间", "开工": "开工年月", "竣工（计划）": "拟竣工时间", "形象进度（%）": "工程进度（%）", "进展情况": "推进情况", "实施单位": "项目业主", "建设地点": "项目地址", "竣工（投产）时间": "竣工投产时间", "状态": "项目状态",
		"企业\n（投资方）": "投资主体", "年度计划投资 ": "今年计划", "累计完成投资": "自开工累计完成投资", "项目阶段": "当前阶段", "竣工（预计）": "竣工（预计）时间",
		"项目基本情况": "项目概况", "统一社会信用代码": "社会统一信用代码", "投资情况": "投资额", "其中：设备投资": "设备投资额", "2025年度": "2025年", "计划投资": "年度计划", "1—9月完成": "1-9月份完成投资", "竣工时间（计划）": "计划竣工时间", "投产时间（计划）": "预计投产时间", "阶段": "建设阶段", "性质": "项目性质", "序号": "编号"},
	{"项目名称": "重大项目名称", "建设单位": "业主单位", "属地": "所在乡镇", "计划\n总投资": "投资\n总额", "年度计划投资": "2024年计划投资", "年度完成投资": "本年累计完成投资", "完成率": "完成年度计划比例", "自开工累计完成投资": "开工以来累计完成投资", "开工时间": "开工年月", "计划竣工时间": "拟竣工时间", "形象进度": "项目进展", "项目状态": "所处阶段",
		"投资方": "投资企业", "落户地": "拟落户地", "协议总投资": "计划总投资", "签约时间": "签约年月", "现状": "目前状态", "企业名称": "项目公司", "所在地": "建设位置", "投资额（亿元）": "投资情况（亿元）", "年度计划": "本年计划", "年度完成": "年内完成", "时间节点": "关键节点", "开工": "实际开工", "竣工（计划）": "预计竣工", "形象进度（%）": "完成进度（%）", "进展情况": "建设进展", "实施单位": "实施主体", "建设地点": "项目所在地", "竣工（投产）时间": "竣工时间",
		"企业\n（投资方）": "项目单位\n（投资方）", "累计完成投资": "累计投资", "项目阶段": "建设状态", "竣工（预计）": "竣工时间（预计）",
		"统一社会信用代码": "信用代码", "2025年度": "本年度", "计划投资": "计划", "1—9月完成": "1至9月完成", "竣工时间（计划）": "拟竣工时间", "投产时间（计划）": "拟投产时间", "阶段": "项目阶段"},
	{},
}

func TestTheFourLedgersAreReadUnderOtherHeadings(t *testing.T) {
	for _, path := range ledgers(t) {
		for i, words := range renamings {
			t.Run(string(rune('a'+i))+filepath.Base(path)[:2], func(t *testing.T) {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if strings.HasSuffix(path, ".csv") {
					data = renamedCSV(t, data, words)
				} else {
					data = renamedBook(t, data, words)
				}
				got := linesOf(t, readBytes(t, filepath.Base(path), data, Options{}))
				for _, line := range got { // excelize drops the empty texts that formulas gave
					if list, ok := line["warnings"].([]any); ok && strings.Contains(path, "01-") {
						line["warnings"] = slices.DeleteFunc(list, func(w any) bool { return w == "formula_no_cached_value" })
					}
				}
				compareLines(t, got[:len(got)-1], expectedLines(t, path))
			})
		}
	}
}

func renamedCSV(t *testing.T, data []byte, words map[string]string) []byte {
	t.Helper()
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitN(string(text), "\n", 5) // title, unit, the heading on two lines
	head := lines[2] + "\n" + lines[3]
	for from, to := range words {
		for _, q := range []string{"", `"`} {
			head = strings.ReplaceAll(head, ","+q+from+q+",", `,"`+to+`",`)
		}
	}
	out, err := simplifiedchinese.GB18030.NewEncoder().String(strings.Join([]string{lines[0], lines[1], head, lines[4]}, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(out)
}

func renamedBook(t *testing.T, data []byte, words map[string]string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		for r, row := range rows {
			for c, text := range row {
				to, ok := words[text]
				heads := r < 5 || len(row) > 0 && (row[0] == "序号" || row[0] == "编号" || row[0] == "")
				if !ok || !heads {
					continue
				}
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				must(t, err)
				must(t, f.SetCellValue(sheet, cell, to))
			}
		}
	}
	if len(words) == 0 {
		for _, sheet := range f.GetSheetList() {
			must(t, f.InsertCols(sheet, "A", 1))
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}
