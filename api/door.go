package api

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"povtor/models"
	"povtor/portal/identity"
)

// Route is one line of the table: who may come in, and by which address.
type Route struct {
	Method, Path string
	Permission   identity.Permission // empty: public
}

// Table gathers the routes; the access test walks it.
type Table struct {
	api    huma.API
	routes []Route
	last   string // the operation being described
}

// Routes are all that were registered.
func (t *Table) Routes() []Route { return t.routes }

// versioned is an answer that two people may edit: it goes out with an ETag.
type versioned interface{ ETag() int }

type answer[Out any] struct {
	ETag string `header:"ETag"`
	Body Out
}

type done struct{}

// door registers a use case under an address. Whoever may not come in is turned away before their input is looked at;
// the use case asks again when it opens the database.
func door[In, Out any](t *Table, permission identity.Permission, address, summary string,
	useCase func(context.Context, identity.Viewer, In) (Out, error)) {
	register(t, t.operation(permission, address, summary), useCase)
}

// upload is a door through which a file may come, as large as any request may be.
func upload[In, Out any](t *Table, permission identity.Permission, address, summary string,
	useCase func(context.Context, identity.Viewer, In) (Out, error)) {
	op := t.operation(permission, address, summary)
	op.MaxBodyBytes = bodyLimit
	register(t, op, useCase)
}

func register[In, Out any](t *Table, op huma.Operation, useCase func(context.Context, identity.Viewer, In) (Out, error)) {
	if reflect.TypeFor[Out]() == reflect.TypeFor[struct{}]() {
		op.DefaultStatus = http.StatusNoContent
		huma.Register(t.api, op, func(ctx context.Context, in *In) (*done, error) {
			_, err := enter(ctx, op, in, useCase)
			return nil, err
		})
		return
	}
	huma.Register(t.api, op, func(ctx context.Context, in *In) (*answer[Out], error) {
		out, err := enter(ctx, op, in, useCase)
		if err != nil {
			return nil, err
		}
		a := &answer[Out]{Body: out}
		if v, ok := any(out).(versioned); ok {
			a.ETag = strconv.Quote(strconv.Itoa(v.ETag()))
		}
		return a, nil
	})
}

func enter[In, Out any](ctx context.Context, op huma.Operation, in *In,
	useCase func(context.Context, identity.Viewer, In) (Out, error)) (out Out, err error) {
	if check, ok := any(in).(interface{ Validate() error }); ok {
		if err := check.Validate(); err != nil {
			return out, problemOf(ctx, err)
		}
	}
	if out, err = useCase(repeatable(ctx, op), viewer(ctx), *in); err != nil {
		return out, problemOf(ctx, err)
	}
	return out, nil
}

// repeatable arms the request's Idempotency-Key, which belongs to the person who sent it.
func repeatable(ctx context.Context, op huma.Operation) context.Context {
	r := requestOf(ctx)
	if r.key == "" || !r.viewer.SignedIn() || op.Method == http.MethodGet {
		return ctx
	}
	h := sha256.New()
	h.Write([]byte(op.Method + " " + r.path + "\n"))
	h.Write(r.body)
	return models.WithOnce(ctx, r.viewer.User().String()+":"+r.key, h.Sum(nil))
}

// creates are the routes that make something new with an id of its own: they answer 201. The same request sent again, by its
// Idempotency-Key or its checkout, answers the same.
var creates = map[string]bool{
	"POST /api/v1/orders": true, "POST /api/v1/cart/place": true, "POST /api/v1/payments": true, "POST /api/v1/invoices/{id}/disputes": true, "POST /api/v1/agreements/{id}/promises": true, "POST /api/v1/invoices/{id}/credit": true,
	"POST /api/v1/members": true, "POST /api/v1/desk/clients/{id}/contacts": true,
	"POST /api/v1/products": true, "POST /api/v1/products/{id}/pictures": true, "POST /api/v1/products/{id}/papers": true,
	"POST /api/v1/categories": true, "POST /api/v1/categories/{id}/attributes": true,
	"POST /api/v1/warehouses": true, "POST /api/v1/stock/incoming": true, "POST /api/v1/synonyms": true,
	"POST /api/v1/card-payments": true, "POST /api/v1/card-payments/{id}/refunds": true,
}

// operation describes a route for OpenAPI and remembers it for the access test.
func (t *Table) operation(permission identity.Permission, address, summary string) huma.Operation {
	method, path, _ := strings.Cut(address, " ")
	t.routes = append(t.routes, Route{Method: method, Path: path, Permission: permission})
	t.last = operationID(method, path)
	op := huma.Operation{
		OperationID: t.last, Method: method, Path: path, Summary: summary,
		Tags:   []string{strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")[0]},
		Errors: []int{http.StatusUnprocessableEntity},
	}
	if creates[address] {
		op.DefaultStatus = http.StatusCreated
	}
	op.Middlewares = huma.Middlewares{readable}
	if permission != "" {
		op.Middlewares = huma.Middlewares{admit(permission), readable}
		op.Security = []map[string][]string{{"session": {}}}
		op.Description = "Permission: `" + string(permission) + "`."
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
	}
	if strings.Contains(path, "{") {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	return op
}

// admit turns away whoever lacks the permission.
func admit(permission identity.Permission) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		g := viewer(c.Context()).To(permission)
		if g.Refuse == nil {
			next(c)
			return
		}
		turnAway(c, g.Refuse)
	}
}

// turnAway answers a fault before any use case is entered.
func turnAway(c huma.Context, err error) {
	p := problemOf(c.Context(), err)
	c.SetHeader("Content-Type", p.ContentType(""))
	c.SetStatus(p.Status)
	if body, err := json.Marshal(p); err == nil {
		_, _ = c.BodyWriter().Write(body) // the caller has gone if it fails
	}
}

// bodyName is PostOrdersIDConfirmBody of post-orders-id-confirm.
func (t *Table) bodyName(name string) string {
	var route strings.Builder
	for part := range strings.SplitSeq(t.last, "-") {
		if part != "" {
			route.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	if strings.HasSuffix(name, "InputBody") {
		return route.String() + "Body"
	}
	return route.String() + name
}

func operationID(method, path string) string {
	clean := strings.NewReplacer("/api/v1/", "", "{", "", "}", "", "/", "-").Replace(path)
	return strings.ToLower(method) + "-" + clean
}
