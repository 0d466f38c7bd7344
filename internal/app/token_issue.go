package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
)

// TokenIssue makes a token for the REST interface, with the person's own rights.
type TokenIssue struct {
	Label string `json:"label"`
	Days  int    `json:"days"` // it ends by itself; at most a year
	// Until is when the token it is asked with ends, zero on a page: a token that
	// was stolen does not give itself a longer life.
	Until time.Time `json:"-"`
}

// TokenIssue gives the token once; only its hash is kept.
func (a *App) TokenIssue(ctx context.Context, who access.Actor, in TokenIssue) (token string, err error) {
	var wrong fault.List
	in.Label = strings.TrimSpace(in.Label)
	wrong.Check(in.Label != "" && len(in.Label) <= 180, "label", "token.label")
	wrong.Check(in.Days >= 1 && in.Days <= apiTokenDays, "days", "token.days", "max", apiTokenDays)
	if err := wrong.Err(); err != nil {
		return "", err
	}
	token, hash := a.newToken()
	return token, a.act(ctx, who, access.IssueToken, in.Label, func(tx *store.Tx) error {
		if !in.Until.IsZero() && tx.Now.AddDate(0, 0, in.Days).After(in.Until) {
			return fault.New(fault.Invalid, "token.outlives").At("days")
		}
		if err := tokensLeft(tx, who.ID); err != nil {
			return err
		}
		return tx.OpenSession(store.Session{ID: a.newID(), TokenHash: hash, Person: who.ID, Kind: APISession, Label: in.Label,
			OpenedAt: tx.Now, SeenAt: tx.Now, ExpiresAt: tx.Now.AddDate(0, 0, in.Days)})
	})
}

// maxTokens is how many tokens a person has at a time.
const maxTokens = 30

func tokensLeft(tx *store.Tx, person string) error {
	list, err := tx.Sessions(person)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(s store.Session) bool { return s.Kind == PageSession || !s.ExpiresAt.After(tx.Now) })
	if len(list) >= maxTokens {
		return fault.New(fault.Invalid, "token.many", "max", maxTokens)
	}
	return nil
}

// Sessions are one's own sessions and tokens, or, for whoever may revoke them,
// those of a person, or everybody's ("").
func (a *App) Sessions(ctx context.Context, who access.Actor, person string) (list []store.Session, err error) {
	if person != who.ID && !who.Can(access.RevokeSession) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.RevokeSession))
	}
	err = a.db.Read(ctx, access.SystemScope(who.Tenant(), access.SystemSignIn), func(tx *store.Tx) error {
		list, err = tx.Sessions(person)
		return err
	})
	return list, err
}

// SessionRevoke ends one of one's own sessions, or anybody's for those who may.
func (a *App) SessionRevoke(ctx context.Context, who access.Actor, id string) error {
	own, err := a.Sessions(ctx, who, who.ID)
	if err != nil {
		return err
	}
	action := access.RevokeSession
	for _, s := range own {
		if s.ID == id {
			action = access.IssueToken
		}
	}
	return a.act(ctx, who, action, "", func(tx *store.Tx) error { return tx.RevokeSession(id) })
}

// People are the tenant's people and units, for the administrator's pages.
func (a *App) People(ctx context.Context, who access.Actor) ([]access.Person, error) {
	if !who.Can(access.ChangePerson) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ChangePerson))
	}
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	list := make([]access.Person, 0, len(f.people))
	for _, p := range f.people {
		list = append(list, p)
	}
	sortPeople(list)
	return list, nil
}

func sortPeople(list []access.Person) {
	slices.SortFunc(list, func(a, b access.Person) int { return strings.Compare(a.Login, b.Login) })
}
