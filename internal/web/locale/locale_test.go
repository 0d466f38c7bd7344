package locale

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

func TestTheSentenceIsItsOwnKey(t *testing.T) {
	ctx := context.Background()
	english := With(ctx, English)
	for name, c := range map[string]struct {
		ctx      context.Context
		sentence string
		args     []any
		want     string
	}{
		"Chinese stays as it is":                    {ctx, "打印", nil, "打印"},
		"English comes from the catalogue":          {english, "打印", nil, "Print"},
		"a figure takes its place":                  {ctx, "第 {from}–{to} 项，共 {total} 项", []any{"from", 1, "to", 50, "total", 312}, "第 1–50 项，共 312 项"},
		"one takes the singular":                    {english, "有 {n} 处需要改正，改好后再提交", []any{"n", 1}, "1 thing to correct before sending again"},
		"several take the plural":                   {english, "有 {n} 处需要改正，改好后再提交", []any{"n", 3}, "3 things to correct before sending again"},
		"a sentence without translation stays":      {english, "没有译文的一句话", nil, "没有译文的一句话"},
		"a name nobody gave is seen":                {ctx, "共 {total} 项", []any{"n", 1}, "共 {total} 项"},
		"a value that looks like a name is no name": {ctx, "看 {a}", []any{"a", "{b}", "b", "x"}, "看 {b}"},
		"a brace nobody closed is text":             {ctx, "看 {a", []any{"a", 1}, "看 {a"},
	} {
		if got := T(c.ctx, c.sentence, c.args...); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

func TestFillingNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("{}|ab项"))).Draw(t, "sentence")
		if got := T(context.Background(), s, "a", 1); s == "" && got != "" {
			t.Fatalf("%q out of nothing", got)
		}
	})
}

func TestAnUnknownLanguageIsChinese(t *testing.T) {
	for s, want := range map[string]string{"en": "en", "zh": "zh-CN", "": "zh-CN", "fr": "zh-CN"} {
		if got := Parse(s).Tag(); got != want {
			t.Errorf("%q is %s, not %s", s, got, want)
		}
	}
	if From(context.Background()) != Chinese {
		t.Error("nobody said is Chinese")
	}
}
