package api_test

import (
	"testing"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/print"
)

// print makes a price list for each person of a trade who may have one.
func (w *world) print(t *testing.T, of *orderingtest.Trade, out *rows) {
	t.Helper()
	people := []identity.Viewer{of.Buyer, of.Manager}
	for _, p := range w.people {
		if o := p.Organisation(); p.Can(identity.PrintMake) && (o == of.Client.ID || o == of.Supplier.ID) {
			people = append(people, p.Viewer)
		}
	}
	out.prints = nil
	for _, v := range people {
		made, err := w.Portal.Print.Ask(t.Context(), v, print.AskInput{Body: print.Wanted{Form: print.XLSX}})
		if models.CodeOf(err) == "print-running" {
			continue
		}
		if err == nil {
			_, err = w.Portal.Print.Make(t.Context(), identity.System("print"), print.Make{PrintID: made.ID})
		}
		if err != nil {
			t.Fatal(err)
		}
		out.prints = append(out.prints, made.ID.String())
	}
}
