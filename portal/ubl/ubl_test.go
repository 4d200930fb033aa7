package ubl_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/ubl"
)

func day(text string) models.Date {
	d, err := models.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// euro is an invoice of several rates, with an allowance, something paid ahead and rounding.
func euro() ubl.Document {
	lines := []ubl.Line{
		{ID: "1", SKU: "FA-010070", Name: "Nyloc nut M8 <DIN 985> & zinc", Unit: "pack", Quantity: dec("6"), Price: dec("15.61"), Net: 9366, Category: ubl.Standard, Rate: dec("19")},
		{ID: "2", SKU: "BK-1", Name: "Handbuch", Unit: "pcs", Quantity: dec("3"), Price: dec("10.3333"), Net: 3100, Category: ubl.Standard, Rate: dec("7")},
		{ID: "3", Name: "Training", Unit: "hour", Quantity: dec("1.5"), Price: dec("80"), Net: 12000, Category: ubl.Exempt},
		{ID: "4", Name: "Sample", Unit: "pcs", Quantity: dec("1"), Price: dec("5"), Net: 500, Category: ubl.ZeroRated},
	}
	allowances := []ubl.Allowance{{Reason: "Loyalty discount", Amount: 366, Category: ubl.Standard, Rate: dec("19")}}
	taxes := ubl.TaxesOf(lines, allowances)
	taxes[2].Reason = "Education, article 132 of Directive 2006/112/EC"
	return ubl.Document{
		Number: "HF-2026-00087", IssuedOn: day("2026-11-14"), DueOn: day("2026-12-14"), Currency: "EUR", BuyerRef: "NW-7781", OrderRef: "PO-000124",
		Seller: ubl.Party{Name: "Hanse Fasteners GmbH", VATID: "DE123456789", Registration: "HRB 12345", Country: "DE", Street: "Speicherstadt 4", City: "Hamburg", PostalCode: "20457",
			Endpoint: ubl.Endpoint{Scheme: "9930", ID: "DE123456789"}, Email: "billing@hanse.example"},
		Buyer: ubl.Party{Name: "Nordwerk GmbH", VATID: "DE987654321", Country: "DE", Street: "Hafenstraße 12", City: "Kiel", PostalCode: "24103",
			Endpoint: ubl.Endpoint{Scheme: "9930", ID: "DE987654321"}},
		Account: ubl.Account{IBAN: "DE89 3704 0044 0532 0130 00", BIC: "HASPDEHHXXX", Holder: "Hanse Fasteners GmbH"},
		Lines:   lines, Allowances: allowances, Taxes: taxes, Prepaid: 5000, Rounding: 2,
	}
}

// abroad is an invoice whose tax the client owes.
func abroad() ubl.Document {
	d := euro()
	d.Buyer.VATID, d.Buyer.Country, d.Buyer.Name, d.Buyer.City, d.Buyer.Endpoint = "NL123456789B01", "NL", "Noordwerk B.V.", "Rotterdam", ubl.Endpoint{Scheme: "0106", ID: "12345678"}
	d.Lines, d.Allowances = d.Lines[:2], nil
	for i := range d.Lines {
		d.Lines[i].Category, d.Lines[i].Rate = ubl.ReverseCharge, decimal.Zero
	}
	d.Taxes = ubl.TaxesOf(d.Lines, nil)
	d.Taxes[0].Reason, d.Prepaid, d.Rounding = "Reverse charge", 0, 0
	return d
}

// credit takes a part of the euro invoice back.
func credit() ubl.Document {
	d := euro()
	d.Number, d.IssuedOn, d.DueOn, d.Credits, d.Note = "CN-2026-00003", day("2026-11-20"), 0, &ubl.Reference{Number: d.Number, IssuedOn: d.IssuedOn}, "Came back damaged"
	d.Lines, d.Allowances, d.Prepaid, d.Rounding = d.Lines[:1], nil, 0, 0
	d.Taxes = ubl.TaxesOf(d.Lines, nil)
	return d
}

// UPDATE=1 writes the golden files anew.
func TestGolden(t *testing.T) {
	for name, d := range map[string]ubl.Document{"invoice": euro(), "reverse-charge": abroad(), "credit-note": credit()} {
		var b bytes.Buffer
		if err := ubl.Write(&b, d); err != nil {
			t.Fatal(name, err)
		}
		path := filepath.Join("testdata", name+".xml")
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(want, b.Bytes()) {
			t.Errorf("%s: %v\n%s", name, err, b.String())
		}
		if rules := broken(readBack(t, b.Bytes())); len(rules) > 0 {
			t.Error(name, rules)
		}
	}
}

func TestWhatIsLackingIsNamed(t *testing.T) {
	for field, spoil := range map[string]func(*ubl.Document){
		"supplier.vat_id":   func(d *ubl.Document) { d.Seller.VATID = "" },
		"supplier.country":  func(d *ubl.Document) { d.Seller.Country = "Germany" },
		"client.endpoint":   func(d *ubl.Document) { d.Buyer.Endpoint = ubl.Endpoint{} },
		"client.country":    func(d *ubl.Document) { d.Buyer.Country = "" },
		"order":             func(d *ubl.Document) { d.OrderRef, d.BuyerRef = "", "" },
		"lines":             func(d *ubl.Document) { d.Lines = nil },
		"taxes":             func(d *ubl.Document) { d.Taxes[0].Base++ },
		"taxes/2/reason":    func(d *ubl.Document) { d.Taxes[2].Reason = "" },
		"taxes/3/rate":      func(d *ubl.Document) { d.Taxes[3].Tax = 1 },
		"client.vat_id":     func(d *ubl.Document) { *d = abroad(); d.Buyer.VATID = "" },
		"total":             func(d *ubl.Document) { d.Prepaid = 1_000_000 },
		"currency":          func(d *ubl.Document) { d.Currency = "KWD" },
		"taxes/0/category":  func(d *ubl.Document) { d.Taxes[0].Category = "K" },
		"supplier.endpoint": func(d *ubl.Document) { d.Seller.Endpoint.Scheme = "DUNS" },
	} {
		d := euro()
		d.Taxes = slices.Clone(d.Taxes)
		spoil(&d)
		var b bytes.Buffer
		err := ubl.Write(&b, d)
		var fault *models.Fault
		if !errors.As(err, &fault) || b.Len() > 0 || !slices.ContainsFunc(fault.Fields, func(f models.FieldFault) bool { return f.Field == field }) {
			t.Errorf("%s: %v %+v", field, err, fault)
		}
	}
}
