package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// EventContactLogged is a talk of an account manager with a client.
const EventContactLogged = "contact.logged"

// LatePair is a pair whose order had come by now in nine of ten of its cycles.
type LatePair struct {
	Cadence
	Awaited bool // an order placed since its last order day is still on its way
}

// LatePairs are the pairs within reach that are late on a day under an agreement in force, those silent since before then left
// out; of one client, or (zero) of all.
func LatePairs(tx *Tx, today, since Date, client OrganisationID) ([]LatePair, error) {
	f := &filter{args: []any{today, since}, parts: []string{`c.late_on <= $1 AND c.last_on >= $2 AND {both c}`}}
	if !client.IsZero() {
		f.and(`c.client_id = ?`, client)
	}
	return scopedRows(tx, `SELECT `+cadenceColumns+`, EXISTS (SELECT FROM purchase_orders o
			WHERE o.client_id = c.client_id AND o.supplier_id = c.supplier_id AND o.placed_on >= c.last_on AND `+awaited+`)
		FROM cadences c JOIN agreements a ON a.client_id = c.client_id AND a.supplier_id = c.supplier_id AND a.status = 'active'
			AND a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to >= $1)
		WHERE `+f.String(), f.args, func(r pgx.Rows, p *LatePair) error { return r.Scan(append(p.fields(), &p.Awaited)...) })
}

// HoldPairs locks a client's pair with one supplier, or (nil) its late pairs on a day, until the transaction ends.
func HoldPairs(tx *Tx, client OrganisationID, supplier *OrganisationID, today Date) ([]Cadence, error) {
	return scopedRows(tx, `SELECT `+cadenceColumns+` FROM cadences c WHERE c.client_id = $1 AND c.order_days > 0
		AND CASE WHEN $2::uuid IS NULL THEN c.late_on <= $3 ELSE c.supplier_id = $2 END AND {both c} ORDER BY c.supplier_id FOR UPDATE`,
		[]any{client, supplier, today}, func(r pgx.Rows, c *Cadence) error { return r.Scan(c.fields()...) })
}

// QueueFacts are what an account manager wants to know of a client before picking up the telephone.
type QueueFacts struct {
	ID       OrganisationID
	Name     string
	City     string
	Trade    string
	Contact  *Contacted
	NudgedAt *time.Time // the last reminder that was sent
	HeldOut  bool       // it is one of those that get none
	Person   *Person
}

// Contacted is the last talk with a client.
type Contacted struct {
	At      time.Time
	Note    string
	By      string
	Outcome string
}

// Person is whom to speak with at a client.
type Person struct {
	Name, JobTitle, Email string
	Phone                 string // the company's
}

// QueueFactsOf are the facts of those clients, and the names of those suppliers; what is not within reach is missing.
func QueueFactsOf(tx *Tx, clients, suppliers []OrganisationID, locale string) (map[OrganisationID]QueueFacts, map[OrganisationID]PartyName, error) {
	var facts []QueueFacts
	var names []PartyName
	t := together{tx: tx}
	readScoped(&t, &facts, `SELECT k.id, `+nameIn("k", locale)+`, `+columnIn("k", `city`, locale)+`, k.trade, k.phone,
			e.at, e.note, e.actor_name, e.detail ->> 'outcome',
			(SELECT n.created_at FROM nudges n WHERE n.client_id = k.id AND n.arm = 'send' AND {both n} ORDER BY n.planned_on DESC, n.id DESC LIMIT 1),
			coalesce((SELECT h.held_out FROM holdouts h WHERE h.client_id = k.id), false), m.name, m.job_title, m.email
		FROM organisations k
		LEFT JOIN LATERAL (SELECT e.at, e.note, e.actor_name, e.detail FROM events e
			WHERE e.client_id = k.id AND e.kind = 'contact.logged' AND {trade e} ORDER BY e.at DESC LIMIT 1) e ON true
		LEFT JOIN LATERAL (SELECT u.name, m.job_title, u.email FROM memberships m JOIN users u ON u.id = m.user_id
			WHERE m.organisation_id = k.id AND m.role IN ('buyer', 'company_admin', 'approver') AND m.ended_at IS NULL AND u.deactivated_at IS NULL
			ORDER BY m.role = 'buyer' DESC, m.influence = 'decides' DESC, m.created_at, m.id LIMIT 1) m ON true
		WHERE k.id = ANY($1) AND {party k}`, []any{clients}, scanQueueFacts)
	readScoped(&t, &names, `SELECT s.id, `+nameIn("s", locale)+`, `+columnIn("s", `trade`, locale)+` FROM organisations s WHERE s.id = ANY($1) AND {party s}`, []any{suppliers},
		func(r pgx.Rows, n *PartyName) error { return r.Scan(&n.ID, &n.Name, &n.Trade) })
	err := t.read()
	byID, called := make(map[OrganisationID]QueueFacts, len(facts)), make(map[OrganisationID]PartyName, len(names))
	for _, f := range facts {
		byID[f.ID] = f
	}
	for _, n := range names {
		called[n.ID] = n
	}
	return byID, called, err
}

// PartyName is how a company is called.
type PartyName struct {
	ID    OrganisationID
	Name  string
	Trade string
}

func scanQueueFacts(r pgx.Rows, f *QueueFacts) error {
	var (
		at                      *time.Time
		note, by, outcome       *string
		name, jobTitle, address *string
		phone                   string
	)
	err := r.Scan(&f.ID, &f.Name, &f.City, &f.Trade, &phone, &at, &note, &by, &outcome, &f.NudgedAt, &f.HeldOut, &name, &jobTitle, &address)
	if err != nil {
		return err
	}
	if at != nil {
		f.Contact = &Contacted{At: *at, Note: *note, By: *by}
		if outcome != nil {
			f.Contact.Outcome = *outcome
		}
	}
	if name != nil {
		f.Person = &Person{Name: *name, JobTitle: *jobTitle, Email: *address, Phone: phone}
	}
	return nil
}
