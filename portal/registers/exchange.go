package registers

import (
	"context"
	"io"
	"slices"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
	"povtor/portal/table"
)

// ExchangeInput says of which days documents are handed over.
type ExchangeInput struct{ Period }

// part is one kind of document of an exchange.
type part struct {
	deed  feed.Deed
	read  func(*models.Tx, models.RegisterStretch) ([]models.Registered, error)
	lines func(*models.Tx, []uuid.UUID) ([]models.RegisteredLine, error)
}

// parts are in the order in which documents follow from each other.
var parts = []part{
	{feed.Ordered, models.RegisteredOrders, models.OrderedLines},
	{feed.Invoiced, models.RegisteredInvoices, models.InvoicedLines},
	{feed.Returned, models.RegisteredCreditNotes, models.ReturnedLines},
	{feed.Paid, models.RegisteredPayments, nil},
}

// Exchange hands the orders, invoices, credit notes and payments of the viewer's side over to 1C: one file of CommerceML 2. Payments
// that were taken back are left out.
func (s *Service) Exchange(ctx context.Context, v identity.Viewer, in ExchangeInput) (table.File, error) {
	from, to, err := s.days(ctx, v, in.Period)
	if err != nil {
		return table.File{}, err
	}
	return table.File{Name: "1c-" + from.String() + "-" + to.String() + ".xml", ContentType: "application/xml", Write: func(ctx context.Context, out io.Writer) error {
		return feed.WriteDocuments(out, to.String()+"T23:59:59", func(yield func(feed.Document) error) error {
			for _, p := range parts {
				if err := s.handOver(ctx, v, p, from, to, yield); err != nil {
					return err
				}
			}
			return nil
		})
	}}, nil
}

// handOver hands over the documents of one kind, in stretches.
func (s *Service) handOver(ctx context.Context, v identity.Viewer, p part, from, to models.Date, yield func(feed.Document) error) error {
	at := models.RegisterStretch{From: from, To: to, Limit: stretch}
	for {
		var lines []models.RegisteredLine
		found, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) ([]models.Registered, error) {
			found, err := p.read(tx, at)
			if err != nil || p.lines == nil || len(found) == 0 {
				return found, err
			}
			ids := make([]uuid.UUID, len(found))
			for i, d := range found {
				ids[i] = d.ID
			}
			lines, err = p.lines(tx, ids)
			return found, err
		})
		if err != nil {
			return err
		}
		byDocument := map[uuid.UUID][]models.RegisteredLine{}
		for _, l := range lines {
			byDocument[l.Of] = append(byDocument[l.Of], l)
		}
		for _, d := range found {
			if d.ReversedOn != nil {
				continue
			}
			if err := yield(document(v, p.deed, d, byDocument[d.ID])); err != nil {
				return err
			}
		}
		if len(found) < stretch {
			return nil
		}
		last := found[len(found)-1].Place()
		at.After = &last
	}
}

func document(v identity.Viewer, deed feed.Deed, d models.Registered, lines []models.RegisteredLine) feed.Document {
	out := feed.Document{ID: d.ID.String(), Number: d.Number, On: d.On.String(), Deed: deed, Currency: string(d.Currency), Total: d.Total.In(d.Currency),
		Seller:  feed.Counterparty{ID: d.SupplierID.String(), Name: d.Supplier, TaxID: d.SupplierTaxID, TaxCode: d.SupplierCode},
		Buyer:   feed.Counterparty{ID: d.ClientID.String(), Name: d.Client, TaxID: d.ClientTaxID, TaxCode: d.ClientCode},
		Comment: d.About, Facts: [][2]string{{"НомерПоДаннымКлиента", d.ClientNumber}}}
	if out.Role = feed.Seller; v.Kind() == models.ClientKind {
		out.Role = feed.Buyer
	}
	if d.OrderID != nil && deed != feed.Ordered {
		out.Basis = d.OrderID.String()
	}
	if d.DueOn != nil && deed == feed.Invoiced {
		out.PayUntil = d.DueOn.String()
	}
	if deed == feed.Paid {
		out.Facts = append(out.Facts, [2]string{"НомерПлатежногоДокумента", d.Number})
		return out
	}
	out.Tax = d.Tax.In(d.Currency)
	for i, tax := range spread(d, lines) {
		l := lines[i]
		out.Lines = append(out.Lines, feed.DocumentLine{ID: l.Product, SKU: l.SKU, Name: l.Name, Unit: l.Unit, Quantity: models.QuantityText(l.Quantity),
			Price: models.PriceText(l.Price, d.Currency), Net: l.Net.In(d.Currency), TaxRate: l.VatRate.String(), Tax: tax.In(d.Currency)})
	}
	return out
}

// spread divides the document's tax of each rate among the lines of that rate, by their sums: together they are exactly it.
func spread(d models.Registered, lines []models.RegisteredLine) []models.Amount {
	taxes := d.Taxes
	if len(taxes) == 0 { // an order keeps only the sum: its tax is reckoned as its invoice's will be
		taxes = models.TaxesOn(asTaxed(lines))
	}
	out, base, given := make([]models.Amount, len(lines)), make([]models.Amount, len(taxes)), make([]models.Amount, len(taxes))
	for i, l := range lines {
		k := slices.IndexFunc(taxes, func(t models.Tax) bool { return t.Rate.Equal(l.VatRate) })
		if k < 0 || taxes[k].Base == 0 {
			continue
		}
		base[k] += l.Net
		upTo := decimal.NewFromInt(int64(taxes[k].Tax)).Mul(decimal.NewFromInt(int64(base[k]))).DivRound(decimal.NewFromInt(int64(taxes[k].Base)), 9)
		out[i] = models.Amount(upTo.Round(0).IntPart()) - given[k]
		given[k] += out[i]
	}
	return out
}

func asTaxed(lines []models.RegisteredLine) []models.InvoiceLine {
	out := make([]models.InvoiceLine, len(lines))
	for i, l := range lines {
		out[i] = models.InvoiceLine{VatRate: l.VatRate, Net: l.Net}
	}
	return out
}
