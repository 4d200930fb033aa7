package feed_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"povtor/portal/feed"
)

const ymlFeed = `<?xml version="1.0" encoding="windows-1251"?>
<!DOCTYPE yml_catalog SYSTEM "shops.dtd">
<yml_catalog date="2026-11-21 10:00">
<shop>
<name>Зерно</name><company>ООО «Зерно»</company><url>https://example.com/</url>
<currencies><currency id="RUR" rate="1"/><currency id="USD" rate="CBRF"/></currencies>
<categories><category id="1">Напитки</category><category id="2" parentId="1">Кофе</category></categories>
<offers>
<offer id="101" available="true"><name>Арабика&nbsp;1 кг</name><vendorCode>0012</vendorCode><vendor>Зерно</vendor>
<price>1642.2</price><oldprice>1800</oldprice><currencyId>RUR</currencyId><categoryId>2</categoryId><vat>VAT_20</vat>
<picture>https://example.com/1.jpg</picture><picture>https://example.com/2.jpg</picture>
<barcode>4006381333931</barcode><param name="Вес" unit="кг">1</param>
<description><![CDATA[<p>Зёрна<br/>из <b>Бразилии</b></p>]]></description>
<count>7</count><min-quantity>2</min-quantity><step-quantity>2</step-quantity></offer>
<offer id="102" type="vendor.model" available="false" group_id="9"><typePrefix>Чайник</typePrefix><vendor>Чудо</vendor><model>X-5</model>
<price from="true">10</price><currencyId>USD</currencyId><categoryId>77</categoryId><vat>6</vat><disabled>true</disabled></offer>
</offers></shop></yml_catalog>`

func TestYML(t *testing.T) {
	content, err := charmap.Windows1251.NewEncoder().String(ymlFeed)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, "feed.xml", []byte(content))
	if f.Kind != feed.YML || f.Parts[0].Encoding != "windows-1251" {
		t.Errorf("%+v", f)
	}
	lines, sum := readAll(t, f)
	same(t, "items", strings.Join(lines, "\n"),
		"sku=0012 id=101 ru=Арабика\u00a01 кг about-ru=Зёрна\nиз Бразилии brand=Зерно gtin=4006381333931 category=Напитки/Кофе vat=20 min=2 step=2 price:RUB:gross=1642.2 price:oldprice:RUB:gross=1800 stock=7 Вес,кг=1 pictures=https://example.com/1.jpg https://example.com/2.jpg available=true\n"+
			"id=102 parent=9 ru=Чайник Чудо X-5 brand=Чудо vat=0 price:USD:gross=10 available=false")
	same(t, "faults", faults(sum), `15 categoryId "77" unknown-group left`)
}

const cmlImport = `<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07">
<Классификатор><Ид>k</Ид><Группы><Группа><Ид>g1</Ид><Наименование>Напитки</Наименование><Группы><Группа><Ид>g2</Ид><Наименование>Кофе</Наименование></Группа></Группы></Группа></Группы>
<Свойства><Свойство><Ид>p1</Ид><Наименование>Обжарка</Наименование><ТипЗначений>Справочник</ТипЗначений><ВариантыЗначений><Справочник><ИдЗначения>v1</ИдЗначения><Значение>Тёмная</Значение></Справочник></ВариантыЗначений></Свойство></Свойства></Классификатор>
<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Товары>
<Товар><Ид>t1</Ид><Штрихкод>4006381333931</Штрихкод><Артикул>0012</Артикул><Наименование>Арабика</Наименование>
<БазоваяЕдиница Код="796 " НаименованиеПолное="Штука">шт<Пересчет><Единица>778</Единица><Коэффициент>12</Коэффициент></Пересчет></БазоваяЕдиница>
<Группы><Ид>g2</Ид></Группы><Картинка>import_files/t1.jpg</Картинка><Изготовитель><Ид>m</Ид><Наименование>Зерно</Наименование></Изготовитель>
<ЗначенияСвойств><ЗначенияСвойства><Ид>p1</Ид><Значение>v1</Значение></ЗначенияСвойства></ЗначенияСвойств>
<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов>
<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Код</Наименование><Значение>Ц-001</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Товар>
<Товар Статус="Удален"><Ид>t2</Ид><Артикул>0012</Артикул><Наименование>Старая</Наименование></Товар>
<Товар><Ид>t3</Ид><Наименование>Без группы</Наименование><Группы><Ид>gone</Ид></Группы><ПометкаУдаления>true</ПометкаУдаления></Товар>
</Товары></Каталог></КоммерческаяИнформация>`

const cmlOffers = `<?xml version="1.0" encoding="windows-1251"?>
<КоммерческаяИнформация ВерсияСхемы="2.07"><ПакетПредложений СодержитТолькоИзменения="false"><Ид>c#</Ид>
<ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розничная</Наименование><Валюта>руб</Валюта><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены>
<ТипЦены><Ид>o</Ид><Наименование>Оптовая</Наименование><Валюта>RUB</Валюта><Налог><УчтеноВСумме>false</УчтеноВСумме></Налог></ТипЦены></ТипыЦен>
<Склады><Склад><Ид>w1</Ид><Наименование>Москва</Наименование></Склад></Склады>
<Предложения><Предложение><Ид>t1#h1</Ид><Артикул>0012</Артикул><Наименование>Арабика (молотая)</Наименование>
<ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Помол</Наименование><Значение>мелкий</Значение></ХарактеристикаТовара></ХарактеристикиТовара>
<Цены><Цена><Представление>1 642,20 руб. за шт</Представление><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1642.2</ЦенаЗаЕдиницу><Валюта>руб</Валюта><Единица>шт</Единица><Коэффициент>1</Коэффициент></Цена>
<Цена><ИдТипаЦены>o</ИдТипаЦены><ЦенаЗаЕдиницу>1 200,50</ЦенаЗаЕдиницу><Коэффициент>12</Коэффициент></Цена><Цена><ИдТипаЦены>x</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу></Цена></Цены>
<Количество>10</Количество><Склад ИдСклада="w1" КоличествоНаСкладе="7"/></Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>`

const cmlRests = `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.08"><ПакетПредложений СодержитТолькоИзменения="true"><Предложения>
<Предложение><Ид>t1</Ид><Остатки><Остаток><Склад><Ид>w1</Ид><Количество>5</Количество></Склад></Остаток><Остаток><Склад><Ид>w9</Ид><Количество>1</Количество></Склад></Остаток></Остатки></Предложение>
<Предложение><Ид>t2</Ид><Остатки><Остаток><Количество>3</Количество></Остаток></Остатки></Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>`

const (
	cmlGoodsWant = "sku=0012 id=t1 ru=Арабика brand=Зерно gtin=4006381333931 category=Напитки/Кофе unit=pcs vat=20 Обжарка=Тёмная Код=Ц-001 in:pack=12 pictures=import_files/t1.jpg\n" +
		"sku=0012 id=t2 ru=Старая deleted=true\nid=t3 ru=Без группы deleted=true"
	cmlOffersWant = "sku=0012 id=t1#h1 parent=t1 ru=Арабика (молотая) price:Розничная:RUB:gross:pcs=1642.2 price:Оптовая:RUB:net=100.0417 price:x=1 stock:Москва=7 Помол=мелкий"
)

// An exchange comes in pieces, each in its own encoding; what one has told, the next may refer to.
func TestCommerceMLInPieces(t *testing.T) {
	offers, err := charmap.Windows1251.NewEncoder().String(cmlOffers)
	if err != nil {
		t.Fatal(err)
	}
	var known feed.Dictionary
	for _, c := range []struct {
		name, content, items, faults string
		only                         bool
	}{
		{"import.xml", "\ufeff" + cmlImport, cmlGoodsWant, "12 Артикул \"0012\" sku-not-unique noted\n13 Группы/Ид \"gone\" unknown-group left", true},
		{"offers.xml", offers, cmlOffersWant, "6 ИдТипаЦены \"x\" unknown-price-type noted", false},
		{"rests.xml", cmlRests, "id=t1 stock:Москва=5 stock:w9=1\nid=t2 stock=3", "", true},
	} {
		f := open(t, c.name, []byte(c.content))
		var lines []string
		sum, err := f.Read(t.Context(), feed.Mapping{Dictionary: &known}, func(it *feed.Item) error {
			lines = append(lines, brief(it))
			return nil
		})
		if err != nil || sum.OnlyChanges != c.only {
			t.Fatalf("%s: %v, only changes %v", c.name, err, sum.OnlyChanges)
		}
		same(t, c.name, strings.Join(lines, "\n"), c.items)
		same(t, c.name+" faults", faults(sum), c.faults)
		known = sum.Dictionary
	}
}

func TestCommerceMLInOneArchive(t *testing.T) {
	f := open(t, "v8.zip", archive(t, map[string]string{"webdata/offers0_1.xml": strings.ReplaceAll(cmlOffers, "windows-1251", "utf-8"), "webdata/import0_1.xml": cmlImport, "webdata/import_files/t1.jpg": "jpeg", "webdata/rests0_1.xml": cmlRests}))
	lines, _ := readAll(t, f)
	same(t, "items", strings.Join(lines, "\n"), cmlGoodsWant+"\n"+cmlOffersWant+"\nid=t1 stock:Москва=5 stock:w9=1\nid=t2 stock=3")
	if r, err := f.Picture("import_files/t1.jpg"); r == nil || err != nil {
		t.Errorf("the picture: %v", err)
	}
}
