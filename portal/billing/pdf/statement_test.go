package pdf

import (
	"bytes"
	"strings"
	"testing"

	"povtor/portal/billing/pdf/pdftest"
	"povtor/portal/wording"
)

func statement(l wording.Language) Statement {
	return Statement{
		Language: l, From: on(2026, 10, 1), To: on(2026, 11, 30), Currency: "RUB", Supplier: rouble().Supplier, Client: rouble().Client, Agreement: "17/2026",
		Opening: 1250000, Closing: 5408935, Ageing: [6]int64{4970065, 0, 0, 438870 + 50000, 0, 50000},
		Entries: []StatementEntry{
			{on(2026, 10, 5), "Оплата п/п № 214 от 05.10.2026", "Оплата по счёту № МС-2026-000180", 0, 1250000},
			{on(2026, 11, 14), "Счёт № МС-2026-000214", "PO-000123", 4970065, 0},
			{on(2026, 11, 15), "Счёт № МС-2026-000215", "PO-000124", 921635, 0},
			{on(2026, 11, 20), "Корректировочный счёт № CN-2026-00003", "МС-2026-000214", 0, 432765},
			{on(2026, 11, 21), "Оплата п/п № 219", "", 0, 50000},
		},
	}
}

func TestGoldenStatements(t *testing.T) {
	for name, doc := range map[string]Statement{"statement": statement(wording.Russian), "statement-en": statement(wording.English)} {
		file, err := RenderStatement(doc)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name+".txt", strings.Join(pdftest.Pages(t, file), "\f"))
		again, err := RenderStatement(doc)
		if err != nil || !bytes.Equal(file, again) {
			t.Error("the same statement, other bytes", err)
		}
	}
}

func TestWhoOwesWhom(t *testing.T) {
	doc := statement(wording.Russian)
	doc.Opening -= doc.Closing
	doc.Ageing = [6]int64{}
	doc.Closing = 0
	for closing, want := range map[int64]string{0: "задолженность отсутствует.", -100: "задолженность ООО «Метиз-Сервис» в пользу ООО «Нордверк» составляет 1,00 ₽"} {
		doc := doc
		doc.Opening, doc.Closing, doc.Ageing[5] = doc.Opening+closing, closing, -closing
		file, err := RenderStatement(doc)
		if err != nil {
			t.Fatal(err)
		}
		if text := pdftest.Text(t, file); !strings.Contains(text, want) {
			t.Error(want, "is not in", text)
		}
	}
}

func TestAStatementThatDoesNotAddUp(t *testing.T) {
	for _, spoil := range []func(*Statement){
		func(d *Statement) { d.Closing++ }, func(d *Statement) { d.Ageing[2]++ }, func(d *Statement) { d.Entries[0].Credit-- }, func(d *Statement) { d.To = d.From.AddDate(0, 0, -1) },
	} {
		doc := statement(wording.English)
		spoil(&doc)
		if _, err := RenderStatement(doc); err == nil {
			t.Error("rendered", doc)
		}
	}
}

func TestALongStatement(t *testing.T) {
	doc := statement(wording.Russian)
	for range 150 {
		doc.Entries = append(doc.Entries, StatementEntry{on(2026, 11, 22), "Счёт № МС-2026-000300", "PO-000300", 100, 0}, StatementEntry{on(2026, 11, 22), "Оплата", "", 0, 100})
	}
	file, err := RenderStatement(doc)
	if err != nil {
		t.Fatal(err)
	}
	pages := pdftest.Pages(t, file)
	if last := pages[len(pages)-1]; len(pages) < 5 || !strings.Contains(last, "От покупателя") || !strings.Contains(last, "продолжение") {
		t.Errorf("%d pages, the last: %s", len(pages), last)
	}
}
