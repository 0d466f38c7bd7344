package svg

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSpreadIsDrawn(t *testing.T) {
	golden(t, "spread", Spread{Title: "签约至开工", Unit: "天", BoxWord: "中间一半", RangeWord: "只知到月时可能的范围", MedianWord: "中位数", ValueWord: "单个项目", Base: "/guatu", Rows: []SpreadRow{
		{Name: "涟水县", Note: "62–121 天 · 8 个", Tip: "涟水县：8 个", Href: "/chain/records?key=a", Low: [5]float64{10, 40, 62, 120, 300}, High: [5]float64{20, 70, 121, 180, 340}},
		{Name: "盱眙县", Note: "30 天 · 6 个", Low: [5]float64{5, 20, 30, 45, 90}, High: [5]float64{5, 20, 30, 45, 90}},
		{Name: "金湖县", Note: "2 个", Values: [][2]float64{{12, 12}, {31, 91}}},
		{Name: "洪泽区<script>", Note: "—", Empty: true},
	}}.Draw())
}

func TestSharesAreDrawn(t *testing.T) {
	parts := []string{"签约", "立项", "开工", "竣工", "投产", "达效", "列统", "退出"}
	golden(t, "shares", Shares{Title: "历年签约项目", Parts: parts, Rows: []ShareRow{
		{Name: "2026年", Note: "12 个", Href: "/x", Parts: []SharePart{{Count: 5, Tip: "签约 5 个", Href: "/y"}, {}, {Count: 6}, {}, {}, {}, {}, {Count: 1}}},
		{Name: "2024年", Note: "60 个", Parts: []SharePart{{Count: 1}, {Count: 4}, {Count: 20}, {Count: 5}, {Count: 10}, {Count: 5}, {Count: 10}, {Count: 5}}},
	}}.Draw())
}

// Whatever the figures, the drawing is well formed and stays inside its frame.
func TestSpreadsOfAnyFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Spread{}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			r, at := SpreadRow{Name: rapid.String().Draw(t, "name")}, 0.0
			for i := range r.Low {
				at += float64(rapid.IntRange(0, 2000).Draw(t, "days"))
				r.Low[i], r.High[i] = at, at+float64(rapid.IntRange(0, 60).Draw(t, "blur"))
			}
			s.Rows = append(s.Rows, r)
		}
		drawing := s.Draw()
		wellFormed(t, drawing)
		if strings.Contains(drawing, "NaN") || strings.Contains(drawing, `width="-`) {
			t.Fatal(drawing)
		}
	})
}
