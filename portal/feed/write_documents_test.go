package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func deeds() []Document {
	seller := Counterparty{ID: "s-1", Name: "ООО «Метиз-Сервис»", TaxID: "7701234567", TaxCode: "770101001", Address: "Москва"}
	buyer := Counterparty{ID: "c-1", Name: `ИП Петров <"О'Хара" & Ко>`, TaxID: "770123456789"}
	line := DocumentLine{ID: "1c-55", SKU: "FA-010070", Name: "Гайка М8 & шайба", Unit: "pcs", Quantity: "6", Price: "1561", Net: "9366.00", TaxRate: "22", Tax: "2060.52"}
	order := Document{ID: "o-1", Number: "PO-000123", On: "2026-11-13", At: "12:30:00", Deed: Ordered, Role: Seller, Currency: "RUB", Total: "11426.52", Seller: seller, Buyer: buyer,
		Tax: "2060.52", Comment: "Привезите\nутром", Lines: []DocumentLine{line}, Facts: [][2]string{{"НомерПоДаннымКлиента", "4500012345"}, {"Пусто", ""}}}
	invoice := order
	invoice.ID, invoice.Number, invoice.On, invoice.At, invoice.Deed, invoice.PayUntil, invoice.Basis, invoice.Comment = "i-1", "2026-00042", "2026-11-14", "", Invoiced, "2026-11-28", "o-1", ""
	paid := Document{ID: "p-1", Number: "214", On: "2026-11-20", Deed: Paid, Role: Seller, Currency: "RUB", Total: "11426.52", Seller: seller, Buyer: buyer}
	return []Document{order, invoice, paid}
}

func written(t *testing.T, documents ...Document) []byte {
	t.Helper()
	var b bytes.Buffer
	err := WriteDocuments(&b, "2026-11-30T23:59:59", func(yield func(Document) error) error {
		for _, d := range documents {
			if err := yield(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// UPDATE=1 writes the golden file anew.
func TestDocumentsFor1C(t *testing.T) {
	got, path := written(t, deeds()...), filepath.Join("testdata", "documents.xml")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v: %s", err, got)
	}
	d := xml.NewDecoder(bytes.NewReader(got))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
