package ubl

import (
	"encoding/xml"
	"io"
	"strings"

	"povtor/models"
)

const (
	peppol  = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
	process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
	parts   = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
	basics  = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
	schema  = "urn:oasis:names:specification:ubl:schema:xsd:"
)

// Write writes an invoice, or the credit note that takes one back. What is no sound document is refused before anything is written.
func Write(to io.Writer, d Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	if _, err := io.WriteString(to, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(to)
	e.Indent("", "  ")
	if err := e.Encode(d.xml()); err != nil {
		return err
	}
	_, err := io.WriteString(to, "\n")
	return err
}

func (d Document) xml() document {
	kind, t := "Invoice", d.totals()
	if d.Credits != nil {
		kind = "CreditNote"
	}
	out := document{XMLName: xml.Name{Local: kind}, Of: schema + kind + "-2", Parts: parts, Basics: basics, Customization: peppol, Profile: process,
		ID: d.Number, IssuedOn: d.IssuedOn.String(), Note: d.Note, Currency: string(d.Currency), BuyerRef: d.BuyerRef, Order: refTo(d.OrderRef),
		Seller: party{d.Seller.xml()}, Buyer: party{d.Buyer.xml()}, Means: d.means(), Taxes: d.taxes(t.tax),
		Totals: monetary{d.money(t.lines), d.money(t.net), d.money(t.gross), d.some(t.allowances), d.some(d.Prepaid), d.some(d.Rounding), d.money(t.payable)}}
	if d.Credits != nil {
		out.CreditType = "381"
		out.Billing = &billing{reference{ID: d.Credits.Number, On: d.Credits.IssuedOn.String()}}
		if t.payable > 0 {
			out.Terms = &terms{"Credited to the invoice " + d.Credits.Number}
		}
	} else {
		out.Type = "380"
		if out.DueOn = dayOf(d.DueOn); out.DueOn == "" && t.payable > 0 {
			out.Terms = &terms{"Due on receipt"}
		}
	}
	for _, a := range d.Allowances {
		out.Allowances = append(out.Allowances, allowance{false, a.Reason, d.money(a.Amount), category{a.Category, a.Rate.String(), nil, nil, vat}})
	}
	for _, l := range d.Lines {
		x := d.line(l)
		if d.Credits != nil {
			x.XMLName.Local, x.Credited, x.Invoiced = "cac:CreditNoteLine", x.Invoiced, nil
		}
		out.Lines = append(out.Lines, x)
	}
	return out
}

func dayOf(d models.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func refTo(id string) *reference {
	if id == "" {
		return nil
	}
	return &reference{ID: id}
}

// money is an amount with no more decimals than two: a third is nought, or the document was refused.
func (d Document) money(a models.Amount) amount {
	text := a.In(d.Currency)
	if d.Currency.Exponent() > 2 {
		text = text[:len(text)-1]
	}
	return amount{string(d.Currency), text}
}

// some is an amount that is told only where there is one.
func (d Document) some(a models.Amount) *amount {
	if a == 0 {
		return nil
	}
	m := d.money(a)
	return &m
}

func (p Party) xml() partyOf {
	out := partyOf{Endpoint: endpoint{p.Endpoint.Scheme, p.Endpoint.ID}, Name: name{p.Name}, Address: address{p.Street, p.City, p.PostalCode, country{p.Country}},
		Legal: legal{p.Name, p.Registration}}
	if p.VATID != "" {
		out.Tax = &taxed{p.VATID, vat}
	}
	if p.Phone != "" || p.Email != "" {
		out.Contact = &contact{p.Phone, p.Email}
	}
	return out
}

// means is a credit transfer, where it is told to which account.
func (d Document) means() *means {
	if d.Account.IBAN == "" {
		return nil
	}
	out := &means{Code: "30", Reference: d.Number, Account: account{ID: strings.ReplaceAll(d.Account.IBAN, " ", ""), Holder: d.Account.Holder}}
	if d.Account.BIC != "" {
		out.Account.Branch = &reference{ID: d.Account.BIC}
	}
	return out
}

// exemptions are the codes of why there is no tax (VATEX).
var exemptions = map[Category]string{ReverseCharge: "VATEX-EU-AE"}

func (d Document) taxes(sum models.Amount) taxTotal {
	out := taxTotal{Sum: d.money(sum)}
	for _, t := range d.Taxes {
		c := category{t.Category, t.Rate.String(), nil, nil, vat}
		if code := exemptions[t.Category]; code != "" {
			c.Code = &code
		}
		if t.Reason != "" && t.Category != Standard && t.Category != ZeroRated {
			c.Reason = &t.Reason
		}
		out.Parts = append(out.Parts, taxPart{d.money(t.Base), d.money(t.Tax), c})
	}
	return out
}

// units are the codes of UN/ECE Recommendation 20, and 21 for packages.
var units = map[string]string{
	"pcs": "H87", "box": "XBX", "pack": "XPK", "kg": "KGM", "g": "GRM", "t": "TNE", "l": "LTR", "m": "MTR", "pallet": "XPX", "roll": "XRO", "pair": "PR",
	"set": "SET", "bottle": "XBO", "can": "XCX", "bag": "XBG", "case": "XCS",
}

func (d Document) line(l Line) documentLine {
	unit := units[l.Unit]
	if unit == "" {
		unit = "C62"
	}
	out := documentLine{XMLName: xml.Name{Local: "cac:InvoiceLine"}, ID: l.ID, Invoiced: &quantity{unit, l.Quantity.String()}, Net: d.money(l.Net),
		Item:  item{Name: l.Name, Tax: category{l.Category, l.Rate.String(), nil, nil, vat}},
		Price: price{amount{string(d.Currency), l.Price.String()}}}
	if l.SKU != "" {
		out.Item.SKU = &reference{ID: l.SKU}
	}
	return out
}
