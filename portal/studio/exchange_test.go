package studio_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/studio"
)

// An exchange as 1C sends it: the goods, what they cost and how many there are, each in a file of its own. One product has
// characteristics, of which each is sold; there are three types of price and two warehouses.
const (
	goodsFile = `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="3.1"><Классификатор><Ид>k</Ид>
<Группы><Группа><Ид>g1</Ид><Наименование>Напитки</Наименование></Группа></Группы></Классификатор><Каталог><Ид>c</Ид><Товары>
<Товар><Ид>t1</Ид><Артикул>0012</Артикул><Наименование>Арабика</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница><Группы><Ид>g1</Ид></Группы>
<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов></Товар>
<Товар><Ид>t2</Ид><Артикул>0013</Артикул><Наименование>Чай</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница><Группы><Ид>g1</Ид></Группы></Товар>
</Товары></Каталог></КоммерческаяИнформация>`
	pricesFile = `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="3.1"><ПакетПредложений><Ид>c#</Ид>
<ТипыЦен><ТипЦены><Ид>o</Ид><Наименование>Оптовая</Наименование><Валюта>RUB</Валюта><Налог><УчтеноВСумме>false</УчтеноВСумме></Налог></ТипЦены>
<ТипЦены><Ид>r</Ид><Наименование>Розничная</Наименование><Валюта>RUB</Валюта><Налог><УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены>
<ТипЦены><Ид>z</Ид><Наименование>Закупочная</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен>
<Предложения><Предложение><Ид>t1#h1</Ид><Артикул>0012</Артикул><Наименование>Арабика (молотая)</Наименование>
<ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Помол</Наименование><Значение>мелкий</Значение></ХарактеристикаТовара></ХарактеристикиТовара>
<Цены><Цена><ИдТипаЦены>o</ИдТипаЦены><ЦенаЗаЕдиницу>100</ЦенаЗаЕдиницу></Цена><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>180</ЦенаЗаЕдиницу></Цена>
<Цена><ИдТипаЦены>z</ИдТипаЦены><ЦенаЗаЕдиницу>66.6</ЦенаЗаЕдиницу></Цена></Цены></Предложение>
<Предложение><Ид>t1#h2</Ид><Артикул>0012</Артикул><Наименование>Арабика (в зёрнах)</Наименование>
<Цены><Цена><ИдТипаЦены>o</ИдТипаЦены><ЦенаЗаЕдиницу>110</ЦенаЗаЕдиницу></Цена></Цены></Предложение>
<Предложение><Ид>t2</Ид><Цены><Цена><ИдТипаЦены>o</ИдТипаЦены><ЦенаЗаЕдиницу>50</ЦенаЗаЕдиницу></Цена>
<Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>90</ЦенаЗаЕдиницу></Цена></Цены></Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>`
	restsFile = `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="3.1"><ПакетПредложений СодержитТолькоИзменения="true"><Предложения>
<Предложение><Ид>t1#h1</Ид><Остатки><Остаток><Склад><Ид>w1</Ид><Количество>5</Количество></Склад></Остаток><Остаток><Склад><Ид>w2</Ид><Количество>2</Количество></Склад></Остаток></Остатки></Предложение>
<Предложение><Ид>t2</Ид><Остатки><Остаток><Склад><Ид>w1</Ид><Количество>3</Количество></Склад></Остаток></Остатки></Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>`
)

func exchangeFiles(change ...string) []file {
	r := strings.NewReplacer(change...)
	return []file{{"rests0_1.xml", r.Replace(restsFile)}, {"import0_1.xml", r.Replace(goodsFile)}, {"prices0_1.xml", r.Replace(pricesFile)}}
}

// start reads a run's files by these options.
func (w *world) start(t *testing.T, run studio.Detail, o models.ImportOptions) studio.Detail {
	t.Helper()
	if run.State == models.ImportReading {
		run = w.work(t, run.ID)
	}
	in := studio.StartInput{ID: run.ID}
	in.Body.Options = &o
	if _, err := w.s.Start(t.Context(), w.manager, in); err != nil {
		t.Fatal(err)
	}
	return w.work(t, run.ID)
}

// prices are what a list asks, by the SKU without its tail.
func (w *world) prices(t *testing.T, l models.PriceList) map[string]string {
	t.Helper()
	out := map[string]string{}
	In(t, w.db, func(tx *models.Tx) error {
		found, err := models.GoodsIn(tx, models.GoodsInListFilter{List: l.ID, Priced: true})
		for _, g := range found {
			for _, tier := range g.Tiers {
				out[g.SKU[:4]] += tier.From.String() + ": " + tier.Price.String() + " "
			}
		}
		return err
	})
	return out
}

func TestASplitExchangeFillsSeveralPriceLists(t *testing.T) {
	w := open(t)
	retail := models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: w.supplier.ID, Name: "Розница", Kind: models.ContractPrice, Currency: "RUB", Gross: true, CreatedAt: Now}
	Insert(t, w.db, &retail)
	options := models.ImportOptions{PriceTypes: map[string]string{"Оптовая": "list", "Розничная": retail.ID.String(), "Закупочная": "ignore"}}
	run := w.start(t, w.begin(t, "upload", exchangeFiles()...), options)
	if run.State != models.ImportReady || run.Counts.New != 3 || run.Counts.Faulty != 0 || len(run.Counts.PriceTypes) != 3 || run.Counts.ListType != "Оптовая" {
		t.Fatalf("%s %s %+v", run.State, run.Code, run.Counts)
	}
	if run = w.commit(t, run.ID); run.State != models.ImportCommitted {
		t.Fatalf("%s %s %s", run.State, run.Code, run.Detail)
	}
	got := map[string][3]string{}
	for sku, state := range w.catalogue(t, w.supplier) {
		got[string(state["name_ru"])] = [3]string{sku[:4], string(state["list_price"]), string(state["on_hand"])}
	}
	if d := cmp.Diff(map[string][3]string{`"Арабика (молотая)"`: {"0012", "[[1, 100]]", "7"}, `"Арабика (в зёрнах)"`: {"0012", "[[1, 110]]", "null"}, `"Чай"`: {"0013", "[[1, 50]]", "3"}}, got); d != "" {
		t.Error(d)
	}
	first := map[string]string{"0012": "1: 180 ", "0013": "1: 90 "}
	if d := cmp.Diff(first, w.prices(t, retail)); d != "" {
		t.Error(d)
	}

	again := w.begin(t, "upload", exchangeFiles("<ЦенаЗаЕдиницу>90<", "<ЦенаЗаЕдиницу>36<")...)
	again = w.work(t, again.ID) // what was told of an exchange is remembered
	if c := again.Counts; again.State != models.ImportReady || c.Changed != 1 || c.Same != 2 || c.Down != 1 || len(again.Asks) != 1 {
		t.Fatalf("%s %+v %+v", again.State, c, again.Asks)
	}
	items := w.items(t, again.ID, "changed")
	if len(items) != 1 || len(items[0].Changes) != 1 || items[0].Changes[0].List != "Розница" || string(items[0].Changes[0].Before) != "[[1, 90]]" || *items[0].PriceChange != "-60" {
		t.Errorf("%+v", items)
	}
	if again = w.commit(t, again.ID, "price"); again.State != models.ImportCommitted {
		t.Fatalf("%s %s", again.State, again.Code)
	}
	if got := w.prices(t, retail); got["0013"] != "1: 36 " || got["0012"] != first["0012"] {
		t.Errorf("%v", got)
	}
	if _, err := w.s.Undo(t.Context(), w.manager, studio.CancelInput{ID: again.ID}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first, w.prices(t, retail)); d != "" {
		t.Error("taken back:", d)
	}
	stale := w.work(t, w.begin(t, "upload", exchangeFiles("<ЦенаЗаЕдиницу>90<", "<ЦенаЗаЕдиницу>80<")...).ID)
	In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Price](tx, map[string]any{"unit_price": "95"}, "price_list_id = ? AND unit_price = 90", retail.ID)
		return err
	})
	if stale = w.commit(t, stale.ID); stale.State != models.ImportReady || stale.Code != "stale" {
		t.Errorf("a price of the list was changed since: %s %s", stale.State, stale.Code)
	}
}
