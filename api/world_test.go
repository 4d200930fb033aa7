package api_test

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"povtor/api/apitest"
	"povtor/models"
	"povtor/portal/bank"
	"povtor/portal/billing"
	"povtor/portal/company"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/product"
	"povtor/portal/receivables"
	"povtor/portal/stock"
)

// The names by which rows are told apart in an answer.
const (
	ourName   = "Nashiko"
	theirName = "Zoltarix" // two companies we have nothing to do with
	thirdName = "Quembrio" // a client that buys from our supplier, and a supplier that our client buys from
)

// rows are what one address or another may name, by id.
type rows struct {
	client, supplier, product, location, order, invoice, note, payment, bankLine, member, invitation string
	views                                                                                            []string // one of each of the supplier's people
	prints                                                                                           []string // one of each person who may
	receiving, dry, written, feed, key, mapping                                                      string   // what it brings in
	priceList, ownList, group, rule, agreement                                                       string   // how the supplier prices and shows it
	picture, paper, change, batch, category, attribute                                               string   // what the supplier keeps of the product
	synonym                                                                                          string   // that its supplier taught the search
	card, difference                                                                                 string   // a payment by card, and what Stripe says otherwise
	terms, dispute, promise, waits                                                                   string   // how the two stand, and an order that is to be released
	warehouse, empty, incoming                                                                       string   // where it lies, a warehouse with nothing in it, what is on its way
}

// world is two trades that know nothing of each other, and a third that has to do with one side of ours.
type world struct {
	*apitest.House
	operator            models.Organisation
	ours, theirs, third *orderingtest.Trade
	people              map[identity.Role]apitest.Person // ours, and the operator's; the account manager's book is our trade

	our, their rows
	bought     rows // what our client has with the third supplier
	sold       rows // what the third client has with our supplier
}

func open(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	w := &world{ours: orderingtest.Open(t), people: map[identity.Role]apitest.Person{}}
	w.theirs, w.third = w.ours.Other(t), w.ours.Other(t)
	w.House = apitest.Over(t, w.ours.DB, w.ours.Jobs)
	for name, tr := range map[string]*orderingtest.Trade{ourName: w.ours, theirName: w.theirs, thirdName: w.third} {
		w.rename(t, tr, name)
	}
	w.operator = identitytest.Company(t, w.DB, models.OperatorKind, "Портал")
	for _, r := range identity.Roles() {
		w.people[r] = w.somebody(t, r)
	}
	manager := w.people[identity.AccountManager].User()
	w.ours.Change(t, func(a *models.Agreement) { a.AccountManagerID = &manager }, "account_manager_id")
	identitytest.Agreement(t, w.DB, w.ours.Client, w.third.Supplier)
	identitytest.Agreement(t, w.DB, w.third.Client, w.ours.Supplier)

	w.our, w.their = w.trade(t, w.ours, w.ours.Buyer, w.ours), w.trade(t, w.theirs, w.theirs.Buyer, w.theirs)
	w.bought, w.sold = w.trade(t, w.third, w.ours.Buyer, w.ours), w.trade(t, w.ours, w.third.Buyer, w.third)
	w.putInCart(t, w.people[identity.Buyer].Viewer, w.ours.Products[0].ID)
	w.bought.client, w.bought.location, w.bought.member, w.bought.invitation = "", "", "", ""
	w.sold.supplier, w.sold.product, w.sold.warehouse, w.sold.empty, w.sold.incoming = "", "", "", "", ""
	w.sold.synonym = ""
	return w
}

// somebody mints a person of that role on our side, or at the operator's.
func (w *world) somebody(t *testing.T, r identity.Role) apitest.Person {
	t.Helper()
	for _, o := range []models.Organisation{w.ours.Client, w.ours.Supplier, w.operator} {
		if r.Fits(o.Kind) {
			return w.Person(t, o, r)
		}
	}
	t.Fatal("no company for ", r)
	return apitest.Person{}
}

// rename lets a trade's rows be told from others'.
func (w *world) rename(t *testing.T, tr *orderingtest.Trade, name string) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		for _, o := range []*models.Organisation{&tr.Client, &tr.Supplier} {
			o.Name, o.City, o.TaxID = name, name, o.ID.String()[24:]
			o.Country, o.VATID, o.Endpoint = "DE", "DE"+o.ID.String()[27:], "9930:"+o.ID.String()
			o.VATID = strings.ToUpper(o.VATID)
			if err := models.Update(tx, o, "name", "city", "tax_id", "country", "vat_id", "endpoint"); err != nil {
				return err
			}
		}
		for _, v := range []identity.Viewer{tr.Buyer, tr.Manager} {
			if _, err := models.UpdateWhere[models.User](tx, map[string]any{"name": name}, "id = ?", v.User()); err != nil {
				return err
			}
		}
		_, err := models.UpdateWhere[models.Product](tx, map[string]any{"name_ru": name, "name_en": name, "brand": name}, "supplier_id = ?", tr.Supplier.ID)
		return err
	})
}

// trade lets a buyer of one trade order from the supplier of another (or the same), gets one order confirmed, lets the pair be
// late, and puts something into the buyer's cart.
func (w *world) trade(t *testing.T, from *orderingtest.Trade, buyer identity.Viewer, at *orderingtest.Trade) rows {
	t.Helper()
	place := func() models.OrderID {
		o, err := w.Portal.Ordering.Place(t.Context(), buyer, from.Wants("2"))
		if err != nil {
			t.Fatal("place:", err)
		}
		return o.ID
	}
	open := place()
	invoice, note, payment := w.pay(t, from, place())
	today := buyer.Today(identitytest.Now)
	due, late := today.Add(-20), today.Add(-10)
	identitytest.Insert(t, w.DB, &models.Cadence{ClientID: buyer.Organisation(), SupplierID: from.Supplier.ID, OrderDays: 9, Gaps: 8, LogMean: 2.3, LogVariance: .1,
		FirstOn: today.Add(-120), LastOn: today.Add(-30), DueOn: &due, LateOn: &late, AlertOn: &late, UsualTotal: 10000, Currency: "RUB", UpdatedAt: identitytest.Now})
	if at == from {
		w.putInCart(t, buyer, from.Products[0].ID)
	}
	out := rows{
		client: buyer.Organisation().String(), supplier: from.Supplier.ID.String(), product: from.Products[0].ID.String(),
		location: w.location(t, at), order: open.String(), invoice: invoice, note: note, payment: payment, bankLine: w.came(t, from),
		member: w.member(t, buyer), invitation: w.invitation(t, at),
		warehouse: w.warehouse(t, from), empty: w.warehouse(t, from), incoming: w.incoming(t, from), synonym: w.synonym(t, from),
	}
	out.card, out.difference = w.card(t, from, buyer, payment)
	w.owe(t, &out)
	out.waits = w.wait(t, open.String())
	if at == from {
		w.keep(t, from.Manager, &out)
		w.print(t, from, &out)
		w.bring(t, from.Manager, &out)
	}
	return out
}

// dot is the smallest picture.
var dot = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

// keep lets a supplier's manager work on a product, and says what came of it.
func (w *world) keep(t *testing.T, manager identity.Viewer, out *rows) {
	t.Helper()
	p, ctx := w.Portal.Product, t.Context()
	id := models.ProductID{UUID: uuid.MustParse(out.product)}
	name := theirName
	if manager.Organisation() == w.ours.Supplier.ID {
		name = ourName
	}
	category, err := p.AddCategory(ctx, manager, product.AddCategoryInput{Body: product.Branch{NameRu: name}})
	if err != nil {
		t.Fatal(err)
	}
	ask := product.AddAttributeInput{Category: category.ID}
	ask.Body.Code, ask.Body.Kind, ask.Body.NameRu = "length", models.NumberAttribute, name
	question, err := p.AddAttribute(ctx, manager, ask)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.AddPicture(ctx, manager, product.AddPictureInput{ID: id, Name: name, RawBody: dot}); err != nil {
		t.Fatal(err)
	}
	for _, j := range w.Jobs.All() {
		if shrink, ok := j.(product.Shrink); ok {
			if _, err := p.Shrink(ctx, identity.System("test"), shrink); err != nil {
				t.Fatal(err)
			}
		}
	}
	paper := product.AddPaperInput{ID: id, Kind: "manual", Title: name, RawBody: []byte("%PDF-1.7 " + name)}
	whole, err := p.AddPaper(ctx, manager, paper)
	if err != nil {
		t.Fatal(err)
	}
	note := uuid.NewString()
	var many product.BulkInput
	many.Body.IDs, many.Body.Set.Brand = []models.ProductID{id}, &note
	done, err := p.Bulk(ctx, manager, many)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Edit(ctx, manager, product.EditInput{ID: id, Body: product.Fields{ExternalID: &note}}); err != nil {
		t.Fatal(err)
	}
	history, err := p.History(ctx, manager, product.HistoryInput{ID: id})
	if err != nil {
		t.Fatal(err)
	}
	last := slices.IndexFunc(whole.Papers, func(x product.Paper) bool { return x.Title == name })
	out.picture, out.paper, out.change, out.batch = whole.Pictures[0].ID.String(), whole.Papers[last].ID.String(), history.Items[0].ID, done.Batch.String()
	var view product.SaveViewInput
	view.Body.Name = name
	out.views = nil
	for _, v := range append([]identity.Viewer{manager}, w.staff(manager)...) {
		kept, err := p.SaveView(ctx, v, view)
		if err != nil {
			t.Fatal(err)
		}
		out.views = append(out.views, kept.ID.String())
	}
	out.category, out.attribute = category.ID.String(), question.ID.String()
	w.price(t, manager, name, out)
}

// pay gets an order confirmed, some of its invoice paid, and more than that, and some of it taken back.
func (w *world) pay(t *testing.T, at *orderingtest.Trade, order models.OrderID) (invoice, note, payment string) {
	t.Helper()
	done, err := fulfilment.New(w.DB).Confirm(t.Context(), at.Manager, fulfilment.ConfirmInput{ID: order})
	if err != nil {
		t.Fatal("confirm:", err)
	}
	var in receivables.RecordInput
	in.Body.Client, in.Body.Currency, in.Body.Amount, in.Body.ReceivedOn = done.Client.ID, "RUB", "5.00", at.Manager.Today(identitytest.Now)
	in.Body.Allocations = []receivables.PartInput{{Invoice: done.Invoice.ID, Amount: "2.00"}}
	p, err := w.Portal.Receivables.Record(t.Context(), at.Manager, in)
	if err != nil {
		t.Fatal("pay:", err)
	}
	back := billing.CreditInput{ID: done.Invoice.ID}
	back.Body.Reason, back.Body.Lines = "Came back", []billing.CreditLine{{Position: 1, Quantity: "0.100"}}
	credited, err := w.Portal.Billing.Credit(t.Context(), at.Manager, back)
	if err != nil {
		t.Fatal("credit:", err)
	}
	return done.Invoice.ID.String(), credited.CreditNotes[0].ID.String(), p.ID.String()
}

// warehouse is a further one of the trade's supplier, empty.
func (w *world) warehouse(t *testing.T, tr *orderingtest.Trade) string {
	t.Helper()
	var in stock.AddWarehouseInput
	in.Body.Code, in.Body.Name = uuid.NewString(), "Склад"
	h, err := stock.New(w.DB).AddWarehouse(t.Context(), tr.Manager, in)
	if err != nil {
		t.Fatal("warehouse:", err)
	}
	return h.ID.String()
}

// synonym is one that the trade's supplier taught the search.
func (w *world) synonym(t *testing.T, tr *orderingtest.Trade) string {
	t.Helper()
	s := models.Synonym{ID: models.NewID[models.Synonym](), SupplierID: tr.Supplier.ID, Meant: "товар", CreatedAt: identitytest.Now}
	s.Words = strings.ToLower(tr.Supplier.Name) + " " + s.ID.String()[24:]
	identitytest.Insert(t, w.DB, &s)
	return s.ID.String()
}

// incoming is a delivery to the trade's supplier.
func (w *world) incoming(t *testing.T, tr *orderingtest.Trade) string {
	t.Helper()
	var in stock.ExpectInput
	in.Body.ProductID, in.Body.Quantity, in.Body.ExpectedOn = tr.Products[0].ID, "5", tr.Manager.Today(identitytest.Now).Add(3)
	i, err := stock.New(w.DB).Expect(t.Context(), tr.Manager, in)
	if err != nil {
		t.Fatal("expect:", err)
	}
	return i.ID.String()
}

// came imports a bank statement at a trade's supplier, with a payment of its client in it.
func (w *world) came(t *testing.T, at *orderingtest.Trade) string {
	t.Helper()
	var in bank.ImportInput
	number := uuid.NewString()
	in.Body.Name = at.Supplier.Name + ".csv"
	in.Body.Content = []byte("Date,Amount,Payer,Tax ID,Number\n2026-11-20,1.00," + at.Client.Name + "," + at.Client.TaxID + "," + number + "\n")
	if _, err := w.Portal.Bank.Import(t.Context(), at.Manager, in); err != nil {
		t.Fatal("import a statement:", err)
	}
	lines, err := w.Portal.Bank.List(t.Context(), at.Manager, bank.ListInput{State: "open", Limit: 200})
	if err != nil {
		t.Fatal("read the lines:", err)
	}
	for _, l := range lines.Items {
		if l.Number == number {
			return l.ID.String()
		}
	}
	t.Fatal("the line is not there")
	return ""
}

func (w *world) putInCart(t *testing.T, buyer identity.Viewer, product models.ProductID) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		c := models.Cart{ID: models.NewID[models.Cart](), ClientID: buyer.Organisation(), UserID: buyer.User(), Status: models.CartOpen, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if err := models.Insert(tx, &c); err != nil {
			return err
		}
		p, err := models.Get(tx, product)
		if err != nil {
			return err
		}
		return models.Insert(tx, &models.CartLine{CartID: c.ID, ClientID: c.ClientID, SupplierID: p.SupplierID, ProductID: p.ID, Quantity: p.Minimum, AddedAt: tx.Now})
	})
}

// location is the trade's client's own, minted once.
func (w *world) location(t *testing.T, tr *orderingtest.Trade) (id string) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		l, err := models.First[models.Location](tx, "client_id = ?", tr.Client.ID)
		id = l.ID.String()
		if models.KindOf(err) == models.NotFound {
			id = models.NewID[models.Location]().String()
			return models.Insert(tx, &models.Location{ID: models.LocationID{UUID: uuid.MustParse(id)}, ClientID: tr.Client.ID, Name: "Склад", IsDefault: true, CreatedAt: tx.Now})
		}
		return err
	})
	return id
}

// member is somebody else than the viewer in the viewer's company.
func (w *world) member(t *testing.T, v identity.Viewer) (id string) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		all, err := models.List[models.Membership](tx, "id", "organisation_id = ?", v.Organisation())
		id = all[slices.IndexFunc(all, func(m models.Membership) bool { return m.UserID == v.User() })].ID.String()
		return err
	})
	return id
}

// invitation is one to the trade's client.
func (w *world) invitation(t *testing.T, tr *orderingtest.Trade) string {
	t.Helper()
	admin := identitytest.Viewer(t, w.DB, tr.Client, identity.CompanyAdmin)
	var in company.InviteInput
	in.Body.Email, in.Body.Name, in.Body.Role, in.Body.Influence = uuid.NewString()+"@new.example", "Новый", identity.Buyer, "handles"
	m, err := w.Portal.Company.Invite(t.Context(), admin, in)
	if err != nil {
		t.Fatal("invite:", err)
	}
	return m.ID.String()
}

// strangers are the rows that a role on our side must not learn of.
func (w *world) strangers(r identity.Role) []rows {
	switch {
	case r.Fits(models.ClientKind):
		return []rows{w.their, w.sold}
	case r.Fits(models.SupplierKind):
		return []rows{w.their, w.bought}
	case r == identity.AccountManager:
		return []rows{w.their, w.bought, w.sold}
	}
	return nil // heads of the operator's see the whole portal
}

// staff are the people of a role on our supplier's side, where the manager is of that company.
func (w *world) staff(manager identity.Viewer) (all []identity.Viewer) {
	for _, r := range []identity.Role{identity.SupplierManager, identity.SupplierAdmin} {
		if p, there := w.people[r]; there && p.Organisation() == manager.Organisation() {
			all = append(all, p.Viewer)
		}
	}
	return all
}
