package catalogue

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// ProductInput names a product.
type ProductInput struct {
	ID models.ProductID `path:"id"`
}

// Product is a product in full.
type Product struct {
	Card
	Description string               `json:"description"`
	GTIN        string               `json:"gtin"`
	VATRate     string               `json:"vat_rate" doc:"Per cent." example:"22"`
	Status      models.ProductStatus `json:"status" enum:"active,discontinued"`
	Substitute  *Card                `json:"substitute" doc:"What the supplier offers instead."`
	LastOrdered *LastOrdered         `json:"last_ordered" doc:"By your company."`
	Details
}

// LastOrdered is when and how a product was bought last.
type LastOrdered struct {
	On        models.Date `json:"on"`
	Quantity  string      `json:"quantity"`
	UnitPrice string      `json:"unit_price"`
}

var errHidden = models.Faulty(models.NotFound, "not-found", "There is no such product here.")

// Get is one product. For the client's people; a product that is hidden from them is NotFound.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in ProductInput) (Product, error) {
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (Product, error) {
		a := AssortmentOf(tx, v)
		lines, err := Look(tx, a, in.ID)
		if err != nil {
			return Product{}, err
		}
		l, ok := lines[in.ID]
		if !ok {
			return Product{}, errHidden
		}
		out := Product{Card: CardOf(l, a.Locale), GTIN: l.Goods.GTIN, VATRate: models.QuantityText(l.Goods.VATRate), Status: l.Goods.Status}
		row, err := models.Get(tx, in.ID)
		if err != nil {
			return Product{}, err
		}
		out.Description = models.NameIn(a.Locale, row.DescriptionRu, row.DescriptionEn)
		if out.Substitute, err = substitute(tx, a, l.Goods); err != nil {
			return Product{}, err
		}
		if out.LastOrdered, err = lastOrdered(tx, a, in.ID); err != nil {
			return Product{}, err
		}
		out.Details, err = detailsOf(tx, a, *row)
		return out, err
	})
}

// Look reads these products for a client, each at the least that is sold of it; those that are hidden are missing.
func Look(tx *models.Tx, a models.Assortment, ids ...models.ProductID) (map[models.ProductID]pricing.Line, error) {
	goods, terms, err := models.Offered(tx, a, ids)
	if err != nil {
		return nil, err
	}
	shelved, err := pricing.Shelve(tx, a, goods, terms)
	lines := make(map[models.ProductID]pricing.Line, len(shelved))
	for _, l := range shelved {
		if l.Goods != nil {
			lines[l.Product] = l
		}
	}
	return lines, err
}

// substitute is what to buy instead, where the supplier names it and the client may see it.
func substitute(tx *models.Tx, a models.Assortment, g *models.Goods) (*Card, error) {
	if g.SubstituteID == nil {
		return nil, nil
	}
	lines, err := Look(tx, a, *g.SubstituteID)
	l, ok := lines[*g.SubstituteID]
	if err != nil || !ok || l.Goods.Status != models.ProductActive {
		return nil, err
	}
	c := CardOf(l, a.Locale)
	return &c, nil
}

func lastOrdered(tx *models.Tx, a models.Assortment, id models.ProductID) (*LastOrdered, error) {
	last, err := models.LastOrderOf(tx, a.Client, id)
	if err != nil || last == nil {
		return nil, err
	}
	return &LastOrdered{last.On, models.QuantityText(last.Quantity), models.PriceText(last.UnitPrice, last.Currency)}, nil
}

// PriceInput asks what a quantity of a product costs.
type PriceInput struct {
	ProductInput
	Quantity string `query:"quantity" required:"true" maxLength:"13" example:"12"`
}

// Validate reports a quantity that is none.
func (in PriceInput) Validate() error {
	var f models.Faults
	q, err := models.ParseQuantity(in.Quantity)
	f.Check(err == nil && q.IsPositive(), "quantity", "not-a-quantity", "Say how much, such as 12 or 0.5.")
	return f.Err()
}

// PriceAnswer is what a quantity costs, and why.
type PriceAnswer struct {
	Quantity        string           `json:"quantity"`
	UnitPrice       string           `json:"unit_price" doc:"Before tax."`
	Currency        models.Currency  `json:"currency"`
	Net             string           `json:"net" doc:"Unit price times quantity, rounded once."`
	Source          models.PriceKind `json:"source" enum:"list,contract"`
	ListName        string           `json:"list_name" doc:"The price list it stands in."`
	AgreementNumber string           `json:"agreement_number"`
	Tier            TierFrom         `json:"tier"`
	ValidTo         *models.Date     `json:"valid_to" doc:"The price list's last day; null: until further notice."`
	ListPrice       *string          `json:"list_price" doc:"What the supplier asks of everybody for that quantity."`
	Tiers           []Tier           `json:"tiers" nullable:"false"`
	NextBreak       *Break           `json:"next_break"`
	Steps           []Step           `json:"steps" nullable:"false" doc:"The price lists in the order in which they were asked."`
}

// TierFrom is the quantity from which a price holds.
type TierFrom struct {
	From string `json:"from"`
}

// Break is where a unit gets cheaper.
type Break struct {
	Tier
	Saves string `json:"saves" doc:"At that quantity, against today's unit price."`
}

// Step is a price list that was asked.
type Step struct {
	ListName string           `json:"list_name"`
	Kind     models.PriceKind `json:"kind" enum:"list,contract"`
	Hit      bool             `json:"hit"`
	Code     pricing.Why      `json:"code" doc:"hit, other-currency, not-yet-valid, expired, not-in-list, below-smallest-tier or earlier-list-counts."`
	Why      string           `json:"why" doc:"The same in words."`
}

// Price is what a quantity of a product costs the client, and why. Whether it fits the lots that are sold is not asked.
// NotFound for a product that is hidden, Invalid (no-price) where there is none.
func (s *Service) Price(ctx context.Context, v identity.Viewer, in PriceInput) (PriceAnswer, error) {
	if err := in.Validate(); err != nil {
		return PriceAnswer{}, err
	}
	quantity, err := models.ParseQuantity(in.Quantity)
	if err != nil {
		return PriceAnswer{}, err
	}
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (PriceAnswer, error) {
		a := AssortmentOf(tx, v)
		lines, err := pricing.Quote(tx, a, []pricing.Ask{{Product: in.ID, Quantity: quantity}})
		switch {
		case err != nil:
			return PriceAnswer{}, err
		case lines[0].Goods == nil:
			return PriceAnswer{}, errHidden
		case lines[0].Price == nil:
			return PriceAnswer{}, pricing.ErrNoPrice
		}
		return explain(lines[0], a), nil
	})
}

func explain(l pricing.Line, a models.Assortment) PriceAnswer {
	p := l.Price
	out := PriceAnswer{
		Quantity: models.QuantityText(l.Quantity), UnitPrice: models.PriceText(p.UnitPrice, p.Currency), Currency: p.Currency,
		Net: l.Net().In(p.Currency), Source: p.List.Kind, ListName: p.List.Name, AgreementNumber: l.Terms.Number,
		Tier: TierFrom{models.QuantityText(p.From)}, ValidTo: p.List.ValidTo, Tiers: TiersOf(l),
	}
	if list := l.Offers.ListPrice(l.Quantity, a.Day); list != nil {
		text := models.PriceText(*list, p.Currency)
		out.ListPrice = &text
	}
	if next, ok := l.Ladder.After(l.Quantity, pricing.LotOf(l.Goods)); ok {
		out.NextBreak = &Break{tierOf(next.Tier, p.Currency), next.Saves().In(p.Currency)}
	}
	steps := l.Offers.Explain(l.Quantity, a.Day)
	out.Steps = make([]Step, len(steps))
	for i, st := range steps {
		out.Steps[i] = Step{st.List.Name, st.List.Kind, st.Why == pricing.Hit, st.Why, st.Why.Say(wording.Of(a.Locale))}
	}
	return out
}
