package app

import (
	"context"
	"strings"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
)

// maxAnswer bounds an explanation, in characters.
const maxAnswer = 2000

// A DoubtAnswer explains a doubt (疑点说明). Facts is the fingerprint of what the
// person read: an explanation is of these facts and no others.
type DoubtAnswer struct {
	Project string `json:"-" path:"id"`
	Check   string `json:"check"`
	Facts   string `json:"facts"`
	Text    string `json:"text"`
}

// DoubtAnswer keeps the explanation; it is never changed or taken out. Conflict
// when the facts changed meanwhile, NotFound when the doubt has gone.
func (a *App) DoubtAnswer(ctx context.Context, who access.Actor, in DoubtAnswer) error {
	if err := may(who, access.AnswerDoubt); err != nil {
		return err
	}
	in.Text = strings.TrimSpace(in.Text)
	var wrong fault.List
	wrong.Check(in.Text != "", "text", "doubt.answer_empty")
	wrong.Check(utf8.RuneCountInString(in.Text) <= maxAnswer, "text", "doubt.answer_long", "max", maxAnswer)
	if err := wrong.Err(); err != nil {
		return err
	}
	d, err := a.doubt(ctx, who, in.Project, in.Check)
	if err != nil {
		return err
	}
	if d.Facts != in.Facts {
		return fault.New(fault.Conflict, "doubt.changed")
	}
	return a.act(ctx, who, access.AnswerDoubt, "", func(tx *store.Tx) error {
		return tx.SaveAnswer(nil, &lifecycle.Answer{ID: a.newID(), Project: in.Project, Doubt: in.Check, Facts: in.Facts,
			Text: in.Text, Who: who.ID, Name: who.Name, Day: tx.Today})
	})
}
