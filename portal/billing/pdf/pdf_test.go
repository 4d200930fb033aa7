package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/boombuler/barcode/qr"

	"povtor/portal/billing/pdf/pdftest"
	"povtor/portal/wording"
)

// The golden files hold the words on the paper; UPDATE=1 rewrites them.
func TestGolden(t *testing.T) {
	for name, doc := range map[string]Invoice{"rouble": rouble(), "euro": euro(), "credit": credit(), "credit-en": english(credit())} {
		file, err := Render(doc)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name+".txt", strings.Join(pdftest.Pages(t, file), "\f"))
	}
}

func english(doc Invoice) Invoice {
	doc.Language = wording.English
	return doc
}

func TestNobodyPaysACreditNote(t *testing.T) {
	file, err := Render(credit())
	if err != nil {
		t.Fatal(err)
	}
	text := pdftest.Text(t, file)
	for _, never := range []string{"Счёт на оплату", "Всего к оплате", "QR-код", "40702810938000012345", "Оплатить"} {
		if strings.Contains(text, never) {
			t.Errorf("a credit note says %q", never)
		}
	}
	if _, payable := PaymentCode(credit()); payable {
		t.Error("a credit note has a code to pay it by")
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs from its golden form (UPDATE=1 rewrites it):\n%s", name, got)
	}
}

func TestSaysEverything(t *testing.T) {
	file, err := Render(rouble())
	if err != nil {
		t.Fatal(err)
	}
	text := pdftest.Text(t, file)
	for _, want := range []string{
		"Счёт на оплату № МС-2026-000214 от 14 ноября 2026 г.",
		"ПАО СБЕРБАНК, г. Москва", "БИК 044525225", "Корр. счёт 30101810400000000225", "40702810938000012345", "ИНН 7701234567, КПП 770101001",
		"Поставщик ООО «Метиз-Сервис»", "Покупатель ООО «Нордверк»",
		"заказ PO-000123 от 13 ноября 2026 г., заказ покупателя № 4500012345, договор поставки № 17/2026 от 12.01.2026",
		"Наименование Артикул Кол-во Ед. Цена, ₽ НДС Сумма, ₽",
		"5 Проволока вязальная, 1,2 мм FA-010777 12,5 кг 96,452 10 % 1 205,65",
		"В том числе НДС 22 % 8 745,00", "В том числе НДС 10 % 109,60", "Всего к оплате 49 700,65 ₽",
		"Сорок девять тысяч семьсот рублей 65 копеек", "Оплатить не позднее 28 ноября 2026 г.",
		"Руководитель Соколов А. В.", "Бухгалтер Ильина Н. П.", "Страница 1 из 1",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the paper:\n%s", want, text)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	first, err := Render(rouble())
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			doc := rouble()
			doc.IssuedOn = doc.IssuedOn.Add(7 * time.Hour)
			if again, err := Render(doc); err != nil || !bytes.Equal(first, again) {
				t.Errorf("the bytes differ (%v)", err)
			}
		})
	}
	wait.Wait()
	if !bytes.Contains(first, []byte("/CreationDate (D:20261114000000)")) || !bytes.Contains(first, []byte("/ModDate (D:20261114000000)")) {
		t.Error("the file's dates are not the day of issue")
	}
}

func TestManyLines(t *testing.T) {
	file, err := Render(long(200))
	if err != nil {
		t.Fatal(err)
	}
	pages := pdftest.Pages(t, file)
	if len(pages) < 5 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, page := range pages {
		if !strings.Contains(page, "Наименование\nАртикул\n") {
			t.Errorf("page %d has no head", i+1)
		}
		if i > 0 && !strings.Contains(page, "от 14 ноября 2026 г., продолжение\n") {
			t.Errorf("page %d does not say what it continues", i+1)
		}
		if !strings.HasSuffix(page, wording.Russian.Integer(int64(i+1))+" из "+wording.Russian.Integer(int64(len(pages)))+"\n") {
			t.Errorf("page %d has no number", i+1)
		}
	}
	text := pdftest.Text(t, file)
	for _, line := range long(200).Lines {
		if strings.Count(text, line.SKU) != 1 {
			t.Errorf("%s is on the paper %d times", line.SKU, strings.Count(text, line.SKU))
		}
	}
}

// Wherever the page ends, the totals stand on one page together with the last line.
func TestTotalsAreNeverAlone(t *testing.T) {
	for n := 5; n < 24; n++ {
		doc := long(n)
		doc.Currency = "EUR" // without the payment code it is drawn in half the time
		file, err := Render(doc)
		if err != nil {
			t.Fatal(err)
		}
		pages := pdftest.Pages(t, file)
		last := pages[len(pages)-1]
		for _, want := range []string{doc.Lines[n-1].SKU, "Всего к оплате", "Руководитель", "Бухгалтер"} {
			if !strings.Contains(last, want) {
				t.Errorf("%d lines: %q is not on the last of %d pages", n, want, len(pages))
			}
		}
	}
}

func TestCurrencies(t *testing.T) {
	for _, c := range []struct {
		currency, price string
		minor           int64
		want            []string
	}{
		{"JPY", "1500", 3000, []string{"3,000", "JP¥3,000", "Three thousand yen"}},
		{"KWD", "1.5005", 3001, []string{"3.001", "1.5005", "KWD 3.001", "Three Kuwaiti dinars and 001 fils"}},
		{"EUR", "1561", 312200, []string{"3,122.00", "1,561.00", "€3,122.00", "Three thousand one hundred and twenty-two euros and 00 cents"}},
	} {
		doc := euro()
		doc.Currency, doc.Taxes = c.currency, nil
		doc.Lines = []Line{{Name: "Nut", SKU: "N", Quantity: "2", Unit: "pcs", UnitPrice: c.price, Amount: c.minor}}
		doc.Subtotal, doc.Total = c.minor, c.minor
		file, err := Render(doc)
		if err != nil {
			t.Fatal(err)
		}
		text := pdftest.Text(t, file)
		for _, want := range append(c.want, "no VAT") {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the paper:\n%s", c.currency, want, text)
			}
		}
	}
}

func TestHostileText(t *testing.T) {
	doc := rouble()
	doc.Number = `1) Tj (forged) {current} \`
	doc.Client.Name = strings.Repeat("Общество", 200)
	doc.Supplier.Name = "Злой\u202e текст\x00\r\n🙂 и\u0306 \\( ) <script>"
	doc.Lines[0].Name = strings.Repeat("слово ", 2000)
	doc.Lines[1].SKU = strings.Repeat("X", 500)
	doc.Note = strings.Repeat("очень длинное примечание ", 500)
	file, err := Render(doc)
	if err != nil {
		t.Fatal(err)
	}
	text := pdftest.Text(t, file)
	for _, want := range []string{`№ 1) Tj (forged) {current} \`, "Злой текст � й \\( ) <script>", "…", "Всего к оплате"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the paper", want)
		}
	}
}

func TestRefusals(t *testing.T) {
	for want, spoil := range map[string]func(*Invoice){
		"no number":                   func(d *Invoice) { d.Number = "" },
		"no date of issue":            func(d *Invoice) { d.IssuedOn = time.Time{} },
		"no client's name":            func(d *Invoice) { d.Client.Name = "" },
		"no lines":                    func(d *Invoice) { d.Lines = nil },
		"lines add up to 4970065":     func(d *Invoice) { d.Subtotal++ },
		"the total should be 4970065": func(d *Invoice) { d.Total-- },
		"the total should be 5855525": func(d *Invoice) { d.TaxIncluded = false },
		`line 2: "a dozen" is not`:    func(d *Invoice) { d.Lines[1].Quantity = "a dozen" },
		`line 1: "1 561" is not`:      func(d *Invoice) { d.Lines[0].UnitPrice = "1 561" },
		`tax rate: "twenty" is not`:   func(d *Invoice) { d.Taxes[0].Rate = "twenty" },
	} {
		doc := rouble()
		spoil(&doc)
		if _, err := Render(doc); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	_, err := Render(Invoice{})
	for _, want := range []string{"no number", "no currency", "no supplier's name", "no client's name", "no date of issue", "no lines"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not reported with the rest: %v", want, err)
		}
	}
}

func TestPaymentCode(t *testing.T) {
	const want = "ST00012|Name=ООО «Метиз-Сервис»|PersonalAcc=40702810938000012345|BankName=ПАО СБЕРБАНК, г. Москва|BIC=044525225|" +
		"CorrespAcc=30101810400000000225|Sum=4970065|Purpose=Оплата по счёту № МС-2026-000214 от 14.11.2026. В т.ч. НДС 8854,60 руб.|" +
		"PayeeINN=7701234567|KPP=770101001"
	if got, ok := PaymentCode(rouble()); !ok || got != want {
		t.Errorf("%v\n%s\n%s", ok, got, want)
	}
	trader := rouble()
	trader.Supplier = Party{Name: "ИП Петров|Sum=1\nBIC=0", TaxNumber: "770123456789"}
	trader.Taxes = nil
	got, ok := PaymentCode(trader)
	if !ok || strings.Contains(got, "KPP=") || !strings.Contains(got, "Name=ИП Петров Sum=1 BIC=0|") || !strings.Contains(got, ". Без НДС|") {
		t.Errorf("%v %s", ok, got)
	}
	for name, spoil := range map[string]func(*Invoice){
		"euros":                func(d *Invoice) { d.Currency = "EUR" },
		"nothing to pay":       func(d *Invoice) { d.Total = 0 },
		"a short account":      func(d *Invoice) { d.Bank.Account = "4070281" },
		"no correspondent":     func(d *Invoice) { d.Bank.CorrespondentAccount = "" },
		"a foreign bank":       func(d *Invoice) { d.Bank.BIC = "HASPDEHHXXX" },
		"no taxpayer's number": func(d *Invoice) { d.Supplier.TaxNumber = "" },
	} {
		doc := rouble()
		spoil(&doc)
		if got, ok := PaymentCode(doc); ok {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// The drawing has as many dark modules as the code that is printed.
func TestDrawing(t *testing.T) {
	payload, _ := PaymentCode(rouble())
	side, path, err := Drawing(payload)
	if err != nil || (side-17)%4 != 0 {
		t.Fatal(side, err)
	}
	code, err := qr.Encode(payload, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	want, got := 0, 0
	for y := range side {
		for x := range side {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				want++
			}
		}
	}
	for _, run := range strings.Split(strings.TrimSuffix(path, "z"), "z") {
		var x, y, n, back int
		if _, err := fmt.Sscanf(run, "M%d %dh%dv1h-%d", &x, &y, &n, &back); err != nil || n != back || x+n > side || y >= side {
			t.Fatal(run, err)
		}
		got += n
	}
	if got != want || want == 0 {
		t.Errorf("%d dark modules, not %d", got, want)
	}
}

func TestWrap(t *testing.T) {
	for _, text := range []string{"Болт с шестигранной головкой", strings.Repeat("слово ", 100), strings.Repeat("X", 300), "ab/cd-" + strings.Repeat("Щ", 90), ""} {
		lines := regular().wrap(text, 9, 40, 100)
		for _, line := range lines {
			if regular().width(line, 9) > 40 {
				t.Errorf("%q is wider than its column", line)
			}
		}
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(text, " ", ""); got != want {
			t.Errorf("%q became %q", want, got)
		}
	}
}

func BenchmarkRender50Lines(b *testing.B) {
	doc := long(50)
	for b.Loop() {
		if _, err := Render(doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRender20Lines(b *testing.B) {
	doc := long(20)
	for b.Loop() {
		if _, err := Render(doc); err != nil {
			b.Fatal(err)
		}
	}
}
