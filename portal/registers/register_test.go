package registers_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/registers"
	"povtor/portal/table"
)

// world is a trade with two invoices, one of them partly credited, and a payment.
func world(t *testing.T) *orderingtest.Trade {
	t.Helper()
	tr := orderingtest.Open(t)
	var first models.InvoiceID
	for range 2 {
		o, err := fulfilment.New(tr.DB).Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: tr.Place(t, "2", "3").ID})
		if err != nil {
			t.Fatal(err)
		}
		first = o.Invoice.ID
	}
	credit := billing.CreditInput{ID: first}
	credit.Body.Reason, credit.Body.Lines = "Недовоз", []billing.CreditLine{{Position: 2, Quantity: "1"}}
	if _, err := billing.New(tr.DB).Credit(t.Context(), tr.Manager, credit); err != nil {
		t.Fatal(err)
	}
	var paid receivables.RecordInput
	paid.Body.Client, paid.Body.Currency, paid.Body.Amount, paid.Body.ReceivedOn = tr.Client.ID, "RUB", "50.00", tr.Manager.Today(identitytest.Now)
	paid.Body.Reference, paid.Body.Purpose = "=1+1", "Оплата; по счёту"
	if _, err := receivables.New(tr.DB).Record(t.Context(), tr.Manager, paid); err != nil {
		t.Fatal(err)
	}
	return tr
}

func content(t *testing.T, f table.File, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(t.Context(), &b); err != nil {
		t.Fatal(f.Name, err)
	}
	return b.Bytes()
}

func rows(t *testing.T, s *registers.Service, v identity.Viewer, of string) [][]string {
	t.Helper()
	file, err := s.Table(t.Context(), v, registers.TableInput{Of: of, Format: "csv"})
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content(t, file, err), []byte("\ufeff"))))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRegisters(t *testing.T) {
	t.Parallel()
	tr := world(t)
	s := registers.New(tr.DB)
	for _, v := range []identity.Viewer{tr.Buyer, tr.Manager} {
		if got := rows(t, s, v, "invoices"); len(got) != 3 || got[1][10] != "82,50" || got[1][11] != "18,15" || got[1][13] != "100,65" || got[2][15] != "75,64" {
			t.Errorf("%q", got)
		}
		if got := rows(t, s, v, "credit_notes"); len(got) != 2 || got[1][6] != "2026-00002" || got[1][11] != "25,01" {
			t.Errorf("%q", got)
		}
		if got := rows(t, s, v, "payments"); len(got) != 2 || got[1][1] != "'=1+1" || got[1][6] != "Оплата; по счёту" || got[1][8] != "50,00" {
			t.Errorf("%q", got)
		}
	}
	stranger := tr.Other(t)
	if got := rows(t, s, stranger.Manager, "invoices"); len(got) != 1 {
		t.Errorf("a stranger reads %q", got)
	}
	if _, err := s.Table(t.Context(), tr.Buyer, registers.TableInput{Of: "invoices", Format: "csv", Period: registers.Period{From: "2026-13-01"}}); models.KindOf(err) != models.Invalid {
		t.Error("a month that is none:", err)
	}
	if _, err := s.Table(t.Context(), identity.Viewer{}, registers.TableInput{Of: "invoices", Format: "csv"}); models.KindOf(err) != models.Unauthenticated {
		t.Error("nobody reads:", err)
	}
	file, err := s.Table(t.Context(), tr.Buyer, registers.TableInput{Of: "invoices", Format: "xlsx"})
	if got := content(t, file, err); !bytes.HasPrefix(got, []byte("PK")) || !strings.HasSuffix(file.Name, ".xlsx") {
		t.Error(file.Name)
	}
}

// taken is an exchange as 1C would take it in.
type taken struct {
	Documents []struct {
		ID    string `xml:"Ид"`
		Deed  string `xml:"ХозОперация"`
		Total string `xml:"Сумма"`
		Tax   string `xml:"Налоги>Налог>Сумма"`
		Lines []struct {
			ID    string `xml:"Ид"`
			Total string `xml:"Сумма"`
			Tax   string `xml:"Налоги>Налог>Сумма"`
		} `xml:"Товары>Товар"`
	} `xml:"Документ"`
}

func TestEverythingFor1C(t *testing.T) {
	t.Parallel()
	tr := world(t)
	file, err := registers.New(tr.DB).Exchange(t.Context(), tr.Manager, registers.ExchangeInput{})
	text := content(t, file, err)
	var got taken
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, io.ErrUnexpectedEOF }
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	var deeds []string
	for _, x := range got.Documents {
		deeds = append(deeds, x.Deed)
		if x.Deed == "Выплата безналичных денег" {
			if len(x.Lines) > 0 || x.Total != "50.00" {
				t.Errorf("%+v", x)
			}
			continue
		}
		sum, tax := decimal.Zero, decimal.Zero
		for _, l := range x.Lines {
			sum, tax = sum.Add(decimal.RequireFromString(l.Total)), tax.Add(decimal.RequireFromString(l.Tax))
		}
		if sum.Add(tax).String() != decimal.RequireFromString(x.Total).String() || !tax.Equal(decimal.RequireFromString(x.Tax)) || len(x.Lines) == 0 {
			t.Errorf("lines make %s and %s of tax: %+v", sum, tax, x)
		}
	}
	if strings.Join(deeds, ", ") != "Заказ товара, Заказ товара, Счет на оплату, Счет на оплату, Возврат товара, Выплата безналичных денег" {
		t.Error(deeds)
	}
}
