package receivables

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// Ageing is what is owed within reach, by how late it is.
type Ageing struct {
	Items  []AgeingRow `json:"items" nullable:"false" doc:"One for each client, supplier and currency, the largest overdue sum first."`
	Totals []AgeingSum `json:"totals" nullable:"false" doc:"One for each currency."`
}

// AgeingSum is money by how late it is.
type AgeingSum struct {
	Currency models.Currency `json:"currency"`
	NotDue   string          `json:"not_due"`
	To30     string          `json:"to_30" doc:"1 to 30 days late."`
	To60     string          `json:"to_60"`
	To90     string          `json:"to_90"`
	Over90   string          `json:"over_90"`
	Overdue  string          `json:"overdue"`
	Open     string          `json:"open" doc:"Everything still to be paid."`
	Credit   string          `json:"credit" doc:"Received and not allocated."`
}

// AgeingRow is what one client owes one supplier in one currency.
type AgeingRow struct {
	Client   Company `json:"client"`
	Supplier Company `json:"supplier"`
	AgeingSum
	Invoices  int          `json:"invoices" doc:"How many are still to be paid."`
	OldestDue *models.Date `json:"oldest_due"`
}

// AgeingInput narrows the ageing to one client.
type AgeingInput struct {
	Client string `query:"client" format:"uuid"`
}

// Ageing shows a supplier what its clients owe, a client what it owes its suppliers, an account manager both of their book.
func (s *Service) Ageing(ctx context.Context, v identity.Viewer, in AgeingInput) (Ageing, error) {
	client, err := companyIn(in.Client)
	if err != nil {
		return Ageing{}, err
	}
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (Ageing, error) {
		found, err := models.Receivables(tx, v.Today(tx.Now), client, v.Locale())
		if err != nil {
			return Ageing{}, err
		}
		out := Ageing{Items: make([]AgeingRow, len(found)), Totals: []AgeingSum{}}
		var sum models.Receivable
		for i, r := range found {
			out.Items[i] = AgeingRow{Client: Company{r.ClientID, r.Client}, Supplier: Company{r.SupplierID, r.Supplier}, AgeingSum: sumOf(r),
				Invoices: r.Invoices, OldestDue: r.OldestDue}
			sum = add(sum, r)
			if i == len(found)-1 || found[i+1].Currency != r.Currency {
				out.Totals, sum = append(out.Totals, sumOf(sum)), models.Receivable{}
			}
		}
		return out, nil
	})
}

func add(sum, r models.Receivable) models.Receivable {
	sum.Currency = r.Currency
	sum.NotDue += r.NotDue
	sum.To30 += r.To30
	sum.To60 += r.To60
	sum.To90 += r.To90
	sum.Over90 += r.Over90
	sum.Credit += r.Credit
	return sum
}

func sumOf(r models.Receivable) AgeingSum {
	c := r.Currency
	return AgeingSum{c, r.NotDue.In(c), r.To30.In(c), r.To60.In(c), r.To90.In(c), r.Over90.In(c), r.Overdue().In(c), r.Open().In(c), r.Credit.In(c)}
}
