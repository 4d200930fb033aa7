package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/api/apitest"
	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/nudge"
	"povtor/portal/ordering"
	"povtor/portal/print"
)

// secret is what the goods are called that a client is no longer shown.
const secret = "Kefalopod"

// hidden is a product that our client has bought, has in its cart and is reminded of.
type hidden struct {
	*world
	product        models.Product
	order, invoice string
	token          string // of the reminder's link
	buyer          apitest.Person
}

func sell(t *testing.T) *hidden {
	h := &hidden{world: open(t)}
	h.product = h.ours.Add(t, "12.50", 500, func(p *models.Product) { p.NameRu, p.NameEn, p.Brand, p.SKU = secret, secret, secret, "KEF-77" })
	h.buyer = h.people[identity.Buyer]
	for range 3 { // bought often enough to be usual
		order := ordering.PlaceInput{}
		order.Body.SupplierID, order.Body.CheckoutID, order.Body.Source = h.ours.Supplier.ID, uuid.New(), models.FromAPI
		order.Body.Lines = []ordering.PlaceLine{{ProductID: h.product.ID, Quantity: "2"}, {ProductID: h.ours.Products[0].ID, Quantity: "1"}}
		placed, err := h.Portal.Ordering.Place(t.Context(), h.buyer.Viewer, order)
		if err != nil {
			t.Fatal(err)
		}
		done, err := fulfilment.New(h.DB).Confirm(t.Context(), h.ours.Manager, fulfilment.ConfirmInput{ID: placed.ID})
		if err != nil {
			t.Fatal(err)
		}
		h.order, h.invoice = placed.ID.String(), done.Invoice.ID.String()
	}
	identitytest.In(t, h.DB, func(tx *models.Tx) error {
		c, err := models.First[models.Cart](tx, "client_id = ? AND user_id = ? AND status = 'open'", h.ours.Client.ID, h.buyer.User())
		if err != nil {
			return err
		}
		return models.Insert(tx, &models.CartLine{CartID: c.ID, ClientID: c.ClientID, SupplierID: h.ours.Supplier.ID, ProductID: h.product.ID,
			Quantity: decimal.NewFromInt(3), AddedAt: tx.Now})
	})
	user := h.buyer.User()
	n := models.Nudge{ID: models.NewID[models.Nudge](), ClientID: h.ours.Client.ID, SupplierID: h.ours.Supplier.ID, Kind: models.NudgeLate, Cycle: "hidden",
		Arm: "send", UserID: &user, PlannedOn: h.buyer.Today(identitytest.Now), SilentDays: 30, Basket: []models.NudgeLine{}, CreatedAt: identitytest.Now}
	identitytest.Insert(t, h.DB, &n)
	h.token = nudge.Token(identitytest.Keys(t), n.ID, n.CreatedAt)
	return h
}

func (h *hidden) get(t *testing.T, path string) apitest.Answer {
	t.Helper()
	return h.Call(t, h.buyer.Access, http.MethodGet, "/api/v1"+path, nil)
}

// shelves are where a buyer meets goods that it may buy.
func (h *hidden) shelves() []string {
	return []string{"/catalogue", "/catalogue?q=" + secret, "/catalogue?q=KEF-77", "/catalogue?brand=" + secret, "/catalogue?sort=usual", "/catalogue/facets",
		"/catalogue/suggest?q=" + secret, "/reorder", "/nudges/" + h.token}
}

// A product that a supplier hides from a client is gone from wherever the client buys, and stays in what the client has bought.
func TestHiddenGoodsAreGoneFromWhereverOneBuys(t *testing.T) {
	h := sell(t)
	for _, path := range h.shelves() {
		if a := h.get(t, path); a.Status != 200 || !bytes.Contains(a.Body, []byte(secret)) {
			t.Errorf("%s: not there before it is hidden: %d %s", path, a.Status, a.Body)
		}
	}
	if !bytes.Contains(h.printed(t), []byte(secret)) {
		t.Error("not on the price list before it is hidden")
	}
	rule := body{"effect": "deny", "agreement_id": h.our.agreement, "product_id": h.product.ID.String()}
	if a := h.Call(t, h.people[identity.SupplierAdmin].Access, http.MethodPost, "/api/v1/visibility", rule); a.Status >= 300 {
		t.Fatalf("hide: %d %s", a.Status, a.Body)
	}
	for _, path := range h.shelves() {
		if a := h.get(t, path); a.Status != 200 || bytes.Contains(a.Body, []byte(secret)) {
			t.Errorf("%s: still there: %d %s", path, a.Status, a.Body)
		}
	}
	if bytes.Contains(h.printed(t), []byte(secret)) {
		t.Error("still on the price list")
	}
	id := h.product.ID.String()
	for _, path := range []string{"/catalogue/" + id, "/catalogue/" + id + "/price?quantity=2"} {
		if a := h.get(t, path); a.Status != 404 {
			t.Errorf("%s: %d %s", path, a.Status, a.Body)
		}
	}
	h.cannotBeBought(t)
	for _, path := range []string{"/orders/" + h.order, "/invoices/" + h.invoice} {
		if a := h.get(t, path); a.Status != 200 || !bytes.Contains(a.Body, []byte(secret)) {
			t.Errorf("%s: gone from history: %d %s", path, a.Status, a.Body)
		}
	}
	other := h.Person(t, h.third.Client, identity.Buyer)
	if a := h.Call(t, other.Access, http.MethodGet, "/api/v1/catalogue?q="+secret, nil); !bytes.Contains(a.Body, []byte(secret)) {
		t.Errorf("another client no longer finds it: %d %s", a.Status, a.Body)
	}
}

// cannotBeBought tries every way into an order.
func (h *hidden) cannotBeBought(t *testing.T) {
	t.Helper()
	line := []body{{"product_id": h.product.ID.String(), "quantity": "2"}}
	var added struct {
		Added   int
		Skipped []struct{ Code string }
	}
	a := h.Call(t, h.buyer.Access, http.MethodPost, "/api/v1/cart/lines", body{"lines": line})
	if a.Into(t, &added); added.Added != 0 || len(added.Skipped) != 1 || added.Skipped[0].Code != "not-available" {
		t.Errorf("into the cart: %d %s", a.Status, a.Body)
	}
	order := body{"supplier_id": h.our.supplier, "checkout_id": uuid.NewString(), "lines": line, "location_id": h.our.location, "accept_prices": true}
	if a := h.Call(t, h.buyer.Access, http.MethodPost, "/api/v1/orders", order); a.Status != 422 || bytes.Contains(a.Body, []byte(secret)) {
		t.Errorf("ordered: %d %s", a.Status, a.Body)
	}
	cart := h.get(t, "/cart")
	var shown struct {
		Suppliers []struct {
			Lines []struct {
				Product   struct{ Name string }
				UnitPrice *string `json:"unit_price"`
				Problems  []struct{ Code string }
			}
		}
	}
	cart.Into(t, &shown)
	told := false
	for _, l := range shown.Suppliers[0].Lines {
		told = told || l.Product.Name == secret && l.UnitPrice == nil && len(l.Problems) == 1 && l.Problems[0].Code == "not-available"
	}
	if !told {
		t.Errorf("the cart says nothing of it, or too much: %s", cart.Body)
	}
	again := h.get(t, "/orders/"+h.order+"/reorder")
	if again.Status != 200 || bytes.Contains(again.Body, []byte(secret)) || !bytes.Contains(again.Body, []byte(`"hidden":1`)) {
		t.Errorf("reorder: %d %s", again.Status, again.Body)
	}
}

// printed is the buyer's price list as it is made now.
func (h *hidden) printed(t *testing.T) []byte {
	t.Helper()
	made, err := h.Portal.Print.Ask(t.Context(), h.buyer.Viewer, print.AskInput{Body: print.Wanted{Form: print.XLSX}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Portal.Print.Make(t.Context(), identity.System("print"), print.Make{PrintID: made.ID}); err != nil {
		t.Fatal(err)
	}
	file, err := h.Portal.Print.File(t.Context(), h.buyer.Viewer, print.GetInput{ID: made.ID})
	if err != nil {
		t.Fatal(err)
	}
	f, err := feed.Open(file.Name, bytes.NewReader(file.Content), int64(len(file.Content)), feed.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := f.Layouts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []byte
	if _, err := f.Read(t.Context(), feed.Mapping{Tables: tables}, func(it *feed.Item) error {
		names = append(names, it.NameRu.Value+it.NameEn.Value+"\n"...)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return names
}
