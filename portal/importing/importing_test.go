package importing_test

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"strings"
	"testing"

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

func TestBadRowsAreNamedAndTheGoodOnesKept(t *testing.T) {
	w := open(t)
	w.fill(t)
	text := "client,date,sku,quantity,amount\n" +
		"C1,2026-10-01,0013,5,100\n" + // good
		"C9,2026-10-01,0013,5,100\n" +
		"C1,31.02.2026,0013,5,100\n" +
		"C1,2026-10-01,0013,zero,100\n" +
		"C1,2026-10-01,0013,0,100\n" +
		"C1,2026-10-01,0013,5,\n" +
		"C1,2026-10-01,0012,5,100\n" + // two suppliers sell it
		"C1,2026-10-01,nope,5,100\n" +
		"C1\n"
	want := "3 client C9 unknown-client\n4 date 31.02.2026 not-a-day\n5 quantity zero not-a-number\n6 quantity 0 too-small\n" +
		"7 amount  missing\n8 sku 0012 ambiguous-product\n9 sku nope unknown-product\n10 sku  missing\n"
	r := w.bring(t, "order-history", text)
	var got strings.Builder
	seen := map[int]bool{}
	for _, line := range []int{3, 4, 5, 6, 7, 8, 9, 10} {
		for _, f := range r.Faults {
			if f.Line == line && !seen[line] {
				seen[line] = true
				got.WriteString(strings.Join([]string{strconv.Itoa(f.Line), f.Column, f.Value, f.Code}, " ") + "\n")
			}
		}
	}
	if got.String() != want {
		t.Errorf("faults:\n%swant:\n%s", got.String(), want)
	}
	if r.History.Lines != 1 || !r.Kept {
		t.Errorf("the good row: %+v", r)
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
		if got := strings.Join(names, "|"); got != "Столовая №1|Буфет|A \"quoted\" name,\nin two lines" {
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
	} {
		_, err := w.s.Run(t.Context(), identity.System("import"), importing.Request{Kind: "clients", File: strings.NewReader(text)})
		if models.CodeOf(err) != code {
			t.Errorf("%.10q: %v, want %s", text, err, code)
		}
	}
}

func TestNobodyImportsWithoutLeave(t *testing.T) {
	w := open(t)
	v := Viewer(t, w.db, Company(t, w.db, models.ClientKind, "Кафе"), identity.CompanyAdmin)
	_, err := w.s.Run(t.Context(), v, importing.Request{Kind: "clients", File: strings.NewReader(clients)})
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
