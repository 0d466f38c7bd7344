// The adapters between a method of app and an operation: one for each shape of
// method there is.

package api

import (
	"context"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/access"
	"guatu/internal/glossary"
)

// An operation is one line of the table: address, identifier (the base name of
// the use case's file where there is one), the right it needs ("" when only a
// token), a summary, and the method it registers.
type operation struct {
	at      string // "GET /projects"
	id      string
	action  access.Action
	summary string
	bind    binder
}

// A binder registers a method of app under an operation.
type binder func(api huma.API, op huma.Operation)

// register documents the operation and binds its method.
func (o operation) register(api huma.API, section string, place int) {
	method, path, _ := strings.Cut(o.at, " ")
	op := huma.Operation{Method: method, Path: path, OperationID: o.id, Summary: o.summary, Tags: []string{section},
		MaxBodyBytes: maxBody, BodyReadTimeout: bodyTime, Description: rightOf(o.action), Metadata: map[string]any{placeKey: place}}
	if o.action != "" {
		op.Extensions = map[string]any{"x-action": o.action}
	}
	o.bind(api, op)
}

// rightOf says in words who may.
func rightOf(action access.Action) string {
	for _, right := range access.Matrix {
		if right.Action != action {
			continue
		}
		var roles []string
		for _, r := range right.Roles {
			roles = append(roles, glossary.LabelOf(glossary.ZH, "role", string(r)))
		}
		return "权限：" + glossary.LabelOf(glossary.ZH, "action", string(action)) + "（" + strings.Join(roles, "、") + "）"
	}
	return "有令牌即可"
}

// asked is an input that stands wholly in the address.
type asked[F any] struct{ In F }

// Resolve fills the input; huma calls it before the method.
func (a *asked[F]) Resolve(ctx huma.Context) []error { return bind(ctx, reflect.ValueOf(&a.In).Elem()) }

// told is an input with a body; its path fields stand in the address.
type told[F any] struct{ Body F }

// Resolve fills what stands in the address; huma has read the body by then.
func (t *told[F]) Resolve(ctx huma.Context) []error {
	return bind(ctx, reflect.ValueOf(&t.Body).Elem())
}

// answer is an output with a body.
type answer[V any] struct{ Body V }

// made is the answer of a command that gives what it wrote an identifier.
type made struct {
	ID string `json:"id" doc:"编号"`
}

type none = struct{}

// query registers a question: everything it takes stands in the address.
func query[F, V any](ask func(context.Context, access.Actor, F) (V, error)) binder {
	return func(api huma.API, op huma.Operation) {
		formOf(reflect.TypeFor[F](), &op, api.OpenAPI().Components.Schemas)
		huma.Register(api, op, func(ctx context.Context, in *asked[F]) (*answer[V], error) {
			return answered(ctx, in.In, ask)
		})
	}
}

// answered runs a method and turns its fault into a problem.
func answered[F, V any](ctx context.Context, in F, do func(context.Context, access.Actor, F) (V, error)) (*answer[V], error) {
	v, err := do(ctx, actorOf(ctx), in)
	if err != nil {
		return nil, callOf(ctx).problem(ctx, err)
	}
	return &answer[V]{listed(v)}, nil
}

// listed makes an empty list [] where Go has none.
func listed[V any](v V) V {
	if r := reflect.ValueOf(&v).Elem(); r.Kind() == reflect.Slice && r.IsNil() {
		r.Set(reflect.MakeSlice(r.Type(), 0, 0))
	}
	return v
}

// all registers a question without any choice.
func all[V any](ask func(context.Context, access.Actor) (V, error)) binder {
	return query(func(ctx context.Context, who access.Actor, _ none) (V, error) { return ask(ctx, who) })
}

// named is the input of methods that take one identifier.
type named struct {
	ID string `json:"-" path:"id"`
}

func (n named) id(access.Actor) string { return n.ID }

// with is a question that takes one plain value, out of an input that has a
// place for it in the address.
func with[F, A, V any](value func(F, access.Actor) A, ask func(context.Context, access.Actor, A) (V, error)) func(context.Context, access.Actor, F) (V, error) {
	return func(ctx context.Context, who access.Actor, in F) (V, error) { return ask(ctx, who, value(in, who)) }
}

// command registers an act that gives nothing back: 204.
func command[F any](do func(context.Context, access.Actor, F) error) binder {
	return func(api huma.API, op huma.Operation) {
		op.DefaultStatus = http.StatusNoContent
		registry := api.OpenAPI().Components.Schemas
		if !formOf(reflect.TypeFor[F](), &op, registry).rest {
			huma.Register(api, op, func(ctx context.Context, in *asked[F]) (*none, error) { return done(ctx, in.In, do) })
			return
		}
		exemplify(&op)
		huma.Register(api, op, func(ctx context.Context, in *told[F]) (*none, error) { return done(ctx, in.Body, do) })
	}
}

func done[F any](ctx context.Context, in F, do func(context.Context, access.Actor, F) error) (*none, error) {
	if err := do(ctx, actorOf(ctx), in); err != nil {
		return nil, callOf(ctx).problem(ctx, err)
	}
	return &none{}, nil
}

// ending registers an act about one thing, with nothing else to say.
func ending(do func(context.Context, access.Actor, string) error) binder {
	return command(func(ctx context.Context, who access.Actor, in named) error { return do(ctx, who, in.ID) })
}

// maker registers an act that gives an identifier: 201 where it makes something
// new, 200 where it changes what the address names.
func maker[F any](do func(context.Context, access.Actor, F) (string, error)) binder {
	return giving(func(ctx context.Context, who access.Actor, in F) (made, error) {
		id, err := do(ctx, who, in)
		return made{id}, err
	})
}

// giving registers an act, or a long question, with a body both ways.
func giving[F, V any](do func(context.Context, access.Actor, F) (V, error)) binder {
	return func(api huma.API, op huma.Operation) {
		if op.Method == http.MethodPost && reflect.TypeFor[V]() != reflect.TypeFor[made]() {
			op.DefaultStatus = http.StatusOK
		} else if op.Method == http.MethodPost {
			op.DefaultStatus = http.StatusCreated
		}
		formOf(reflect.TypeFor[F](), &op, api.OpenAPI().Components.Schemas)
		exemplify(&op)
		huma.Register(api, op, func(ctx context.Context, in *told[F]) (*answer[V], error) {
			return answered(ctx, in.Body, do)
		})
	}
}

// large lets an operation take a body of the size of a file.
func large(b binder) binder {
	return func(api huma.API, op huma.Operation) {
		op.MaxBodyBytes, op.BodyReadTimeout = maxFile, fileTime
		b(api, op)
	}
}
