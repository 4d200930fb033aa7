package feed

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"povtor/portal/wording"
)

// rule says which headers mean a field. The first that matches wins; headers come in small letters, ё as е, without
// punctuation at their ends.
type rule struct {
	field Field
	words *regexp.Regexp
}

func means(field Field, words string) rule { return rule{field, regexp.MustCompile(words)} }

// letter boundaries: Go's \b knows ASCII only.
const (
	head = `(?:^|[^\p{L}\p{N}])`
	tail = `(?:$|[^\p{L}\p{N}])`
)

var rules = []rule{
	means(FieldPictures, `картинк|изображени|фото|picture|image|photo`),
	means(FieldGTIN, `штрих.?код|^шк$|`+head+`(ean|gtin|upc|barcode)`),
	means(FieldParentID, `^(parent id|ид родителя|родитель|group id|код модели)$`),
	means(FieldExternalID, `^(ид|id|guid|uid|уид|uuid|внешний (код|ид)|external ?(id|code)|код 1с|ид товара|xml id|product ?id|offer ?id)$`),
	means(FieldDeleted, `удал|delet|discontinued|снят с|архив`),
	means(FieldVATRate, `^(ставка )?ндс( \pL+)?$|^ставка (ндс|налога)|^(vat|tax)( rate)?$`),
	means(FieldCost, `себестоим|закуп|входная цена|^cost|cost price|purchase price|unit cost`),
	means(FieldCurrency, `^валюта|^currency`),
	means(FieldMinimum, `(мин|minimum|min)[^\pL]*\pL*[^\pL]*(заказ|кол|парт|отгруз|order|qty|quant)|^минимум$|^moq$|^minimum$|^min order`),
	means(FieldMultiple, `кратн|^(multiple|order step|step|шаг|квант)|quantity step|квант`),
	means(FieldPrice, `цен[аыу]|прайс|стоимость|price|`+head+`(ррц|мрц|рц|опт|розница|rrp|msrp|опт\.)`+tail+`|^(опт|розн)`),
	means(FieldLeadDays, `срок (поставки|изготовлен)|дней|lead ?(time|days)`),
	means(FieldStock, `остат|наличи|свободн|на складе|^склад|`+head+`(stock|in stock|on hand|qty available|available qty|quantity available|units in stock)|^(количество|кол-во|кол во|qty|quantity|stock|доступно|резерв)`),
	means(FieldPack, `в (упак|уп|кор|ящ|блок|пачк)|упаковк[еи]?.{0,3}(шт|кол)|норма упак|вложени|штук в|pack ?(size|qty|quantity)|(per|in) (a )?(pack|box|case|carton|unit)|case (qty|pack)|^pack$|quantity per unit`),
	means(FieldCategory, `^(товарн\pL* |номенклатурн\pL* )?(под)?(групп|категори|раздел)|^(sub)?(category|group|section|department)|^рубрик`),
	means(FieldBrand, `^бренд|торгов\pL* марк|^тм$|производител|^марка|изготовител|^(brand|vendor|manufacturer|maker|producer)`),
	means(FieldUnit, `^(ед|единиц|eд)[^\pL]|^(ед|еи|единица|units?|uom)$|^(ед|единица)( |\.)?(изм|измерения)|^unit( of measure)?$|базовая единица`),
	means(FieldSKU, `артикул|^арт[^\pL]|^арт$|`+head+`sku|vendor ?code|part (no|num)|(item|product|article|catalog(ue)?) ?(no|num|code|#|id)|^(code|article|номенклатурный номер|номер по каталогу|код( товара| позиции| номенклатуры| продукта)?)$`),
	means(FieldDescriptionEn, `description`),
	means(FieldDescriptionRu, `описани|характеристик|комментари|примечани`),
	means(FieldNameEn, `\((en|англ\.?)\)|`+head+`(name|title) en|на английском|^(product|item|goods)? ?(name|title)s?$|^(product|item|goods)s?$`),
	means(FieldNameRu, `наименовани|назван|номенклатура|^товары?$|^продукци|^позиция$|name \(?ru`),
	means(FieldAvailable, `^(available|availability|доступен|активен|active|status|в продаже)$`),
	means(FieldAttribute, `^(вес|масса|объ?ем|цвет|размер|стран|материал|длин|ширин|высот|диаметр|мощность|состав|вкус|крепость|жирность|сорт|weight|volume|colou?r|size|country|material|length|width|height|flavou?r)`),
}

// plainHeader is a header as the rules read it.
func plainHeader(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(anySpace.Replace(s)), " "))
	s = strings.NewReplacer("ё", "е", "_", " ").Replace(s)
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsPunct(r) && r != '(' && r != ')' || unicode.IsSpace(r) })
}

// guessHeader proposes what a header means.
func guessHeader(name string) Column {
	c := Column{Name: name}
	if known, ok := parseHeader(name); ok {
		return known
	}
	plain := plainHeader(name)
	if plain == "" || len(plain) > 200 {
		return c
	}
	for _, r := range rules {
		if r.words.MatchString(plain) {
			c.Field = r.field
			break
		}
	}
	switch c.Field {
	case FieldCategory:
		if strings.HasSuffix(plain, " id") || strings.HasSuffix(plain, " code") {
			c.Field = Ignored
		}
	case FieldPrice:
		c.price(name)
	case FieldStock:
		c.warehouse(name)
	case FieldAttribute:
		c.attribute(name)
	case FieldDescriptionEn:
		if strings.Contains(plain, " ru") || strings.Contains(plain, "(ru") {
			c.Field = FieldDescriptionRu
		}
	}
	return c
}

var (
	withVAT     = regexp.MustCompile(`(?i)(с|вкл\pL*\.?|в т\.? ?ч\.?)\s*ндс|(incl?\pL*\.?|with)\s*(vat|tax)|gross`)
	beforeVAT   = regexp.MustCompile(`(?i)без\s*ндс|(excl?\pL*\.?|without|before|net of|ex)\s*(vat|tax)|` + head + `net` + tail)
	fromOf      = regexp.MustCompile(`(?i)(?:от|from|свыше|>=?|≥)\s*(\d[\d ]*(?:[.,]\d+)?)\s*(\pL+)?|(\d[\d ]*)\s*(?:шт\pL*\.?|pcs)?\s*(?:\+|и более|и выше|and more|or more)|(\d+)\s*[-–]\s*\d+\s*(?:шт|pcs|ед|уп|кор)`)
	perUnit     = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:за|/|per)\s*(?:1\s*)?(\pL+)\.?`)
	priceItself = regexp.MustCompile(`(?i)цен[аыу]|стоимость|прайс|` + head + `(unit ?)?price`)
	ofWarehouse = regexp.MustCompile(`(?i)(?:склад[еу]?|warehouse|stock|остат\pL*|наличи\pL*)\s*[:№,(-]?\s*(.*?)\)?$`)
	coins       = []struct{ code, words string }{
		{"RUB", `руб|₽|rub|` + head + `р\.`}, {"USD", `usd|\$|долл`}, {"EUR", `eur|€|евро`}, {"CNY", `cny|¥|юан`},
		{"KZT", `kzt|₸|тенге`}, {"BYN", `byn|бел.{0,3}руб`}, {"GBP", `gbp|£`},
	}
	coinWords = func() map[string]*regexp.Regexp {
		m := map[string]*regexp.Regexp{}
		for _, c := range coins {
			m[c.code] = regexp.MustCompile(`(?i)` + c.words)
		}
		return m
	}()
)

// price reads of a header what its price is: tax, currency, from which quantity, for which unit, and its type.
func (c *Column) price(name string) {
	rest := strings.Join(strings.Fields(anySpace.Replace(name)), " ")
	if c.Tax = taxOf(rest); c.Tax != TaxUnknown {
		rest = beforeVAT.ReplaceAllString(withVAT.ReplaceAllString(rest, ""), "")
	}
	for _, k := range coins {
		if w := coinWords[k.code]; w.MatchString(rest) && fromMoney(rest) == "" {
			c.Currency = k.code
			rest = regexp.MustCompile(`(?i)(`+k.words+`)\pL*\.?`).ReplaceAllString(rest, "")
			break
		}
	}
	if m := fromOf.FindStringSubmatch(rest); m != nil && fromMoney(rest) == "" {
		c.From = strings.NewReplacer(" ", "", ",", ".").Replace(m[1] + m[3] + m[4])
		rest = strings.Replace(rest, m[0], "", 1)
		if code, known := wording.UnitCode(m[2]); known && code != "pcs" {
			c.Unit = code
		}
	}
	if m := perUnit.FindStringSubmatch(rest); m != nil {
		if code, known := wording.UnitCode(m[1]); known {
			c.Unit = code
			rest = strings.Replace(rest, m[0], "", 1)
		}
	}
	rest = priceItself.ReplaceAllString(rest, "")
	c.PriceType = strings.Trim(strings.Join(strings.Fields(rest), " "), " ,.;:()/[]-")
	if strings.EqualFold(c.PriceType, "за ед") || strings.EqualFold(c.PriceType, "за единицу") || plainHeader(c.PriceType) == "list" {
		c.PriceType = ""
	}
}

func taxOf(s string) Tax {
	switch {
	case beforeVAT.MatchString(s):
		return Net
	case withVAT.MatchString(s):
		return Gross
	}
	return TaxUnknown
}

var ofMoney = regexp.MustCompile(`(?i)(?:от|from|свыше|до|>)\s*\d[\d .,]*\s*(т\.?\s?р|тыс|руб|₽|rub|\$|€|eur|usd|млн|k)`)

// fromMoney finds a price that begins with the sum of an order, not with a quantity: that is a type of price.
func fromMoney(s string) string { return ofMoney.FindString(s) }

func (c *Column) warehouse(name string) {
	rest := strings.Join(strings.Fields(anySpace.Replace(name)), " ")
	m := ofWarehouse.FindStringSubmatch(rest)
	for m != nil {
		rest = strings.Trim(m[1], " ,.;:()[]")
		if next := ofWarehouse.FindStringSubmatch(rest); next == nil || next[1] == rest {
			break
		} else {
			m = next
		}
	}
	if m == nil || len([]rune(rest)) < 2 {
		return
	}
	if _, unit := wording.UnitCode(strings.Trim(rest, ". ")); unit || strings.HasPrefix(strings.ToLower(rest), "на ") && len(rest) < 12 {
		return
	}
	switch plainHeader(rest) {
	case "на складе", "складе", "свободный", "на складах", "товара", "qty", "quantity", "available":
		return
	}
	c.Warehouse = rest
}

var trailingUnit = regexp.MustCompile(`^(.*?)[\s,(]+(\pL+\.?|%)\)?$`)

// attribute takes the unit off a header such as "Вес, кг".
func (c *Column) attribute(name string) {
	c.Attribute = strings.TrimSpace(name)
	if m := trailingUnit.FindStringSubmatch(c.Attribute); m != nil {
		if code, known := wording.UnitCode(m[2]); known || regexp.MustCompile(`^(мм|см|мл|вт|квт|в|mm|cm|ml|w)\.?$`).MatchString(strings.ToLower(m[2])) {
			c.Attribute, c.Unit = strings.TrimRight(m[1], " ,"), code
		}
	}
}

// guessValues proposes what a column without a telling header means, by what stands in it.
func guessValues(samples []string) Field {
	var gtins, units, links int
	for _, s := range samples {
		if _, known := wording.UnitCode(s); known && !isDigits(s) {
			units++
		}
		if validGTIN(s) && len(s) >= 12 {
			gtins++
		}
		if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
			links++
		}
	}
	enough := max(2, len(samples)*7/10)
	switch {
	case gtins >= enough:
		return FieldGTIN
	case units >= enough:
		return FieldUnit
	case links >= enough && pictureLinks(samples):
		return FieldPictures
	}
	return Ignored
}

func pictureLinks(samples []string) bool {
	for _, s := range samples {
		for _, end := range []string{".jpg", ".jpeg", ".png", ".webp", ".gif"} {
			if strings.Contains(strings.ToLower(s), end) {
				return true
			}
		}
	}
	return false
}

func isDigits(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil
}
