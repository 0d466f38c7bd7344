// Visits to sites: what was seen of a claim before it was decided, with a photo.

package demo

import (
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// visit looks at the site of a claim that waits. One in three finds something other
// than was expected, which is written down and decides nothing.
func (b *builder) visit(s *sample, claim string) error {
	if claim == "" {
		return nil
	}
	who := b.who("tjj")
	sheet, err := b.cfg.App.VisitForm(b.ctx, who, s.id, "")
	if err != nil || sheet.Claim != claim || sheet.Kind == "" {
		return err
	}
	in := app.VisitNote{Project: s.id, Claim: claim, Day: b.today(), With: s.base.Contact, At: s.base.At, Image: "现场与申报阶段一致", Opinion: "经现场核查，同意认定"}
	for i, q := range sheet.Questions {
		seen := lifecycle.Seen{Question: q.Code, Answer: q.Expect}
		if i == 1 && s.n%3 == 1 {
			seen.Answer, seen.Note = other(q.Expect), "现场公示牌仍为原建设单位名称，企业已申请变更"
			in.Problems, in.Opinion = seen.Note, "公示牌更换后可以认定"
		}
		in.Seen = append(in.Seen, seen)
	}
	kept, err := b.cfg.App.VisitNote(b.ctx, who, in)
	if err != nil {
		return err
	}
	id, err := b.cfg.App.EvidenceKeep(b.ctx, who, app.EvidenceKeep{Project: s.id, Kind: sheet.Kind, Issued: workday.On(b.today()), Visit: kept.ID, FilesFollow: true})
	if err != nil {
		return err
	}
	return b.attach(who, s, file{id, "现场核查照片（示例）.jpg", b.scene(s)})
}

// other is the answer that was not expected.
func other(answer string) string {
	if answer == lifecycle.SeenYes {
		return lifecycle.SeenNo
	}
	return lifecycle.SeenYes
}
