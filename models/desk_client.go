package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// ClientSummary is a client as an account manager's list shows it. Its figures are those of the agreements within reach.
type ClientSummary struct {
	ID          OrganisationID
	Name        string
	City        string
	Trade       string
	Suppliers   int        // with which it has an agreement
	LastOrderAt *time.Time // that counts
	Orders      int        // of the last ninety days
	Total       Amount     // of those in Currency
	Currency    Currency   // in which it ordered most of them, else its own
	Late        int        // suppliers with which it is late
}

// ClientFilter narrows the list of clients.
type ClientFilter struct {
	Words  string // part of a name, a code or a city
	After  *ClientPlace
	Limit  int
	Today  Date
	Since  Date // silent since before then is not late any more
	Locale string
}

// ClientPlace is a place in the list of clients, which runs by name.
type ClientPlace struct {
	Name string
	ID   OrganisationID
}

const recentDays = 90

// Clients are the clients within reach, by name: one more than the limit where there are more. One round trip; the figures are
// read for those shown alone.
func Clients(tx *Tx, f ClientFilter) ([]ClientSummary, error) {
	name := nameIn("k", f.Locale)
	where := &filter{args: []any{f.Today, f.Since, f.Today.Add(-recentDays)}, parts: []string{`k.kind = 'client' AND {party k}`}}
	if f.Words != "" {
		like := containing(f.Words)
		where.and(`(k.name ILIKE ? OR k.name_en ILIKE ? OR k.city ILIKE ? OR k.code ILIKE ?)`, like, like, like, like)
	}
	if f.After != nil {
		where.and(`(`+name+`, k.id) > (?, ?)`, f.After.Name, f.After.ID)
	}
	sql := `SELECT k.id, k.shown, ` + columnIn("k", `city`, f.Locale) + `, k.trade,
			(SELECT count(*) FROM agreements a WHERE a.client_id = k.id AND a.status <> 'ended' AND {both a}),
			(SELECT o.placed_at FROM purchase_orders o WHERE o.client_id = k.id AND o.` + occasions + ` AND {both o} ORDER BY o.placed_at DESC, o.id DESC LIMIT 1),
			coalesce(r.orders, 0), coalesce(r.total, 0), coalesce(r.currency, k.currency),
			(SELECT count(*) FROM cadences c JOIN agreements a ON a.client_id = c.client_id AND a.supplier_id = c.supplier_id AND a.status = 'active'
					AND a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to >= $1)
				WHERE c.client_id = k.id AND c.late_on <= $1 AND c.last_on >= $2 AND {both c})
		FROM (SELECT k.*, ` + name + ` AS shown FROM organisations k WHERE ` + where.String() + ` ORDER BY ` + name + `, k.id LIMIT ` + where.param(f.Limit+1) + `) k
		LEFT JOIN LATERAL (SELECT sum(n)::int AS orders, (array_agg(total ORDER BY n DESC, currency))[1] AS total, (array_agg(currency ORDER BY n DESC, currency))[1] AS currency
			FROM (SELECT o.currency, count(*) AS n, sum(o.total)::bigint AS total FROM purchase_orders o
				WHERE o.client_id = k.id AND o.placed_on > $3 AND o.` + occasions + ` AND {both o} GROUP BY 1) o) r ON true
		ORDER BY k.shown, k.id`
	return scopedRows(tx, sql, where.args, func(r pgx.Rows, c *ClientSummary) error {
		return r.Scan(&c.ID, &c.Name, &c.City, &c.Trade, &c.Suppliers, &c.LastOrderAt, &c.Orders, &c.Total, &c.Currency, &c.Late)
	})
}

// ClientSheet is what an account manager's page says of a client, as far as the agreements within reach go.
type ClientSheet struct {
	PartyName
	City       string
	Phone      string
	Currency   Currency // its own
	Since      *Date    // the first order day, else the beginning of the first agreement
	Weeks      []WeekTotal
	Owed       []Owed
	People     []ClientPerson
	Agreements []ClientAgreement
}

// WeekTotal is what a client ordered in a week of the last two years, in one currency.
type WeekTotal struct {
	Currency Currency
	Ago      int // weeks: 0 is the seven days that end today
	Total    Amount
}

// ClientPerson is somebody at a client.
type ClientPerson struct {
	Name, JobTitle, Role, Influence, Email string
	LastSeenAt                             *time.Time // at the portal, in this company
}

// ClientAgreement is an agreement as the client's page shows it.
type ClientAgreement struct {
	Supplier     PartyName
	Number       string
	Status       string
	Currency     Currency
	NetDays      int
	MinimumOrder Amount
}

// WeeksShown is how many weeks a client's page looks back, twice: this year and the one before.
const WeeksShown = 52

// ReadClient is one client within reach, in one round trip; NotFound when it is not there.
func ReadClient(tx *Tx, id OrganisationID, today Date, locale string) (*ClientSheet, error) {
	var sheets []ClientSheet
	var s ClientSheet
	t := together{tx: tx}
	readScoped(&t, &sheets, `SELECT k.id, `+nameIn("k", locale)+`, k.trade, `+columnIn("k", `city`, locale)+`, k.phone, k.currency,
			coalesce((SELECT min(c.first_on) FROM cadences c WHERE c.client_id = k.id AND {both c}),
				(SELECT min(a.valid_from) FROM agreements a WHERE a.client_id = k.id AND {both a}))
		FROM organisations k WHERE k.id = $1 AND k.kind = 'client' AND {party k}`, []any{id}, func(r pgx.Rows, s *ClientSheet) error {
		return r.Scan(&s.ID, &s.Name, &s.Trade, &s.City, &s.Phone, &s.Currency, &s.Since)
	})
	readScoped(&t, &s.Weeks, `SELECT o.currency, ($2 - o.placed_on) / 7, sum(o.total)::bigint FROM purchase_orders o
		WHERE o.client_id = $1 AND o.placed_on > $2::date - $3::int AND o.placed_on <= $2 AND o.`+occasions+` AND {both o} GROUP BY 1, 2`,
		[]any{id, today, 2 * WeeksShown * 7}, func(r pgx.Rows, w *WeekTotal) error { return r.Scan(&w.Currency, &w.Ago, &w.Total) })
	readScoped(&t, &s.Owed, `SELECT i.currency, sum(i.balance)::bigint, coalesce(sum(i.balance) FILTER (WHERE i.due_on < $2), 0)::bigint
		FROM dues i WHERE i.client_id = $1 AND {both i} GROUP BY 1`, []any{id, today},
		func(r pgx.Rows, o *Owed) error { return r.Scan(&o.Currency, &o.Open, &o.Overdue) })
	readScoped(&t, &s.People, `SELECT u.name, m.job_title, m.role, m.influence, u.email,
			(SELECT max(x.last_seen_at) FROM sessions x WHERE x.membership_id = m.id)
		FROM memberships m JOIN users u ON u.id = m.user_id JOIN organisations k ON k.id = m.organisation_id
		WHERE k.id = $1 AND {party k} AND m.ended_at IS NULL AND u.deactivated_at IS NULL
		ORDER BY array_position(ARRAY['decides', 'handles', 'influences'], m.influence), u.name, m.id`, []any{id},
		func(r pgx.Rows, p *ClientPerson) error {
			return r.Scan(&p.Name, &p.JobTitle, &p.Role, &p.Influence, &p.Email, &p.LastSeenAt)
		})
	readScoped(&t, &s.Agreements, `SELECT s.id, `+nameIn("s", locale)+`, `+columnIn("s", `trade`, locale)+`, a.number, a.status, a.currency, a.net_days, a.minimum_order
		FROM agreements a JOIN organisations s ON s.id = a.supplier_id WHERE a.client_id = $1 AND {both a}
		ORDER BY a.status = 'ended', `+nameIn("s", locale)+`, a.id`, []any{id}, func(r pgx.Rows, a *ClientAgreement) error {
		return r.Scan(&a.Supplier.ID, &a.Supplier.Name, &a.Supplier.Trade, &a.Number, &a.Status, &a.Currency, &a.NetDays, &a.MinimumOrder)
	})
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, errNotFound
	}
	s.PartyName, s.City, s.Phone, s.Currency, s.Since = sheets[0].PartyName, sheets[0].City, sheets[0].Phone, sheets[0].Currency, sheets[0].Since
	return &s, nil
}
