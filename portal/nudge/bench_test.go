package nudge_test

import (
	"testing"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/notify"
	"povtor/portal/nudge"
	"povtor/portal/reorder/reordertest"
)

// A sweep in which every client gets a digest about two suppliers.
func BenchmarkSend(b *testing.B) {
	w := reordertest.Open(b, noon)
	mail := notify.New(w.DB, notify.Options{Keys: identitytest.Keys(b), Base: "https://portal.example"})
	service := nudge.New(w.DB, identitytest.Keys(b), mail, nudge.OfficeHours)
	suppliers := []*reordertest.Supplier{w.Supplier(b, "One"), w.Supplier(b, "Two")}
	for range b.N {
		c := w.Client(b, "Shop")
		for _, s := range suppliers {
			identitytest.Agreement(b, w.DB, c.Organisation, s.Organisation)
			w.Orders(b, c, s, every(10, 12, 20)...)
		}
		identitytest.Insert(b, w.DB, &models.Holdout{ClientID: c.ID, Stratum: c.Code, AssignedAt: noon})
	}
	b.ResetTimer()
	out, err := service.Send(b.Context(), identity.System("bench"), nudge.SendInput{})
	if err != nil || out.Digests != b.N {
		b.Fatalf("sent %+v, %v", out, err)
	}
	b.ReportMetric(float64(out.Digests)/b.Elapsed().Seconds(), "digests/s")
}
