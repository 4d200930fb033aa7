package wording

import (
	"math"
	"strings"
	"testing"
	"time"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		minor    int64
		currency string
		ru, en   string
	}{
		{0, "RUB", "Ноль рублей 00 копеек", "Zero roubles and 00 kopecks"},
		{1, "RUB", "Ноль рублей 01 копейка", "Zero roubles and 01 kopeck"},
		{100, "RUB", "Один рубль 00 копеек", "One rouble and 00 kopecks"},
		{202, "RUB", "Два рубля 02 копейки", "Two roubles and 02 kopecks"},
		{511, "RUB", "Пять рублей 11 копеек", "Five roubles and 11 kopecks"},
		{1121, "RUB", "Одиннадцать рублей 21 копейка", "Eleven roubles and 21 kopecks"},
		{2154, "RUB", "Двадцать один рубль 54 копейки", "Twenty-one roubles and 54 kopecks"},
		{11200, "RUB", "Сто двенадцать рублей 00 копеек", "One hundred and twelve roubles and 00 kopecks"},
		{100000, "RUB", "Одна тысяча рублей 00 копеек", "One thousand roubles and 00 kopecks"},
		{200305, "RUB", "Две тысячи три рубля 05 копеек", "Two thousand and three roubles and 05 kopecks"},
		{1234567, "RUB", "Двенадцать тысяч триста сорок пять рублей 67 копеек", "Twelve thousand three hundred and forty-five roubles and 67 kopecks"},
		{2100000, "RUB", "Двадцать одна тысяча рублей 00 копеек", "Twenty-one thousand roubles and 00 kopecks"},
		{100000000, "RUB", "Один миллион рублей 00 копеек", "One million roubles and 00 kopecks"},
		{100200100, "RUB", "Один миллион две тысячи один рубль 00 копеек", "One million two thousand and one roubles and 00 kopecks"},
		{501100000099, "RUB", "Пять миллиардов одиннадцать миллионов рублей 99 копеек", "Five billion eleven million roubles and 99 kopecks"},
		{-150, "RUB", "Минус один рубль 50 копеек", "Minus one rouble and 50 kopecks"},
		{101, "EUR", "Один евро 01 цент", "One euro and 01 cent"},
		{4200, "USD", "Сорок два доллара США 00 центов", "Forty-two US dollars and 00 cents"},
		{1002, "JPY", "Одна тысяча две иены", "One thousand and two yen"},
		{1001234, "KWD", "Одна тысяча один кувейтский динар 234 филса", "One thousand and one Kuwaiti dinars and 234 fils"},
		{202, "UAH", "Две гривны 02 копейки", "Two hryvnias and 02 kopecks"},
		{507, "XTS", "Пять XTS 07/100", "Five XTS 07/100"},
		{5, "KRW", "Пять KRW", "Five KRW"},
		{math.MinInt64, "RUB", "Минус девяносто два квадриллиона двести тридцать три триллиона семьсот двадцать миллиардов триста шестьдесят восемь миллионов пятьсот сорок семь тысяч семьсот пятьдесят восемь рублей 08 копеек", "Minus ninety-two quadrillion two hundred and thirty-three trillion seven hundred and twenty billion three hundred and sixty-eight million five hundred and forty-seven thousand seven hundred and fifty-eight roubles and 08 kopecks"},
	} {
		if got := Russian.Words(c.minor, c.currency); got != c.ru {
			t.Errorf("ru %d %s: %q, want %q", c.minor, c.currency, got, c.ru)
		}
		if got := English.Words(c.minor, c.currency); got != c.en {
			t.Errorf("en %d %s: %q, want %q", c.minor, c.currency, got, c.en)
		}
	}
}

func TestPlural(t *testing.T) {
	orders := Forms{"заказ", "заказа", "заказов"}
	for n, want := range map[int64]string{0: "заказов", 1: "заказ", 2: "заказа", 4: "заказа", 5: "заказов", 11: "заказов", 12: "заказов", 14: "заказов", 21: "заказ", 22: "заказа", 100: "заказов", 101: "заказ", 111: "заказов", 112: "заказов", 1000001: "заказ", -3: "заказа"} {
		if got := Russian.Plural(n, orders); got != want {
			t.Errorf("%d %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int64]string{0: "orders", 1: "order", 2: "orders", 21: "orders", 101: "orders"} {
		if got := English.Plural(n, Forms{One: "order", Many: "orders"}); got != want {
			t.Errorf("%d %s, want %s", n, got, want)
		}
	}
}

// spaced shows a no-break space as a plain one, so that the tables can be read.
func spaced(s string) string { return strings.ReplaceAll(s, noBreak, " ") }

func TestFiguresDoNotBreak(t *testing.T) {
	if got := Russian.Money(6044000, "RUB"); got != "60\u00a0440,00\u00a0₽" {
		t.Errorf("%q", got)
	}
}

// What a browser's Intl.NumberFormat prints for the same amounts.
func TestMoney(t *testing.T) {
	for _, c := range []struct {
		minor    int64
		currency string
		ru, en   string
	}{
		{6044000, "RUB", "60 440,00 ₽", "RUB 60,440.00"},
		{60440, "EUR", "604,40 €", "€604.40"},
		{-123456789, "USD", "-1 234 567,89 $", "-US$1,234,567.89"},
		{1234568, "JPY", "1 234 568 ¥", "JP¥1,234,568"},
		{1234567891, "KWD", "1 234 567,891 KWD", "KWD 1,234,567.891"},
		{-5, "KWD", "-0,005 KWD", "-KWD 0.005"},
		{0, "GBP", "0,00 £", "£0.00"},
	} {
		if got := spaced(Russian.Money(c.minor, c.currency)); got != c.ru {
			t.Errorf("ru %d %s: %q, want %q", c.minor, c.currency, got, c.ru)
		}
		if got := spaced(English.Money(c.minor, c.currency)); got != c.en {
			t.Errorf("en %d %s: %q, want %q", c.minor, c.currency, got, c.en)
		}
	}
}

func TestExactDecimals(t *testing.T) {
	for exact, want := range map[string]string{"12.500": "12,5", "12": "12", "1234567": "1 234 567", "-0.001": "-0,001", "100.000": "100"} {
		if got, err := Russian.Quantity(exact); err != nil || spaced(got) != want {
			t.Errorf("quantity %s: %q %v, want %q", exact, got, err, want)
		}
	}
	for _, c := range [][3]string{{"4.5", "RUB", "4,50"}, {"0.1250", "RUB", "0,125"}, {"1561", "RUB", "1 561,00"}, {"12.3456", "RUB", "12,3456"}, {"1500", "JPY", "1 500"}, {"1500.5000", "JPY", "1 500,5"}, {"1.2", "KWD", "1,200"}} {
		if got, err := Russian.UnitPrice(c[0], c[1]); err != nil || spaced(got) != c[2] {
			t.Errorf("price %s %s: %q %v, want %q", c[0], c[1], got, err, c[2])
		}
	}
	if got, err := English.Price("1561.0000", "EUR"); err != nil || got != "€1,561.00" {
		t.Errorf("price with its sign: %q %v", got, err)
	}
	if got, err := Russian.Percent("6.70"); err != nil || spaced(got) != "6,7 %" {
		t.Errorf("percent: %q %v", got, err)
	}
	for _, bad := range []string{"", "twelve", "1,5", "1e999", "NaN", "1e-999", "11111111111111111111111111111111111111111111"} {
		if _, err := English.Quantity(bad); err == nil {
			t.Errorf("quantity %q passes", bad)
		}
		if _, err := English.UnitPrice(bad, "EUR"); err == nil {
			t.Errorf("price %q passes", bad)
		}
	}
}

func TestDatesAndSpans(t *testing.T) {
	at := func(m time.Month, d int) time.Time { return time.Date(2026, m, d, 0, 0, 0, 0, time.UTC) }
	for got, want := range map[string]string{
		Russian.Date(at(11, 14)):             "14 ноября 2026 г.",
		English.Date(at(11, 14)):             "14 November 2026",
		Russian.Day(at(5, 1)):                "1 мая",
		Russian.Weekday(at(11, 24)):          "вторник, 24 ноября",
		English.Weekday(at(11, 24)):          "Tuesday 24 November",
		Russian.Days(at(11, 13), at(11, 17)): "13–17 ноября",
		English.Days(at(11, 28), at(12, 2)):  "28 November – 2 December",
		Russian.Days(at(3, 8), at(3, 8)):     "8 марта",
		Russian.InMonth(at(2, 3)):            "в феврале",
		English.InMonth(at(2, 3)):            "in February",
		Russian.Lasting(30 * time.Minute):    "30 минут",
		Russian.Lasting(61 * time.Minute):    "61 минуту",
		Russian.Lasting(2 * time.Hour):       "2 часа",
		Russian.Lasting(24 * time.Hour):      "24 часа",
		Russian.Lasting(7 * 24 * time.Hour):  "7 дней",
		English.Lasting(time.Hour):           "1 hour",
		English.Lasting(72 * time.Hour):      "3 days",
		Russian.MoneyBrief(3000000, "RUB"):   "30 000 ₽",
		Russian.MoneyBrief(3000050, "RUB"):   "30 000,50 ₽",
		English.MoneyBrief(-30000, "EUR"):    "-€300",
	} {
		if spaced(got) != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for tag, want := range map[string]Language{"ru": Russian, "ru-RU": Russian, "RU": Russian, "en-GB": English, "": English, "de": English, "russian": English} {
		if got := Of(tag); got != want {
			t.Errorf("%q is %s", tag, got)
		}
	}
}
