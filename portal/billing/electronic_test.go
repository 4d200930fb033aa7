package billing_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
)

func TestAnElectronicInvoiceNamesWhatIsLacking(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := billing.New(tr.DB)
	in := billing.GetInput{ID: invoice(t, tr, "2", "3")}
	_, err := s.Electronic(t.Context(), tr.Buyer, in)
	var fault *models.Fault
	if !errors.As(err, &fault) || fault.Kind != models.Invalid {
		t.Fatal(err)
	}
	for _, want := range []string{"supplier.country", "supplier.vat_id", "supplier.endpoint", "client.country", "client.endpoint"} {
		if !slices.ContainsFunc(fault.Fields, func(f models.FieldFault) bool { return f.Field == want }) {
			t.Errorf("%s is not named: %+v", want, fault.Fields)
		}
	}

	tr.Supplier.Country, tr.Supplier.VATID, tr.Supplier.Endpoint = "DE", "DE123456789", "9930:DE123456789"
	tr.Client.Country, tr.Client.Endpoint = "NL", "0106:12345678"
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		return errors.Join(models.Update(tx, &tr.Supplier, "country", "vat_id", "endpoint"), models.Update(tx, &tr.Client, "country", "endpoint"))
	})
	file, err := s.Electronic(t.Context(), tr.Buyer, in)
	got := content(t, file, err)
	for _, want := range []string{"<cbc:ID>2026-00001</cbc:ID>", `schemeID="0106">12345678<`, "<cbc:CompanyID>DE123456789<", `<cbc:PayableAmount currencyID="RUB">100.65<`} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	again, err := s.Electronic(t.Context(), tr.Manager, in)
	if !bytes.Equal(got, content(t, again, err)) {
		t.Error("both sides get different files")
	}
	note, err := s.Credit(t.Context(), tr.Manager, credit(in.ID, billing.CreditLine{Position: 2, Quantity: "1"}))
	if err != nil {
		t.Fatal(err)
	}
	file, err = s.ElectronicCredit(t.Context(), tr.Buyer, billing.CreditNoteInput{ID: note.CreditNotes[0].ID})
	got = content(t, file, err)
	for _, want := range []string{"<CreditNote ", "<cbc:CreditNoteTypeCode>381<", "<cbc:ID>2026-00001</cbc:ID>", `<cbc:PayableAmount currencyID="RUB">25.01<`} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	if _, err := s.Electronic(t.Context(), tr.Other(t).Buyer, in); models.KindOf(err) != models.NotFound {
		t.Error("a stranger's:", err)
	}
}
