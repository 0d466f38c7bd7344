package app

import (
	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/store/storetest"
)

// cityClerk declares for the city's own projects, which a second person of the city
// decides on.
func (o *office) cityClerk() access.Actor {
	return o.person("city-clerk", access.RoleReporter, "city")
}

// waiting is a fresh claim of the city's own.
func (o *office) waiting() string {
	_, claim := o.filed(o.fresh("认定"), "city", o.cityClerk())
	return claim
}

// sentBack is one that came back.
func (o *office) sentBack() string {
	id := o.waiting()
	o.must(o.ClaimSendBack(o.ctx(), o.chief(), ClaimSendBack{ID: id, Reasons: []string{"twice"}}))
	return id
}

func (o *office) recognised() string {
	id := o.waiting()
	o.must(o.ClaimRecognise(o.ctx(), o.chief(), ClaimRecognise{ID: id}))
	return id
}

// A question is a query with the right it needs.
type question = struct {
	action access.Action
	ask    func(o *office, who access.Actor) error
}

func init() {
	deeds["ClaimDeclare"] = deed{access.DeclareStage, func(o *office, who access.Actor) error {
		_, err := o.ClaimDeclare(o.ctx(), who, ClaimDeclare{Project: o.fileable(o.fresh("申报"), "city"), Stage: lifecycle.Filed, On: when("2026-01-05")})
		return err
	}}
	deeds["ClaimsDeclare"] = deed{access.DeclareStage, func(o *office, who access.Actor) error {
		_, err := o.ClaimsDeclare(o.ctx(), who, ClaimsDeclare{Items: []ClaimItem{{Project: o.fileable(o.fresh("批量"), "city"), Stage: lifecycle.Filed, On: when("2026-01-05")}}})
		return err
	}}
	deeds["ClaimCheck"] = deed{access.CheckClaim, func(o *office, who access.Actor) error {
		const bureau = "市发展和改革委员会"
		if o.units[bureau] == "" {
			o.bureauOf(bureau)
		}
		id := o.fileable(o.fresh("核查"), "city")
		o.show(id, "equipment_contract", "payment", "equipment_photo")
		o.declare(o.cityClerk(), id, lifecycle.Filed, "2026-01-05")
		claim := o.declare(o.cityClerk(), id, lifecycle.Started, "2026-01-05")
		p := who.Person
		p.Unit = o.units[bureau] // whoever has the right has it for their own department
		return o.ClaimCheck(o.ctx(), access.NewActor(storetest.Tenant, p, o.tree), ClaimCheck{ID: claim, Agree: true})
	}}
	deeds["ClaimRecognise"] = deed{access.RecogniseStage, func(o *office, who access.Actor) error {
		return o.ClaimRecognise(o.ctx(), who, ClaimRecognise{ID: o.waiting()})
	}}
	deeds["ClaimsRecognise"] = deed{access.RecogniseStage, func(o *office, who access.Actor) error {
		return o.ClaimsRecognise(o.ctx(), who, ClaimsRecognise{Claims: []string{o.waiting(), o.waiting()}})
	}}
	deeds["ClaimSendBack"] = deed{access.RecogniseStage, func(o *office, who access.Actor) error {
		return o.ClaimSendBack(o.ctx(), who, ClaimSendBack{ID: o.waiting(), Reasons: []string{"twice"}})
	}}
	deeds["ClaimTakeBack"] = deed{access.DeclareStage, func(o *office, who access.Actor) error {
		return o.ClaimTakeBack(o.ctx(), who, ClaimWord{ID: o.waiting()})
	}}
	deeds["ClaimDispute"] = deed{access.DeclareStage, func(o *office, who access.Actor) error {
		return o.ClaimDispute(o.ctx(), who, ClaimWord{ID: o.sentBack(), Note: "有异议"})
	}}
	deeds["ClaimUphold"] = deed{access.RecogniseStage, func(o *office, who access.Actor) error {
		id := o.sentBack()
		o.must(o.ClaimDispute(o.ctx(), o.cityClerk(), ClaimWord{ID: id, Note: "有异议"}))
		return o.ClaimUphold(o.ctx(), who, ClaimWord{ID: id, Note: "维持"})
	}}
	deeds["ClaimRevoke"] = deed{access.RecogniseStage, func(o *office, who access.Actor) error {
		return o.ClaimRevoke(o.ctx(), who, ClaimRevoke{ID: o.recognised(), Reasons: []string{"clerical"}, Note: "选错"})
	}}
	deeds["StockRecognise"] = deed{access.RecogniseStage, func(o *office, who access.Actor) error {
		_, err := o.StockRecognise(o.ctx(), who, StockRecognise{Projects: []string{o.project(o.fresh("存量"), "city")}, Note: "存量"})
		return err
	}}
	questions["Claims"] = question{access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Claims(o.ctx(), who, ClaimFilter{})
		return err
	}}
	questions["Claim"] = question{access.ReadProjects, func(o *office, who access.Actor) error {
		_, claim := o.filed(o.fresh("问"), "east", o.as(access.RoleReporter, "east"))
		_, err := o.Claim(o.ctx(), who, claim, Moment{})
		return err
	}}
	questions["ClaimEffect"] = question{access.ReadProjects, func(o *office, who access.Actor) error {
		_, claim := o.filed(o.fresh("问"), "east", o.as(access.RoleReporter, "east"))
		_, err := o.ClaimEffect(o.ctx(), who, ClaimEffectAsk{ID: claim})
		return err
	}}
	questions["ClaimCandidates"] = question{access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ClaimCandidates(o.ctx(), who, CandidateFilter{Stock: true})
		return err
	}}
	questions["ProjectClaims"] = question{access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ProjectClaims(o.ctx(), who, o.owned("问"), Moment{})
		return err
	}}
	questions["ClaimForm"] = question{access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ClaimForm(o.ctx(), who, o.owned("问"), "")
		return err
	}}
}
