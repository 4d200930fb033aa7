package billing

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/terms"
)

// CreditInput names an invoice and what of it is taken back.
type CreditInput struct {
	ID   models.InvoiceID `path:"id"`
	Body struct {
		Reason string       `json:"reason" maxLength:"500" doc:"Why, as the client will read it."`
		Lines  []CreditLine `json:"lines,omitempty" maxItems:"1000" doc:"None: everything that is left of the invoice."`
	}
}

// CreditLine is a quantity of one line to be taken back.
type CreditLine struct {
	Position int    `json:"position" minimum:"1"`
	Quantity string `json:"quantity" maxLength:"15" example:"3"`
}

// Validate asks for a reason and for quantities that are some.
func (in CreditInput) Validate() error {
	var f models.Faults
	f.Check(strings.TrimSpace(in.Body.Reason) != "", "reason", "required", "Say why; the client will read it.")
	seen := map[int]bool{}
	for i, l := range in.Body.Lines {
		field := "lines/" + strconv.Itoa(i)
		q, err := models.ParseQuantity(l.Quantity)
		f.Check(err == nil && q.IsPositive(), field+"/quantity", "not-a-quantity", "Say how much, such as 3.")
		f.Check(!seen[l.Position], field+"/position", "twice", "Name each line once.")
		seen[l.Position] = true
	}
	return f.Err()
}

var (
	errNothingLeft = models.Faulty(models.Conflict, "nothing-left", "Everything of this invoice was taken back already.")
	errAboveLeft   = models.Faulty(models.Conflict, "above-left", "That is more than is left of the invoice.")
)

// Credit takes an issued invoice back, the whole of it or some of its lines, by a credit note: nothing else cancels an invoice. What was
// paid beyond what the invoice then asks for becomes the client's credit again. The invoice's supplier only. More than is left
// is a Conflict.
func (s *Service) Credit(ctx context.Context, v identity.Viewer, in CreditInput) (Invoice, error) {
	if err := in.Validate(); err != nil {
		return Invoice{}, err
	}
	return models.In(ctx, s.db, v.To(identity.InvoiceCredit), func(tx *models.Tx) (Invoice, error) {
		today := v.Today(tx.Now)
		if _, err := TakeBack(tx, in, today); err != nil {
			return Invoice{}, err
		}
		sheet, err := models.ReadInvoice(tx, in.ID, v.Locale())
		if err != nil {
			return Invoice{}, err
		}
		return invoiceOf(*sheet, today), nil
	})
}

// TakeBack issues the credit note for what is asked, as the invoice's supplier. The step of [Service.Credit].
func TakeBack(tx *models.Tx, in CreditInput, today models.Date) (models.CreditNote, error) {
	i, err := hold(tx, in.ID)
	if err != nil {
		return models.CreditNote{}, err
	}
	n, lines, err := draftCredit(tx, i, in, today)
	if err != nil {
		return n, err
	}
	if err := makeRoom(tx, *i, n.Total, today); err != nil {
		return n, err
	}
	return n, models.IssueCreditNote(tx, &n, lines, i.OrderID)
}

// hold locks an invoice and the payments allocated to it, those first, as whoever allocates does.
func hold(tx *models.Tx, id models.InvoiceID) (*models.Invoice, error) {
	if _, err := models.Get(tx, id); err != nil {
		return nil, err
	}
	paid, err := models.PaymentsOf(tx, id)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(paid, func(a, b models.InvoicePayment) int { return slices.Compare(a.PaymentID.UUID[:], b.PaymentID.UUID[:]) })
	for _, p := range paid {
		if _, err := models.Lock(tx, p.PaymentID); err != nil {
			return nil, err
		}
	}
	return models.Lock(tx, id)
}

// makeRoom takes allocations back, the latest payment first, until what stays paid fits what the credit note leaves of the invoice.
func makeRoom(tx *models.Tx, i models.Invoice, credit models.Amount, on models.Date) error {
	over := credit - i.Balance()
	if over <= 0 {
		return nil
	}
	paid, err := models.PaymentsOf(tx, i.ID)
	if err != nil {
		return err
	}
	postings, err := lessDiscount(tx, i, credit, on)
	if err != nil {
		return err
	}
	for _, p := range postings {
		over -= p.Amount
	}
	for _, p := range slices.Backward(paid) {
		back := min(over, p.Amount)
		if back <= 0 {
			break
		}
		postings = append(postings, models.Posting{Kind: models.ReleasePosted, ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: i.Currency,
			BookedOn: on, Amount: back, InvoiceID: &i.ID, PaymentID: &p.PaymentID})
		over -= back
	}
	return models.Post(tx, postings...)
}

// lessDiscount takes back what of a discount for early payment was for that which is now credited.
func lessDiscount(tx *models.Tx, i models.Invoice, credit models.Amount, on models.Date) (postings []models.Posting, err error) {
	if i.PaymentTerms.Discount == nil {
		return nil, nil
	}
	earned, err := models.DiscountsOf(tx, &i.ID, nil)
	if err != nil {
		return nil, err
	}
	var sum models.Amount
	for _, d := range earned {
		sum += d.Amount
	}
	stays, _ := terms.Early(i.PaymentTerms, i.Total-(i.Credited-sum)-credit, i.IssuedOn)
	for _, d := range earned {
		back := min(d.Amount, max(0, sum-stays))
		if sum -= back; back > 0 {
			postings = append(postings, models.Posting{Kind: models.DiscountBack, ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: i.Currency,
				BookedOn: on, Amount: back, InvoiceID: &i.ID, PaymentID: &d.PaymentID})
		}
	}
	return postings, nil
}

// draftCredit is the credit note for what is asked, without a number.
func draftCredit(tx *models.Tx, i *models.Invoice, in CreditInput, today models.Date) (models.CreditNote, []*models.CreditNoteLine, error) {
	n := models.CreditNote{ID: models.NewID[models.CreditNote](), ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: i.Currency, InvoiceID: i.ID,
		Series: models.CreditNoteSeries, Year: today.Time().Year(), IssuedOn: today, Reason: strings.TrimSpace(in.Body.Reason),
		IssuedByName: tx.Actor.Name, IssuedAt: tx.Now}
	lines, err := models.List[models.InvoiceLine](tx, "position", "invoice_id = ?", i.ID)
	if err != nil {
		return n, nil, err
	}
	before, taxed, err := models.CreditedOf(tx, i.ID)
	if err != nil {
		return n, nil, err
	}
	taken, err := takeBack(lines, before, in.Body.Lines)
	if err != nil {
		return n, nil, err
	}
	out := make([]*models.CreditNoteLine, len(taken))
	for k, l := range taken {
		out[k] = &models.CreditNoteLine{CreditNoteID: n.ID, ClientID: i.ClientID, SupplierID: i.SupplierID, InvoiceID: i.ID, Position: l.Position, Quantity: l.Quantity, Net: l.Net}
	}
	n.Taxes = taxBack(i.Taxes, taxed, taken)
	sums := models.TotalsOf(n.Taxes)
	n.Net, n.Tax, n.Total = sums.Net, sums.Tax, sums.Total
	if n.Total <= 0 {
		return n, nil, errNothingLeft
	}
	return n, out, nil
}

// takeBack says what of each line is taken back. Every line's sum is reckoned from all that was taken back of it so far, so that parts
// add up to the whole whatever they are.
func takeBack(lines []models.InvoiceLine, before []models.CreditedLine, asked []CreditLine) ([]models.InvoiceLine, error) {
	var taken []models.InvoiceLine
	for _, l := range lines {
		so := models.CreditedLine{}
		if k := slices.IndexFunc(before, func(b models.CreditedLine) bool { return b.Position == l.Position }); k >= 0 {
			so = before[k]
		}
		quantity := l.Quantity.Sub(so.Quantity)
		if len(asked) > 0 {
			k := slices.IndexFunc(asked, func(a CreditLine) bool { return a.Position == l.Position })
			if k < 0 {
				continue
			}
			want, err := models.ParseQuantity(asked[k].Quantity)
			if err != nil {
				return nil, err
			}
			if want.GreaterThan(quantity) {
				return nil, errAboveLeft
			}
			quantity = want
		}
		if quantity.IsPositive() {
			l.Net = share(l.Net, so.Quantity.Add(quantity), l.Quantity) - so.Net
			l.Quantity = quantity
			taken = append(taken, l)
		}
	}
	switch {
	case len(taken) == 0 && len(asked) == 0:
		return nil, errNothingLeft
	case len(taken) < len(asked):
		return nil, models.Faulty(models.Invalid, "no-such-line", "The invoice has no such line.")
	}
	return taken, nil
}

// share is the part of a sum that a part of the whole comes to, rounded half away from zero.
func share(sum models.Amount, part, whole models.Quantity) models.Amount {
	return models.Amount(decimalOf(sum).Mul(part).DivRound(whole, 9).Round(0).IntPart())
}

func decimalOf(a models.Amount) decimal.Decimal { return decimal.NewFromInt(int64(a)) }

// taxBack is the tax of what is taken back, rate by rate: the part of the invoice's own tax that everything taken back so far comes
// to, less what was given back before.
func taxBack(whole, before []models.Tax, taken []models.InvoiceLine) []models.Tax {
	var out []models.Tax
	for _, t := range whole {
		back := models.Tax{Rate: t.Rate}
		touched := false
		for _, l := range taken {
			if l.VatRate.Equal(t.Rate) {
				back.Base, touched = back.Base+l.Net, true
			}
		}
		if !touched {
			continue
		}
		given := models.Tax{}
		if k := slices.IndexFunc(before, func(b models.Tax) bool { return b.Rate.Equal(t.Rate) }); k >= 0 {
			given = before[k]
		}
		back.Tax = t.Tax - given.Tax
		if sofar := given.Base + back.Base; sofar < t.Base {
			back.Tax = share(t.Tax, decimalOf(sofar), decimalOf(t.Base)) - given.Tax
		}
		out = append(out, back)
	}
	return out
}
