package demo

import (
	"fmt"
	"slices"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// castMember is somebody with a part in the demo: their address is printed at start and does not change.
type castMember struct {
	role                              identity.Role
	email, name, company, title, sway string
}

var cast = []castMember{
	{identity.Buyer, "buyer@severkron.example", "Анна Ковалёва", "Северкрон", "Менеджер по закупкам", "handles"},
	{identity.Approver, "approver@severkron.example", "Игорь Львович Белов", "Северкрон", "Директор завода", "decides"},
	{identity.Accountant, "accountant@severkron.example", "Нина Петровна Ильина", "Северкрон", "Главный бухгалтер", "influences"},
	{identity.CompanyAdmin, "admin@severkron.example", "Павел Ершов", "Северкрон", "Начальник отдела снабжения", "decides"},
	{identity.SupplierManager, "manager@rezbovit.example", "Олег Пахомов", "Резьбовит", "Менеджер по работе с клиентами", "handles"},
	{identity.SupplierAdmin, "admin@rezbovit.example", "Вера Сомова", "Резьбовит", "Руководитель отдела продаж", "decides"},
	{identity.AccountManager, "manager@krugooborot.example", "Дарья Ким", "Кругооборот", "Аккаунт-менеджер", "handles"},
	{identity.HeadOfSales, "head@krugooborot.example", "Сергей Аркадьевич Лунин", "Кругооборот", "Руководитель отдела продаж", "decides"},
	{identity.Marketer, "marketing@krugooborot.example", "Алина Фёдорова", "Кругооборот", "Маркетолог", "influences"},
	{identity.OperatorAdmin, "admin@krugooborot.example", "Тимур Гарифуллин", "Кругооборот", "Администратор портала", "decides"},
	{identity.Buyer, "olga@utrovitsa.example", "Ольга Зимина", "Утровица", "Бренд-шеф", "handles"},
}

// second is where the last of the cast belongs as well, and what she is there.
var second = castMember{role: identity.Approver, email: "olga@utrovitsa.example", company: "Хлебодария", title: "Совладелец", sway: "decides"}

// hire gives every company its people: the cast first, then everybody else.
func (a *author) hire() {
	for _, c := range cast {
		a.join(a.companyCalled(c.company), c)
	}
	for _, name := range []string{"Михаил Орлов", "Светлана Юдина", "Артём Гусев"} {
		a.join(a.operator, castMember{role: identity.AccountManager, email: mailbox(name) + "@" + domain(a.operator.NameEn), name: name,
			title: "Аккаунт-менеджер", sway: "handles"})
	}
	for _, s := range a.suppliers {
		a.staffSupplier(s)
	}
	for _, c := range a.clients {
		a.staffClient(c)
	}
	a.seat(second, a.companyCalled(second.company), a.start.AddDate(0, 3, 0)) // later than her first company, which she opens in
}

func (a *author) companyCalled(ru string) models.Organisation {
	for _, o := range a.world.Companies {
		if o.Name == ru {
			return o
		}
	}
	panic("demo table: no company " + ru)
}

func (a *author) staffSupplier(s *supplier) {
	if len(s.people) > 0 {
		return
	}
	d := a.seed.dice("people", s.ru)
	a.stranger(d, s.row, identity.SupplierAdmin, "Руководитель отдела продаж", "decides", true)
	a.stranger(d, s.row, identity.SupplierManager, "Менеджер по работе с клиентами", "handles", false)
	a.stranger(d, s.row, identity.SupplierManager, "Менеджер по работе с клиентами", "handles", false)
}

// titles are what people at a client are called, by its trade: who buys, and who has the last word.
var titles = map[string][2]string{
	tradeFactory:   {"Специалист отдела снабжения", "Директор завода"},
	tradeHoreca:    {"Управляющий", "Владелец"},
	tradeChain:     {"Категорийный менеджер", "Директор по закупкам"},
	tradeWholesale: {"Менеджер по закупкам", "Коммерческий директор"},
	tradeOneOff:    {"Закупщик", "Владелец"},
}

func (a *author) staffClient(c *client) {
	d := a.seed.dice("people", c.ru)
	title := titles[c.trade]
	switch {
	case c.row.Name == cast[0].company:
		a.stranger(d, c.row, identity.Buyer, title[0], "handles", false)
		return
	case c.row.Locale == "en":
		a.join(c.row, castMember{role: identity.Buyer, email: "emily@" + domain(c.en), name: "Emily Clarke", title: "Purchasing manager", sway: "decides"})
		a.join(c.row, castMember{role: identity.Accountant, email: "accounts@" + domain(c.en), name: "Thomas Reed", title: "Accountant", sway: "influences"})
		return
	case owners[c.ru] != owner{}:
		name := owners[c.ru].name
		a.join(c.row, castMember{role: identity.Buyer, email: mailbox(name) + "@" + domain(c.en), name: name, title: "Индивидуальный предприниматель", sway: "decides"})
		return
	case c.size == 1:
		a.stranger(d, c.row, identity.Buyer, title[0], "decides", false)
		return
	case len(c.buyers) == 0:
		a.stranger(d, c.row, identity.Buyer, title[0], "handles", false)
	}
	a.stranger(d, c.row, identity.Approver, title[1], "decides", true)
	a.stranger(d, c.row, identity.Accountant, "Главный бухгалтер", "influences", true)
	if c.size >= 4 {
		a.stranger(d, c.row, identity.Buyer, title[0], "handles", false)
		a.stranger(d, c.row, identity.CompanyAdmin, "Начальник отдела закупок", "decides", false)
	}
}

// stranger is somebody invented on the spot. Accountants are mostly women in this trade, directors mostly men.
func (a *author) stranger(d dice, at models.Organisation, role identity.Role, title, sway string, formal bool) {
	women := 50
	switch role {
	case identity.Accountant:
		women = 90
	case identity.Approver:
		women = 30
	}
	name := fullName(d, d.chance(women), formal)
	email := mailbox(name) + "@" + domain(at.NameEn)
	for n := 2; !a.users[email].IsZero(); n++ {
		email = fmt.Sprintf("%s%d@%s", mailbox(name), n, domain(at.NameEn))
	}
	a.join(at, castMember{role: role, email: email, name: name, title: title, sway: sway})
}

// join makes a person with a place in a company.
func (a *author) join(at models.Organisation, c castMember) {
	u := models.User{ID: idOf[models.User](a.seed, a.start, "user", c.email), Email: c.email, Name: c.name, Locale: at.Locale, CreatedAt: a.start}
	a.world.Users = append(a.world.Users, u)
	a.users[c.email] = u.ID
	a.seat(c, at, a.start)
	switch c.role {
	case identity.AccountManager:
		a.managers = append(a.managers, u)
	case identity.SupplierManager, identity.SupplierAdmin:
		s := a.suppliers[slices.IndexFunc(a.suppliers, func(s *supplier) bool { return s.row.ID == at.ID })]
		s.people = append(s.people, u)
	case identity.Buyer:
		b := a.clients[slices.IndexFunc(a.clients, func(b *client) bool { return b.row.ID == at.ID })]
		b.buyers = append(b.buyers, u)
	}
}

// seat gives a person a place in a company, and their word on reminders.
func (a *author) seat(c castMember, at models.Organisation, since time.Time) {
	m := models.Membership{ID: idOf[models.Membership](a.seed, since, "seat", c.email, at.Code), UserID: a.users[c.email],
		OrganisationID: at.ID, Role: string(c.role), JobTitle: c.title, Influence: c.sway, CreatedAt: since}
	a.world.Memberships = append(a.world.Memberships, m)
	if c.role == identity.Buyer || c.role == identity.CompanyAdmin {
		a.consent(m, slices.ContainsFunc(cast, func(k castMember) bool { return k.email == c.email }))
	}
}

// consent is a word on reminders from somebody who may order. Most said yes when they were invited; some never did, and some
// took it back.
func (a *author) consent(m models.Membership, inCast bool) {
	d := a.seed.dice("consent", m.ID)
	if !inCast && d.chance(8) {
		return
	}
	say := func(granted bool, source string, at time.Time) {
		a.world.Consents = append(a.world.Consents, models.Consent{ID: idOf[models.Consent](a.seed, at, "consent", m.ID, granted),
			UserID: m.UserID, ClientID: m.OrganisationID, Kind: models.NudgeConsent, Granted: granted, Source: source, At: at})
	}
	say(true, models.ConsentByInvitation, m.CreatedAt)
	if !inCast && d.chance(9) {
		say(false, pick(d, []string{models.ConsentByLink, models.ConsentByOneClick}), m.CreatedAt.AddDate(0, 0, d.between(120, 600)))
	}
}
