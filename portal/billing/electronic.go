package billing

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/table"
	"povtor/portal/ubl"
)

// Electronic is one invoice of the viewer's side as UBL 2.1, for parties in the European Union. What a party lacks for it is Invalid, and
// named: supplier.vat_id, client.country, client.endpoint.
func (s *Service) Electronic(ctx context.Context, v identity.Viewer, in GetInput) (table.File, error) {
	doc, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (ubl.Document, error) {
		i, err := models.ReadInvoice(tx, in.ID, v.Locale())
		if err != nil {
			return ubl.Document{}, err
		}
		return electronic(tx, *i)
	})
	return asUBL("invoice-", doc, err)
}

// ElectronicCredit is one credit note of the viewer's side as UBL 2.1.
func (s *Service) ElectronicCredit(ctx context.Context, v identity.Viewer, in CreditNoteInput) (table.File, error) {
	doc, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (ubl.Document, error) {
		n, err := models.ReadCreditNote(tx, in.ID, v.Locale())
		if err != nil {
			return ubl.Document{}, err
		}
		i := n.Invoice
		i.Lines, i.Taxes = n.Lines, n.Taxes
		doc, err := electronic(tx, i)
		doc.Credits = &ubl.Reference{Number: doc.Number, IssuedOn: doc.IssuedOn}
		doc.Number, doc.IssuedOn, doc.DueOn, doc.Note = n.Number, n.IssuedOn, 0, n.Reason
		return doc, err
	})
	return asUBL("credit-note-", doc, err)
}

func asUBL(name string, doc ubl.Document, err error) (table.File, error) {
	if err != nil {
		return table.File{}, err
	}
	var b bytes.Buffer
	if err := ubl.Write(&b, doc); err != nil {
		var lacks *models.Fault
		if errors.As(err, &lacks) && lacks.Kind == models.Invalid {
			lacks.Code, lacks.Message = "not-electronic", "Something is missing for an electronic invoice."
		}
		return table.File{}, err
	}
	return table.File{Name: name + doc.Number + ".xml", ContentType: "application/xml", Write: func(_ context.Context, to io.Writer) error {
		_, err := to.Write(b.Bytes())
		return err
	}}, nil
}

// electronic is an invoice as UBL wants it. What the invoice does not say of a party, because the party had not told it then, is taken
// from what it tells now.
func electronic(tx *models.Tx, i models.InvoiceSheet) (ubl.Document, error) {
	doc := ubl.Document{Number: i.Number, IssuedOn: i.IssuedOn, DueOn: i.DueOn, Currency: i.Currency, BuyerRef: i.ClientNumber, OrderRef: i.OrderNumber}
	for _, side := range []struct {
		id    models.OrganisationID
		party models.Party
		to    *ubl.Party
	}{{i.SupplierID, i.Parties.Supplier, &doc.Seller}, {i.ClientID, i.Parties.Client, &doc.Buyer}} {
		now, err := models.Get(tx, side.id)
		if err != nil {
			return doc, err
		}
		*side.to = electronicParty(side.party, *now)
	}
	if bank := i.Parties.Supplier.Bank; bank != nil && isIBAN(bank.Account) {
		doc.Account = ubl.Account{IBAN: bank.Account, BIC: bank.BIC, Holder: doc.Seller.Name}
	}
	for _, l := range i.Lines {
		doc.Lines = append(doc.Lines, ubl.Line{ID: strconv.Itoa(l.Position), SKU: l.SKU, Name: l.Name, Unit: l.Unit, Quantity: l.Quantity, Price: l.UnitPrice,
			Net: l.Net, Category: categoryOf(i.Parties, l.VatRate), Rate: l.VatRate})
	}
	for _, t := range i.Taxes {
		c := categoryOf(i.Parties, t.Rate)
		doc.Taxes = append(doc.Taxes, ubl.Tax{Category: c, Rate: t.Rate, Base: t.Base, Tax: t.Tax, Reason: untaxed[c]})
	}
	return doc, nil
}

// untaxed says why there is no tax.
var untaxed = map[ubl.Category]string{ubl.Exempt: "Exempt from VAT", ubl.ReverseCharge: "Reverse charge"}

func categoryOf(p models.Parties, rate models.Quantity) ubl.Category {
	switch {
	case rate.IsPositive():
		return ubl.Standard
	case p.VATTreatment != "":
		return ubl.Category(p.VATTreatment)
	}
	return ubl.ZeroRated
}

func electronicParty(p models.Party, now models.Organisation) ubl.Party {
	e, later := p.Electronic, now.Electronic()
	out := ubl.Party{Name: p.Name, VATID: cmp.Or(e.VATID, later.VATID), Registration: cmp.Or(e.Registration, later.Registration),
		Country: cmp.Or(e.Country, later.Country), Street: p.Address, City: cmp.Or(e.City, later.City), PostalCode: cmp.Or(e.PostalCode, later.PostalCode),
		Phone: p.Phone, Email: p.Email}
	out.Endpoint.Scheme, out.Endpoint.ID, _ = strings.Cut(cmp.Or(e.Endpoint, later.Endpoint), ":")
	return out
}

// isIBAN tells an IBAN, which begins with its country, from an account of another kind.
func isIBAN(account string) bool {
	return len(account) > 4 && unicode.IsUpper(rune(account[0])) && unicode.IsUpper(rune(account[1]))
}
