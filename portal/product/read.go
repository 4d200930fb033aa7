package product

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// GetInput names one of the supplier's own products.
type GetInput struct {
	ID models.ProductID `path:"id"`
}

// Product is a product in full, as its own supplier keeps it.
type Product struct {
	Row
	ExternalID    string              `json:"external_id"`
	NameRu        string              `json:"name_ru"`
	NameEn        string              `json:"name_en"`
	DescriptionRu string              `json:"description_ru"`
	DescriptionEn string              `json:"description_en"`
	SubstituteID  *models.ProductID   `json:"substitute_id"`
	Substitute    *Row                `json:"substitute" doc:"What is offered instead."`
	LeadDays      *int                `json:"lead_days" doc:"From the order to the delivery; null: as the agreement says."`
	Season        *Season             `json:"season" doc:"Null: all the year."`
	Attributes    models.Attributes   `json:"attributes"`
	Asked         []Attribute         `json:"asked" nullable:"false" doc:"What is asked about the goods of its category."`
	Units         []Unit              `json:"units" nullable:"false"`
	GoesWith      []Row               `json:"goes_with" nullable:"false"`
	Pictures      []Picture           `json:"pictures" nullable:"false"`
	Papers        []Paper             `json:"papers" nullable:"false"`
	Tiers         []Tier              `json:"tiers" nullable:"false" doc:"Of the list price in the supplier's own currency."`
	Contracts     []ContractList      `json:"contract_prices" nullable:"false"`
	Missing       []models.FieldFault `json:"missing" nullable:"false" doc:"What it needs before it can be on sale."`
	CreatedAt     time.Time           `json:"created_at"`
}

// ETag is the version that an edit may name in If-Match.
func (p Product) ETag() int { return p.Version }

// Tier is a unit price from a quantity on.
type Tier struct {
	From      string `json:"from"`
	UnitPrice string `json:"unit_price"`
}

// ContractList is what a contract price list asks.
type ContractList struct {
	ID        models.PriceListID `json:"id"`
	ListName  string             `json:"list_name"`
	Currency  models.Currency    `json:"currency"`
	ValidFrom *models.Date       `json:"valid_from"`
	ValidTo   *models.Date       `json:"valid_to"`
	Clients   int                `json:"clients" doc:"How many active agreements ask it."`
	Tiers     []Tier             `json:"tiers" nullable:"false"`
}

// Get is one of the supplier's own products in full. For the supplier's people; another's is NotFound.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in GetInput) (Product, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Product, error) {
		return whole(tx, in.ID, v.Locale())
	})
}

// whole reads a product with everything that hangs on it.
func whole(tx *models.Tx, id models.ProductID, locale string) (Product, error) {
	o, err := models.OfferingOf(tx, id, locale)
	if err != nil {
		return Product{}, err
	}
	out := Product{
		Row: rowOf(*o, locale), ExternalID: o.ExternalID, NameRu: o.NameRu, NameEn: o.NameEn, DescriptionRu: o.DescriptionRu, DescriptionEn: o.DescriptionEn,
		SubstituteID: o.SubstituteID, LeadDays: o.LeadDays, Attributes: o.Attributes, Missing: missing(*o), CreatedAt: o.CreatedAt,
	}
	if o.SeasonFrom != nil && o.SeasonTo != nil {
		out.Season = &Season{*o.SeasonFrom, *o.SeasonTo}
	}
	for _, part := range []func(*models.Tx, models.Offering, string) error{out.readParts, out.readRelated, out.readPrices, out.readFiles} {
		if err := part(tx, *o, locale); err != nil {
			return Product{}, err
		}
	}
	return out, nil
}

func (p *Product) readParts(tx *models.Tx, o models.Offering, locale string) error {
	asked, err := models.AttributesOf(tx, o.CategoryID)
	if err != nil {
		return err
	}
	p.Asked = []Attribute{}
	for _, a := range asked {
		p.Asked = append(p.Asked, attributeOf(a, locale))
	}
	units, err := models.List[models.ProductUnit](tx, "factor, unit", "product_id = ?", o.ID)
	p.Units = make([]Unit, len(units))
	for i, u := range units {
		p.Units[i] = Unit{u.Unit, models.QuantityText(u.Factor), u.GTIN}
	}
	return err
}

// readRelated reads what a product is replaced by and what goes with it, in one query.
func (p *Product) readRelated(tx *models.Tx, o models.Offering, locale string) error {
	with, err := models.List[models.ProductCompanion](tx, "position, companion_id", "product_id = ?", o.ID)
	if err != nil {
		return err
	}
	ids := []models.ProductID{}
	for _, c := range with {
		ids = append(ids, c.CompanionID)
	}
	if o.SubstituteID != nil {
		ids = append(ids, *o.SubstituteID)
	}
	p.GoesWith = []Row{}
	if len(ids) == 0 {
		return nil
	}
	found, _, err := models.Offerings(tx, models.OfferingFilter{IDs: ids}, models.OfferingStretch{After: new(string), Limit: len(ids), Locale: locale})
	rows := make(map[models.ProductID]Row, len(found))
	for _, f := range found {
		rows[f.ID] = rowOf(f, locale)
	}
	for _, c := range with {
		p.GoesWith = append(p.GoesWith, rows[c.CompanionID])
	}
	if o.SubstituteID != nil {
		row := rows[*o.SubstituteID]
		p.Substitute = &row
	}
	return err
}

func (p *Product) readPrices(tx *models.Tx, o models.Offering, _ string) error {
	lists, err := models.TiersOf(tx, o.ID)
	p.Tiers, p.Contracts = []Tier{}, []ContractList{}
	for _, l := range lists {
		switch {
		case l.List.Kind == models.ContractPrice:
			p.Contracts = append(p.Contracts, ContractList{l.List.ID, l.List.Name, l.List.Currency, l.List.ValidFrom, l.List.ValidTo, l.Clients, tiersIn(l)})
		case l.List.Currency == o.Currency:
			p.Tiers = tiersIn(l)
		}
	}
	return err
}

func tiersIn(l models.ListTiers) []Tier {
	tiers := make([]Tier, len(l.Tiers))
	for i, p := range l.Tiers {
		tiers[i] = Tier{models.QuantityText(p.FromQuantity), models.PriceText(p.UnitPrice, l.List.Currency)}
	}
	return tiers
}
