package pricing

import (
	"povtor/models"
	"povtor/portal/wording"
)

// Say puts a line's problem into a sentence in the reader's language.
func (l Line) Say(p Problem, lang wording.Language) string {
	ru := lang == wording.Russian
	switch p {
	case NotAvailable:
		return pick(ru, "Вам этот товар больше не продаётся.", "This product is no longer on sale to you.")
	case Discontinued:
		return pick(ru, "Товар снят с продажи.", "This product is no longer sold.")
	case NoPrice:
		return pick(ru, "На такое количество нет цены.", "There is no price for this quantity.")
	case BelowMinimum:
		return pick(ru, "Минимальный заказ — ", "The least that is sold is ") + figure(lang, l.Goods.Minimum) + "."
	case OffMultiple:
		return pick(ru, "Продаётся от ", "It is sold from ") + figure(lang, l.Goods.Minimum) +
			pick(ru, " с шагом ", " on in steps of ") + figure(lang, l.Goods.Multiple) + "."
	case OutOfStock:
		if !l.Goods.Stock.Free.IsPositive() {
			return pick(ru, "Нет в наличии.", "Out of stock.")
		}
		return pick(ru, "В наличии только ", "Only ") + figure(lang, l.Goods.Stock.Free) + pick(ru, ".", " can be had now.")
	case TooMuch:
		return pick(ru, "Такая сумма не помещается в документ.", "This is more than an order can hold.")
	}
	return ""
}

// SayRisen says that a unit price has risen since it was seen.
func SayRisen(lang wording.Language, seen, now models.UnitPrice, c models.Currency) string {
	ru := lang == wording.Russian
	return pick(ru, "Цена выросла: была ", "The price has risen from ") + price(lang, seen, c) + pick(ru, ", стала ", " to ") + price(lang, now, c) + "."
}

// SayShort says how much is missing to the minimum order.
func SayShort(lang wording.Language, missing models.Amount, c models.Currency) string {
	return pick(lang == wording.Russian, "До минимального заказа не хватает ", "Short of the minimum order by ") + lang.Money(int64(missing), string(c)) + "."
}

// price is a unit price as the reader writes it.
func price(lang wording.Language, p models.UnitPrice, c models.Currency) string {
	if s, err := lang.Price(p.String(), string(c)); err == nil {
		return s
	}
	return models.PriceText(p, c)
}

// Say puts what a price list had to say into words.
func (w Why) Say(lang wording.Language) string {
	ru := lang == wording.Russian
	switch w {
	case Hit:
		return pick(ru, "Цена отсюда", "The price comes from here")
	case OtherCurrency:
		return pick(ru, "В другой валюте, не как в договоре", "In another currency than the agreement")
	case NotYetValid:
		return pick(ru, "Ещё не действует", "Not valid yet")
	case Expired:
		return pick(ru, "Больше не действует", "No longer valid")
	case NotInList:
		return pick(ru, "Этого товара в нём нет", "Does not have this product")
	case BelowTiers:
		return pick(ru, "Цена есть только на большее количество", "Has prices for larger quantities only")
	case NotAsked:
		return pick(ru, "Не понадобился: цена уже найдена", "Not needed: the price was found before")
	}
	return ""
}

func pick(ru bool, russian, english string) string {
	if ru {
		return russian
	}
	return english
}

// figure is a quantity as the reader writes it.
func figure(lang wording.Language, q models.Quantity) string {
	if s, err := lang.Quantity(q.String()); err == nil {
		return s
	}
	return q.String()
}
