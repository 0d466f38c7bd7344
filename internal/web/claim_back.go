package web

import (
	"context"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// What came back to its unit, and why: on the page of the day, and beside the form
// that declares it again.

// backText says who sent it back, when and why, in one line.
func backText(ctx context.Context, b *app.ClaimBack) string {
	why := b.Reasons
	if b.Note != "" {
		why = append(why[:len(why):len(why)], b.Note)
	}
	said := ui.N("{day} {name} 退回：{why}")
	if b.State == lifecycle.Revoked {
		said = ui.N("{day} {name} 撤销认定：{why}")
	}
	return ui.T(ctx, said, "day", b.Day.String(), "name", b.Name, "why", strings.Join(why, ui.T(ctx, "；")))
}

// backEntries are the claims that came back, each leading to the form that declares
// it again.
func backEntries(ctx context.Context, n *app.ClaimCount) []ui.Entry {
	if n == nil {
		return nil
	}
	var list []ui.Entry
	for i := range n.Back {
		b := &n.Back[i]
		label := ui.T(ctx, "补正")
		if b.State == lifecycle.Revoked {
			label = ui.T(ctx, "再次申报")
		}
		again := ui.Link{Label: label, Href: address("/projects/"+b.Project, "tab", tabClaim, "stage", string(b.Stage)) + "#declare"}
		list = append(list, ui.Entry{Title: b.ProjectName + " · " + stageText(ctx, b.Stage), Href: claimURL(ctx, b.Claim), Note: backText(ctx, b), End: ui.ButtonLink(again, "small")})
	}
	return list
}
