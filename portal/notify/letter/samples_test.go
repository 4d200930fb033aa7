package letter

import (
	"time"

	"povtor/portal/wording"
)

const site = "https://portal.example"

func on(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC)
}

type sample struct {
	name  string
	from  Sender
	to    Reader
	about About
}

// in picks the wording of one language for what comes from other companies.
func in(lang wording.Language, en, ru string) string {
	if lang == wording.Russian {
		return ru
	}
	return en
}

func samples(lang wording.Language) []sample {
	say := func(en, ru string) string { return in(lang, en, ru) }
	from := Sender{"Povtor", say("Povtor Trade, Speicherstadt 4, 20457 Hamburg", "Повтор Трейд, 125047 Москва, 1-я Тверская-Ямская, 2")}
	anna := Reader{say("Anna", "Анна"), say("Nordwerk GmbH", "ООО «Нордверк»")}
	seller := Reader{say("Ivan", "Иван"), say("Hanse Fasteners", "Метиз-Сервис")}
	one := Nudge{Today: on(11, 21), Suppliers: []Due{rhythm(lang)}, Settings: site + "/settings/mail", Unsubscribe: site + "/unsubscribe/4f1c?k=a&m=nudge"}
	calendar, digest := one, one
	calendar.Suppliers = []Due{monthly(lang)}
	digest.Suppliers = []Due{rhythm(lang), monthly(lang)}
	ordered := order(lang)
	return []sample{
		{"nudge", from, anna, one},
		{"nudge-calendar", from, anna, calendar},
		{"nudge-digest", from, anna, digest},
		{"order-received", from, seller, OrderReceived{ordered}},
		{"order-placed", from, anna, OrderPlaced{ordered}},
		{"order-confirmed", from, anna, OrderConfirmed{ordered, Invoice{say("HF-2026-00087", "МС-2026-000214"), on(11, 28), ordered.Total, site + "/invoices/000214"}}},
		{"order-refused", from, anna, OrderRefused{ordered, say("The bolts are out of stock until 20 December.\nPlease take A4 instead.", "Болтов не будет до 20 декабря.\nВозьмите, пожалуйста, A4."), site + "/cart?again=PO-000123"}},
		{"invitation", from, Reader{}, Invitation{say("Anna Weber", "Анна Вебер"), anna.Company, say("purchasing manager", "менеджер по закупкам"), 7 * 24 * time.Hour, site + "/join#k=4f1c"}},
		{"dunning", from, anna, Dunning{say("Hanse Fasteners", "Метиз-Сервис"), []DunningLine{{"2026-00087", on(11, 3), 18, 6044000, say("EUR", "RUB")}, {"2026-00091", on(11, 21), 0, 120000, say("EUR", "RUB")}}, site + "/accounts/metiz"}},
		{"dunning-soon", from, anna, Dunning{say("Hanse Fasteners", "Метиз-Сервис"), []DunningLine{{"2026-00094", on(11, 24), -3, 995000, say("EUR", "RUB")}}, site + "/accounts/metiz"}},
		{"password-reset", from, anna, PasswordReset{30 * time.Minute, site + "/reset#k=4f1c"}},
	}
}

func rhythm(lang wording.Language) Due {
	say := func(en, ru string) string { return in(lang, en, ru) }
	currency, unit := say("EUR", "RUB"), say("pack", "упак.")
	return Due{
		Supplier: say("Hanse Fasteners", "Метиз-Сервис"),
		Rhythm: &Rhythm{Every: 12, Day: 20, LateDay: 16, DueOn: on(11, 13), LateOn: on(11, 17),
			Orders: []time.Time{on(8, 20), on(9, 2), on(9, 14), on(9, 28), on(10, 9), on(10, 21), on(11, 1)}},
		Terms: Terms{NetDays: 14, MinimumOrder: 3000000, BasketTotal: 6044000, FreeDeliveryFrom: 5000000, DeliveryOn: on(11, 24)},
		Lines: []UsualLine{
			{Name: say("Nyloc nut M8, DIN 985, zinc", "Гайка М8 самоконтрящаяся, цинк"), SKU: "FA-010070", Unit: unit, Quantity: "6", UnitPrice: "1561.0000"},
			{Name: say("Hex bolt M8 × 40, A2-70", "Болт М8 × 40, A2-70"), SKU: "FA-010238", Unit: unit, Quantity: "12", UnitPrice: "2184", Change: "6.7"},
			{Name: say("Flat washer M8, A2", "Шайба М8 плоская, A2"), SKU: "FA-010322", Unit: unit, Quantity: "8", UnitPrice: "712", Change: "-6.9"},
			{Name: say("Socket cap screw M6 × 20, 12.9", "Винт М6 × 20, 12.9"), SKU: "FA-010413", Unit: unit, Quantity: "4", UnitPrice: "1940", Out: true, OutUntil: on(12, 4), Substitute: say("the same in A2-70", "Винт М6 × 20, A2-70"), SubstitutePrice: "2075"},
			{Name: say("Threaded rod M10 × 1 m", "Шпилька М10 × 1 м"), SKU: "FA-010511", Quantity: "25", UnitPrice: "289", Left: "31"},
		},
		More: 1, Count: 5, Total: 6044000, Currency: currency,
		Basket: site + "/reorder/metiz?t=4f1c", Later: site + "/nudge/4f1c/later?days=7", NotNeeded: site + "/nudge/4f1c/not-needed", Ask: site + "/messages/new?supplier=metiz",
	}
}

func monthly(lang wording.Language) Due {
	say := func(en, ru string) string { return in(lang, en, ru) }
	return Due{
		Supplier: say("Kontor Paper Ltd", "ООО «Контора»"), LastOn: on(10, 14),
		Terms: Terms{PrepaidPercent: 30, NetDays: 21, MinimumOrder: 500000, BasketTotal: 418500},
		Lines: []UsualLine{{Name: say("Packing tape 50 mm × 66 m", "Скотч упаковочный 50 мм × 66 м"), SKU: "PK-010609", Unit: say("roll", "рул."), Quantity: "3", UnitPrice: "1395"}},
		Count: 1, Total: 418500, Currency: say("EUR", "RUB"), TaxIncluded: true,
		Basket: site + "/reorder/kontor?t=77aa",
	}
}

func order(lang wording.Language) Order {
	say := func(en, ru string) string { return in(lang, en, ru) }
	return Order{
		Number: "PO-000123", ClientNumber: "4500012345", Client: say("Nordwerk GmbH", "ООО «Нордверк»"), Supplier: say("Hanse Fasteners", "Метиз-Сервис"),
		PlacedBy: say("Anna Weber", "Анна Вебер"), PlacedOn: on(11, 21), DeliverTo: say("Hafenstraße 12, 24103 Kiel", "Санкт-Петербург, Лиговский пр., 266, склад 3"), WantedOn: on(11, 27),
		Remark: say("Please deliver before noon.\nGate 3.", "Пожалуйста, до полудня.\nВорота 3."),
		Lines: []OrderLine{
			{say("Hex bolt M8 × 40, A2-70", "Болт М8 × 40, A2-70"), "FA-010238", say("pack", "упак."), "12", 2620800},
			{say("Binding wire, 1.2 mm", "Проволока вязальная, 1,2 мм"), "FA-010777", say("kg", "кг"), "12.500", 120565},
		},
		Count: 5, Total: 4970065, Currency: say("EUR", "RUB"), TaxIncluded: true, Link: site + "/orders/PO-000123",
	}
}
