package demo

// branch is a category: a trade, or a leaf of one.
type branch struct{ slug, ru, en, icon string }

// trade is what a supplier deals in: its part of the category tree and its families of goods.
type trade struct {
	branch
	leaves []branch
	goods  []family
	season [12]int // per cent of the usual month, January first; zero: every month alike
}

// house is a supplier as the world's author knows it.
type house struct {
	code, ru, en, letters, city string
	trade                       *trade
	minimum                     int // of an order, roubles
	freeFrom                    int // delivery is the supplier's from that sum on, roubles; below it the carrier is paid apart
	leadDays                    int
	netDays                     []int // what it grants, the best clients last
	nudges                      string
}

func houses() []house {
	return []house{
		{"S-01", "Резьбовит", "Rezbovit", "FA", "Москва", &fasteners, 15000, 50000, 2, []int{0, 14, 30}, "cadence"},
		{"S-02", "Зернолад", "Zernolad", "CT", "Санкт-Петербург", &coffee, 8000, 20000, 1, []int{0, 7, 14}, "cadence"},
		{"S-03", "Гофрадель", "Gofradel", "PK", "Тверь", &packaging, 12000, 40000, 3, []int{0, 14, 30}, "cadence"},
		{"S-04", "Блесквита", "Bleskvita", "CL", "Нижний Новгород", &cleaning, 7000, 25000, 2, []int{7, 14, 21}, "cadence"},
		{"S-05", "Листогор", "Listogor", "OF", "Москва", &office, 5000, 15000, 1, []int{0, 14, 30}, "calendar"},
		{"S-06", "Тарельяна", "Tarelyana", "TW", "Москва", &tableware, 15000, 60000, 4, []int{0, 14, 21}, "cadence"},
		{"S-07", "Бронелад", "Bronelad", "PP", "Екатеринбург", &workwear, 12000, 40000, 3, []int{0, 14, 30}, "cadence"},
		{"S-08", "Вольтанор", "Voltanor", "EL", "Самара", &electrical, 15000, 60000, 3, []int{0, 14, 45}, "cadence"},
	}
}
