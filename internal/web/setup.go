package web

import (
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/web/ui"
)

// setupPage is the first form ever filled.
type setupPage struct {
	In       app.SetupFinish
	Mistakes map[string]string
	Others   []string
	Foot     string
}

// setupKinds are the bodies that run a campaign.
var setupKinds = []access.UnitKind{access.City, access.County, access.Park, access.Province}

func (s *Server) setupShow(w http.ResponseWriter, r *http.Request, _ *visit) error {
	return render(w, r, http.StatusOK, setupView(setupPage{In: app.SetupFinish{Token: r.URL.Query().Get("token"), Kind: access.City}, Foot: s.Version}))
}

func (s *Server) setup(w http.ResponseWriter, r *http.Request, _ *visit) error {
	if err := parseForm(r, formLimit); err != nil {
		return err
	}
	form := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	in := app.SetupFinish{Token: form("token"), Name: form("name"), Kind: access.UnitKind(form("kind")), Division: form("division"),
		Login: form("login"), Person: form("person"), Password: r.PostFormValue("password")}
	err := s.App.SetupFinish(r.Context(), in)
	if e, ok := fault.As(err); ok && e.Kind == fault.Invalid {
		in.Password = ""
		mistakes, others := mistakesOf(r, e)
		return render(w, r, http.StatusUnprocessableEntity, setupView(setupPage{In: in, Mistakes: mistakes, Others: others, Foot: s.Version}))
	}
	if err != nil {
		return err
	}
	return s.redirect(w, r, "/sign-in")
}

// mistakesOf sorts a fault's sentences by field; those of no field stand apart.
func mistakesOf(r *http.Request, e *fault.Error) (byField map[string]string, others []string) {
	byField = map[string]string{}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, p := range parts {
		sentence := glossary.Say(lang(r.Context()), p)
		switch {
		case p.Field == "":
			others = append(others, sentence)
		case byField[p.Field] == "":
			byField[p.Field] = sentence
		default:
			byField[p.Field] += " " + sentence
		}
	}
	return byField, others
}

// kindOptions are unit kinds as choices.
func kindOptions(r setupPage, label func(string) string) []ui.Option {
	var list []ui.Option
	for _, k := range setupKinds {
		list = append(list, ui.Option{Value: string(k), Label: label(string(k)), Chosen: k == r.In.Kind})
	}
	return list
}
