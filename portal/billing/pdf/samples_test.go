package pdf

import (
	"fmt"
	"time"

	"povtor/portal/wording"
)

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// rouble is an ordinary Russian invoice: VAT within the prices, full bank details, five lines.
func rouble() Invoice {
	return Invoice{
		Language: wording.Russian, Number: "МС-2026-000214", IssuedOn: on(2026, 11, 14), DueOn: on(2026, 11, 28), Currency: "RUB",
		Supplier: Party{Name: "ООО «Метиз-Сервис»", TaxNumber: "7701234567", RegistryCode: "770101001", Address: "125047, г. Москва, 1-я Тверская-Ямская ул., д. 2, стр. 1, офис 410", Phone: "+7 495 123-45-67", Email: "sales@metiz.example"},
		Client:   Party{Name: "ООО «Нордверк»", TaxNumber: "7812345678", RegistryCode: "781201001", Address: "190000, г. Санкт-Петербург, наб. реки Мойки, д. 12", Phone: "+7 812 765-43-21"},
		Bank:     Bank{Name: "ПАО СБЕРБАНК, г. Москва", BIC: "044525225", CorrespondentAccount: "30101810400000000225", Account: "40702810938000012345"},
		Order:    Order{Number: "PO-000123", PlacedOn: on(2026, 11, 13), ClientNumber: "4500012345", Agreement: "поставки № 17/2026 от 12.01.2026", DeliverTo: "196084, г. Санкт-Петербург, Лиговский пр., д. 266, склад 3"},
		Lines: []Line{
			{"Гайка М8 самоконтрящаяся DIN 985, оцинкованная", "FA-010070", "упак.", "6", "1561.0000", "22", 936600},
			{"Болт с шестигранной головкой М8 × 40 DIN 933, нержавеющая сталь A2-70, полная резьба", "FA-010238", "упак.", "12", "2184.0000", "22", 2620800},
			{"Шайба М8 плоская DIN 125, A2", "FA-010322", "упак.", "8", "712.0000", "22", 569600},
			{"Шпилька резьбовая М10 × 1 м", "FA-010511", "шт", "25", "289.0000", "22", 722500},
			{"Проволока вязальная, 1,2 мм", "FA-010777", "кг", "12.500", "96.4520", "10", 120565},
		},
		TaxIncluded: true, Subtotal: 4970065, Taxes: []Tax{{"22", 874500}, {"10", 10960}}, Total: 4970065,
		Director: "Соколов А. В.", Accountant: "Ильина Н. П.",
		Note: "Счёт действителен до даты оплаты. Товар отпускается по факту прихода денег на расчётный счёт поставщика, при наличии доверенности и паспорта.",
	}
}

// euro is an English invoice: VAT on top, an IBAN, no registry code.
func euro() Invoice {
	return Invoice{
		Language: wording.English, Number: "HF-2026-00087", IssuedOn: on(2026, 11, 14), DueOn: on(2026, 12, 14), Currency: "EUR",
		Supplier: Party{Name: "Hanse Fasteners GmbH", TaxNumber: "DE123456789", Address: "Speicherstadt 4, 20457 Hamburg, Germany", Phone: "+49 40 1234567", Email: "billing@hanse.example"},
		Client:   Party{Name: "Nordwerk GmbH", TaxNumber: "DE987654321", Address: "Hafenstraße 12, 24103 Kiel, Germany"},
		Bank:     Bank{Name: "Hamburger Sparkasse", BIC: "HASPDEHHXXX", Account: "DE89 3704 0044 0532 0130 00"},
		Order:    Order{Number: "PO-000124", PlacedOn: on(2026, 11, 13), ClientNumber: "NW-7781"},
		Lines: []Line{
			{"Nyloc nut M8, DIN 985, zinc", "FA-010070", "pack", "6", "15.61", "19", 9366},
			{"Hex bolt M8 × 40, A2-70", "FA-010238", "pack", "12", "21.84", "19", 26208},
			{"Packing tape 50 mm × 66 m", "PK-010609", "roll", "3", "13.95", "19", 4185},
		},
		Subtotal: 39759, Taxes: []Tax{{"19", 7554}}, Total: 47313, Director: "J. Petersen",
	}
}

// credit takes a part of the rouble invoice back.
func credit() Invoice {
	doc := rouble()
	doc.Credits = &Credited{Number: doc.Number, IssuedOn: doc.IssuedOn, Reason: "Недовоз по претензии № 14: гайки и проволока"}
	doc.Number, doc.IssuedOn, doc.DueOn, doc.Note = "CN-2026-00003", on(2026, 11, 20), time.Time{}, ""
	doc.Lines = []Line{doc.Lines[0], doc.Lines[4]}
	doc.Lines[0].Quantity, doc.Lines[0].Amount = "2", 312200
	doc.Subtotal, doc.Taxes, doc.Total = 432765, []Tax{{"22", 56298}, {"10", 10960}}, 432765
	return doc
}

// long has n lines and names that need many lines of their own.
func long(n int) Invoice {
	doc := rouble()
	doc.Lines, doc.Subtotal, doc.Taxes = nil, 0, nil
	for i := range n {
		doc.Lines = append(doc.Lines, Line{fmt.Sprintf("Отвёртка крестовая изолированная № %d, упаковка 12 шт.", i+1), fmt.Sprintf("SKU-%05d", i+1), "шт", "12", "123.45", "22", 148140})
		doc.Subtotal += 148140
	}
	doc.Taxes = []Tax{{"22", doc.Subtotal * 22 / 122}}
	doc.Total = doc.Subtotal
	return doc
}
