package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// Evidence in the words of the office.

// bytesText is a size as people read it.
func bytesText(n int64) string {
	switch {
	case n < 1<<10:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1<<20:
		return strconv.FormatInt(n>>10, 10) + " KB"
	}
	return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
}

// takenText is when a photo says it was taken, by the country's clock.
func takenText(ctx context.Context, text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return t.In(app.Zone).Format("2006-01-02 15:04")
}

// farText is how far from the project.
func farText(ctx context.Context, metres int) string {
	if metres < 1000 {
		return ui.T(ctx, "距项目 {n} 米", "n", metres)
	}
	return ui.T(ctx, "距项目 {n} 公里", "n", strconv.FormatFloat(float64(metres)/1000, 'f', 1, 64))
}

// photoOdd is what was found at a photo; a reason to look, not a verdict.
func photoOdd(ctx context.Context, f *app.MaterialFinding) string {
	switch f.Compare {
	case lifecycle.PhotoFar:
		return ui.T(ctx, "拍摄地点") + farText(ctx, int(f.Value))
	case lifecycle.PhotoTime:
		return untimelyText(ctx, f)
	}
	switch {
	case f.Hidden:
		return ui.T(ctx, "其他单位的项目也用了很相似的照片")
	case f.WithProject != "":
		return ui.T(ctx, "与“{project}”的{kind}很相似", "project", f.WithProject, "kind", f.WithKind)
	}
	return ui.T(ctx, "与本项目的{kind}很相似", "kind", f.WithKind)
}

func untimelyText(ctx context.Context, f *app.MaterialFinding) string {
	if f.Value < 0 {
		return ui.T(ctx, "拍摄时间早于 {on} {n} 天", "on", whenText(ctx, f.On), "n", -f.Value)
	}
	return ui.T(ctx, "拍摄时间晚于 {on} {n} 天", "on", whenText(ctx, f.On), "n", f.Value)
}

// endingText is what stands in place of a small picture: PDF, DOCX.
func endingText(name string) string {
	at := strings.LastIndexByte(name, '.')
	if at < 0 || len(name)-at > 6 {
		return "FILE"
	}
	return strings.ToUpper(name[at+1:])
}

func pixelText(wide, high int) string {
	if wide == 0 {
		return blank
	}
	return strconv.Itoa(wide) + " × " + strconv.Itoa(high)
}

// numberMistake says that a text is no number.
func numberMistake(r *http.Request, text string) string {
	return glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.number", "text", text))
}
