package catalogue

import (
	"cmp"
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// OfferingsInput narrows a supplier's own products.
type OfferingsInput struct {
	Q      string               `query:"q" maxLength:"100" doc:"Part of a name, SKU or GTIN."`
	Status models.ProductStatus `query:"status" enum:"draft,active,discontinued"`
	Limit  int                  `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After  string               `query:"after" maxLength:"2000"`
}

// Offering is a product as its own supplier sees it.
type Offering struct {
	ID        models.ProductID       `json:"id"`
	SKU       string                 `json:"sku"`
	GTIN      string                 `json:"gtin"`
	Name      string                 `json:"name"`
	Brand     string                 `json:"brand"`
	Icon      string                 `json:"icon"`
	Category  Named[models.Category] `json:"category"`
	Unit      string                 `json:"unit"`
	PackSize  string                 `json:"pack_size"`
	Minimum   string                 `json:"minimum"`
	Multiple  string                 `json:"multiple"`
	VATRate   string                 `json:"vat_rate" doc:"Per cent."`
	Status    models.ProductStatus   `json:"status" enum:"draft,active,discontinued"`
	OnHand    *string                `json:"on_hand" doc:"What lies in the warehouse; null: brought or made to order."`
	Reserved  *string                `json:"reserved" doc:"Of that, what open orders hold."`
	RestockOn *models.Date           `json:"restock_on"`
	ListPrice *string                `json:"list_price" doc:"At the minimum, before tax."`
	Currency  models.Currency        `json:"currency"`
	UpdatedAt time.Time              `json:"updated_at"`
}

// OfferingInFull adds the texts and everything it is sold for.
type OfferingInFull struct {
	Offering
	NameRu        string            `json:"name_ru"`
	NameEn        string            `json:"name_en"`
	DescriptionRu string            `json:"description_ru"`
	DescriptionEn string            `json:"description_en"`
	Substitute    *models.ProductID `json:"substitute_id"`
	Tiers         []Tier            `json:"tiers" nullable:"false" doc:"Of the list price in the supplier's own currency."`
	Contracts     []ContractList    `json:"contract_prices" nullable:"false"`
}

// ContractList is what a contract price list asks.
type ContractList struct {
	ListName  string          `json:"list_name"`
	Currency  models.Currency `json:"currency"`
	ValidFrom *models.Date    `json:"valid_from"`
	ValidTo   *models.Date    `json:"valid_to"`
	Clients   int             `json:"clients" doc:"How many active agreements ask it."`
	Tiers     []Tier          `json:"tiers" nullable:"false"`
}

// Offerings are the supplier's own products by SKU. For the supplier's people.
func (s *Service) Offerings(ctx context.Context, v identity.Viewer, in OfferingsInput) (models.Page[Offering], error) {
	var after string
	there, err := models.ReadCursor(in.After, &after)
	if err != nil {
		return models.Page[Offering]{}, err
	}
	f := models.OfferingFilter{Words: in.Q, Status: in.Status, Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if there {
		f.After = &after
	}
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (models.Page[Offering], error) {
		rows, err := models.Offerings(tx, f)
		page := models.PageOf(rows, f.Limit, func(o models.Offering) models.Cursor { return models.Cursor{o.SKU} })
		return models.MapPage(page, func(o models.Offering) Offering { return offeringOf(o, v.Locale()) }), err
	})
}

// Offering is one of the supplier's own products in full. For the supplier's people; another's is NotFound.
func (s *Service) Offering(ctx context.Context, v identity.Viewer, in ProductInput) (OfferingInFull, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (OfferingInFull, error) {
		o, err := models.OfferingOf(tx, in.ID, v.Locale())
		if err != nil {
			return OfferingInFull{}, err
		}
		lists, err := models.TiersOf(tx, in.ID)
		out := OfferingInFull{Offering: offeringOf(*o, v.Locale()), NameRu: o.NameRu, NameEn: o.NameEn, DescriptionRu: o.DescriptionRu,
			DescriptionEn: o.DescriptionEn, Substitute: o.SubstituteID, Tiers: []Tier{}, Contracts: []ContractList{}}
		for _, l := range lists {
			switch {
			case l.List.Kind == models.ContractPrice:
				out.Contracts = append(out.Contracts, ContractList{l.List.Name, l.List.Currency, l.List.ValidFrom, l.List.ValidTo, l.Clients, tiersIn(l)})
			case l.List.Currency == o.Currency:
				out.Tiers = tiersIn(l)
			}
		}
		return out, err
	})
}

func offeringOf(o models.Offering, locale string) Offering {
	out := Offering{
		ID: o.ID, SKU: o.SKU, GTIN: o.GTIN, Name: o.In(locale), Brand: o.Brand, Icon: o.Icon,
		Category: Named[models.Category]{o.CategoryID, o.Category}, Unit: o.Unit, PackSize: models.QuantityText(o.PackSize),
		Minimum: models.QuantityText(o.Minimum), Multiple: models.QuantityText(o.Multiple), VATRate: models.QuantityText(o.VATRate), Status: o.Status,
		OnHand: text(o.OnHand), Reserved: text(o.Reserved), RestockOn: o.RestockOn, Currency: o.Currency, UpdatedAt: o.UpdatedAt,
	}
	if o.ListPrice != nil {
		price := models.PriceText(*o.ListPrice, o.Currency)
		out.ListPrice = &price
	}
	return out
}

func text(q *models.Quantity) *string {
	if q == nil {
		return nil
	}
	s := q.String()
	return &s
}

func tiersIn(l models.ListTiers) []Tier {
	tiers := make([]Tier, len(l.Tiers))
	for i, p := range l.Tiers {
		tiers[i] = Tier{models.QuantityText(p.FromQuantity), models.PriceText(p.UnitPrice, l.List.Currency)}
	}
	return tiers
}
