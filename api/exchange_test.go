package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"povtor/api/apitest"
	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/studio"
)

// exchange is a supplier's 1C.
type exchange struct {
	*apitest.House
	supplier models.Organisation
	admin    apitest.Person
	key      studio.NewKey
	cookie   string
}

func push(t *testing.T) *exchange {
	t.Helper()
	t.Parallel()
	x := &exchange{House: apitest.Open(t)}
	x.supplier = identitytest.Company(t, x.DB, models.SupplierKind, "Зерно")
	x.admin = x.Person(t, x.supplier, identity.SupplierAdmin)
	a := x.Call(t, x.admin.Access, "POST", "/api/v1/exchange-keys", body{"name": "1С"})
	if a.Into(t, &x.key); a.Status != 200 || x.key.Secret == "" {
		t.Fatalf("make a key: %d %s", a.Status, a.Body)
	}
	x.worked(t)
	return x
}

// step takes one step of the exchange.
func (x *exchange) step(t *testing.T, method, query string, content []byte) (int, string) {
	t.Helper()
	a := x.Send(t, method, "/api/1c/exchange?type=catalog&"+query, content, func(r *http.Request) {
		r.Header.Set("Content-Type", "application/octet-stream")
		if x.cookie != "" {
			r.Header.Set("Cookie", x.cookie)
			return
		}
		r.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(x.key.Login+":"+x.key.Secret)))
	})
	text, err := charmap.Windows1251.NewDecoder().String(string(a.Body))
	if err != nil {
		t.Fatal(err)
	}
	return a.Status, text
}

// worked lets whatever is queued be done while the exchange asks, as the queue does.
func (x *exchange) worked(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	failed := make(chan error, 1)
	go func() {
		done := 0
		for ctx.Err() == nil {
			for all := x.Jobs.All(); done < len(all); done++ {
				if job, ok := all[done].(studio.Work); ok {
					if _, err := x.Portal.Studio.Work(ctx, identity.System("test"), job); err != nil && ctx.Err() == nil {
						failed <- err
						return
					}
				}
			}
			time.Sleep(20 * time.Millisecond)
		}
		failed <- nil
	}()
	t.Cleanup(func() {
		stop()
		if err := <-failed; err != nil {
			t.Error("work:", err)
		}
	})
}

// file is how 1C has a file imported: it sends it in pieces, then asks until it hears the end.
func (x *exchange) file(t *testing.T, name string, content []byte, read string) string {
	t.Helper()
	for half := len(content)/2 + 1; len(content) > 0; {
		n := min(half, len(content))
		if status, text := x.step(t, "POST", "mode=file&filename="+name, content[:n]); status != 200 || !strings.HasPrefix(text, "success") {
			t.Fatalf("%s: %d %s", name, status, text)
		}
		content = content[n:]
	}
	for {
		if _, text := x.step(t, "GET", "mode=import&filename="+read, nil); !strings.HasPrefix(text, "progress") {
			return text
		}
	}
}

// catalogue is what the supplier has: by SKU, the state and the list price.
func (x *exchange) catalogue(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	identitytest.In(t, x.DB, func(tx *models.Tx) error {
		return models.ExportProducts(tx, x.supplier.ID, func(p models.ExportedProduct) error {
			out[strings.Trim(string(p.State["sku"]), `"`)] = string(p.State["status"]) + " " + string(p.State["list_price"]) + " " + string(p.State["on_hand"])
			return nil
		})
	})
	return out
}

const goodsXML = `<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.08" ДатаФормирования="2026-11-21T10:00:00">
 <Классификатор><Ид>1</Ид><Наименование>Классификатор</Наименование><Группы><Группа><Ид>g1</Ид><Наименование>Кофе</Наименование></Группа></Группы></Классификатор>
 <Каталог СодержитТолькоИзменения="false"><Ид>1</Ид><ИдКлассификатора>1</ИдКлассификатора><Наименование>Каталог</Наименование><Товары>
  <Товар><Ид>p1</Ид><Артикул>A-1</Артикул><Наименование>Кофе «Арабика»</Наименование><Группы><Ид>g1</Ид></Группы><БазоваяЕдиница Код="796">шт</БазоваяЕдиница><СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов></Товар>
  <Товар><Ид>p2</Ид><Артикул>A-1</Артикул><Наименование>Кофе «Робуста»</Наименование><Группы><Ид>g1</Ид></Группы><БазоваяЕдиница Код="796">шт</БазоваяЕдиница></Товар>
 </Товары></Каталог>
</КоммерческаяИнформация>`

const offersXML = `<?xml version="1.0" encoding="windows-1251"?>
<КоммерческаяИнформация ВерсияСхемы="2.08" ДатаФормирования="2026-11-21T10:00:00">
 <ПакетПредложений СодержитТолькоИзменения="false"><Ид>1#</Ид><Наименование>Пакет</Наименование><ИдКаталога>1</ИдКаталога><ИдКлассификатора>1</ИдКлассификатора>
 <ТипыЦен><ТипЦены><Ид>t1</Ид><Наименование>Оптовая</Наименование><Валюта>RUB</Валюта><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены></ТипыЦен>
 <Предложения>
  <Предложение><Ид>p1</Ид><Наименование>Кофе «Арабика»</Наименование><Цены><Цена><ИдТипаЦены>t1</ИдТипаЦены><ЦенаЗаЕдиницу>120</ЦенаЗаЕдиницу><Валюта>RUB</Валюта></Цена></Цены><Количество>7</Количество></Предложение>
  <Предложение><Ид>p2</Ид><Наименование>Кофе «Робуста»</Наименование><Цены><Цена><ИдТипаЦены>t1</ИдТипаЦены><ЦенаЗаЕдиницу>%PRICE%</ЦенаЗаЕдиницу><Валюта>RUB</Валюта></Цена></Цены><Количество>3</Количество></Предложение>
 </Предложения></ПакетПредложений>
</КоммерческаяИнформация>`

func offers(t *testing.T, price string) []byte {
	t.Helper()
	text, err := charmap.Windows1251.NewEncoder().String(strings.ReplaceAll(offersXML, "%PRICE%", price))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(text)
}

func TestA1CPushesItsCatalogue(t *testing.T) {
	x := push(t)
	status, text := x.step(t, "GET", "mode=checkauth", nil)
	lines := strings.Split(text, "\n")
	if status != 200 || lines[0] != "success" || len(lines) < 3 {
		t.Fatalf("checkauth: %d %q", status, text)
	}
	x.cookie = lines[1] + "=" + lines[2]
	if _, text := x.step(t, "GET", "mode=init", nil); !strings.HasPrefix(text, "zip=yes\nfile_limit=") {
		t.Fatalf("init: %q", text)
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	f, err := z.Create("webdata/import.xml")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write([]byte(goodsXML))
	_ = z.Close()
	if text := x.file(t, "v8_1.zip", packed.Bytes(), "import.xml"); !strings.HasPrefix(text, "success\nНовых товаров: 2") {
		t.Fatalf("goods: %s", text)
	}
	if text := x.file(t, "offers.xml", offers(t, "60"), "offers.xml"); !strings.HasPrefix(text, "success") {
		t.Fatalf("offers: %s", text)
	}
	on := x.catalogue(t)
	if len(on) != 2 || on["A-1"] != `"active" [[1, 100]] 7` {
		t.Fatalf("the catalogue: %v", on)
	}

	// the next night a price jumps: it waits for a yes, and 1C is told so
	_, _ = x.step(t, "GET", "mode=init", nil)
	if text := x.file(t, "offers.xml", offers(t, "600"), "offers.xml"); !strings.HasPrefix(text, "success\nФайл прочитан и ждёт подтверждения") {
		t.Fatalf("a jump: %s", text)
	}
	if d := cmp.Diff(on, x.catalogue(t)); d != "" {
		t.Error("it was written all the same:", d)
	}
}

func TestAnExchangeWantsItsKey(t *testing.T) {
	x := push(t)
	good := x.key.Secret
	x.key.Secret = "wrong"
	if status, text := x.step(t, "GET", "mode=checkauth", nil); status != 401 || !strings.HasPrefix(text, "failure") {
		t.Errorf("a wrong secret: %d %q", status, text)
	}
	x.cookie = "povtor_exchange=forged"
	if status, text := x.step(t, "POST", "mode=file&filename=a.xml", []byte("x")); status != 401 {
		t.Errorf("a forged cookie: %d %q", status, text)
	}
	x.cookie, x.key.Secret = "", good
	if _, text := x.step(t, "GET", "mode=import&filename=nothing.xml", nil); !strings.HasPrefix(text, "failure") {
		t.Errorf("a file that never came: %q", text)
	}
	if a := x.Call(t, x.admin.Access, "DELETE", "/api/v1/exchange-keys/"+x.key.ID.String(), nil); a.Status != 204 {
		t.Fatal(a.Status)
	}
	if status, _ := x.step(t, "GET", "mode=checkauth", nil); status != 401 {
		t.Errorf("a key that has ended: %d", status)
	}
}
