package demo

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/measure"
	"povtor/portal/studio"
)

var moment = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

func filled(t testing.TB) (*models.DB, Summary) {
	t.Helper()
	db := modelstest.DB(t, func() time.Time { return moment })
	hash, err := identity.HashPassword(t.Context(), Password)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := Fill(t.Context(), db, moment, hash)
	if err != nil {
		t.Fatal("fill:", err)
	}
	return db, sum
}

// read runs fn as the program itself.
func read[T any](t testing.TB, db *models.DB, fn func(*models.Tx) (T, error)) T {
	t.Helper()
	out, err := models.Read(t.Context(), db, identity.System("test").To(identity.SystemWork), fn)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func all[T any](order string) func(*models.Tx) ([]T, error) {
	return func(tx *models.Tx) ([]T, error) { return models.List[T](tx, order, "true") }
}

// One filled database serves all of these, in turn: filling is what takes the time.
func TestFill(t *testing.T) {
	t.Parallel()
	db, sum := filled(t)
	w := At(moment, worldSeed)
	t.Run("every row, once", func(t *testing.T) { everyRowOnce(t, db, w, sum) })
	t.Run("everybody can sign in", func(t *testing.T) { everybodySignsIn(t, db) })
	t.Run("rhythms are the portal's own", func(t *testing.T) { rhythmsAreThePortals(t, db) })
	t.Run("the first client is not held out", func(t *testing.T) { firstClientIsNotHeldOut(t, db, w) })
	t.Run("order numbers go on", func(t *testing.T) { numbersGoOn(t, db, w) })
	t.Run("stock is the sum of its warehouses", func(t *testing.T) { warehousesAddUp(t, db) })
	t.Run("every answer is to a question of its category", func(t *testing.T) { answersAreAsked(t, db) })
	t.Run("files go through the studio", func(t *testing.T) { filesAreBrought(t, db) })
}

// TestFillLeavesWhatIsNotItsOwn: an import may have come before the demo.
func TestFillLeavesWhatIsNotItsOwn(t *testing.T) {
	t.Parallel()
	db := modelstest.DB(t, func() time.Time { return moment })
	theirs := identitytest.Company(t, db, models.ClientKind, "Чужие")
	if _, err := Fill(t.Context(), db, moment, ""); models.CodeOf(err) != "not-the-demos" {
		t.Error(err)
	}
	if all := read(t, db, all[models.Organisation]("id")); len(all) != 1 || all[0].ID != theirs.ID {
		t.Errorf("%d companies", len(all))
	}
}

func everyRowOnce(t *testing.T, db *models.DB, w World, sum Summary) {
	if diff := cmp.Diff(w.summary(), sum); diff != "" || sum.Orders < 5000 {
		t.Errorf("filled %+v: %s", sum, diff)
	}
	again, err := Fill(t.Context(), db, moment.Add(48*time.Hour), "another")
	if err != nil || again.Loaded {
		t.Errorf("a second time: %+v, %v", again, err)
	}
	orders := read(t, db, all[models.PurchaseOrder]("number"))
	if len(orders) != len(w.Orders) {
		t.Fatalf("%d orders are there, %d were filled", len(orders), len(w.Orders))
	}
	for i, o := range orders {
		if o.ID != w.Orders[i].ID || o.Total != w.Orders[i].Total || !o.PlacedAt.Equal(w.Orders[i].PlacedAt) {
			t.Fatalf("order %d is %+v", i, o)
		}
	}
	events := len(w.Contacts) + len(gather(w.Orders, func(o *Order) []models.Event { return o.Events }))
	if got := len(read(t, db, all[models.Event]("id"))); got != events {
		t.Errorf("%d events are there, %d were filled", got, events)
	}
	if got := len(read(t, db, all[models.Price]("product_id"))); got != len(w.Prices) {
		t.Errorf("%d prices are there, %d were filled", got, len(w.Prices))
	}
}

func everybodySignsIn(t *testing.T, db *models.DB) {
	service := identity.New(db, identitytest.Keys(t), func() time.Time { return moment })
	for _, p := range People() {
		var in identity.SignInInput
		in.Body.Email, in.Body.Password = p.Email, Password
		started, err := service.SignIn(t.Context(), in)
		if err != nil {
			t.Errorf("%s: %v", p.Email, err)
			continue
		}
		if s := started.Session; s.Role != p.Role || s.Organisation.Name != p.Organisation || s.User.Name != p.Name {
			t.Errorf("%s is a %s at %s", p.Email, s.Role, s.Organisation.Name)
		}
	}
}

// rhythmsAreThePortals: what was filled is what the portal itself learns from the orders.
func rhythmsAreThePortals(t *testing.T, db *models.DB) {
	before := read(t, db, all[models.Cadence]("client_id, supplier_id"))
	if _, err := cadence.New(db).Rebuild(t.Context(), identity.System("test"), cadence.RebuildInput{}); err != nil {
		t.Fatal(err)
	}
	learned := read(t, db, all[models.Cadence]("client_id, supplier_id"))
	if diff := cmp.Diff(before, learned, cmpopts.IgnoreFields(models.Cadence{}, "UpdatedAt")); diff != "" {
		t.Error("filled (-) and learned (+):", diff)
	}
}

// firstClientIsNotHeldOut: the first buyer's company is there to show reminders with; of the others one in ten gets none.
func firstClientIsNotHeldOut(t *testing.T, db *models.DB, w World) {
	if _, err := measure.New(db).Assign(t.Context(), identity.System("test"), measure.AssignInput{}); err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, h := range read(t, db, all[models.Holdout]("client_id")) {
		if h.HeldOut {
			held++
		}
		if h.ClientID == w.Holdout.ClientID && h.HeldOut {
			t.Error("the first buyer's company gets no reminders")
		}
	}
	if held == 0 {
		t.Error("nobody is held out")
	}
}

func numbersGoOn(t *testing.T, db *models.DB, w World) {
	o := w.Orders[len(w.Orders)-1].PurchaseOrder
	o.ID, o.CheckoutID, o.Content = models.NewID[models.PurchaseOrder](), models.NewID[Order]().UUID, []byte("another")
	_, err := models.In(t.Context(), db, identity.System("test").To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
		return none, models.PlaceOrder(tx, &o, nil)
	})
	if want := models.OrderNumber(int64(len(w.Orders) + 1)); err != nil || o.Number != want {
		t.Errorf("the next order is %s, not %s: %v", o.Number, want, err)
	}
}

func warehousesAddUp(t *testing.T, db *models.DB) {
	sums := map[models.ProductID]models.Quantity{}
	for _, p := range read(t, db, all[models.WarehouseStock]("product_id")) {
		sums[p.ProductID] = sums[p.ProductID].Add(p.OnHand)
	}
	for _, s := range read(t, db, all[models.Stock]("product_id")) {
		if sum, kept := sums[s.ProductID]; kept && !sum.Equal(s.OnHand) {
			t.Errorf("%s are on hand, %s lie in warehouses", s.OnHand, sum)
		}
	}
	if len(sums) == 0 {
		t.Error("nothing lies in a warehouse")
	}
}

func answersAreAsked(t *testing.T, db *models.DB) {
	type question struct {
		category models.CategoryID
		code     string
	}
	asked := map[question]models.Attribute{}
	for _, a := range read(t, db, all[models.Attribute]("id")) {
		asked[question{a.CategoryID, a.Code}] = a
	}
	answered := 0
	for _, p := range read(t, db, all[models.Product]("sku")) {
		for code, value := range p.Attributes {
			a, ok := asked[question{p.CategoryID, code}]
			text, _ := strconv.Unquote(string(value))
			chosen := slices.ContainsFunc(a.Choices, func(c models.Choice) bool { return c.Value == text })
			if answered++; !ok || chosen != (a.Kind == models.ChoiceAttribute) {
				t.Errorf("%s says %s to %s", p.NameRu, value, code)
			}
		}
	}
	if answered < 500 {
		t.Errorf("%d answers", answered)
	}
}

// filesAreBrought: one import is written, the other waits for a yes.
func filesAreBrought(t *testing.T, db *models.DB) {
	users := read(t, db, all[models.User]("id"))
	at := slices.IndexFunc(users, func(u models.User) bool { return u.Email == Manager().Email })
	modelstest.Queue(db)
	service := identity.New(db, identitytest.Keys(t), func() time.Time { return moment })
	var in identity.SignInInput
	in.Body.Email, in.Body.Password = users[at].Email, Password
	started, err := service.SignIn(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	v, err := service.Recognise(started.Access)
	if err != nil {
		t.Fatal(err)
	}
	if err := Import(t.Context(), studio.New(db, nil), v); err != nil {
		t.Fatal(err)
	}
	runs := read(t, db, all[models.ImportRun]("created_at, id"))
	if len(runs) != 2 || runs[0].State != models.ImportCommitted || runs[0].Counts.New != 5 {
		t.Fatalf("%+v", runs)
	}
	if c := runs[1].Counts; runs[1].State != models.ImportReady || c.Up < 30 || c.Down < 5 || c.Faulty+c.Notes < 2 || len(runs[1].Asks) == 0 {
		t.Errorf("%s %+v %+v", runs[1].State, c, runs[1].Asks)
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		At(moment, worldSeed)
	}
}

func BenchmarkFill(b *testing.B) {
	for b.Loop() {
		filled(b)
	}
}
