package billing

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// CreditNoteInput names a credit note.
type CreditNoteInput struct {
	ID models.CreditNoteID `path:"id"`
}

// CreditNote is one credit note in full.
type CreditNote struct {
	CreditMark
	Client   Company         `json:"client"`
	Supplier Company         `json:"supplier"`
	Invoice  InvoiceMark     `json:"invoice" doc:"That it takes back, the whole or a part."`
	Currency models.Currency `json:"currency"`
	Net      string          `json:"net" doc:"Before tax."`
	Tax      string          `json:"tax"`
	Parties  models.Parties  `json:"parties" doc:"Both companies as they stand on the invoice."`
	Lines    []Line          `json:"lines" nullable:"false" doc:"What is taken back of each."`
	Taxes    []Tax           `json:"taxes" nullable:"false"`
}

// InvoiceMark is an invoice as its credit note shows it.
type InvoiceMark struct {
	ID       models.InvoiceID `json:"id"`
	Number   string           `json:"number" example:"2026-00042"`
	IssuedOn models.Date      `json:"issued_on"`
}

// CreditNote shows one credit note of the viewer's side; anybody else's is NotFound.
func (s *Service) CreditNote(ctx context.Context, v identity.Viewer, in CreditNoteInput) (CreditNote, error) {
	sheet, err := s.creditNote(ctx, v, in)
	if err != nil {
		return CreditNote{}, err
	}
	n, i := *sheet, sheet.Invoice
	c := n.Currency
	return CreditNote{CreditMark: creditMark(n.CreditNote), Client: Company{i.ClientID, i.Client}, Supplier: Company{i.SupplierID, i.Supplier},
		Invoice: InvoiceMark{i.ID, i.Number, i.IssuedOn}, Currency: c, Net: n.Net.In(c), Tax: n.Tax.In(c), Parties: i.Parties,
		Lines: linesOf(n.Lines, c), Taxes: taxesOf(n.Taxes, c)}, nil
}

func (s *Service) creditNote(ctx context.Context, v identity.Viewer, in CreditNoteInput) (*models.CreditNoteSheet, error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (*models.CreditNoteSheet, error) {
		return models.ReadCreditNote(tx, in.ID, v.Locale())
	})
}
