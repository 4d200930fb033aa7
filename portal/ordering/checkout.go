package ordering

import (
	"bytes"
	"slices"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/credit"
	"povtor/portal/identity"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// Details are what a buyer says about an order besides its lines.
type Details struct {
	LocationID   *models.LocationID `json:"location_id,omitempty" doc:"Where it goes; the client's default where none is named."`
	ClientNumber string             `json:"client_number,omitempty" maxLength:"50" doc:"The client's own PO number."`
	Note         string             `json:"note,omitempty" maxLength:"1000" doc:"To the supplier."`
	WantedOn     *models.Date       `json:"wanted_on,omitempty" doc:"When it should come; not in the past."`
}

// text is the details as they are compared with what was said before.
func (d Details) text() []string {
	var location, wanted string
	if d.LocationID != nil {
		location = d.LocationID.String()
	}
	if d.WantedOn != nil {
		wanted = d.WantedOn.String()
	}
	return []string{location, d.ClientNumber, d.Note, wanted}
}

// checkout is what is to be ordered at once: one order for each supplier of its lines.
type checkout struct {
	id       uuid.UUID
	supplier models.OrganisationID // whose products alone; zero: anybody's
	wishes   []wish
	details  Details
	accept   bool // whatever the prices are now
	source   string
	nudges   map[models.OrganisationID]models.NudgeID // the reminders behind it, by supplier
	fixed    bool                                     // the id alone says what its lines are: a cart's
}

// place orders a checkout as the viewer's company: prices it, judges it, writes an order per supplier and holds their stock,
// all or nothing. Stock comes last, so that it is locked as briefly as can be. held is what [models.HoldCheckout] found.
func place(tx *models.Tx, v identity.Viewer, c checkout, held *models.Ordered) ([]models.OrderSummary, error) {
	day := v.Today(tx.Now)
	quotes, err := pricing.Quote(tx, catalogue.AssortmentOf(tx, v), asks(c.wishes))
	if err != nil {
		return nil, err
	}
	c.only(quotes)
	parcels := bySupplier(quotes)
	if err := c.details.check(day, held); err != nil {
		return nil, err
	}
	if err := judge(c.wishes, quotes, parcels, c.accept, wording.Of(v.Locale())); err != nil {
		return nil, err
	}
	placed := make([]models.OrderSummary, len(parcels))
	var all []models.PurchaseOrderLine
	for i, p := range parcels {
		o, lines := draft(tx, v, c, p)
		o.LocationID = held.Location
		weighed, err := credit.Weigh(tx, p.terms.Agreement, o.ClientID, p.terms, o.Total, wording.Of(v.Locale()))
		if err != nil {
			return nil, err
		}
		o.HeldWhy = weighed.Held
		if err := models.PlaceOrder(tx, &o, lines); err != nil {
			return nil, err
		}
		if err := tellHeld(tx, o, weighed); err != nil {
			return nil, err
		}
		if err := tx.Enqueue(Placed{o.ID}); err != nil {
			return nil, err
		}
		placed[i], all = summarise(o, held.ClientName, p.terms.SupplierName), append(all, lines...)
	}
	return placed, reserve(tx, all, quotes, wording.Of(v.Locale()))
}

// check reports what is wrong with the details on a day.
func (d Details) check(day models.Date, held *models.Ordered) error {
	var f models.Faults
	f.Check(d.LocationID == nil || held.Location != nil, "location_id", "unknown", "This is not one of your locations.")
	f.Check(d.WantedOn == nil || *d.WantedOn >= day, "wanted_on", "in-the-past", "Name today or a later day.")
	return f.Err()
}

// only hides what another supplier sells than the one the checkout is for.
func (c checkout) only(quotes []pricing.Line) {
	for i, q := range quotes {
		if q.Goods != nil && !c.supplier.IsZero() && q.Goods.SupplierID != c.supplier {
			quotes[i] = pricing.Line{Ask: q.Ask}
		}
	}
}

func asks(wishes []wish) []pricing.Ask {
	out := make([]pricing.Ask, len(wishes))
	for i, w := range wishes {
		out[i] = w.Ask
	}
	return out
}

// bySupplier sorts the lines that have one by their supplier; the suppliers come in the order of their ids, so that two
// checkouts never wait for each other.
func bySupplier(quotes []pricing.Line) []parcel {
	var parcels []parcel
	for _, q := range quotes {
		if q.Goods == nil {
			continue
		}
		i := slices.IndexFunc(parcels, func(p parcel) bool { return p.terms.Supplier == q.Terms.Supplier })
		if i < 0 {
			i = len(parcels)
			parcels = append(parcels, parcel{terms: q.Terms})
		}
		parcels[i].lines = append(parcels[i].lines, q)
	}
	slices.SortFunc(parcels, func(a, b parcel) int { return bytes.Compare(a.terms.Supplier.UUID[:], b.terms.Supplier.UUID[:]) })
	return parcels
}

// draft is a parcel as an order and its lines.
func draft(tx *models.Tx, v identity.Viewer, c checkout, p parcel) (models.PurchaseOrder, []models.PurchaseOrderLine) {
	user := v.User()
	o := models.PurchaseOrder{
		ID: models.NewID[models.PurchaseOrder](), ClientID: v.Organisation(), SupplierID: p.terms.Supplier,
		AgreementID: &p.terms.Agreement, Status: models.OrderPlaced, Currency: p.terms.Currency, LinesCount: len(p.lines),
		ClientNumber: c.details.ClientNumber, Note: c.details.Note, Source: c.source, CheckoutID: c.id,
		PlacedBy: &user, PlacedByName: v.Name(), PlacedAt: tx.Now, PlacedOn: v.Today(tx.Now), WantedOn: c.details.WantedOn,
		Version: 1,
	}
	if nudge, ok := c.nudges[p.terms.Supplier]; ok {
		o.Source, o.NudgeID = models.FromNudge, &nudge
	}
	lines := make([]models.PurchaseOrderLine, len(p.lines))
	for i, q := range p.lines {
		g := q.Goods
		lines[i] = models.PurchaseOrderLine{
			ID: models.NewID[models.PurchaseOrderLine](), OrderID: o.ID, ClientID: o.ClientID, SupplierID: o.SupplierID,
			Position: i + 1, ProductID: g.ID, SKU: g.SKU, NameRu: g.NameRu, NameEn: g.NameEn, Unit: g.Unit,
			Quantity: q.Quantity, UnitPrice: q.Price.UnitPrice, VatRate: g.VATRate, Net: q.Net(), PriceFrom: q.Price.Origin(),
		}
		if g.Stock != nil {
			lines[i].Reserved = q.Quantity
		}
	}
	sums := models.TotalsOf(models.TaxesOn(lines))
	o.Net, o.Tax, o.Total = sums.Net, sums.Tax, sums.Total
	o.Content = c.content(asksOf(p.lines))
	return o, lines
}

// reserve holds the stock of what was placed; of what was sold meanwhile to somebody else there is a fault for each line.
func reserve(tx *models.Tx, lines []models.PurchaseOrderLine, quotes []pricing.Line, lang wording.Language) error {
	short, err := models.Reserve(tx, lines)
	if err != nil || len(short) == 0 {
		return err
	}
	f := models.Faulty(models.Invalid, string(pricing.OutOfStock), "This cannot be ordered as it stands.")
	for _, s := range short {
		i := slices.IndexFunc(quotes, func(q pricing.Line) bool { return q.Product == s.ProductID })
		quotes[i].Goods.Stock.Free = s.Free
		f.Fields = append(f.Fields, lineFault(s.ProductID, string(pricing.OutOfStock), quotes[i].Say(pricing.OutOfStock, lang)))
	}
	return f
}

func asksOf(lines []pricing.Line) []pricing.Ask {
	out := make([]pricing.Ask, len(lines))
	for i, l := range lines {
		out[i] = l.Ask
	}
	return out
}

// content is the hash of what is asked of one supplier, in whatever order its lines come.
func (c checkout) content(asks []pricing.Ask) []byte {
	var lines []string
	for _, a := range asks {
		if !c.fixed {
			lines = append(lines, a.Product.String()+" "+a.Quantity.String())
		}
	}
	slices.Sort(lines)
	return models.ContentHash(append(c.details.text(), lines...)...)
}

// again are the orders that a checkout has become; already-ordered (Conflict) unless it asked for the same. Without suppliers
// they are all of them.
func (c checkout) again(orders []models.OrderOnce, suppliers []models.OrganisationID) ([]models.OrderSummary, error) {
	content := c.content(asks(c.wishes))
	var same []models.OrderSummary
	for _, o := range orders {
		if (len(suppliers) == 0 || slices.Contains(suppliers, o.SupplierID)) && bytes.Equal(o.Content, content) {
			same = append(same, o.OrderSummary)
		}
	}
	if len(same) == 0 || len(suppliers) > 0 && len(same) < len(suppliers) || len(suppliers) == 0 && len(same) < len(orders) {
		return nil, errOrdered
	}
	return same, nil
}

var errOrdered = models.Faulty(models.Conflict, "already-ordered", "This has been ordered already, with other content.")

func summarise(o models.PurchaseOrder, client, supplier string) models.OrderSummary {
	return models.OrderSummary{
		ID: o.ID, Number: o.Number, ClientID: o.ClientID, Client: client, SupplierID: o.SupplierID, Supplier: supplier,
		Status: o.Status, Currency: o.Currency, Net: o.Net, Tax: o.Tax, Total: o.Total, LinesCount: o.LinesCount,
		ClientNumber: o.ClientNumber, PlacedAt: o.PlacedAt, PlacedByName: o.PlacedByName, WantedOn: o.WantedOn, Version: o.Version, HeldWhy: o.HeldWhy,
	}
}

// tidy drops from what was typed the blanks around it and what is not seen.
func (d *Details) tidy() {
	d.ClientNumber, d.Note = models.OneLine(d.ClientNumber), models.Text(d.Note)
}
