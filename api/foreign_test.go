package api_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"povtor/api"
	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// body is the JSON of a request.
type body map[string]any

// address says, of a route whose path takes an id, which of a company's rows it names, and what a good request is.
type address struct {
	row   func(rows) []string
	query string
	body  any
	// settled: with somebody else's id it changes nothing and answers one's own, as taking out what is not in the cart does.
	settled bool
}

func only(row func(rows) string) func(rows) []string {
	return func(r rows) []string { return []string{row(r)} }
}

var goodTerms = body{"terms": body{"parts": []body{{"percent": "100", "from": "invoice", "days": 30}}}, "credit_limit": "100000.00", "refuses_beyond": false, "dunning_days": nil, "dunning_paused_to": nil}

var (
	anOrder     = only(func(r rows) string { return r.order })
	anInvoice   = only(func(r rows) string { return r.invoice })
	aNote       = only(func(r rows) string { return r.note })
	aDealing    = only(func(r rows) string { return r.terms })
	aDispute    = only(func(r rows) string { return r.dispute })
	aPromise    = only(func(r rows) string { return r.promise })
	anOrderHeld = only(func(r rows) string { return r.waits })
	aPayment    = only(func(r rows) string { return r.payment })
	aPartner    = func(r rows) []string { return []string{r.client, r.supplier} }
	aProduct    = only(func(r rows) string { return r.product })
	aSupplier   = only(func(r rows) string { return r.supplier })
	aClient     = only(func(r rows) string { return r.client })
	aChange     = only(func(r rows) string { return r.product + " " + r.change })
	aBatch      = only(func(r rows) string { return r.batch })
	aPicture    = only(func(r rows) string { return r.product + " " + r.picture })
	aPaper      = only(func(r rows) string { return r.product + " " + r.paper })
	aCategory   = only(func(r rows) string { return r.category })
	aView       = func(r rows) []string { return r.views }
	aPrint      = func(r rows) []string { return r.prints }
	aQuestion   = only(func(r rows) string { return r.attribute })
	aPriceList  = only(func(r rows) string { return r.priceList })
	aPrice      = only(func(r rows) string { return r.priceList + " " + r.product })
	aContract   = only(func(r rows) string { return r.agreement + " " + r.product })
	aTurn       = only(func(r rows) string { return r.ownList + " " + r.agreement })
	aWhy        = only(func(r rows) string { return r.product + " " + r.agreement })
	anAgreement = only(func(r rows) string { return r.agreement })
	aGroup      = only(func(r rows) string { return r.group })
	aRule       = only(func(r rows) string { return r.rule })
	memberOrSo  = func(r rows) []string { return []string{r.member, r.invitation} }
	aSynonym    = only(func(r rows) string { return r.synonym })
	aWarehouse  = only(func(r rows) string { return r.warehouse })
	anEmptyOne  = only(func(r rows) string { return r.empty })
	aDelivery   = only(func(r rows) string { return r.incoming })
	aCard       = only(func(r rows) string { return r.card })
	aDifference = only(func(r rows) string { return r.difference })
	aBankLine   = only(func(r rows) string { return r.bankLine })
)

// addresses has every route that wants a session and takes an id. A new one without a line here fails the test.
var addresses = map[string]address{
	"GET /api/v1/catalogue/{id}":                                {row: aProduct},
	"GET /api/v1/catalogue/{id}/pictures/{picture}":             {row: aPicture},
	"GET /api/v1/catalogue/{id}/papers/{paper}":                 {row: aPaper},
	"GET /api/v1/catalogue/{id}/price":                          {row: aProduct, query: "?quantity=2"},
	"PUT /api/v1/catalogue/{id}/part-number":                    {row: aProduct, body: body{"code": "A-1"}},
	"DELETE /api/v1/synonyms/{id}":                              {row: aSynonym},
	"PUT /api/v1/cart/lines/{product_id}":                       {row: aProduct, body: body{"quantity": "2"}},
	"DELETE /api/v1/cart/lines/{product_id}":                    {row: aProduct, settled: true},
	"GET /api/v1/products/{id}":                                 {row: aProduct},
	"PATCH /api/v1/products/{id}":                               {row: aProduct, body: body{"lead_days": 3}},
	"GET /api/v1/products/{id}/history":                         {row: aProduct},
	"POST /api/v1/products/{id}/history/{change}/undo":          {row: aChange},
	"POST /api/v1/products/batches/{batch}/undo":                {row: aBatch},
	"POST /api/v1/products/{id}/pictures":                       {row: aProduct, body: dot},
	"PUT /api/v1/products/{id}/pictures":                        {row: aProduct, body: body{"pictures": []string{}}},
	"GET /api/v1/products/{id}/pictures/{picture}":              {row: aPicture},
	"POST /api/v1/products/{id}/papers":                         {row: aProduct, query: "?kind=manual", body: []byte("%PDF-1.7")},
	"GET /api/v1/products/{id}/papers/{paper}":                  {row: aPaper},
	"DELETE /api/v1/products/{id}/papers/{paper}":               {row: aPaper},
	"DELETE /api/v1/views/{id}":                                 {row: aView},
	"GET /api/v1/prints/{id}":                                   {row: aPrint},
	"GET /api/v1/prints/{id}/file":                              {row: aPrint},
	"PUT /api/v1/categories/{id}":                               {row: aCategory, body: body{"name_ru": "Наша"}},
	"DELETE /api/v1/categories/{id}":                            {row: aCategory},
	"POST /api/v1/categories/{id}/attributes":                   {row: aCategory, body: body{"name_ru": "Вес", "code": "weight", "kind": "number"}},
	"PUT /api/v1/attributes/{id}":                               {row: aQuestion, body: body{"name_ru": "Длина"}},
	"DELETE /api/v1/attributes/{id}":                            {row: aQuestion},
	"GET /api/v1/price-lists/{id}":                              {row: aPriceList},
	"PUT /api/v1/price-lists/{id}":                              {row: aPriceList, body: body{"name": aName{}}},
	"DELETE /api/v1/price-lists/{id}":                           {row: aPriceList},
	"GET /api/v1/price-lists/{id}/prices":                       {row: aPriceList},
	"PUT /api/v1/price-lists/{id}/prices/{product}":             {row: aPrice, body: body{"tiers": []body{{"from": "1", "price": "5"}}}},
	"GET /api/v1/price-lists/{id}/schedule":                     {row: aPriceList},
	"DELETE /api/v1/price-lists/{id}/schedule":                  {row: aPriceList},
	"PUT /api/v1/price-lists/{id}/discounts":                    {row: aPriceList, body: body{"items": []body{{"percent": "5"}}}},
	"PUT /api/v1/price-lists/{id}/agreements":                   {row: aPriceList, body: body{"items": []string{}}},
	"PUT /api/v1/price-lists/{id}/groups":                       {row: aPriceList, body: body{"items": []string{}}},
	"PUT /api/v1/price-lists/{id}/agreements/{agreement}/first": {row: aTurn},
	"POST /api/v1/price-lists/{id}/revisions/preview":           {row: aPriceList, body: body{"percent": "5"}},
	"POST /api/v1/price-lists/{id}/revisions":                   {row: aPriceList, body: body{"percent": "5", "fingerprint": "d41d8cd98f00b204e9800998ecf8427e"}},
	"PUT /api/v1/trade-clients/{id}/prices/{product}":           {row: aContract, body: body{"tiers": []body{{"from": "1", "price": "5"}}}},
	"GET /api/v1/trade-clients/{id}/visibility":                 {row: anAgreement},
	"PUT /api/v1/client-groups/{id}":                            {row: aGroup, body: body{"name": aName{}, "clients": []string{}}},
	"DELETE /api/v1/client-groups/{id}":                         {row: aGroup},
	"GET /api/v1/products/{id}/prices":                          {row: aProduct},
	"PUT /api/v1/products/{id}/cost":                            {row: aProduct, body: body{"cost": "5"}},
	"GET /api/v1/products/{id}/why-price/{agreement}":           {row: aWhy, query: "?quantity=2"},
	"DELETE /api/v1/visibility/{id}":                            {row: aRule},
	"GET /api/v1/orders/{id}":                                   {row: anOrder},
	"GET /api/v1/orders/{id}/reorder":                           {row: anOrder},
	"POST /api/v1/orders/{id}/reorder":                          {row: anOrder},
	"POST /api/v1/orders/{id}/cancel":                           {row: anOrder, body: body{"reason": "Changed our mind"}},
	"POST /api/v1/orders/{id}/confirm":                          {row: anOrder, body: body{}},
	"POST /api/v1/orders/{id}/refuse":                           {row: anOrder, body: body{"reason": "No lorry"}},
	"GET /api/v1/invoices/{id}":                                 {row: anInvoice},
	"GET /api/v1/invoices/{id}/pdf":                             {row: anInvoice},
	"GET /api/v1/invoices/{id}/xlsx":                            {row: anInvoice},
	"GET /api/v1/invoices/{id}/ubl":                             {row: anInvoice},
	"GET /api/v1/credit-notes/{id}/ubl":                         {row: aNote},
	"GET /api/v1/invoices/{id}/transfer":                        {row: anInvoice},
	"GET /api/v1/credit-notes/{id}":                             {row: aNote},
	"GET /api/v1/credit-notes/{id}/pdf":                         {row: aNote},
	"POST /api/v1/invoices/{id}/credit":                         {row: anInvoice, body: body{"reason": "Came back"}},
	"GET /api/v1/payments/{id}":                                 {row: aPayment},
	"POST /api/v1/orders/{id}/release":                          {row: anOrderHeld, body: body{"reason": "They have promised"}},
	"GET /api/v1/accounts/{id}/agreement":                       {row: aPartner},
	"PUT /api/v1/agreements/{id}/terms":                         {row: aDealing, body: goodTerms},
	"POST /api/v1/agreements/{id}/hold":                         {row: aDealing, body: body{"reason": "They owe too much"}},
	"POST /api/v1/agreements/{id}/free":                         {row: aDealing, body: body{"reason": "They have paid"}},
	"POST /api/v1/agreements/{id}/promises":                     {row: aDealing, body: body{"amount": "1.00", "promised_on": "2026-12-01"}},
	"POST /api/v1/promises/{id}/withdraw":                       {row: aPromise},
	"POST /api/v1/invoices/{id}/disputes":                       {row: anInvoice, body: body{"amount": "1.00", "reason": "Broken"}},
	"POST /api/v1/disputes/{id}/resolve":                        {row: aDispute, body: body{"note": "It is as ordered"}},
	"POST /api/v1/disputes/{id}/withdraw":                       {row: aDispute, body: body{}},
	"POST /api/v1/payments/{id}/allocate":                       {row: aPayment, body: body{}},
	"POST /api/v1/payments/{id}/release":                        {row: aPayment, body: body{}},
	"POST /api/v1/payments/{id}/reverse":                        {row: aPayment, body: body{"reason": "A mistake"}},
	"GET /api/v1/card-payments/{id}":                            {row: aCard},
	"POST /api/v1/card-payments/{id}/check":                     {row: aCard},
	"POST /api/v1/card-payments/{id}/cancel":                    {row: aCard},
	"POST /api/v1/card-payments/{id}/refunds":                   {row: aCard, body: body{"amount": "0.10", "reason": "Came back"}},
	"POST /api/v1/card-differences/{id}/settle":                 {row: aDifference, body: body{"note": "A test"}},
	"GET /api/v1/accounts/{id}/file":                            {row: aPartner, query: "?from=2026-11-01&to=2026-11-30&format=csv"},
	"GET /api/v1/accounts/{id}":                                 {row: aPartner, query: "?from=2026-11-01&to=2026-11-30"},
	"GET /api/v1/reorder/{supplier_id}":                         {row: aSupplier},
	"POST /api/v1/reorder/{supplier_id}/snooze":                 {row: aSupplier, body: body{"until": models.DateOf(identitytest.Now, identitytest.Now.Location()).Add(5)}},
	"POST /api/v1/reorder/{supplier_id}/not-needed":             {row: aSupplier},
	"POST /api/v1/reorder/{supplier_id}/resume":                 {row: aSupplier},
	"DELETE /api/v1/members/{id}":                               {row: memberOrSo},
	"GET /api/v1/desk/clients/{id}":                             {row: aClient},
	"GET /api/v1/desk/clients/{id}/events":                      {row: aClient},
	"POST /api/v1/desk/clients/{id}/contacts":                   {row: aClient, body: body{"outcome": "will_order"}},
	"PUT /api/v1/stock/products/{id}":                           {row: aProduct, body: body{"on_hand": "900"}},
	"PUT /api/v1/stock/products/{id}/mark":                      {row: aProduct, body: body{"low_below": "20"}},
	"PUT /api/v1/warehouses/{id}":                               {row: aWarehouse, body: body{"code": "NEW", "name": "Новый склад"}},
	"DELETE /api/v1/warehouses/{id}":                            {row: anEmptyOne},
	"PUT /api/v1/stock/incoming/{id}":                           {row: aDelivery, body: body{"quantity": "7", "expected_on": "2026-12-01"}},
	"POST /api/v1/stock/incoming/{id}/receive":                  {row: aDelivery, body: body{}},
	"POST /api/v1/stock/incoming/{id}/cancel":                   {row: aDelivery},
	"POST /api/v1/bank/lines/{id}/book":                         {row: aBankLine, body: body{}},
	"POST /api/v1/bank/lines/{id}/ignore":                       {row: aBankLine, body: body{"reason": "A loan"}},
	"POST /api/v1/bank/lines/{id}/reopen":                       {row: aBankLine},
}

func (w *world) at(t *testing.T, who identity.Role, r api.Route, a address, id string) (status int, code string, text []byte) {
	t.Helper()
	got := w.Call(t, w.people[who].Access, r.Method, filled(r, id)+a.query, a.body)
	return got.Status, got.Code(), got.Body
}

func TestAnotherCompanysIDIsNotThere(t *testing.T) {
	w := open(t)
	used := map[string]bool{}
	for _, r := range w.Server.Routes() {
		if r.Permission == "" || !strings.Contains(r.Path, "{") {
			continue
		}
		a, ok := addresses[name(r)]
		if !ok {
			t.Error(name(r), "takes an id: say in addresses which row it names and what a good request is")
			continue
		}
		used[name(r)] = true
		for _, role := range identity.Roles() {
			if role.Allows(r.Permission) {
				w.strangersAt(t, role, r, a)
			}
		}
	}
	for listed := range addresses {
		if !used[listed] {
			t.Error(listed, "is listed and takes no id any more")
		}
	}
}

// strangersAt asks for what is not the role's: somebody else's rows, rows of another kind, nobody's.
func (w *world) strangersAt(t *testing.T, role identity.Role, r api.Route, a address) {
	t.Helper()
	ids := []string{uuid.NewString(), uuid.Nil.String()}
	for _, s := range w.strangers(role) {
		ids = append(ids, a.row(s)...)
	}
	for _, own := range []string{w.our.client, w.our.supplier, w.our.product, w.our.order, w.our.invoice, w.our.note, w.our.payment, w.our.bankLine, w.our.location, w.our.member, w.our.invitation} {
		if !slices.Contains(a.row(w.our), own) {
			ids = append(ids, own)
		}
	}
	for _, id := range ids {
		if strings.TrimSpace(id) == "" {
			continue
		}
		status, code, text := w.at(t, role, r, a, id)
		switch {
		case a.settled && status == 200:
		case status != 404 || code != "not-found":
			t.Errorf("%s: %s gets %d %s for an id that is not theirs: %s", name(r), role, status, code, text)
		}
		if bytes.Contains(text, []byte(theirName)) {
			t.Errorf("%s: %s reads of strangers: %s", name(r), role, text)
		}
	}
}

// The same requests with one's own ids are good: otherwise the refusals above would prove nothing.
func TestOnesOwnIDIsThere(t *testing.T) {
	w := open(t)
	for _, r := range w.Server.Routes() {
		a, ok := addresses[name(r)]
		if !ok {
			continue
		}
		good := 0
		for _, role := range identity.Roles() {
			if !role.Allows(r.Permission) {
				continue
			}
			for _, id := range a.row(w.fresh(t)) {
				status, code, text := w.at(t, role, r, a, id)
				if status < 300 {
					good++
				} else if status != 404 { // there for some roles, not for others: a supplier is no client's colleague
					t.Errorf("%s: %s gets %d %s: %s", name(r), role, status, code, text)
				}
			}
		}
		if good == 0 {
			t.Error(name(r), "answers nobody")
		}
	}
}

// fresh are our rows with an order that nobody has answered yet, an invoice and a payment that nobody has touched,
// a warehouse with nothing in it and a delivery that is expected.
func (w *world) fresh(t *testing.T) rows {
	t.Helper()
	o := w.our
	w.trust(t)
	o.order = w.ours.Place(t, "1").ID.String()
	o.empty, o.incoming = w.warehouse(t, w.ours), w.incoming(t, w.ours)
	o.bankLine = w.came(t, w.ours)
	o.invoice, o.note, o.payment = w.pay(t, w.ours, w.ours.Place(t, "1").ID)
	w.owe(t, &o)
	o.waits = w.wait(t, w.ours.Place(t, "1").ID.String())
	w.keep(t, w.ours.Manager, &o)
	w.bring(t, w.ours.Manager, &o)
	return o
}

// An id of somebody else's inside a body opens nothing either.
func TestAnotherCompanysIDInABody(t *testing.T) {
	w := open(t)
	line := func(product string) []body { return []body{{"product_id": product, "quantity": "2"}} }
	basket := func(supplier, product string, more body) body {
		b := body{"supplier_id": supplier, "checkout_id": uuid.NewString(), "lines": line(product), "accept_prices": true}
		for k, v := range more {
			b[k] = v
		}
		return b
	}
	for what, c := range map[string]struct {
		who          identity.Role
		method, path string
		body         any
		status       int
	}{
		"a stranger's supplier":                {identity.Buyer, "POST", "/orders", basket(w.their.supplier, w.their.product, nil), 422},
		"a stranger's product from one's own":  {identity.Buyer, "POST", "/orders", basket(w.our.supplier, w.their.product, nil), 422},
		"a supplier's product from another":    {identity.Buyer, "POST", "/orders", basket(w.our.supplier, w.bought.product, nil), 422},
		"to a stranger's door":                 {identity.Buyer, "POST", "/orders", basket(w.our.supplier, w.our.product, body{"location_id": w.their.location}), 422},
		"the same, and it is good":             {identity.Buyer, "POST", "/orders", basket(w.our.supplier, w.our.product, body{"location_id": w.our.location}), 201},
		"into a stranger's seat":               {identity.Buyer, "POST", "/session/switch", body{"membership_id": w.their.member}, 404},
		"into a colleague's seat":              {identity.Accountant, "POST", "/session/switch", body{"membership_id": w.our.member}, 404},
		"a talk about a stranger's supplier":   {identity.AccountManager, "POST", "/desk/clients/" + w.our.client + "/contacts", body{"outcome": "will_order", "supplier_id": w.their.supplier}, 404},
		"a talk about a pair outside the book": {identity.AccountManager, "POST", "/desk/clients/" + w.our.client + "/contacts", body{"outcome": "will_order", "supplier_id": w.bought.supplier}, 404},
		"a stranger's part of the cart":        {identity.Buyer, "POST", "/cart/place", body{"supplier_ids": []string{w.their.supplier}, "accept_prices": true}, 422},
		"a delivery of a stranger's product":   {identity.SupplierManager, "POST", "/stock/incoming", body{"product_id": w.their.product, "quantity": "1", "expected_on": "2026-12-01"}, 404},
		"a delivery to a stranger's warehouse": {identity.SupplierManager, "POST", "/stock/incoming", body{"product_id": w.our.product, "quantity": "1", "expected_on": "2026-12-01", "warehouse_id": w.their.warehouse}, 404},
		"a count in a stranger's warehouse":    {identity.SupplierManager, "PUT", "/stock/products/" + w.our.product, body{"on_hand": "1", "warehouse_id": w.their.warehouse}, 404},
		"a role of another side":               {identity.CompanyAdmin, "POST", "/members", body{"email": "x@y.example", "name": "X", "role": "operator_admin"}, 422},
	} {
		a := w.Call(t, w.people[c.who].Access, c.method, "/api/v1"+c.path, c.body)
		if a.Status != c.status {
			t.Errorf("%s: %d %s", what, a.Status, a.Body)
		}
		if bytes.Contains(a.Body, []byte(theirName)) {
			t.Errorf("%s: reads of strangers: %s", what, a.Body)
		}
	}
	a := w.Call(t, w.people[identity.Buyer].Access, "POST", "/api/v1/cart/lines", body{"lines": line(w.their.product)})
	var added struct {
		Added   int
		Skipped []struct{ Code string }
	}
	if a.Into(t, &added); a.Status != 200 || added.Added != 0 || len(added.Skipped) != 1 || bytes.Contains(a.Body, []byte(theirName)) {
		t.Errorf("a stranger's product in the cart: %d %s", a.Status, a.Body)
	}
}
