// Package reorder shows a client how it stands with its suppliers and what it usually buys, and sets what was bought before
// beside what it would be today. Nothing is ordered here.
package reorder

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
)

// Service shows suggestions and takes the buyer's word on them.
type Service struct {
	db  *models.DB
	now func() time.Time
}

// New makes the service.
func New(db *models.DB, now func() time.Time) *Service { return &Service{db, now} }

// assortment is what the viewer's own company may buy today.
func (s *Service) assortment(v identity.Viewer) models.Assortment {
	return models.Assortment{Client: v.Organisation(), Day: v.Today(s.now()), Locale: v.Locale()}
}

// List is every suggestion of a client, the most urgent first.
type List struct {
	Items []Suggestion `json:"items" nullable:"false"`
}

// List shows how the viewer's company stands with every supplier it may order from, what asks for a decision first.
func (s *Service) List(ctx context.Context, v identity.Viewer, _ struct{}) (List, error) {
	return models.Read(ctx, s.db, v.To(identity.ReorderRead), func(tx *models.Tx) (List, error) {
		items, err := trading(tx, s.assortment(v), models.OrganisationID{})
		return List{items}, err
	})
}

// trading are the suggestions for suppliers with an agreement in force.
func trading(tx *models.Tx, a models.Assortment, supplier models.OrganisationID) ([]Suggestion, error) {
	rhythms, err := models.Rhythms(tx, a, supplier)
	if err != nil {
		return nil, err
	}
	inForce := rhythms[:0]
	for _, r := range rhythms {
		if r.Trades {
			inForce = append(inForce, r)
		}
	}
	return Suggestions(tx, a, inForce)
}

// Rhythms are how a client stands with all of its suppliers, for the account manager's desk. A step for whoever may see the
// client's orders.
func Rhythms(tx *models.Tx, a models.Assortment) ([]Suggestion, error) {
	rhythms, err := models.Rhythms(tx, a, models.OrganisationID{})
	if err != nil {
		return nil, err
	}
	return Suggestions(tx, a, rhythms)
}

// Basket is what a client usually buys from a supplier, or bought in one order, set beside today.
type Basket struct {
	Suggestion *Suggestion        `json:"suggestion" doc:"How the client stands with the supplier; null without an order that counts."`
	Supplier   catalogue.Supplier `json:"supplier"`
	Lines      []Line             `json:"lines" nullable:"false"`
	FromOrders int                `json:"from_orders" doc:"How many orders it was made from."`
	Hidden     int                `json:"hidden" doc:"Products of then that are not offered to you any more."`
	Currency   models.Currency    `json:"currency"`
}

// BasketInput names a supplier.
type BasketInput struct {
	Supplier models.OrganisationID `path:"supplier_id"`
}

// Basket is the usual basket of the viewer's company with one supplier; NotFound without an agreement in force.
func (s *Service) Basket(ctx context.Context, v identity.Viewer, in BasketInput) (Basket, error) {
	return models.Read(ctx, s.db, v.To(identity.ReorderRead), func(tx *models.Tx) (Basket, error) {
		return UsualBasket(tx, s.assortment(v), in.Supplier)
	})
}

// UsualBasket is what a client usually buys from a supplier, set beside today; NotFound without an agreement in force. A
// step for whoever may see the client's orders.
func UsualBasket(tx *models.Tx, a models.Assortment, supplier models.OrganisationID) (b Basket, err error) {
	terms, err := TermsWith(tx, a, supplier)
	if err != nil {
		return b, err
	}
	b = Basket{Supplier: catalogue.SupplierOf(terms), Currency: terms.Currency, Lines: []Line{}}
	found, err := trading(tx, a, supplier)
	if err != nil {
		return b, err
	}
	if len(found) == 1 {
		usual := found[0].basket
		b.Suggestion, b.FromOrders, b.Hidden = &found[0], usual.orders, usual.hidden
		b.Lines = append(b.Lines, usual.lines...)
	}
	return b, nil
}

// TermsWith is what was agreed with one supplier; NotFound without an agreement in force.
func TermsWith(tx *models.Tx, a models.Assortment, supplier models.OrganisationID) (models.Terms, error) {
	all, err := models.TermsOf(tx, a)
	if err != nil {
		return models.Terms{}, err
	}
	for _, t := range all {
		if t.Supplier == supplier {
			return t, nil
		}
	}
	return models.Terms{}, models.Faulty(models.NotFound, "not-found", "You have no agreement in force with this supplier.")
}
