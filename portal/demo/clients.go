package demo

// What clients do.
const (
	tradeFactory   = "factory"
	tradeHoreca    = "horeca"
	tradeChain     = "chain"
	tradeWholesale = "wholesale"
	tradeOneOff    = "one_off"
)

// The stories that two years can tell of a client.
const (
	steady   = ""
	grows    = "grows"
	shrinks  = "shrinks"
	returned = "returned" // stayed away for a season and came back
	fresh    = "fresh"    // came a few months ago
)

// clientSketch is a client as the world's author knows it. Buys says from whom, how often, and how things stand today:
//
//	FA/f!   from the house with the letters FA, every fortnight, and late
//
//	w weekly  f fortnightly  t every third week  m monthly  q quarterly  e when it suits  o once
//	(nothing) on its rhythm  ? due  * due this very day  ! late  !! past the account manager's alert  ~ lapsed  - gone for over a year
type clientSketch struct {
	ru, en, trade, city string
	size                int // 1 to 5
	manager             int // which account manager looks after it
	story               string
	buys                string
	parent              string // the chain that pays for it
}

var clientSketches = []clientSketch{
	{"Северкрон", "Severkron", tradeFactory, "Тверь", 5, 0, steady, "FA/f! PP/t! EL/m? PK/f CL/m CT/f", ""},
	{"Ольхостан", "Olkhostan", tradeFactory, "Нижний Новгород", 4, 0, steady, "FA/f!! PP/m EL/m OF/m", ""},
	{"Вагралия", "Vagralia", tradeFactory, "Екатеринбург", 5, 1, grows, "FA/w PP/f EL/t PK/m CL/m", ""},
	{"Кедромаш", "Kedromash", tradeFactory, "Иркутск", 3, 2, steady, "FA/t PP/q! EL/m? OF/m", ""},
	{"Стеклодоль", "Steklodol", tradeFactory, "Владимир", 4, 0, grows, "PK/w PP/m FA/m* CL/f", ""},
	{"Термогрив", "Termogriv", tradeFactory, "Калуга", 3, 0, steady, "FA/m EL/f PP/q OF/m", ""},
	{"Тягодар", "Tyagodar", tradeFactory, "Челябинск", 5, 3, returned, "FA/w PP/t EL/f CL/m", ""},
	{"Полимерада", "Polimerada", tradeFactory, "Казань", 4, 1, shrinks, "PK/f!! FA/m PP/m OF/q", ""},
	{"Лесокрон", "Lesokron", tradeFactory, "Вологда", 3, 0, shrinks, "FA/t!! PK/f! PP/m!", ""},
	{"Камодар", "Kamodar", tradeFactory, "Пермь", 3, 2, steady, "EL/t FA/f? PP/m", ""},
	{"Агидария", "Agidaria", tradeFactory, "Уфа", 4, 3, steady, "FA/w PP/f EL/q CL/m OF/m?", ""},
	{"Енискрон", "Eniskron", tradeFactory, "Красноярск", 3, 2, returned, "FA/m PP/m EL/e", ""},
	{"Мебелогорье", "Mebelogorye", tradeFactory, "Воронеж", 4, 1, steady, "FA/w PK/f PP/q~", ""},
	{"Волгалит", "Volgalit", tradeFactory, "Самара", 4, 3, steady, "EL/f FA/t! PP/m CL/m", ""},

	{"Утровица", "Utrovitsa", tradeHoreca, "Москва", 4, 0, grows, "CT/w PK/w CL/f TW/q", ""},
	{"Ложкаград", "Lozhkagrad", tradeHoreca, "Ярославль", 3, 0, steady, "CT/f! TW/q CL/f PK/m", ""},
	{"Самоварово", "Samovarovo", tradeHoreca, "Тула", 2, 0, steady, "CT/w TW/e CL/m*", ""},
	{"Причалея", "Prichaleya", tradeHoreca, "Санкт-Петербург", 4, 1, steady, "CT/w CL/w TW/m PK/f", ""},
	{"Огневица", "Ognevitsa", tradeHoreca, "Ростов-на-Дону", 3, 2, steady, "PK/f? CL/f TW/q PP/q", ""},
	{"Туманика", "Tumanika", tradeHoreca, "Сочи", 3, 2, steady, "CT/f TW/m CL/f", ""},
	{"Пельмогорье", "Pelmogorye", tradeHoreca, "Пермь", 2, 3, fresh, "PK/f CL/m TW/m", ""},
	{"Звенигавань", "Zvenigavan", tradeHoreca, "Калининград", 4, 1, steady, "CL/w CT/f! TW/q OF/m", ""},
	{"Белокедрь", "Belokedr", tradeHoreca, "Новосибирск", 4, 3, steady, "CL/f CT/f TW/m? OF/m", ""},
	{"Хлебодария", "Khlebodaria", tradeHoreca, "Тверь", 3, 0, steady, "PK/w CT/f!! CL/m", ""},
	{"Обедарь", "Obedar", tradeHoreca, "Москва", 3, 0, shrinks, "CL/f~ PK/f~ TW/q~", ""},
	{"Сырновея", "Syrnoveya", tradeHoreca, "Санкт-Петербург", 3, 1, grows, "CT/w PK/f CL/f", ""},
	{"Байкалита", "Baykalita", tradeHoreca, "Иркутск", 4, 2, returned, "CL/f CT/t TW/q", ""},
	{"Ларквотер", "Larkwater Coffee", tradeHoreca, "Москва", 3, 1, grows, "CT/w PK/f? CL/m", ""},
	{"Виноградея", "Vinogradeya", tradeHoreca, "Краснодар", 3, 2, steady, "TW/m! CL/f CT/m", ""},
	{"Уралсыть", "Uralsyt", tradeHoreca, "Екатеринбург", 3, 3, steady, "PK/w CL/f TW/q PP/q", ""},

	{"Ладушкино", "Ladushkino", tradeChain, "Москва", 5, 0, steady, "PK/w CL/w CT/f OF/m", ""},
	{"Ладушкино-Север", "Ladushkino North", tradeChain, "Санкт-Петербург", 4, 0, steady, "PK/w CL/f CT/t?", "Ладушкино"},
	{"Ладушкино-Волга", "Ladushkino Volga", tradeChain, "Нижний Новгород", 3, 0, steady, "PK/f! CL/f CT/t", "Ладушкино"},
	{"Ладушкино-Юг", "Ladushkino South", tradeChain, "Ростов-на-Дону", 3, 2, fresh, "PK/f CL/f", "Ладушкино"},
	{"Аптеградия", "Aptegradia", tradeChain, "Казань", 4, 1, steady, "OF/f CL/f PK/m", ""},
	{"Цветолика", "Tsvetolika", tradeChain, "Москва", 3, 0, shrinks, "PK/t!! CL/m OF/q", ""},
	{"Книгоречье", "Knigorechye", tradeChain, "Санкт-Петербург", 3, 1, steady, "PK/f OF/m? CT/m", ""},
	{"Лапочкино", "Lapochkino", tradeChain, "Воронеж", 2, 2, steady, "PK/m CL/m OF/e", ""},
	{"Стройдворье", "Stroydvorye", tradeChain, "Рязань", 4, 0, steady, "FA/w EL/f! PP/t CL/m", ""},
	{"Тонусия", "Tonusia", tradeChain, "Екатеринбург", 3, 3, grows, "CL/f CT/m OF/q", ""},
	{"Росинкино", "Rosinkino", tradeChain, "Самара", 3, 3, steady, "CL/f OF/m PP/q*", ""},
	{"Мойкарика", "Moykarika", tradeChain, "Новосибирск", 2, 2, steady, "CL/f! PP/q", ""},

	{"Оптагория", "Optagoria", tradeWholesale, "Москва", 5, 0, steady, "PK/f CL/f OF/m CT/m", ""},
	{"Крепозавр", "Krepozavr", tradeWholesale, "Ростов-на-Дону", 5, 2, steady, "FA/w PP/m", ""},
	{"Метизория", "Metizoria", tradeWholesale, "Новосибирск", 5, 3, grows, "FA/w EL/m", ""},
	{"Уралснабея", "Uralsnabeya", tradeWholesale, "Екатеринбург", 5, 1, steady, "FA/f PP/f EL/f? CL/m", ""},
	{"Хозмирея", "Khozmireya", tradeWholesale, "Казань", 4, 1, returned, "CL/f PK/m", ""},
	{"Электрозея", "Elektrozeya", tradeWholesale, "Владивосток", 4, 3, steady, "EL/f FA/m!", ""},
	{"Упакория", "Upakoria", tradeWholesale, "Краснодар", 4, 2, steady, "PK/f CL/m?", ""},
	{"Спецодея", "Spetsodeya", tradeWholesale, "Челябинск", 4, 3, steady, "PP/f FA/q", ""},
	{"Канцеларь", "Kantselar", tradeWholesale, "Санкт-Петербург", 4, 1, shrinks, "OF/f!! PK/m", ""},
	{"Балтопта", "Baltopta", tradeWholesale, "Калининград", 3, 2, steady, "CL/m FA/m EL/e", ""},
	{"Сибоптея", "Siboptea", tradeWholesale, "Омск", 3, 3, steady, "PK/m- PP/m-", ""},

	{"ИП Сухорукова Е. В.", "E. V. Sukhorukova", tradeOneOff, "Тверь", 1, 0, steady, "TW/o", ""},
	{"ИП Гарипов Р. М.", "R. M. Garipov", tradeOneOff, "Уфа", 1, 3, steady, "EL/o", ""},
	{"Ажурея", "Azhureya", tradeOneOff, "Москва", 2, 1, steady, "TW/o PK/o", ""},
	{"Липогорье", "Lipogorye", tradeOneOff, "Ярославль", 1, 2, steady, "EL/o CL/o", ""},
	{"Светодень", "Svetoden", tradeOneOff, "Казань", 2, 1, steady, "PK/o", ""},
	{"ИП Дёмина О. С.", "O. S. Dyomina", tradeOneOff, "Краснодар", 1, 2, steady, "CT/o", ""},
	{"Знаюкино", "Znayukino", tradeOneOff, "Рязань", 1, 1, steady, "OF/o FA/o", ""},
}

// owner is a sole trader: as papers name the business, and as people name its owner.
type owner struct{ trader, name string }

var owners = map[string]owner{
	"ИП Сухорукова Е. В.": {"ИП Сухорукова Елена Викторовна", "Елена Викторовна Сухорукова"},
	"ИП Гарипов Р. М.":    {"ИП Гарипов Рустам Маратович", "Рустам Маратович Гарипов"},
	"ИП Дёмина О. С.":     {"ИП Дёмина Оксана Степановна", "Оксана Степановна Дёмина"},
}
