package wording

// coin is how a currency and its minor unit are called when they are counted. The Russian name may be feminine (гривна).
type coin struct {
	feminine              bool
	russian, russianMinor Forms
	english, englishMinor Forms
}

var (
	kopecksRU = Forms{"копейка", "копейки", "копеек"}
	centsRU   = Forms{"цент", "цента", "центов"}
	tiynsRU   = Forms{"тиын", "тиына", "тиынов"}
	filsRU    = Forms{"филс", "филса", "филсов"}
	kopecks   = Forms{One: "kopeck", Many: "kopecks"}
	cents     = Forms{One: "cent", Many: "cents"}
	fils      = Forms{One: "fils", Many: "fils"}
)

var coins = map[string]coin{
	"RUB": {false, Forms{"рубль", "рубля", "рублей"}, kopecksRU, Forms{One: "rouble", Many: "roubles"}, kopecks},
	"BYN": {false, Forms{"белорусский рубль", "белорусских рубля", "белорусских рублей"}, kopecksRU, Forms{One: "Belarusian rouble", Many: "Belarusian roubles"}, kopecks},
	"KZT": {false, Forms{"тенге", "тенге", "тенге"}, tiynsRU, Forms{One: "tenge", Many: "tenge"}, Forms{One: "tiyn", Many: "tiyn"}},
	"UAH": {true, Forms{"гривна", "гривны", "гривен"}, kopecksRU, Forms{One: "hryvnia", Many: "hryvnias"}, kopecks},
	"EUR": {false, Forms{"евро", "евро", "евро"}, centsRU, Forms{One: "euro", Many: "euros"}, cents},
	"USD": {false, Forms{"доллар США", "доллара США", "долларов США"}, centsRU, Forms{One: "US dollar", Many: "US dollars"}, cents},
	"GBP": {false, Forms{"фунт стерлингов", "фунта стерлингов", "фунтов стерлингов"}, Forms{"пенс", "пенса", "пенсов"}, Forms{One: "pound sterling", Many: "pounds sterling"}, Forms{One: "penny", Many: "pence"}},
	"CHF": {false, Forms{"швейцарский франк", "швейцарских франка", "швейцарских франков"}, Forms{"раппен", "раппена", "раппенов"}, Forms{One: "Swiss franc", Many: "Swiss francs"}, Forms{One: "centime", Many: "centimes"}},
	"CNY": {false, Forms{"юань", "юаня", "юаней"}, Forms{"фэнь", "фэня", "фэней"}, Forms{One: "yuan", Many: "yuan"}, Forms{One: "fen", Many: "fen"}},
	"JPY": {true, Forms{"иена", "иены", "иен"}, Forms{}, Forms{One: "yen", Many: "yen"}, Forms{}},
	"KWD": {false, Forms{"кувейтский динар", "кувейтских динара", "кувейтских динаров"}, filsRU, Forms{One: "Kuwaiti dinar", Many: "Kuwaiti dinars"}, fils},
	"AED": {false, Forms{"дирхам ОАЭ", "дирхама ОАЭ", "дирхамов ОАЭ"}, filsRU, Forms{One: "UAE dirham", Many: "UAE dirhams"}, fils},
}
