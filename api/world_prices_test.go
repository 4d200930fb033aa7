package api_test

import (
	"testing"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/pricelist"
	"povtor/portal/visibility"
)

// aName is another each time it is sent.
type aName struct{}

func (aName) MarshalText() ([]byte, error) { return []byte("Name " + uuid.NewString()), nil }

// price lets a supplier's manager make two price lists, of which one client asks one, a group of clients and a visibility rule that hides nothing.
func (w *world) price(t *testing.T, manager identity.Viewer, name string, out *rows) {
	t.Helper()
	ctx, unique := t.Context(), name+" "+uuid.NewString()
	var list pricelist.CreateInput
	list.Body.Name, list.Body.Currency = unique, "RUB"
	made, err := w.Portal.PriceLists.Create(ctx, manager, list)
	if err != nil {
		t.Fatal(err)
	}
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		a, err := models.First[models.Agreement](tx, "client_id = ? AND supplier_id = ?", out.client, manager.Organisation())
		out.agreement = a.ID.String()
		return err
	})
	group, err := w.Portal.PriceLists.MakeGroup(ctx, manager, pricelist.MakeGroupInput{Body: pricelist.GroupBody{Name: unique,
		Clients: []models.AgreementID{{UUID: uuid.MustParse(out.agreement)}}}})
	if err != nil {
		t.Fatal(err)
	}
	var rule visibility.AddInput
	rule.Body.Effect, rule.Body.Brand = models.Deny, &unique
	rules, err := w.Portal.Visibility.Add(ctx, manager, rule)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules.Items {
		if r.Brand != nil && *r.Brand == unique {
			out.rule = r.ID.String()
		}
	}
	list.Body.Name = unique + " for one"
	own, err := w.Portal.PriceLists.Create(ctx, manager, list)
	if err != nil {
		t.Fatal(err)
	}
	ask := pricelist.AgreementsInput{Input: pricelist.Input{ID: own.ID}}
	ask.Body.Items = []models.AgreementID{{UUID: uuid.MustParse(out.agreement)}}
	if _, err := w.Portal.PriceLists.SetAgreements(ctx, manager, ask); err != nil {
		t.Fatal(err)
	}
	out.priceList, out.ownList, out.group = made.ID.String(), own.ID.String(), group.ID.String()
}
