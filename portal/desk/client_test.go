package desk_test

import (
	"testing"

	"povtor/models"
	"povtor/portal/desk"
	"povtor/portal/identity"
	"povtor/portal/reorder"
	"povtor/portal/reorder/reordertest"
)

func (w *world) client(t *testing.T, v identity.Viewer, id models.OrganisationID) (desk.Client, error) {
	t.Helper()
	return w.desk.Client(t.Context(), v, desk.ClientInput{ID: id})
}

func TestAClientsPageIsTheBooksPart(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	w.buys(t, w.cafe, w.cups, 5)
	w.Orders(t, w.cafe, w.bolts, w.today.Add(-364-6), w.today.Add(-364-7))
	got, err := w.client(t, w.manager, w.cafe.ID)
	if err != nil {
		t.Fatal(err)
	}
	f := got.Figures
	if f.Spend != "3294.00" || f.SpendPrev != "732.00" || f.Currency != "RUB" || len(got.Others) != 0 {
		t.Errorf("%+v", f)
	}
	if len(got.Weeks) != 52 || got.Weeks[51].From != w.today.Add(-6) || got.Weeks[51].PrevTotal != "366.00" || got.Weeks[50].PrevTotal != "366.00" || got.Weeks[51].Total != "0.00" {
		t.Errorf("%+v", got.Weeks[50:])
	}
	if got.Weeks[47].Total != "366.00" { // thirty days ago
		t.Errorf("%+v", got.Weeks[44:])
	}
	if len(got.Rhythms) != 1 || got.Rhythms[0].Supplier.Name != "Болты" || got.Rhythms[0].State == reorder.OnRhythm || len(got.Rhythms[0].Preview) == 0 {
		t.Errorf("rhythms %+v", got.Rhythms)
	}
	if len(got.Agreements) != 1 || got.Agreements[0].Supplier.Name != "Болты" || got.Agreements[0].NetDays != 14 {
		t.Errorf("agreements %+v", got.Agreements)
	}
	if len(got.People) != 1 || got.People[0].Name != w.cafe.Buyer.Name() || got.People[0].Influence != "decides" || got.People[0].LastSeenAt == nil {
		t.Errorf("people %+v", got.People)
	}
	if got.Since == nil || *got.Since != w.today.Add(-364-7) {
		t.Errorf("since %v", got.Since)
	}

	whole, err := w.client(t, w.head, w.cafe.ID)
	if err != nil || len(whole.Rhythms) != 2 || len(whole.Agreements) != 2 || whole.Figures.Spend != "6588.00" {
		t.Errorf("the head of sales sees %v, %+v", err, whole.Figures)
	}
	for name, id := range map[string]models.OrganisationID{"outside the book": w.theirs.ID, "a supplier": w.bolts.ID, "nobody": models.NewID[models.Organisation]()} {
		if _, err := w.client(t, w.manager, id); models.KindOf(err) != models.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAClientsFiguresAreOneCurrencys(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	last := reordertest.Rows[models.PurchaseOrder](t, w.World, "placed_on DESC LIMIT 2", "client_id = ?", w.cafe.ID)
	reordertest.Change[models.PurchaseOrder](t, w.World, map[string]any{"currency": "EUR"}, "id IN ?", []models.OrderID{last[0].ID, last[1].ID})
	got, err := w.client(t, w.manager, w.cafe.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Figures.Currency != "RUB" || got.Figures.Spend != "2562.00" || got.Figures.AtRisk != "3294.00" || len(got.Others) != 1 || got.Others[0].Currency != "EUR" || got.Others[0].Spend != "732.00" {
		t.Errorf("%+v, %+v", got.Figures, got.Others)
	}
	reordertest.Change[models.PurchaseOrder](t, w.World, map[string]any{"currency": "EUR"}, "client_id = ?", w.cafe.ID)
	if got, err = w.client(t, w.manager, w.cafe.ID); err != nil || got.Figures.Currency != "EUR" || got.Figures.Spend != "3294.00" {
		t.Errorf("all in euros: %v, %+v", err, got.Figures)
	}
}

func TestClientsOfTheBook(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	w.buys(t, w.cafe, w.cups, 5)
	list := func(v identity.Viewer, words, after string, limit int) models.Page[desk.ClientItem] {
		t.Helper()
		page, err := w.desk.Clients(t.Context(), v, desk.ClientsInput{Words: words, Limit: limit, After: after})
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	first := list(w.manager, "", "", 1)
	if len(first.Items) != 1 || first.Items[0].Name != "Бар" || first.Items[0].LastOrderAt != nil || first.Items[0].Total != "0.00" || first.Next == "" {
		t.Fatalf("%+v", first)
	}
	second := list(w.manager, "", first.Next, 1)
	if len(second.Items) != 1 || second.Next != "" {
		t.Fatalf("%+v", second)
	}
	c := second.Items[0] // nine orders, the last thirty days ago: six within ninety days
	if c.Name != "Кафе" || c.Suppliers != 1 || c.Orders != 6 || c.Total != "2196.00" || c.Currency != "RUB" || c.Late != 1 || c.LastOrderAt == nil {
		t.Errorf("%+v", c)
	}
	if got := list(w.manager, "каф", "", 24); len(got.Items) != 1 || got.Items[0].Name != "Кафе" {
		t.Errorf("by name: %+v", got.Items)
	}
	if got := list(w.manager, "чужие", "", 24); len(got.Items) != 0 {
		t.Errorf("outside the book: %+v", got.Items)
	}
	if got := list(w.head, "", "", 24); len(got.Items) != 3 {
		t.Errorf("the head of sales sees %d", len(got.Items))
	}
	if _, err := w.desk.Clients(t.Context(), w.cafe.Buyer, desk.ClientsInput{Limit: 1}); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer:", err)
	}
	if _, err := w.desk.Clients(t.Context(), identity.Viewer{}, desk.ClientsInput{Limit: 1}); models.KindOf(err) != models.Unauthenticated {
		t.Error("nobody:", err)
	}
}
