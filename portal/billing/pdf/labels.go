package pdf

import "povtor/portal/wording"

type wordsOf struct {
	title, dated, page, continued             string
	due, payable, scan                        string
	supplier, client, basis, deliverTo        string
	order, clientOrder, agreement             string
	taxNumber, registryCode, phone            string
	bank, bic, swift, corr, account, iban     string
	recipient                                 string
	columns                                   [8]string // №, name, SKU, quantity, unit, price, VAT, amount
	subtotal, net, taxIn, taxOn, noTax, total string
	count                                     wording.Forms
	countOf, payBy, director, accountant      string
}

var labels = map[wording.Language]wordsOf{
	wording.Russian: {
		title: "Счёт на оплату №", dated: "от", page: "Страница {current} из {total}", continued: "продолжение",
		due: "Оплатить до", payable: "К оплате", scan: "Оплата по QR-коду в приложении банка",
		supplier: "Поставщик", client: "Покупатель", basis: "Основание", deliverTo: "Адрес доставки",
		order: "заказ", clientOrder: "заказ покупателя №", agreement: "договор",
		taxNumber: "ИНН", registryCode: "КПП", phone: "тел.",
		bank: "Банк получателя", bic: "БИК", swift: "SWIFT", corr: "Корр. счёт", account: "Счёт №", iban: "IBAN", recipient: "Получатель",
		columns:  [8]string{"№", "Наименование", "Артикул", "Кол-во", "Ед.", "Цена", "НДС", "Сумма"},
		subtotal: "Итого", net: "Итого без НДС", taxIn: "В том числе НДС", taxOn: "НДС", noTax: "без НДС", total: "Всего к оплате",
		count: wording.Forms{One: "наименование", Few: "наименования", Many: "наименований"}, countOf: "на сумму",
		payBy: "Оплатить не позднее", director: "Руководитель", accountant: "Бухгалтер",
	},
	wording.English: {
		title: "Invoice", dated: "dated", page: "Page {current} of {total}", continued: "continued",
		due: "Due", payable: "Amount due", scan: "Scan to pay with a banking app",
		supplier: "Supplier", client: "Bill to", basis: "Reference", deliverTo: "Deliver to",
		order: "order", clientOrder: "your purchase order", agreement: "agreement",
		taxNumber: "VAT / tax no.", registryCode: "KPP", phone: "tel.",
		bank: "Bank", bic: "BIC", swift: "SWIFT / BIC", corr: "Correspondent account", account: "Account", iban: "IBAN", recipient: "Beneficiary",
		columns:  [8]string{"#", "Description", "SKU", "Qty", "Unit", "Price", "VAT", "Amount"},
		subtotal: "Subtotal", net: "Subtotal excl. VAT", taxIn: "Including VAT", taxOn: "VAT", noTax: "no VAT", total: "Total due",
		count: wording.Forms{One: "line", Many: "lines"}, countOf: "totalling",
		payBy: "Please pay by", director: "Signed by",
	},
}

// creditWords are those in which a credit note differs from an invoice.
type creditWords struct{ title, payable, total, basis, invoice, reason string }

var creditLabels = map[wording.Language]creditWords{
	wording.Russian: {"Корректировочный счёт №", "К зачёту или возврату", "Всего к зачёту", "К счёту", "№", "Причина"},
	wording.English: {"Credit note", "Amount credited", "Total credited", "Credits", "invoice", "Reason"},
}

// credited are the words of a credit note.
func (w wordsOf) credited(c creditWords) wordsOf {
	w.title, w.payable, w.total = c.title, c.payable, c.total
	return w
}
