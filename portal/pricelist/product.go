package pricelist

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// ProductPrices are all that is asked for one product.
type ProductPrices struct {
	Cost      *string         `json:"cost" doc:"Of one unit before tax."`
	Currency  models.Currency `json:"currency" doc:"The supplier's own, in which costs are."`
	Unit      string          `json:"unit"`
	Units     []Unit          `json:"units" nullable:"false" doc:"Others that the product is counted in."`
	Lists     []InList        `json:"lists" nullable:"false" doc:"The list prices first."`
	Scheduled []Scheduled     `json:"scheduled" nullable:"false"`
}

// Unit is another unit of a product.
type Unit struct {
	Unit   string `json:"unit"`
	Factor string `json:"factor" doc:"How many of the product's own."`
}

// InList is what one list asks for a product.
type InList struct {
	ID        models.PriceListID `json:"id"`
	Name      string             `json:"name"`
	Kind      models.PriceKind   `json:"kind" enum:"list,contract"`
	Currency  models.Currency    `json:"currency"`
	Gross     bool               `json:"gross"`
	ValidFrom *models.Date       `json:"valid_from"`
	ValidTo   *models.Date       `json:"valid_to"`
	Goods     Goods              `json:"goods"`
}

// ProductInput names a product.
type ProductInput struct {
	ID models.ProductID `path:"id"`
}

// Product is what one of the supplier's own products costs in each of its lists, what it cost the supplier, and what will change.
func (s *Service) Product(ctx context.Context, v identity.Viewer, in ProductInput) (ProductPrices, error) {
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (ProductPrices, error) { return product(tx, v, in.ID) })
}

func product(tx *models.Tx, v identity.Viewer, id models.ProductID) (out ProductPrices, err error) {
	p, err := models.Get(tx, id)
	if err != nil {
		return out, err
	}
	o, err := models.Get(tx, p.SupplierID)
	if err != nil {
		return out, err
	}
	out = ProductPrices{Currency: o.Currency, Unit: p.Unit, Units: []Unit{}, Lists: []InList{}, Scheduled: []Scheduled{}}
	units, err := models.List[models.ProductUnit](tx, "unit", "product_id = ?", id)
	if err != nil {
		return out, err
	}
	for _, u := range units {
		out.Units = append(out.Units, Unit{u.Unit, models.QuantityText(u.Factor)})
	}
	costs, err := models.List[models.ProductCost](tx, "product_id", "product_id = ?", id)
	if err != nil {
		return out, err
	}
	for _, c := range costs {
		out.Cost = text(&c.UnitCost, o.Currency)
	}
	lists, err := models.ListsOfProduct(tx, id, v.Locale())
	if err != nil {
		return out, err
	}
	for _, l := range lists {
		goods, err := models.GoodsIn(tx, models.GoodsInListFilter{List: l.ID, Products: []models.ProductID{id}, Locale: v.Locale()})
		if err != nil {
			return out, err
		}
		for _, g := range goods {
			if l.Kind == models.ListPrice || len(g.Tiers) > 0 || g.Discount != nil || g.Next != nil {
				out.Lists = append(out.Lists, InList{l.ID, l.Name, l.Kind, l.Currency, l.Gross, l.ValidFrom, l.ValidTo, view(l.PriceList, g, o.Currency, v.Locale())})
			}
		}
	}
	scheduled, err := models.ScheduledPrices(tx, models.ScheduledFilter{Product: id, Limit: 100})
	for _, s := range scheduled {
		out.Scheduled = append(out.Scheduled, scheduledOf(s, v.Locale()))
	}
	return out, err
}

// CostInput says what a product costs the supplier.
type CostInput struct {
	ProductInput
	Body struct {
		Cost *string `json:"cost" maxLength:"18" nullable:"true" doc:"Of one unit before tax, in the supplier's own currency; null: not known."`
	}
}

// Validate reports a cost that is none.
func (in CostInput) Validate() error {
	var f models.Faults
	if in.Body.Cost != nil {
		_, ok := parsePrice(*in.Body.Cost)
		f.Check(ok, "cost", "not-a-price", "Say a price such as 15.6125.")
	}
	return f.Err()
}

// SetCost keeps what a product costs the supplier, from where margins come. No client is ever told.
func (s *Service) SetCost(ctx context.Context, v identity.Viewer, in CostInput) (ProductPrices, error) {
	if err := in.Validate(); err != nil {
		return ProductPrices{}, err
	}
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out ProductPrices, err error) {
		p, err := models.Get(tx, in.ID)
		if err != nil {
			return out, err
		}
		if err := models.WatchProducts(tx, p.ID); err != nil {
			return out, err
		}
		if _, err := models.DeleteWhere[models.ProductCost](tx, "product_id = ?", p.ID); err != nil {
			return out, err
		}
		if in.Body.Cost != nil {
			cost, _ := parsePrice(*in.Body.Cost)
			if err := models.Insert(tx, &models.ProductCost{ProductID: p.ID, SupplierID: p.SupplierID, UnitCost: cost, UpdatedAt: tx.Now}); err != nil {
				return out, err
			}
		}
		if _, err := models.RecordChanges(tx, models.ChangedByPage, models.BatchID{}); err != nil {
			return out, err
		}
		return product(tx, v, p.ID)
	})
}

// WhyInput asks what a client pays for a quantity of a product on a day.
type WhyInput struct {
	ProductInput
	Agreement models.AgreementID `path:"agreement" doc:"The client's."`
	Quantity  string             `query:"quantity" required:"true" maxLength:"13" example:"12"`
	On        string             `query:"on" format:"date" doc:"Today where none is named."`
}

// Validate reports a quantity that is none.
func (in WhyInput) Validate() error {
	var f models.Faults
	q, err := models.ParseQuantity(in.Quantity)
	f.Check(err == nil && q.IsPositive(), "quantity", "not-a-quantity", "Say how much, such as 12 or 0.5.")
	return f.Err()
}

// Why is what a client pays, and every list that was asked, with what it said.
type Why struct {
	Client    string          `json:"client"`
	Agreement string          `json:"agreement_number"`
	On        models.Date     `json:"on"`
	Quantity  string          `json:"quantity"`
	Hidden    bool            `json:"hidden" doc:"A visibility rule hides the product from the client, or the agreement is not in force on that day."`
	UnitPrice *string         `json:"unit_price" doc:"Before tax; null: no price, no sale."`
	Net       *string         `json:"net"`
	Currency  models.Currency `json:"currency"`
	ListName  string          `json:"list_name"`
	Cost      *string         `json:"cost"`
	Margin    *string         `json:"margin" doc:"Of the price, in per cent."`
	Steps     []WhyStep       `json:"steps" nullable:"false"`
}

// WhyStep is a list that was asked.
type WhyStep struct {
	ListID   models.PriceListID `json:"list_id"`
	ListName string             `json:"list_name"`
	Via      models.Via         `json:"via" enum:"agreement,group,default" doc:"By what the client comes to it."`
	Group    string             `json:"group"`
	Code     pricing.Why        `json:"code"`
	Why      string             `json:"why"`
	Discount *string            `json:"discount" doc:"Per cent that were taken off the list price."`
	Of       string             `json:"discount_of"`
	Gross    bool               `json:"gross"`
}

// Why tells the supplier what a client of its own would pay, by the same rule that the client is charged by.
func (s *Service) Why(ctx context.Context, v identity.Viewer, in WhyInput) (Why, error) {
	if err := in.Validate(); err != nil {
		return Why{}, err
	}
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (out Why, err error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return out, err
		}
		a, err := models.Get(tx, in.Agreement)
		if err != nil {
			return out, err
		}
		client, err := models.Get(tx, a.ClientID)
		if err != nil {
			return out, err
		}
		quantity, err := models.ParseQuantity(in.Quantity)
		if err != nil {
			return out, err
		}
		day, err := dayOf(in.On, v.Today(tx.Now))
		if err != nil {
			return out, err
		}
		lines, err := pricing.Quote(tx, models.Assortment{Client: a.ClientID, Day: day, Locale: v.Locale()}, []pricing.Ask{{Product: in.ID, Quantity: quantity}})
		if err != nil {
			return out, err
		}
		out = Why{Client: client.In(v.Locale()), Agreement: a.Number, On: day, Quantity: models.QuantityText(quantity), Currency: a.Currency, Steps: []WhyStep{}}
		return out, out.tell(tx, v, lines[0], day)
	})
}

// tell fills in what the line came to.
func (w *Why) tell(tx *models.Tx, v identity.Viewer, l pricing.Line, day models.Date) error {
	if l.Goods == nil {
		w.Hidden = true
		return nil
	}
	for i, st := range l.Offers.Explain(l.Quantity, day) {
		offer := l.Offers.Lists[i]
		step := WhyStep{ListID: st.List.ID, ListName: st.List.Name, Via: st.List.Asked.Via, Group: st.List.Asked.Group, Code: st.Why,
			Why: st.Why.Say(wording.Of(v.Locale())), Gross: st.List.Gross}
		if offer.Discount != nil {
			percent := models.QuantityText(offer.Discount.Percent)
			step.Discount, step.Of = &percent, offer.Discount.Of
		}
		w.Steps = append(w.Steps, step)
	}
	if l.Price == nil {
		return nil
	}
	net := l.Price.Net(l.Quantity).In(w.Currency)
	w.UnitPrice, w.Net, w.ListName = text(&l.Price.UnitPrice, w.Currency), &net, l.Price.List.Name
	costs, err := models.List[models.ProductCost](tx, "product_id", "product_id = ?", l.Product)
	if err != nil {
		return err
	}
	o, err := models.Get(tx, l.Goods.SupplierID)
	for _, c := range costs {
		w.Cost = text(&c.UnitCost, o.Currency)
		if o.Currency == w.Currency {
			w.Margin = margin(l.Price.UnitPrice, c.UnitCost)
		}
	}
	return err
}
