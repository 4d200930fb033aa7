package print_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"strings"
	"testing"
	"time"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/billing/pdf/pdftest"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/feed"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/print"
)

// market is a supplier with a café that has a contract and a bar that has none, and a supplier nobody here trades with.
type market struct {
	db                  *models.DB
	jobs                *modelstest.Jobs
	print               *print.Service
	grain, secret       models.Organisation
	cafe, bar           models.Organisation
	agreement           models.Agreement
	buyer, seller       identity.Viewer
	coffee, tea, hidden models.Product
}

func open(t *testing.T) *market {
	t.Helper()
	t.Parallel()
	db := modelstest.DB(t, identitytest.Clock)
	m := &market{db: db, jobs: modelstest.Queue(db), print: print.New(db)}
	m.grain, m.secret = identitytest.Company(t, db, models.SupplierKind, "Зерно"), identitytest.Company(t, db, models.SupplierKind, "Чужой")
	m.cafe, m.bar = identitytest.Company(t, db, models.ClientKind, "Кафе"), identitytest.Company(t, db, models.ClientKind, "Бар")
	m.agreement = identitytest.Agreement(t, db, m.cafe, m.grain)
	identitytest.Agreement(t, db, m.bar, m.grain)
	m.buyer, m.seller = identitytest.Viewer(t, db, m.cafe, identity.Buyer), identitytest.Viewer(t, db, m.grain, identity.SupplierManager)
	drinks := cataloguetest.Category(t, db, "Напитки", "Drinks")
	product := func(of models.Organisation, name, sku string, change ...func(*models.Product)) models.Product {
		return cataloguetest.Product(t, db, of, name, append(change, func(p *models.Product) { p.CategoryID, p.SKU = drinks.ID, sku })...)
	}
	m.coffee, m.tea = product(m.grain, "Кофе", "0012"), product(m.grain, "Чай", "0013", func(p *models.Product) {
		p.Attributes = models.Attributes{"leaf": []byte(`"green"`)}
	})
	product(m.grain, "Черновик", "0014", func(p *models.Product) { p.Status = models.ProductDraft })
	product(m.grain, "Без цены", "0015")
	m.hidden = product(m.secret, "Секрет", "0099")
	list, contract := cataloguetest.ListPrices(t, db, m.grain), cataloguetest.Contract(t, db, m.agreement, "Договор", 1)
	cataloguetest.Price(t, db, list, m.coffee, "1", "1500", "10", "1400")
	cataloguetest.Price(t, db, list, m.tea, "1", "200")
	cataloguetest.Price(t, db, contract, m.coffee, "1", "1200.50")
	cataloguetest.Price(t, db, cataloguetest.ListPrices(t, db, m.secret), m.hidden, "1", "1")
	return m
}

// made asks for a price list, lets the job make it, and gives the finished one and its file.
func (m *market) made(t *testing.T, v identity.Viewer, w print.Wanted) (print.Print, print.File) {
	t.Helper()
	p, err := m.print.Ask(t.Context(), v, print.AskInput{Body: w})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.print.Make(t.Context(), identity.System("print"), print.Make{PrintID: p.ID}); err != nil {
		t.Fatal(err)
	}
	if p, err = m.print.Get(t.Context(), v, print.GetInput{ID: p.ID}); err != nil {
		t.Fatal(err)
	}
	file, err := m.print.File(t.Context(), v, print.GetInput{ID: p.ID})
	if p.State == models.PrintDone && err != nil {
		t.Fatal(err)
	}
	return p, file
}

// rows are the goods of a workbook with their prices, read as anybody's price list is.
func rows(t *testing.T, file print.File) string {
	t.Helper()
	f, err := feed.Open(file.Name, bytes.NewReader(file.Content), int64(len(file.Content)), feed.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := f.Layouts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	_, err = f.Read(t.Context(), feed.Mapping{Tables: tables}, func(it *feed.Item) error {
		all = append(all, fmt.Sprint(it.SKU.Value, " ", it.NameRu.Value+it.NameEn.Value, " ", it.Prices[0].Amount.Value))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, "; ")
}

func TestEveryoneGetsTheirOwnPrices(t *testing.T) {
	m := open(t)
	barkeeper := identitytest.Viewer(t, m.db, m.bar, identity.Buyer)
	for name, c := range map[string]struct {
		v     identity.Viewer
		w     print.Wanted
		want  string
		title string
	}{
		"a client's own, with its contract":      {m.buyer, print.Wanted{}, "0012 Кофе 1200.5; 0013 Чай 200", ""},
		"a client without one":                   {barkeeper, print.Wanted{}, "0012 Кофе 1500; 0013 Чай 200", ""},
		"of one supplier":                        {m.buyer, print.Wanted{Supplier: []models.OrganisationID{m.grain.ID}}, "0012 Кофе 1200.5; 0013 Чай 200", "Зерно"},
		"what a search finds, with a slip in it": {m.buyer, print.Wanted{Q: "кфое"}, "0012 Кофе 1200.5", ""},
		"what an attribute narrows":              {m.buyer, print.Wanted{Attribute: []string{"leaf:green"}}, "0013 Чай 200", ""},
		"what the supplier's search finds":       {m.seller, print.Wanted{Q: "Чай"}, "0013 Чай 200", ""},
		"the supplier's, at list prices":         {m.seller, print.Wanted{}, "0012 Кофе 1500; 0013 Чай 200", ""},
		"the supplier's, for one of its clients": {m.seller, print.Wanted{Agreement: &m.agreement.ID}, "0012 Кофе 1200.5; 0013 Чай 200", "Кафе"},
	} {
		c.w.Form = print.XLSX
		p, file := m.made(t, c.v, c.w)
		if got := rows(t, file); got != c.want || p.State != models.PrintDone || p.Title != c.title || p.Done != 1+strings.Count(c.want, ";") || p.Total != p.Done {
			t.Errorf("%s: %s, %+v; want %s", name, got, p, c.want)
		}
	}
}

func TestOnPaper(t *testing.T) {
	m := open(t)
	_, file := m.made(t, m.buyer, print.Wanted{Form: print.PDF})
	text := pdftest.Text(t, file.Content)
	for _, want := range []string{"Прайс-лист", "Зерно", "Кафе", "Напитки", "0012", "Кофе", "1 200,50 ₽", "Чай"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on paper:\n%s", want, text)
		}
	}
	for _, secret := range []string{"Секрет", "Черновик", "Без цены", "1 500,00"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is on paper", secret)
		}
	}
	if file.Name != "Прайс-лист "+file.Name[len("Прайс-лист "):len(file.Name)-4]+".pdf" || file.MediaType != "application/pdf" {
		t.Errorf("%s %s", file.Name, file.MediaType)
	}
}

func TestNobodyElseSeesIt(t *testing.T) {
	m := open(t)
	p, _ := m.made(t, m.buyer, print.Wanted{Form: print.XLSX})
	for name, v := range map[string]identity.Viewer{
		"a colleague": identitytest.Viewer(t, m.db, m.cafe, identity.Buyer), "the supplier": m.seller, "another client": identitytest.Viewer(t, m.db, m.bar, identity.Buyer),
	} {
		_, err := m.print.Get(t.Context(), v, print.GetInput{ID: p.ID})
		_, err2 := m.print.File(t.Context(), v, print.GetInput{ID: p.ID})
		all, err3 := m.print.List(t.Context(), v, struct{}{})
		if models.KindOf(err) != models.NotFound || models.KindOf(err2) != models.NotFound || err3 != nil || len(all.Items) != 0 {
			t.Errorf("%s: %v, %v, %v, %v", name, err, err2, err3, all)
		}
	}
	theirs := identitytest.Viewer(t, m.db, m.secret, identity.SupplierManager)
	if _, err := m.print.Ask(t.Context(), theirs, print.AskInput{Body: print.Wanted{Form: print.PDF, Agreement: &m.agreement.ID}}); models.KindOf(err) != models.NotFound {
		t.Errorf("another supplier prints at our client's prices: %v", err)
	}
}

func TestOneAtATimeAndThroughARestart(t *testing.T) {
	m := open(t)
	p, err := m.print.Ask(t.Context(), m.buyer, print.AskInput{Body: print.Wanted{Form: print.XLSX}})
	if err != nil || len(m.jobs.All()) != 1 {
		t.Fatal(err, m.jobs.All())
	}
	if _, err := m.print.Ask(t.Context(), m.buyer, print.AskInput{Body: print.Wanted{Form: print.XLSX}}); models.CodeOf(err) != "print-running" {
		t.Errorf("a second one is begun: %v", err)
	}
	system := identity.System("print")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := m.print.Make(stopped, system, print.Make{PrintID: p.ID}); err == nil {
		t.Error("a stopped program made it all the same")
	}
	// Somebody took it and died without a word; it is taken again once the silence has lasted.
	identitytest.In(t, m.db, func(tx *models.Tx) error {
		_, err := models.ClaimPrint(tx, p.ID, tx.Now)
		return err
	})
	if _, err := m.print.Make(t.Context(), system, print.Make{PrintID: p.ID}); err != nil {
		t.Fatal(err)
	}
	if got, _ := m.print.Get(t.Context(), m.buyer, print.GetInput{ID: p.ID}); got.State != models.PrintMaking {
		t.Fatalf("a second maker went to work while the first lives: %+v", got)
	}
	identitytest.In(t, m.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Print](tx, map[string]any{"beat_at": tx.Now.Add(-time.Hour)}, "id = ?", p.ID)
		return err
	})
	if n, err := m.print.Sweep(t.Context(), system, print.Sweep{}); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	for range 2 { // and twice is once
		if _, err := m.print.Make(t.Context(), system, print.Make{PrintID: p.ID}); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := m.print.Get(t.Context(), m.buyer, print.GetInput{ID: p.ID}); got.State != models.PrintDone || got.Size == 0 {
		t.Errorf("%+v", got)
	}
}

func TestNothingToPrintIsSaid(t *testing.T) {
	m := open(t)
	p, _ := m.made(t, m.buyer, print.Wanted{Form: print.PDF, Brand: []string{"Нет такого"}})
	if p.State != models.PrintFailed || p.Code != "nothing-to-print" {
		t.Errorf("%+v", p)
	}
	if _, err := m.print.File(t.Context(), m.buyer, print.GetInput{ID: p.ID}); models.KindOf(err) != models.NotFound {
		t.Errorf("a file of nothing: %v", err)
	}
	if _, err := m.print.Ask(t.Context(), m.buyer, print.AskInput{Body: print.Wanted{Form: print.PDF, Agreement: &m.agreement.ID}}); models.KindOf(err) != models.Invalid {
		t.Errorf("a buyer names an agreement: %v", err)
	}
}

func TestWithPictures(t *testing.T) {
	m := open(t)
	art := image.NewRGBA(image.Rect(0, 0, 320, 200))
	draw.Draw(art, art.Bounds(), image.NewUniform(color.RGBA{180, 90, 40, 255}), image.Point{}, draw.Src)
	var small bytes.Buffer
	if err := jpeg.Encode(&small, art, nil); err != nil {
		t.Fatal(err)
	}
	file := func(content []byte, of *models.FileID) models.FileID {
		sum := sha256.Sum256(content)
		f := models.File{ID: models.NewID[models.File](), SupplierID: m.grain.ID, SHA256: sum[:], MediaType: "image/jpeg", Name: "a.jpg", Size: len(content), Content: content,
			SmallID: of, MediumID: of, CreatedAt: identitytest.Now}
		identitytest.Insert(t, m.db, &f)
		return f.ID
	}
	made := file(small.Bytes(), nil)
	identitytest.Insert(t, m.db, &models.ProductImage{ProductID: m.coffee.ID, SupplierID: m.grain.ID, FileID: file([]byte("as it came"), &made)})
	for v, who := range map[identity.Viewer]string{m.buyer: "a buyer", m.seller: "a supplier"} {
		_, with := m.made(t, v, print.Wanted{Form: print.PDF, Pictures: true})
		_, without := m.made(t, v, print.Wanted{Form: print.PDF})
		if n := bytes.Count(with.Content, []byte("/Subtype /Image")); n != 1 {
			t.Errorf("%s: %d pictures on paper", who, n)
		}
		if bytes.Contains(without.Content, []byte("/Subtype /Image")) {
			t.Errorf("%s: a picture nobody asked for", who)
		}
		if text := pdftest.Text(t, with.Content); !strings.Contains(text, "Чай") || !strings.Contains(text, "Кофе") {
			t.Errorf("%s: %s", who, text)
		}
	}
}
