// Package catalogue shows a client what it can buy, at its own prices, and a supplier what it sells.
//
// A client sees the goods of the suppliers with which it has an agreement in force; anything else is not there: not in a list,
// not in a count, not by its link. Whose goods those are is decided in [models.Assortment], what they cost in package pricing.
package catalogue

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// Service shows the catalogue.
type Service struct {
	db     *models.DB
	counts counts
}

// New makes the service.
func New(db *models.DB) *Service { return &Service{db: db} }

// AssortmentOf is what a client's person may buy today.
func AssortmentOf(tx *models.Tx, v identity.Viewer) models.Assortment {
	return models.Assortment{Client: v.Organisation(), Day: v.Today(tx.Now), Locale: v.Locale()}
}

// Named is something by its name.
type Named[T any] struct {
	ID   models.ID[T] `json:"id"`
	Name string       `json:"name"`
}

// Supplier is who a client can buy from, and on what terms.
type Supplier struct {
	ID              models.OrganisationID `json:"id"`
	Name            string                `json:"name"`
	Trade           string                `json:"trade" doc:"What it sells."`
	City            string                `json:"city"`
	Currency        models.Currency       `json:"currency"`
	MinimumOrder    string                `json:"minimum_order" doc:"Before tax, in the currency." example:"15000.00"`
	NetDays         int                   `json:"net_days" doc:"Days to pay after the invoice; 0: prepayment."`
	LeadDays        int                   `json:"lead_days" doc:"Days from the order to the delivery."`
	DeliveryNote    string                `json:"delivery_note"`
	AgreementNumber string                `json:"agreement_number"`
}

// Suppliers are all of them.
type Suppliers struct {
	Items []Supplier `json:"items" nullable:"false"`
}

// SupplierOf shows an agreement's terms.
func SupplierOf(t models.Terms) Supplier {
	return Supplier{t.Supplier, t.SupplierName, t.Trade, t.City, t.Currency, t.MinimumOrder.In(t.Currency), t.NetDays, t.LeadDays,
		t.DeliveryNote, t.Number}
}

// Suppliers are those with which the client has an agreement in force, by name. For the client's people.
func (s *Service) Suppliers(ctx context.Context, v identity.Viewer, _ struct{}) (Suppliers, error) {
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (Suppliers, error) {
		terms, err := models.TermsOf(tx, AssortmentOf(tx, v))
		out := Suppliers{Items: make([]Supplier, len(terms))}
		for i, t := range terms {
			out.Items[i] = SupplierOf(t)
		}
		return out, err
	})
}
