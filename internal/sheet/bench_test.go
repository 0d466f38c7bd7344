package sheet

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"testing"

	"guatu/internal/sheet/xlsx"
)

// longLedger writes a ledger of n projects and 20 columns with our own writer.
func longLedger(tb testing.TB, n int) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	must(tb, w.Sheet(xlsx.Page{Name: "项目库"}))
	must(tb, w.Row(xlsx.Words("示例市2025年项目库（单位：万元）")))
	head := []string{"序号", "项目名称", "统一社会信用代码", "企业名称", "建设地点", "行业", "建设性质", "总投资", "2025年计划投资", "1-9月完成", "累计完成投资",
		"签约时间", "开工时间", "计划竣工时间", "投产时间", "项目阶段", "形象进度", "联系人", "联系电话", "备注"}
	row := make([]xlsx.Value, len(head))
	for i, h := range head {
		row[i] = xlsx.Words(h)
	}
	must(tb, w.Row(row...))
	for i := range n {
		longRow(row, i)
		must(tb, w.Row(row...))
	}
	must(tb, w.Close())
	return b.Bytes()
}

// longRow fills a row the way several clerks would.
func longRow(row []xlsx.Value, i int) {
	totals := []string{"12000", "1.2亿元", "约8000", "9550-11550", "１５００"}
	dates := []string{"2024.5.6", "2024年5月", "一季度", "2025/12/31", "待定"}
	stages := []string{"签约", "在建", "设备安装", "竣工", "投产"}
	row[0] = xlsx.Plain(float64(i + 1))
	for j, s := range []string{
		fmt.Sprintf("示例年产%d万件第%d号零部件项目（一期）", i%300+1, i), "91320899MA0010010J", fmt.Sprintf("示例第%d精密制造有限公司", i%7000),
		fmt.Sprintf("示例%d镇", i%20), "通用设备制造", "新建", totals[i%5]} {
		row[j+1] = xlsx.Words(s)
	}
	row[8], row[9], row[10] = xlsx.Plain(float64(i%900)), xlsx.Plain(float64(i%800)), xlsx.Plain(float64(i%1000))
	for j := range 4 {
		row[11+j] = xlsx.Words(dates[(i+j)%5])
	}
	for j, s := range []string{stages[i%5], "主体结构施工，钢结构吊装完成60%", "示例联系人", "13800000000", ""} {
		row[15+j] = xlsx.Words(s)
	}
}

func BenchmarkReadCountyLedger3000(b *testing.B) {
	data, err := os.ReadFile("testdata/04-全县项目库（示例县，3000项）.xlsx")
	if err != nil {
		b.Fatal(err)
	}
	benchRead(b, data, 3000)
}

func BenchmarkRead100kRows20Columns(b *testing.B) { benchRead(b, longLedger(b, 100_000), 100_000) }

func benchRead(b *testing.B, data []byte, rows int) {
	b.ReportAllocs()
	for b.Loop() {
		f := readBytes(b, "x.xlsx", data, Options{})
		if n := len(f.Sheets[0].Rows); n != rows {
			b.Fatalf("%d rows, want %d", n, rows)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/(1<<20), "MB-sys")
	}
}
