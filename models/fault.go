package models

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Kind says what sort of trouble a Fault is; the edge turns it into a status.
type Kind uint8

const (
	Internal        Kind = iota // our own failing; nothing of it is told
	Malformed                   // the request could not be read
	Unauthenticated             // nobody is signed in
	Forbidden                   // signed in, but not allowed
	NotFound                    // not there, or not theirs
	Conflict                    // clashes with what is there already
	Gone                        // was there once: an expired link
	Stale                       // somebody else changed it meanwhile
	Invalid                     // read, understood, and wrong
	Limited                     // too often
	Unavailable                 // try again later
)

// Fault is an error that is meant to be answered. It is classified once, where it arises.
type Fault struct {
	Kind    Kind
	Code    string        // a stable slug: price-changed, below-minimum-order
	Message string        // one English sentence for people who write clients
	Fields  []FieldFault  // every place at fault, not just the first
	Retry   time.Duration // Limited: when to try again
	cause   error
}

// FieldFault names one place of the input and what is wrong there.
type FieldFault struct {
	Field   string `json:"field" doc:"Where: quantity, lines/3/product_id."`
	Code    string `json:"code" doc:"A stable slug."`
	Message string `json:"message,omitempty"`
	Was     string `json:"was,omitempty" doc:"price-changed: the unit price last seen."`
	Now     string `json:"now,omitempty" doc:"price-changed: the unit price now."`
}

func (f *Fault) Error() string {
	var s strings.Builder
	s.WriteString(f.Code)
	if f.Message != "" {
		s.WriteString(": " + f.Message)
	}
	for _, p := range f.Fields {
		fmt.Fprintf(&s, "; %s %s", p.Field, p.Code)
	}
	if f.cause != nil {
		s.WriteString(": " + f.cause.Error())
	}
	return s.String()
}

func (f *Fault) Unwrap() error { return f.cause }

// Faulty makes a fault of a kind, with a stable code and a sentence.
func Faulty(kind Kind, code, message string) *Fault {
	return &Fault{Kind: kind, Code: code, Message: message}
}

// Because keeps what lay underneath for the log; it is never answered.
func (f *Fault) Because(err error) *Fault { f.cause = err; return f }

// At adds a place that is at fault.
func (f *Fault) At(field, code, message string) *Fault {
	f.Fields = append(f.Fields, FieldFault{Field: field, Code: code, Message: message})
	return f
}

// Faults collects what is wrong with an input, so that everything is reported at once.
type Faults struct{ fields []FieldFault }

// Add notes one place.
func (f *Faults) Add(field, code, message string) {
	f.fields = append(f.fields, FieldFault{Field: field, Code: code, Message: message})
}

// Check notes the place unless ok.
func (f *Faults) Check(ok bool, field, code, message string) {
	if !ok {
		f.Add(field, code, message)
	}
}

// Err is nil when nothing was noted.
func (f *Faults) Err() error {
	if len(f.fields) == 0 {
		return nil
	}
	return &Fault{Kind: Invalid, Code: "invalid-input", Message: "Some of the input is wrong.", Fields: f.fields}
}

// KindOf is the kind of the fault within err, Internal when there is none.
func KindOf(err error) Kind {
	var f *Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return Internal
}

// CodeOf is the code of the fault within err, or "".
func CodeOf(err error) string {
	var f *Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

var errNotFound = Faulty(NotFound, "not-found", "There is no such thing here.")

// byConstraint turns a constraint the database upheld into what it means to the caller.
var byConstraint = map[string]*Fault{
	"users_email":              Faulty(Conflict, "email-taken", "Somebody with this address is here already."),
	"memberships_person":       Faulty(Conflict, "already-a-member", "This person already belongs to the company."),
	"agreements_pair":          Faulty(Conflict, "agreement-exists", "These two companies already have an agreement."),
	"agreements_number":        Faulty(Conflict, "agreement-number-taken", "The supplier already uses this agreement number."),
	"products_sku":             Faulty(Conflict, "sku-taken", "The supplier already has a product with this SKU."),
	"price_lists_name":         Faulty(Conflict, "price-list-name-taken", "The supplier already has a price list of this name."),
	"client_groups_name":       Faulty(Conflict, "group-name-taken", "There is a group of this name already."),
	"visibility_rules_once":    Faulty(Conflict, "rule-exists", "There is such a rule already."),
	"purchase_orders_checkout": Faulty(Conflict, "already-ordered", "This checkout has been ordered already."),
	"invoices_order":           Faulty(Conflict, "already-invoiced", "This order has an invoice already."),
	"invoices_settled":         Faulty(Conflict, "above-balance", "That is more than the invoice still asks for."),
	"payments_rest":            Faulty(Conflict, "above-rest", "That is more than is left of the payment."),
	"payments_source":          Faulty(Conflict, "already-booked", "This payment is in the books already."),
	"ledger_month_open":        Faulty(Conflict, "month-closed", "That month is closed; nothing can be booked in it any more."),
	"disputes_open":            Faulty(Conflict, "disputed-already", "This line is disputed already."),
	"warehouses_code":          Faulty(Conflict, "warehouse-code-taken", "You have a warehouse of this code already."),
	"stock_covers_reserved":    Faulty(Conflict, "out-of-stock", "There is not enough in stock."),
	"purchase_orders_external": Faulty(Conflict, "order-exists", "This order has been imported already."),
}

// translate classifies a database error once, at the source.
func translate(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	if f, ok := byConstraint[pg.ConstraintName]; ok {
		known := *f
		return known.Because(err)
	}
	switch pg.Code {
	case "23503": // foreign key: a child of something that is not there, or not theirs
		return Faulty(Invalid, "unknown-reference", "Something this refers to is not there.").Because(err)
	case "53300", "57P01", "57P03":
		return Faulty(Unavailable, "database-unavailable", "The database is not available just now.").Because(err)
	}
	return err
}

// retryable reports an error that a second run of the same transaction may well not meet.
func retryable(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}
