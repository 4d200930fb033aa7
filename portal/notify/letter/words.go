package letter

import "povtor/portal/wording"

// words are the sentences of the letters in one language.
type words struct {
	hello, helloAll, why, yourCompany string

	subjectRhythm, subjectCalendar, subjectMany, preheaderRhythm    string
	titleRhythm, titleCalendar, titleMany, introMany                string
	reasonRhythm, reasonCalendar, everyDay, everyDays, stripDates   string
	review, reviewNote, usual, basketTotal, later, notNeeded, ask   string
	out, gone, outUntil, left, substituteOffered, substitute        string
	prepaid, partlyPrepaid, netDays, minimumReached, minimumMissing string
	freeDelivery, delivery, whyNudge, settings, unsubscribe         string
	product, quantity, price, amount, andMore, withTax, withoutTax  string
	receivedSubject, receivedTitle, receivedText, receivedOpen      string
	placedSubject, placedTitle, placedText, openOrder               string
	confirmedSubject, confirmedPreheader, confirmedTitle            string
	confirmedText, payBy, openInvoice                               string
	refusedSubject, refusedTitle, refusedText, reorder              string
	ordered, orderTotal, actingFor                                  string
	factPlaced, factNumber, factDeliver, factWanted, factRole       string
	inviteSubject, invitePreheader, inviteTitle, inviteText         string
	inviteWhat, inviteWhy, inviteAccept, inviteIgnore, validFor     string
	resetSubject, resetTitle, resetText, resetChoose, resetIgnore   string

	dunLateSubject, dunSoonSubject, dunPreheader, dunTitle          string
	dunLateText, dunSoonText, dunPaid, dunTable, dunInvoice         string
	dunDue, dunTotal, dunNumber, dunLate, dunToday, dunOpen, dunWhy string

	positions, suppliers, days wording.Forms
	invoices                   wording.Forms
	within                     wording.Forms // days after "within", another case in Russian
}

var phrases = map[wording.Language]words{wording.English: english, wording.Russian: russian}

var english = words{
	hello: "Hello, %s.", helloAll: "Hello.", why: "You get this because of your account in the portal.", yourCompany: "your company",

	subjectRhythm: "%s: time to reorder, your basket is ready", subjectCalendar: "%s: no order %s yet", subjectMany: "Time to reorder from %s",
	preheaderRhythm: "Day %d, usually every %d.",
	titleRhythm:     "Time to reorder from %s", titleCalendar: "No order from %s %s yet", titleMany: "Time to reorder from %s",
	introMany:      "Your usual time with these suppliers has passed. Each basket is filled in and waits for your yes.",
	reasonRhythm:   "You usually order from %s %s; it is day %d, and in 9 of 10 of your cycles the order had come by day %d.",
	reasonCalendar: "You have ordered from %s before, but not yet %s; the last order was on %s.",
	everyDay:       "about every day", everyDays: "about every %s", stripDates: "Latest orders: %s. Usual time: %s.",
	review: "Review and order", reviewNote: "Opens the basket, filled in. Nothing is placed until you say so.",
	usual: "Your usual basket", basketTotal: "Whole basket, %s, %s", later: "Remind me in a week", notNeeded: "Not needed this time", ask: "Ask the supplier",
	out: "out of stock", gone: "discontinued", outUntil: "out until %s", left: "%s left", substituteOffered: "substitute offered",
	substitute: "%s: %s. The basket offers %s at %s instead.",
	prepaid:    "Prepayment.", partlyPrepaid: "%s in advance, the rest within %s.", netDays: "Payment within %s.",
	minimumReached: "The minimum order of %s is reached.", minimumMissing: "The minimum order is %s; %s to go.",
	freeDelivery: "Delivery is free from %s.", delivery: "Soonest delivery: %s.",
	whyNudge: "You get this because %s buys regularly through the portal. At most one reminder per supplier and cycle.", settings: "Mail settings", unsubscribe: "Unsubscribe with one click",
	product: "Product", quantity: "Quantity", price: "Price", amount: "Amount", andMore: "and %s more", withTax: "VAT included", withoutTax: "without VAT",

	receivedSubject: "New order %s from %s, %s", receivedTitle: "New order %s", receivedText: "%s has placed an order. Please confirm it, or refuse it with a reason.", receivedOpen: "Confirm or refuse",
	placedSubject: "Order %s has gone to %s", placedTitle: "Order %s is placed", placedText: "The order is with %s. We will write as soon as it is confirmed.", openOrder: "Open the order",
	confirmedSubject: "%s has confirmed order %s, invoice %s", confirmedPreheader: "%s to pay; the invoice is attached.", confirmedTitle: "Order %s is confirmed",
	confirmedText: "%s has confirmed the order. Invoice %s for %s is attached.", payBy: "Please pay by %s.", openInvoice: "Open the invoice",
	refusedSubject: "%s cannot fulfil order %s", refusedTitle: "Order %s is refused", refusedText: "%s cannot fulfil the order and gives this reason:", reorder: "Order from the same list again",
	dunLateSubject: "%s: %s is overdue", dunSoonSubject: "%s: %s falls due soon", dunPreheader: "%s, %s in all.", dunTitle: "Invoices of %s",
	dunLateText: "These invoices of %s are past their day.", dunSoonText: "These invoices of %s fall due soon.",
	dunPaid:  "If you have paid meanwhile, nothing is to be done. If something is not right with an invoice, open it and say so: reminders then stop.",
	dunTable: "To be paid", dunInvoice: "Invoice", dunDue: "Due", dunTotal: "In all", dunNumber: "No. %s", dunLate: "%s late", dunToday: "today", dunOpen: "Open the account",
	dunWhy:  "You get this as the one who pays for your company.",
	ordered: "The order", orderTotal: "Total, %s, %s", actingFor: "for %s",
	factPlaced: "Placed", factNumber: "Client's PO number", factDeliver: "Deliver to", factWanted: "Wanted by", factRole: "Your role",

	inviteSubject: "Invitation: %s in %s", invitePreheader: "%s invites you.", inviteTitle: "Join %s",
	inviteText: "%s invites you to work for %s in %s.", inviteWhat: "Orders, prices and invoices are in one place there.",
	inviteWhy: "You get this because %s gave us your address.", inviteAccept: "Accept the invitation", inviteIgnore: "If you do not know the sender, ignore this letter: nothing happens without your click.", validFor: "The link is valid for %s.",
	resetSubject: "New password for %s", resetTitle: "Choose a new password", resetText: "Somebody, probably you, asked for a new password.", resetChoose: "Choose a password",
	resetIgnore: "If it was not you, ignore this letter: the old password stays valid. We never ask for a password by mail or telephone.",

	invoices:  wording.Forms{One: "invoice", Many: "invoices"},
	positions: wording.Forms{One: "line", Many: "lines"}, suppliers: wording.Forms{One: "supplier", Many: "suppliers"}, days: wording.Forms{One: "day", Many: "days"}, within: wording.Forms{One: "day", Many: "days"},
}

var russian = words{
	hello: "%s, добрый день.", helloAll: "Добрый день.", why: "Письмо пришло, потому что у вас есть учётная запись в портале.", yourCompany: "ваша компания",

	subjectRhythm: "%s: пора заказать, корзина готова", subjectCalendar: "%s: %s ещё не было заказа", subjectMany: "Пора заказать у %s",
	preheaderRhythm: "День %d, обычно раз в %d.",
	titleRhythm:     "Пора заказать у %s", titleCalendar: "Ещё не было заказа у %s %s", titleMany: "Пора заказать у %s",
	introMany:      "У этих поставщиков вы обычно заказываете раньше. Корзины заполнены и ждут вашего решения.",
	reasonRhythm:   "Обычно вы заказываете у %s %s; сегодня день %d, а в 9 из 10 ваших циклов заказ был к дню %d.",
	reasonCalendar: "Раньше вы заказывали у %s, а %s заказа ещё не было; последний был %s.",
	everyDay:       "примерно каждый день", everyDays: "примерно раз в %s", stripDates: "Последние заказы: %s. Обычный срок: %s.",
	review: "Проверить и заказать", reviewNote: "Откроется заполненная корзина. Ничего не оформится без вас.",
	usual: "Обычная корзина", basketTotal: "Вся корзина, %s, %s", later: "Напомнить через неделю", notNeeded: "Не нужно в этот раз", ask: "Спросить поставщика",
	out: "нет в наличии", gone: "снят с продажи", outUntil: "нет до %s", left: "осталось %s", substituteOffered: "есть замена",
	substitute: "%s: %s. В корзине предложена замена: %s по %s.",
	prepaid:    "Предоплата.", partlyPrepaid: "Предоплата %s, остальное в течение %s.", netDays: "Отсрочка %s.",
	minimumReached: "Минимальный заказ %s набран.", minimumMissing: "Минимальный заказ %s, не хватает %s.",
	freeDelivery: "Доставка бесплатна от %s.", delivery: "Ближайшая доставка: %s.",
	whyNudge: "Письмо пришло, потому что %s регулярно закупает через портал. Не чаще одного напоминания от поставщика за цикл.", settings: "Настроить письма", unsubscribe: "Отписаться одним нажатием",
	product: "Товар", quantity: "Кол-во", price: "Цена", amount: "Сумма", andMore: "и ещё %s", withTax: "с НДС", withoutTax: "без НДС",

	receivedSubject: "Новый заказ %s от %s, %s", receivedTitle: "Новый заказ %s", receivedText: "Заказчик: %s. Подтвердите заказ или откажите, указав причину.", receivedOpen: "Подтвердить или отказать",
	placedSubject: "Заказ %s отправлен поставщику %s", placedTitle: "Заказ %s оформлен", placedText: "Заказ передан поставщику %s. Мы напишем, как только его подтвердят.", openOrder: "Открыть заказ",
	confirmedSubject: "%s: заказ %s подтверждён, счёт %s", confirmedPreheader: "К оплате %s, счёт приложен.", confirmedTitle: "Заказ %s подтверждён",
	confirmedText: "Поставщик %s подтвердил заказ. Счёт № %s на сумму %s приложен к письму.", payBy: "Оплатить не позднее %s", openInvoice: "Открыть счёт",
	refusedSubject: "%s: отказ по заказу %s", refusedTitle: "Отказ по заказу %s", refusedText: "Поставщик %s не сможет выполнить заказ. Причина:", reorder: "Заказать этот список ещё раз",
	dunLateSubject: "%s: просрочено %s", dunSoonSubject: "%s: скоро срок оплаты, %s", dunPreheader: "%s, всего %s.", dunTitle: "Счета поставщика %s",
	dunLateText: "Прошёл срок оплаты этих счетов поставщика %s.", dunSoonText: "Подходит срок оплаты этих счетов поставщика %s.",
	dunPaid:  "Если вы уже оплатили, ничего делать не нужно. Если в счёте что-то не так, откройте его и напишите об этом: напоминания прекратятся.",
	dunTable: "К оплате", dunInvoice: "Счёт", dunDue: "Срок", dunTotal: "Всего", dunNumber: "№ %s", dunLate: "просрочка %s", dunToday: "сегодня", dunOpen: "Открыть расчёты",
	dunWhy:  "Вы получили это письмо как сотрудник, который ведёт оплаты.",
	ordered: "Состав заказа", orderTotal: "Итого, %s, %s", actingFor: "за %s",
	factPlaced: "Оформлен", factNumber: "Номер заказа клиента", factDeliver: "Адрес доставки", factWanted: "Нужно к", factRole: "Ваша роль",

	inviteSubject: "Приглашение: %s в %s", invitePreheader: "Вас приглашает %s.", inviteTitle: "Приглашение: %s",
	inviteText: "%s приглашает вас работать от имени компании %s в %s.", inviteWhat: "Заказы, цены и счета там в одном месте.",
	inviteWhy: "Письмо пришло, потому что ваш адрес нам сообщил отправитель приглашения: %s.", inviteAccept: "Принять приглашение", inviteIgnore: "Если отправитель вам не знаком, просто не отвечайте: без вашего нажатия ничего не произойдёт.", validFor: "Ссылка действует %s.",
	resetSubject: "Новый пароль для %s", resetTitle: "Новый пароль", resetText: "Кто-то, вероятно вы, попросил сменить пароль.", resetChoose: "Задать пароль",
	resetIgnore: "Если это были не вы, ничего не делайте: прежний пароль останется в силе. Мы никогда не спрашиваем пароль письмом или по телефону.",

	invoices:  wording.Forms{One: "счёт", Few: "счета", Many: "счетов"},
	positions: wording.Forms{One: "позиция", Few: "позиции", Many: "позиций"}, suppliers: wording.Forms{One: "поставщика", Few: "поставщиков", Many: "поставщиков"},
	days: wording.Forms{One: "день", Few: "дня", Many: "дней"}, within: wording.Forms{One: "дня", Few: "дней", Many: "дней"},
}
