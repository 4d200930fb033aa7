package importing_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/importing"
)

type world struct {
	db *models.DB
	s  *importing.Service
}

func open(t *testing.T) world {
	t.Helper()
	t.Parallel()
	db := modelstest.DB(t, Clock)
	return world{db, importing.New(db, cadence.New(db))}
}

// bring imports text and fails the test when the whole file is refused.
func (w world) bring(t *testing.T, kind, text string, change ...func(*importing.Request)) importing.Report {
	t.Helper()
	q := importing.Request{Kind: kind, File: strings.NewReader(text), Currency: "RUB"}
	for _, c := range change {
		c(&q)
	}
	r, err := w.s.Run(t.Context(), identity.System("import"), q)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return r
}

const (
	clients   = "code,name,city\nC1,Кафе «Ромашка»,Тверь\nC2,Бар,Клин\n"
	suppliers = "code,name\nS1,Зерно\nS2,Посуда\n"
	products  = "supplier,sku,name,category,price,stock\nS1,0012,Кофе,Кофе,\"1 642,20\",10\nS1,0013,Чай,Чай,20,\nS2,0012,Чашка,Посуда,100,5\nS2,0099,Блюдце,Посуда,50,5\n"
	history   = "client,date,supplier,sku,quantity,amount,order,line\n" +
		"C1,2026-10-01,S1,0012,2,3284.40,A-1,1\nC1,2026-10-01,S1,0013,5,100,A-1,2\nC1,08.10.2026,S1,0012,1,1642.20,A-2,3\nC2,2026-10-02,S2,0012,3,300,,\n"
)

func (w world) fill(t *testing.T) {
	t.Helper()
	w.bring(t, "clients", clients)
	w.bring(t, "suppliers", suppliers)
	w.bring(t, "products", products)
}

func TestASecondRunOfEverythingChangesNothing(t *testing.T) {
	w := open(t)
	w.fill(t)
	first := w.bring(t, "order-history", history)
	if h := first.History; h != (models.History{Agreements: 2, Orders: 3, Lines: 4}) || len(first.Faults) != 0 {
		t.Fatalf("first: %+v", first)
	}
	for kind, text := range map[string]string{"clients": clients, "suppliers": suppliers, "products": products} {
		if r := w.bring(t, kind, text); r.Changed.Added+r.Changed.Updated != 0 || r.Changed.Same == 0 {
			t.Errorf("%s again: %+v", kind, r.Changed)
		}
	}
	if h := w.bring(t, "order-history", history).History; h != (models.History{LinesKnown: 4}) {
		t.Errorf("history again: %+v", h)
	}
	In(t, w.db, func(tx *models.Tx) error {
		orders, err := models.List[models.PurchaseOrder](tx, "placed_on, id", "")
		if err != nil {
			return err
		}
		var totals []string
		for _, o := range orders {
			totals = append(totals, o.PlacedOn.String()+" "+o.Total.In(o.Currency))
		}
		want := "2026-10-01 3384.40, 2026-10-02 300.00, 2026-10-08 1642.20"
		if got := strings.Join(totals, ", "); got != want {
			t.Errorf("orders: %s, want %s", got, want)
		}
		return nil
	})
}

func TestAHistoryInTwoFilesGrowsItsOrders(t *testing.T) {
	w := open(t)
	w.fill(t)
	head, rest, _ := strings.Cut(history, "\n")
	lines := strings.SplitAfter(rest, "\n")
	w.bring(t, "order-history", head+"\n"+lines[0])
	if h := w.bring(t, "order-history", head+"\n"+strings.Join(lines[1:], "")).History; h.Lines != 3 || h.Orders != 2 {
		t.Fatalf("second file: %+v", h)
	}
	In(t, w.db, func(tx *models.Tx) error {
		o, err := models.First[models.PurchaseOrder](tx, "external_ref = 'A-1'")
		if err == nil && (o.Total != 338440 || o.LinesCount != 2) {
			t.Errorf("the order has not grown: %+v", o)
		}
		return err
	})
}

// told is every fault on a line of its own.
func told(r importing.Report) string {
	var s strings.Builder
	for _, f := range r.Faults {
		fmt.Fprintf(&s, "%d %s %s %s\n", f.Line, f.Column, f.Value, f.Code)
	}
	return s.String()
}

func TestBadRowsAreNamedAndTheGoodOnesKept(t *testing.T) {
	w := open(t)
	w.fill(t)
	r := w.bring(t, "order-history", "client,date,sku,quantity,amount,vat_rate\n"+
		"C1,2026-10-01,0013,5,100\n"+ // good
		"C9,2026-10-01,0013,5,100\n"+
		"C1,31.02.2026,0013,5,100\n"+
		"C1,2026-10-01,0013,zero,100\n"+
		"C1,2026-10-01,0013,0,100\n"+
		"C1,2026-10-01,0013,5,\n"+
		"C1,2026-10-01,0012,5,100\n"+ // two suppliers sell it
		"C1,2026-10-01,nope,5,100\n"+
		"C1\n"+
		"C1,2026-10-01,0013,5,100,500\n"+
		"C1,2026-10-01,0013,1000000000,99999999999\n"+
		"C1,2026-10-01,0013,5,100,22,more\n")
	want := "3 client C9 unknown-client\n4 date 31.02.2026 not-a-day\n5 quantity zero not-a-number\n6 quantity 0 too-small\n" +
		"7 amount  missing\n8 sku 0012 ambiguous-product\n9 sku nope unknown-product\n" +
		"10 sku  missing\n10 date  not-a-day\n10 quantity  missing\n10 amount  missing\n11 vat_rate 500 too-large\n" +
		"12 quantity 1000000000 too-large\n12 amount 99999999999 too-large\n13  more too-many-fields\n"
	if got := told(r); got != want {
		t.Errorf("faults:\n%swant:\n%s", got, want)
	}
	if r.History.Lines != 1 || !r.Kept || r.Rows != 12 || r.Bad != 11 || r.Torn != 1 {
		t.Errorf("the good row: %+v", r)
	}
}

// TestNoOrderOfTomorrow: the day ends where the supplier is, which is a day ahead in Kamchatka while it is noon in Moscow.
func TestNoOrderOfTomorrow(t *testing.T) {
	w := open(t)
	w.bring(t, "clients", clients)
	w.bring(t, "suppliers", "code,name,time_zone\nS1,Зерно,Europe/Moscow\nS2,Рыба,Pacific/Kiritimati\n")
	w.bring(t, "products", products)
	r := w.bring(t, "order-history", "client,date,supplier,sku,quantity,amount\n"+
		"C1,2026-11-21,S1,0013,5,100\nC1,2026-11-22,S1,0013,5,100\nC1,2099-01-01,S1,0013,5,100\nC1,2026-11-21,S2,0099,5,100\nC1,2026-11-23,S2,0099,5,100\n")
	if got := told(r); got != "3 date 2026-11-22 in-the-future\n4 date 2099-01-01 in-the-future\n6 date 2026-11-23 in-the-future\n" {
		t.Error(got)
	}
	if r.History.Lines != 2 {
		t.Errorf("%+v", r.History)
	}
}

func TestWhatTheDatabaseWouldRefuseIsABadRow(t *testing.T) {
	w := open(t)
	w.bring(t, "suppliers", suppliers)
	for column, values := range map[string]map[string]string{
		"pack":     {"0": "too-small", "-1": "too-small", "1000000000": "too-large", "0.0001": "too-small", "1.0001": "too-many-decimals"},
		"minimum":  {"0": "too-small", "1e30": "not-a-number", "99999999999999999999": "too-large"},
		"multiple": {"0.0004": "too-small", "1000000000": "too-large"},
		"vat_rate": {"100.01": "too-large", "-1": "too-small", "20.555": "too-many-decimals"},
		"price":    {"-0.01": "too-small", "100000000000": "too-large", "1.00001": "too-many-decimals"},
		"stock":    {"-1": "too-small", "1000000000": "too-large"},
		"currency": {"РУБ": "unknown-currency", "RUBL": "unknown-currency", "R": "unknown-currency"},
		"brand":    {strings.Repeat("б", 301): "too-long"},
	} {
		for value, code := range values {
			r := w.bring(t, "products", "supplier,sku,name,"+column+"\nS1,1,Кофе,\nS1,2,Чай,"+value+"\n")
			if len(r.Faults) != 1 || r.Faults[0].Code != code || r.Faults[0].Line != 3 || r.Faults[0].Column != column || r.Bad != 1 {
				t.Errorf("%s %.30q: %+v, want %s", column, value, r.Faults, code)
			}
		}
	}
	edges := w.bring(t, "products", "supplier,sku,name,pack,minimum,multiple,vat_rate,price,stock,currency,unit,brand\n"+
		"S1,3,Чай,999999999.999,999999999.999,999999999.999,100,10000000000,999999999.999,usd,"+strings.Repeat("ш", 300)+","+strings.Repeat("б", 300)+"\n")
	if edges.Changed.Added != 1 {
		t.Errorf("the edges: %s", told(edges))
	}
}

func TestAQuoteThatIsNeverClosedCostsItsOwnLine(t *testing.T) {
	w := open(t)
	r := w.bring(t, "clients", "code,name\nC1,\"Кафе\nC2,Бар\nC3,\"Столовая\"\n")
	if got := told(r); got != "2  C1,\"Кафе unclosed-quote\n" || r.Changed.Added != 2 || r.Torn != 1 || r.Bad != 1 || r.Rows != 3 {
		t.Errorf("%s%+v", got, r)
	}
}

func TestNamesFromAFileAreOneLineOfWhatIsSeen(t *testing.T) {
	w := open(t)
	r := w.bring(t, "clients", "code,name\nC1,Каф\u202eе\u0007\nC2,\u200b\n")
	if got := told(r); got != "3 name  missing\n" {
		t.Error(got)
	}
	In(t, w.db, func(tx *models.Tx) error {
		o, err := models.First[models.Organisation](tx, "code = 'C1'")
		if err == nil && o.Name != "Кафе" {
			t.Errorf("%q", o.Name)
		}
		return err
	})
}

func TestAnAgreementOfTheSameNumberIsNoObstacle(t *testing.T) {
	w := open(t)
	w.fill(t)
	In(t, w.db, func(tx *models.Tx) error {
		supplier, err := models.First[models.Organisation](tx, "code = 'S1'")
		if err != nil {
			return err
		}
		return models.Insert(tx, &models.Agreement{ID: models.NewID[models.Agreement](), ClientID: Company(t, w.db, models.ClientKind, "Чужой").ID,
			SupplierID: supplier.ID, Number: "H-C1", Status: models.AgreementActive, Currency: "RUB", ValidFrom: models.DateOf(Now, time.UTC), Version: 1, CreatedAt: Now})
	})
	if h := w.bring(t, "order-history", history).History; h.Agreements != 2 || h.Lines != 4 {
		t.Errorf("%+v", h)
	}
}

func TestStrictKeepsNothing(t *testing.T) {
	w := open(t)
	r := w.bring(t, "clients", "code,name\nC1,Кафе\n,Без кода\n", func(q *importing.Request) { q.Strict = true })
	if r.Kept || len(r.Faults) != 1 {
		t.Errorf("%+v", r)
	}
	In(t, w.db, func(tx *models.Tx) error {
		n, err := models.List[models.Organisation](tx, "id", "")
		if len(n) != 0 {
			t.Errorf("%d companies were kept", len(n))
		}
		return err
	})
}

func TestABlankLeavesWhatIsThere(t *testing.T) {
	w := open(t)
	w.fill(t)
	if r := w.bring(t, "clients", "code,name,city\nC1,Кафе «Василёк»,\n"); r.Changed.Updated != 1 {
		t.Fatalf("%+v", r.Changed)
	}
	In(t, w.db, func(tx *models.Tx) error {
		o, err := models.First[models.Organisation](tx, "code = 'C1'")
		if err == nil && (o.Name != "Кафе «Василёк»" || o.City != "Тверь") {
			t.Errorf("%q in %q", o.Name, o.City)
		}
		return err
	})
}

func TestFilesAsTheyCome(t *testing.T) {
	w := open(t)
	cp1251, err := charmap.Windows1251.NewEncoder().String("code;name\r\nC3;Столовая №1\r\n")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte("\xef\xbb\xbfcode\tname\nC4\tБуфет\n"))
	_ = z.Close()
	w.bring(t, "clients", cp1251)
	w.bring(t, "clients", packed.String())
	w.bring(t, "clients", "Store,Title\nC5,\"A \"\"quoted\"\" name,\nin two lines\"\n\n,,\n", func(q *importing.Request) {
		q.Mapping = map[string]string{"code": "store", "name": "Title"}
	})
	In(t, w.db, func(tx *models.Tx) error {
		all, err := models.List[models.Organisation](tx, "code", "")
		var names []string
		for _, o := range all {
			names = append(names, o.Name)
		}
		if got := strings.Join(names, "|"); got != "Столовая №1|Буфет|A \"quoted\" name, in two lines" {
			t.Errorf("%q", got)
		}
		return err
	})
}

func TestFilesThatAreRefusedSayWhy(t *testing.T) {
	w := open(t)
	for text, code := range map[string]string{
		"":                        "unreadable-file",
		"\xff\xfec\x00o\x00":      "unreadable-file",
		"PK\x03\x04zip":           "unreadable-file",
		"\x1f\x8bnot really gzip": "unreadable-file",
		"name,city\nКафе,Тверь\n": "missing-column",
		"code,name,Name\n":        "duplicate-column",
		"\x7fELF\x01\x00\x00":     "unreadable-file",
		"\"code,name\nC1,Кафе\n":  "unreadable-file",
	} {
		_, err := w.s.Run(t.Context(), identity.System("import"), importing.Request{Kind: "clients", File: strings.NewReader(text), Currency: "RUB"})
		if models.CodeOf(err) != code {
			t.Errorf("%.10q: %v, want %s", text, err, code)
		}
	}
}

func TestNobodyImportsWithoutLeave(t *testing.T) {
	w := open(t)
	v := Viewer(t, w.db, Company(t, w.db, models.ClientKind, "Кафе"), identity.CompanyAdmin)
	_, err := w.s.Run(t.Context(), v, importing.Request{Kind: "clients", File: strings.NewReader(clients), Currency: "RUB"})
	if models.KindOf(err) != models.Forbidden {
		t.Error(err)
	}
}

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	for in, want := range map[string]string{"1642.20": "1642.2", "1642,20": "1642.2", "1 642,20": "1642.2", "1,642.20": "1642.2",
		"1.642,20": "1642.2", "-5": "-5", "12\u00a0000": "12000", "1'642.20": "1642.2"} {
		if d, ok := importing.ReadNumber(in); !ok || d.String() != want {
			t.Errorf("%q: %s, %v", in, d, ok)
		}
	}
	for _, bad := range []string{"", "договорная", "1e9", "1 2", "1,2,3", "--1", "0x10"} {
		if d, ok := importing.ReadNumber(bad); ok {
			t.Errorf("%q was taken for %s", bad, d)
		}
	}
}
