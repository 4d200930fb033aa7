package ordering_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	. "povtor/portal/ordering/orderingtest"
)

func numbers(t *testing.T, tr *Trade, v identity.Viewer, in ordering.ListInput) []string {
	t.Helper()
	if in.Limit == 0 {
		in.Limit = 100
	}
	page, err := tr.Orders.List(t.Context(), v, in)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, o := range page.Items {
		out = append(out, o.Number)
	}
	return out
}

func TestTheListRunsFromTheNewestInStretches(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	var want []string
	for range 7 {
		want = append([]string{tr.Place(t, "1").Number}, want...)
	}
	var got []string
	in := ordering.ListInput{Limit: 3}
	for {
		page, err := tr.Orders.List(t.Context(), tr.Manager, in)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range page.Items {
			got = append(got, o.Number)
		}
		if in.After = page.Next; in.After == "" {
			break
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := tr.Orders.List(t.Context(), tr.Buyer, ordering.ListInput{Limit: 3, After: "rubbish"}); models.KindOf(err) != models.Malformed {
		t.Error("a damaged cursor:", err)
	}
}

func TestTheListIsNarrowed(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	first, second := tr.Place(t, "1"), tr.Place(t, "1")
	in := ordering.CancelInput{ID: first.ID}
	if _, err := tr.Orders.Cancel(t.Context(), tr.Buyer, in); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		in   ordering.ListInput
		want []string
	}{
		"all":                {ordering.ListInput{}, []string{second.Number, first.Number}},
		"by status":          {ordering.ListInput{Status: models.OrderCancelled}, []string{first.Number}},
		"open":               {ordering.ListInput{Open: true}, []string{second.Number}},
		"by supplier":        {ordering.ListInput{Supplier: tr.Supplier.ID}, []string{second.Number, first.Number}},
		"by another":         {ordering.ListInput{Supplier: tr.Client.ID}, []string{}},
		"by client":          {ordering.ListInput{Client: tr.Client.ID, Open: true}, []string{second.Number}},
		"by number":          {ordering.ListInput{Words: "000002"}, []string{second.Number}},
		"by company":         {ordering.ListInput{Words: "метиз"}, []string{second.Number, first.Number}},
		"by what means all":  {ordering.ListInput{Words: "%"}, []string{}},
		"by what is nowhere": {ordering.ListInput{Words: "nowhere"}, []string{}},
	} {
		if diff := cmp.Diff(c.want, numbers(t, tr, tr.Buyer, c.in)); diff != "" {
			t.Error(name, diff)
		}
	}
}

func TestWhoSeesAnOrder(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	other := tr.Other(t)
	operator := identitytest.Company(t, tr.DB, models.OperatorKind, "Povtor")
	theirs := identitytest.Viewer(t, tr.DB, operator, identity.AccountManager)
	stranger := identitytest.Viewer(t, tr.DB, operator, identity.AccountManager)
	head := identitytest.Viewer(t, tr.DB, operator, identity.HeadOfSales)
	user := theirs.User()
	tr.Change(t, func(a *models.Agreement) { a.AccountManagerID = &user }, "account_manager_id")
	o, elsewhere := tr.Place(t, "1"), other.Place(t, "1")

	for name, c := range map[string]struct {
		viewer identity.Viewer
		sees   []string
	}{
		"the buyer":               {tr.Buyer, []string{o.Number}},
		"its accountant":          {identitytest.Viewer(t, tr.DB, tr.Client, identity.Accountant), []string{o.Number}},
		"the supplier":            {tr.Manager, []string{o.Number}},
		"another client":          {other.Buyer, []string{elsewhere.Number}},
		"another supplier":        {other.Manager, []string{elsewhere.Number}},
		"the account manager":     {theirs, []string{o.Number}},
		"another account manager": {stranger, []string{}},
		"the head of sales":       {head, []string{elsewhere.Number, o.Number}},
	} {
		if diff := cmp.Diff(c.sees, numbers(t, tr, c.viewer, ordering.ListInput{})); diff != "" {
			t.Error(name, "sees in the list", diff)
		}
		_, err := tr.Orders.Get(t.Context(), c.viewer, ordering.GetInput{ID: o.ID})
		if seen := slices.Contains(c.sees, o.Number); seen != (err == nil) || !seen && models.KindOf(err) != models.NotFound {
			t.Error(name, "gets", err)
		}
	}
	marketer := identitytest.Viewer(t, tr.DB, operator, identity.Marketer)
	if _, err := tr.Orders.List(t.Context(), marketer, ordering.ListInput{Limit: 1}); models.KindOf(err) != models.Forbidden {
		t.Error("a marketer:", err)
	}
}

func TestNamesComeInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	tr.Supplier.NameEn = "Metiz Service"
	identitytest.In(t, tr.DB, func(tx *models.Tx) error { return models.Update(tx, &tr.Supplier, "name_en") })
	id := tr.Place(t, "1").ID
	for locale, want := range map[string]string{"ru": "Метиз-Сервис Болт 1", "en": "Metiz Service Bolt 1"} {
		o, err := tr.Orders.Get(t.Context(), tr.Buyer.Reading(locale), ordering.GetInput{ID: id})
		if err != nil || o.Supplier.Name+" "+o.Lines[0].Name != want {
			t.Errorf("%s: %s %s, %v", locale, o.Supplier.Name, o.Lines[0].Name, err)
		}
	}
}

func TestCancelling(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	o := tr.Place(t, "5")
	in := ordering.CancelInput{ID: o.ID, Seen: models.Version{N: 2}}
	in.Body.Reason = " Bought elsewhere "
	cancel := func(v identity.Viewer) (ordering.Order, error) { return tr.Orders.Cancel(t.Context(), v, in) }
	if _, err := cancel(tr.Other(t).Buyer); models.KindOf(err) != models.NotFound {
		t.Error("a stranger:", err)
	}
	if _, err := cancel(tr.Manager); models.KindOf(err) != models.Forbidden {
		t.Error("the supplier:", err)
	}
	if _, err := cancel(tr.Buyer); models.KindOf(err) != models.Stale {
		t.Error("a version that is not there yet:", err)
	}
	in.Seen.N = 1
	got, err := cancel(tr.Buyer)
	if err != nil {
		t.Fatal(err)
	}
	last := got.Events[len(got.Events)-1]
	if got.Status != models.OrderCancelled || got.Version != 2 || last.Kind != models.EventOrderCancelled || last.Note != "Bought elsewhere" {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff([]ordering.Action{ordering.Reorder}, got.Actions); diff != "" {
		t.Error("actions:", diff)
	}
	if held := tr.Reserved(t, tr.Products[0]); held != "0" {
		t.Errorf("%s still held", held)
	}
	if jobs := tr.Jobs.All(); jobs[len(jobs)-1] != (ordering.Cancelled{OrderID: o.ID}) {
		t.Error("jobs:", jobs)
	}
	in.Seen.N = 0
	if _, err := cancel(tr.Buyer); models.KindOf(err) != models.Conflict {
		t.Error("again:", err)
	}
}
