package demo

import (
	"fmt"
	"time"

	"povtor/models"
)

// city is where a company is. Streets and numbers are made up.
type city struct {
	name, en, region, zone, dial, postcode string
}

var cities = []city{
	{"Москва", "Moscow", "77", "Europe/Moscow", "495", "101000"},
	{"Санкт-Петербург", "Saint Petersburg", "78", "Europe/Moscow", "812", "190000"},
	{"Тверь", "Tver", "69", "Europe/Moscow", "4822", "170100"},
	{"Нижний Новгород", "Nizhny Novgorod", "52", "Europe/Moscow", "831", "603000"},
	{"Владимир", "Vladimir", "33", "Europe/Moscow", "4922", "600000"},
	{"Калуга", "Kaluga", "40", "Europe/Moscow", "4842", "248000"},
	{"Вологда", "Vologda", "35", "Europe/Moscow", "8172", "160000"},
	{"Воронеж", "Voronezh", "36", "Europe/Moscow", "473", "394000"},
	{"Ярославль", "Yaroslavl", "76", "Europe/Moscow", "4852", "150000"},
	{"Тула", "Tula", "71", "Europe/Moscow", "4872", "300000"},
	{"Рязань", "Ryazan", "62", "Europe/Moscow", "4912", "390000"},
	{"Казань", "Kazan", "16", "Europe/Moscow", "843", "420000"},
	{"Ростов-на-Дону", "Rostov-on-Don", "61", "Europe/Moscow", "863", "344000"},
	{"Краснодар", "Krasnodar", "23", "Europe/Moscow", "861", "350000"},
	{"Сочи", "Sochi", "23", "Europe/Moscow", "862", "354000"},
	{"Калининград", "Kaliningrad", "39", "Europe/Kaliningrad", "4012", "236000"},
	{"Самара", "Samara", "63", "Europe/Samara", "846", "443000"},
	{"Екатеринбург", "Yekaterinburg", "66", "Asia/Yekaterinburg", "343", "620000"},
	{"Пермь", "Perm", "59", "Asia/Yekaterinburg", "342", "614000"},
	{"Уфа", "Ufa", "02", "Asia/Yekaterinburg", "347", "450000"},
	{"Челябинск", "Chelyabinsk", "74", "Asia/Yekaterinburg", "351", "454000"},
	{"Омск", "Omsk", "55", "Asia/Omsk", "3812", "644000"},
	{"Новосибирск", "Novosibirsk", "54", "Asia/Novosibirsk", "383", "630000"},
	{"Красноярск", "Krasnoyarsk", "24", "Asia/Krasnoyarsk", "391", "660000"},
	{"Иркутск", "Irkutsk", "38", "Asia/Irkutsk", "3952", "664000"},
	{"Владивосток", "Vladivostok", "25", "Asia/Vladivostok", "423", "690000"},
}

func cityOf(name string) city {
	for _, c := range cities {
		if c.name == name {
			return c
		}
	}
	panic("demo table: no city " + name)
}

// street is a street's name, and where a place on it is.
type street struct{ name, on string }

var streets = []street{
	{"Лесная ул.", "на Лесной"}, {"Садовая ул.", "на Садовой"}, {"Речная ул.", "на Речной"}, {"Вокзальная ул.", "на Вокзальной"},
	{"Солнечная ул.", "на Солнечной"}, {"Парковая ул.", "на Парковой"}, {"Озёрная ул.", "на Озёрной"}, {"Школьная ул.", "на Школьной"},
	{"Новая ул.", "на Новой"}, {"Луговая ул.", "на Луговой"}, {"Березовая ул.", "на Берёзовой"}, {"Ярмарочная ул.", "на Ярмарочной"},
}

var yards = []string{"Заводская ул.", "Складская ул.", "Промышленная ул.", "Индустриальный пр-д", "Тракторная ул.", "Литейная ул."}

func (c city) phone(d dice) string {
	if len(c.dial) == 4 {
		return fmt.Sprintf("+7 %s 00-%02d-%02d", c.dial, d.IntN(100), d.IntN(100))
	}
	return fmt.Sprintf("+7 %s 000-%02d-%02d", c.dial, d.IntN(100), d.IntN(100))
}

func (c city) address(street string, number int) string {
	return fmt.Sprintf("%s, г. %s, %s, д. %d", c.postcode, c.name, street, number)
}

// outlet is how a client's places are called, by its trade.
func outlet(trade string, n int, s street) string {
	switch trade {
	case tradeFactory:
		return [...]string{"Завод", "Склад готовой продукции", "Ремонтный цех"}[n%3]
	case tradeWholesale:
		return [...]string{"Центральный склад", "Склад № 2", "Склад № 3"}[n%3]
	case tradeHoreca:
		return "Зал " + s.on
	case tradeChain:
		return "Точка " + s.on
	}
	return "Основной адрес"
}

// zones are looked up once per world.
type zones map[string]*time.Location

func (z zones) of(name string) *time.Location {
	if z[name] == nil {
		z[name] = models.ZoneOf(name)
	}
	return z[name]
}
