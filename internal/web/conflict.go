package web

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"guatu/internal/web/ui"
)

// Two people at one form: what the other saved meanwhile stands beside what was
// typed, and saving again is a decision.

// conflictNotes says, for each field typed otherwise than it now stands, what
// stands. options name the values of choices.
func conflictNotes(ctx context.Context, typed, now url.Values, options map[string][]ui.Option) map[string]string {
	notes := map[string]string{}
	for name := range now {
		if mine, theirs := kept(typed[name]), kept(now[name]); !slices.Equal(mine, theirs) {
			notes[name] = ui.T(ctx, "现在登记的是：{value}", "value", inWords(ctx, theirs, options[name]))
		}
	}
	for name := range typed { // a tick or a parent the other took away
		if _, there := now[name]; !there && options[name] != nil && len(kept(typed[name])) > 0 {
			notes[name] = ui.T(ctx, "现在登记的是：{value}", "value", ui.T(ctx, "（空）"))
		}
	}
	return notes
}

// conflictWords opens a form that met another's change.
func conflictWords(ctx context.Context) string {
	return ui.T(ctx, "您填写期间，别人已经改过。不同之处标在各栏下面，核对后再保存即以您填的为准。")
}

// kept are values as the save would keep them: trimmed, without empty ones.
func kept(values []string) []string {
	var list []string
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	slices.Sort(list)
	return list
}

// inWords names values by the labels of their choice.
func inWords(ctx context.Context, values []string, options []ui.Option) string {
	list := slices.Clone(values)
	for i, v := range list {
		for _, o := range options {
			if o.Value == v {
				list[i] = strings.TrimSpace(strings.TrimLeft(o.Label, "　"))
			}
		}
	}
	if len(list) == 0 {
		return ui.T(ctx, "（空）")
	}
	return strings.Join(list, ui.T(ctx, "、"))
}
