package api_test

import (
	"net/http"
	"net/url"
	"testing"

	"povtor/api/apitest"
	"povtor/models"
	"povtor/portal/cart"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// From a search to a cart, as a page goes, over HTTP.
func TestABuyerFillsACart(t *testing.T) {
	t.Parallel()
	h := apitest.Open(t)
	supplier, client := identitytest.Company(t, h.DB, models.SupplierKind, "Крепёж"), identitytest.Company(t, h.DB, models.ClientKind, "Кафе")
	identitytest.Agreement(t, h.DB, client, supplier)
	branded := func(brand string) func(*models.Product) { return func(p *models.Product) { p.Brand = brand } }
	bolt := cataloguetest.Product(t, h.DB, supplier, "Болт оцинкованный", branded("Север"), cataloguetest.Lots("3", "2"))
	nut := cataloguetest.Product(t, h.DB, supplier, "Гайка", branded("Юг, ЛТД"))
	cataloguetest.Product(t, h.DB, supplier, "Шайба", branded("Восток"))
	list := cataloguetest.ListPrices(t, h.DB, supplier)
	cataloguetest.Price(t, h.DB, list, bolt, "1", "15.6125", "10", "15")
	buyer := h.Person(t, client, identity.Buyer)
	ask := func(method, path string, in any) apitest.Answer {
		t.Helper()
		return h.Call(t, buyer.Access, method, "/api/v1"+path, in)
	}

	var page catalogue.Page
	ask("GET", "/catalogue?q="+url.QueryEscape("болт оцинкованый")+"&sort=relevance&available=true&limit=5", nil).Into(t, &page)
	if len(page.Items) != 1 || page.Corrected != "болт оцинкованный" || page.Items[0].Price.UnitPrice != "15.6125" || page.Items[0].InCart != "0" {
		t.Errorf("found %+v", page)
	}
	ask("GET", "/catalogue?brand="+url.QueryEscape("Юг, ЛТД")+"&brand="+url.QueryEscape("Север"), nil).Into(t, &page)
	if len(page.Items) != 2 {
		t.Errorf("of two brands, one with a comma in its name: %+v", page.Items)
	}
	var price catalogue.PriceAnswer
	ask("GET", "/catalogue/"+bolt.ID.String()+"/price?quantity=5", nil).Into(t, &price)
	if price.Net != "78.06" || price.NextBreak == nil || price.NextBreak.From != "11" {
		t.Errorf("five cost %+v", price)
	}
	line := "/cart/lines/" + bolt.ID.String()
	put := ask("PUT", line, body{"quantity": "5"})
	var filled cart.Cart
	put.Into(t, &filled)
	if put.Header.Get("ETag") != `"2"` || filled.Count != 1 || filled.Suppliers[0].Total != "95.23" {
		t.Errorf("%s %s", put.Header.Get("ETag"), put.Body)
	}
	ask("GET", "/catalogue", nil).Into(t, &page)
	if page.Items[0].InCart != "5" {
		t.Errorf("the list does not know of the cart: %+v", page.Items[0])
	}
	for name, c := range map[string]struct {
		answer apitest.Answer
		status int
		code   string
	}{
		"between two lots":   {ask("PUT", line, body{"quantity": "6"}), 422, "off-multiple"},
		"a number":           {ask("PUT", line, body{"quantity": 5}), 422, "invalid-input"},
		"no price":           {ask("PUT", "/cart/lines/"+nut.ID.String(), body{"quantity": "1"}), 422, "no-price"},
		"not an id":          {ask("GET", "/catalogue?supplier=none", nil), 422, "invalid-input"},
		"an unknown order":   {ask("GET", "/catalogue?sort=colour", nil), 422, "invalid-input"},
		"too long a page":    {ask("GET", "/catalogue?limit=101", nil), 422, "invalid-input"},
		"a damaged cursor":   {ask("GET", "/catalogue?after=x", nil), 400, "bad-cursor"},
		"no such product":    {ask("GET", "/catalogue/"+models.NewID[models.Product]().String(), nil), 404, "not-found"},
		"an id that is none": {ask("GET", "/catalogue/none", nil), 422, "invalid-input"},
	} {
		if c.answer.Status != c.status || c.answer.Code() != c.code {
			t.Errorf("%s: %d %s", name, c.answer.Status, c.answer.Body)
		}
	}
	stale := h.Send(t, http.MethodDelete, "/api/v1"+line, nil, func(r *http.Request) {
		r.Header.Set("Authorization", "Bearer "+buyer.Access)
		r.Header.Set("If-Match", `"1"`)
	})
	if stale.Status != 412 {
		t.Errorf("a cart that has changed: %d %s", stale.Status, stale.Body)
	}
	ask("DELETE", line, nil).Into(t, &filled)
	if filled.Count != 0 {
		t.Errorf("%+v", filled)
	}
}
