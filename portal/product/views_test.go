package product_test

import (
	"testing"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/product"
)

func TestViewsAreEverybodysOwn(t *testing.T) {
	s := open(t, 0)
	save := func(name, query string) product.View {
		var in product.SaveViewInput
		in.Body.Name, in.Body.Query = name, query
		v, err := s.product.SaveView(t.Context(), s.manager, in)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := save("Без цены", "lacks=price")
	if again := save(" Без цены ", "lacks=price&tab=all"); again.ID != first.ID {
		t.Error("the same name makes another view")
	}
	colleague := identitytest.Viewer(t, s.db, s.supplier, identity.SupplierAdmin)
	for _, v := range []identity.Viewer{colleague, s.stranger} {
		if views, err := s.product.Views(t.Context(), v, struct{}{}); err != nil || len(views.Items) != 0 {
			t.Errorf("somebody else sees %+v, %v", views, err)
		}
		if _, err := s.product.RemoveView(t.Context(), v, product.ViewInput{ID: first.ID}); models.KindOf(err) != models.NotFound {
			t.Errorf("somebody else removes it: %v", err)
		}
	}
	views, err := s.product.Views(t.Context(), s.manager, struct{}{})
	if err != nil || len(views.Items) != 1 || views.Items[0].Query != "lacks=price&tab=all" {
		t.Errorf("%+v, %v", views, err)
	}
	if _, err := s.product.RemoveView(t.Context(), s.manager, product.ViewInput{ID: first.ID}); err != nil {
		t.Error(err)
	}
}
