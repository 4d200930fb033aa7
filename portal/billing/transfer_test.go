package billing_test

import (
	"strings"
	"testing"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
)

func TestATransferIsForWhatIsLeft(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := billing.New(tr.DB)
	id := invoice(t, tr, "2", "3") // 82.50 + 18.15 of tax
	in := billing.GetInput{ID: id}
	if got, err := s.Transfer(t.Context(), tr.Buyer, in); err != nil || got.Payable || got.Why != "no-bank-details" || got.Code != nil {
		t.Errorf("without an account: %+v, %v", got, err)
	}

	tr.Supplier.LegalName, tr.Supplier.TaxID = "ООО «Метиз-Сервис»", "7701234567"
	tr.Supplier.Bank = models.Bank{Name: "Банк", BIC: "044525225", Account: "40702810938000012345", Correspondent: "30101810400000000225"}
	identitytest.In(t, tr.DB, func(tx *models.Tx) error { return models.Update(tx, &tr.Supplier, "legal_name", "tax_id", "bank") })
	in.ID = invoice(t, tr, "2", "3")
	got, err := s.Transfer(t.Context(), tr.Buyer, in)
	if err != nil || !got.Payable || got.Details.Amount != "100.65" || !strings.Contains(got.Code.Text, "|Sum=10065|") {
		t.Fatalf("%+v, %v", got, err)
	}
	if p := got.Details.Purpose; !strings.HasPrefix(p, "Оплата по счёту № 2026-00002 от ") || !strings.HasSuffix(p, ". В т.ч. НДС 18,15 руб.") || !strings.Contains(got.Code.Text, "Purpose="+p+"|") {
		t.Error(p, got.Code.Text)
	}

	var paid receivables.RecordInput
	paid.Body.Client, paid.Body.Currency, paid.Body.Amount, paid.Body.ReceivedOn = tr.Client.ID, "RUB", "40.65", tr.Manager.Today(tr.Agreement.CreatedAt)
	paid.Body.Allocations = []receivables.PartInput{{Invoice: in.ID}}
	money := receivables.New(tr.DB)
	if _, err := money.Record(t.Context(), tr.Manager, paid); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Transfer(t.Context(), tr.Buyer, in); err != nil || got.Details.Amount != "60.00" || !strings.Contains(got.Code.Text, "|Sum=6000|") ||
		!strings.HasSuffix(got.Details.Purpose, "НДС 10,82 руб.") {
		t.Errorf("half paid: %+v %+v, %v", got.Details, got.Code, err)
	}
	paid.Body.Amount = "60.00"
	if _, err := money.Record(t.Context(), tr.Manager, paid); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Transfer(t.Context(), tr.Buyer, in); err != nil || got.Payable || got.Why != "settled" || got.Details != nil {
		t.Errorf("paid: %+v, %v", got, err)
	}
	if _, err := s.Transfer(t.Context(), tr.Other(t).Buyer, in); models.KindOf(err) != models.NotFound {
		t.Error("a stranger asks:", err)
	}
}
