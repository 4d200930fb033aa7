package demo

import (
	"slices"

	"povtor/models"
	"povtor/portal/cadence"
)

// tend writes down every pair's rhythm, and what people said about it.
func (a *author) tend() {
	totals := a.latestTotals()
	prior := cadence.PriorOf(&a.world.Prior)
	for _, l := range a.deals {
		pair := models.Pair{Client: l.client.row.ID, Supplier: l.supplier.row.ID}
		row := cadence.Row(pair, stateOf(l.days), prior, totals[pair], l.row.Currency)
		row.UpdatedAt = clock(row.LastOn, closes, l.client.zone)
		if row.UpdatedAt.After(a.now) {
			row.UpdatedAt = a.now
		}
		a.speak(l, &row)
		a.world.Cadences = append(a.world.Cadences, row)
	}
	slices.SortFunc(a.world.Contacts, func(x, y models.Event) int { return x.At.Compare(y.At) })
	first := a.byName(cast[0].company)
	a.world.Holdout = models.Holdout{ClientID: first.row.ID, Stratum: "A/active", AssignedAt: a.start}
}

// latestTotals are the totals of each pair's last six orders that count.
func (a *author) latestTotals() map[models.Pair][]models.Amount {
	totals := map[models.Pair][]models.Amount{}
	for _, o := range slices.Backward(a.world.Orders) {
		pair := models.Pair{Client: o.ClientID, Supplier: o.SupplierID}
		if o.Status.IsPurchase() && len(totals[pair]) < 6 {
			totals[pair] = append(totals[pair], o.Total)
		}
	}
	return totals
}

// What an account manager hears, by how the talk ended.
var heard = []struct {
	outcome string
	notes   []string
}{
	{"will_order", []string{"Обещали оформить до конца недели", "Ждут согласования бюджета, вернутся с заказом", "Корзина собрана, не хватает подписи директора"}},
	{"not_needed", []string{"Запас ещё есть, просили вернуться через две недели", "Объём упал, новый заказ к началу месяца"}},
	{"no_answer", []string{"Дозвониться не удалось, отправлено письмо", "Перезвонить после обеда, закупщик на совещании"}},
	{"problem", []string{"Недовольны сроком последней поставки, передано поставщику", "Нашли дешевле по двум позициям, просят условия"}},
	{"other", []string{"Попросили прайс на новые позиции", "Сменился закупщик, новый контакт записан"}},
}

// speak notes what was said about a pair: calls to those who are late or gone, now and then to others, and a buyer's own word.
func (a *author) speak(l *deal, row *models.Cadence) {
	d := a.seed.dice("contacts", l.client.ru, l.supplier.ru)
	late := l.fate == "!!" || l.fate == "~" || l.fate == "!"
	if l.client.ru != cast[0].company && late && d.chance(45) {
		a.call(d, l, row, d.between(1, 9))
	}
	if d.chance(25) {
		a.call(d, l, row, d.between(30, 320))
	}
	switch {
	case l.client.ru == "Огневица" && l.fate == "?":
		row.SnoozedUntil = ptr(a.today.Add(5))
		a.say(l, a.buyerEvent(l, "reorder.snoozed", map[string]any{"until": *row.SnoozedUntil}))
	case l.client.ru == "Виноградея" && l.fate == "!":
		row.NotNeededOn = &row.LastOn
		a.say(l, a.buyerEvent(l, "reorder.not_needed", nil))
	}
}

// call is a talk of the account manager with the client, so many days ago.
func (a *author) call(d dice, l *deal, row *models.Cadence, ago int) {
	day := openUntil(a.today.Add(-ago), false)
	if day <= l.since {
		return
	}
	about := heard[d.IntN(len(heard))]
	by := a.managers[l.client.manager]
	e := models.Event{Kind: "contact.logged", ActorID: &by.ID, ActorName: by.Name, Note: pick(d, about.notes), Internal: true,
		Detail: map[string]any{"outcome": about.outcome}, At: clock(day, d.between(opens+20, closes-30), a.moscow)}
	if about.outcome == "not_needed" || about.outcome == "no_answer" {
		e.Detail["remind_on"] = workdaysAfter(day, d.between(2, 9))
	}
	a.say(l, e)
	if row.ContactedOn == nil || *row.ContactedOn < day {
		row.ContactedOn = &day
	}
}

// buyerEvent is something that the client's buyer said on the last working day.
func (a *author) buyerEvent(l *deal, kind string, detail map[string]any) models.Event {
	by := l.client.buyers[0]
	if detail == nil {
		detail = map[string]any{}
	}
	return models.Event{Kind: kind, ActorID: &by.ID, ActorName: by.Name, Detail: detail,
		At: clock(openUntil(a.today.Add(-1), false), opens+85, l.client.zone)}
}

func (a *author) say(l *deal, e models.Event) {
	e.ID = idOf[models.Event](a.seed, e.At, e.Kind, l.client.row.Code, l.supplier.letters)
	e.ClientID, e.SupplierID = l.client.row.ID, &l.supplier.row.ID
	a.world.Contacts = append(a.world.Contacts, e)
}
