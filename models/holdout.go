package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Holdout says for good whether a client is among the one in ten that get no reminders.
type Holdout struct {
	ClientID   OrganisationID `gorm:"primaryKey"`
	Stratum    string         // what it was like when it was assigned: A/active
	Ordinal    int            // its place in the stratum, from 0
	HeldOut    bool
	AssignedAt time.Time
}

func (Holdout) Owner() Ownership { return SystemOnly }

// Unassigned is a client that buys and has no arm yet, with what decides its stratum.
type Unassigned struct {
	Client  OrganisationID
	Class   string // A, B or C: whether it is among those that make up 80, 95 or 100 % of a year's purchases
	FirstOn Date
	LastOn  Date
}

// HoldAssignments keeps other assignments waiting until the transaction ends. For the system alone.
func HoldAssignments(tx *Tx) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `SELECT pg_advisory_xact_lock(hashtext('holdouts'))`)
	return err
}

// UnassignedClients are the clients with a rhythm row and no arm yet, each classed by its place among all clients of its
// currency. For the system alone.
func UnassignedClients(tx *Tx, since Date) ([]Unassigned, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	some, err := rows(tx, `SELECT EXISTS (SELECT 1 FROM organisations o WHERE o.kind = 'client'
		AND EXISTS (SELECT 1 FROM cadences c WHERE c.client_id = o.id) AND NOT EXISTS (SELECT 1 FROM holdouts h WHERE h.client_id = o.id))`,
		nil, func(r pgx.Rows, b *bool) error { return r.Scan(b) })
	if err != nil || !some[0] {
		return nil, err
	}
	return rows(tx, `WITH spent AS (
			SELECT client_id, currency, sum(total) AS total FROM purchase_orders WHERE placed_on > $1 AND `+occasions+` GROUP BY 1, 2
		), ranked AS (
			SELECT client_id, coalesce(sum(total) OVER (PARTITION BY currency ORDER BY total DESC, client_id
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) / nullif(sum(total) OVER (PARTITION BY currency), 0) AS before
			FROM spent
		), classed AS (
			SELECT client_id, min(CASE WHEN before < 0.8 THEN 'A' WHEN before < 0.95 THEN 'B' ELSE 'C' END) AS class FROM ranked GROUP BY 1
		), known AS (
			SELECT client_id, min(first_on) AS first_on, max(last_on) AS last_on FROM cadences c
			WHERE NOT EXISTS (SELECT 1 FROM holdouts h WHERE h.client_id = c.client_id) GROUP BY 1
		)
		SELECT client_id, coalesce(class, 'C'), first_on, last_on FROM known LEFT JOIN classed USING (client_id) ORDER BY client_id`, []any{since},
		func(r pgx.Rows, u *Unassigned) error { return r.Scan(&u.Client, &u.Class, &u.FirstOn, &u.LastOn) })
}

// StratumSizes say how many clients each stratum has. For the system alone.
func StratumSizes(tx *Tx) (map[string]int, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	type size struct {
		stratum string
		clients int
	}
	all, err := rows(tx, `SELECT stratum, count(*) FROM holdouts GROUP BY 1`, nil, func(r pgx.Rows, s *size) error { return r.Scan(&s.stratum, &s.clients) })
	sizes := make(map[string]int, len(all))
	for _, s := range all {
		sizes[s.stratum] = s.clients
	}
	return sizes, err
}

// Arms say which of those clients are held out; one without an arm is missing. For the system alone.
func Arms(tx *Tx, clients []OrganisationID) (map[OrganisationID]bool, error) {
	held, err := List[Holdout](tx, "client_id", "client_id IN ?", clients)
	arms := make(map[OrganisationID]bool, len(held))
	for _, h := range held {
		arms[h.ClientID] = h.HeldOut
	}
	return arms, err
}
