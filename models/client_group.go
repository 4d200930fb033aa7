package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// ClientGroupID names a group of clients.
type ClientGroupID = ID[ClientGroup]

// ClientGroup is a supplier's own group of clients: they share price lists and visibility rules. Clients are not told of it.
type ClientGroup struct {
	ID         ClientGroupID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Name       string
	Version    int `gorm:"default:1"`
	CreatedAt  time.Time
}

func (ClientGroup) Owner() Ownership { return SupplierOwn }

// ClientGroupMember is a client, by its agreement, in a group.
type ClientGroupMember struct {
	GroupID     ClientGroupID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	AgreementID AgreementID `gorm:"primaryKey"`
}

func (ClientGroupMember) Owner() Ownership { return SupplierOwn }

// GroupSummary is a group with how many clients are in it, and what addresses it.
type GroupSummary struct {
	ClientGroup
	Members int
	Lists   int
	Rules   int
}

// ClientGroups are the supplier's groups by name. One of them when an id is given.
func ClientGroups(tx *Tx, only ClientGroupID) ([]GroupSummary, error) {
	f, err := tx.filtered(SupplierOwn, "g")
	if err != nil {
		return nil, err
	}
	if !only.IsZero() {
		f.and(`g.id = ?`, only)
	}
	return rows(tx, `SELECT g.id, g.supplier_id, g.name, g.version, g.created_at,
			(SELECT count(*) FROM client_group_members m WHERE m.group_id = g.id),
			(SELECT count(*) FROM group_price_lists y WHERE y.group_id = g.id),
			(SELECT count(*) FROM visibility_rules r WHERE r.group_id = g.id)
		FROM client_groups g WHERE `+f.String()+` ORDER BY g.name, g.id`, f.args, func(r pgx.Rows, g *GroupSummary) error {
		return r.Scan(&g.ID, &g.SupplierID, &g.Name, &g.Version, &g.CreatedAt, &g.Members, &g.Lists, &g.Rules)
	})
}

// SetMembers puts these agreements of the group's supplier, and no others, into a group and says how many are in it.
func SetMembers(tx *Tx, g ClientGroup, agreements []AgreementID) (int64, error) {
	if _, err := DeleteWhere[ClientGroupMember](tx, "group_id = ?", g.ID); err != nil {
		return 0, err
	}
	scope, args, err := tx.scope.Where(ByBoth, "a", true, []any{g.ID, g.SupplierID, agreements})
	if err != nil {
		return 0, err
	}
	done, err := tx.q.Exec(tx.ctx, `INSERT INTO client_group_members (group_id, supplier_id, agreement_id)
		SELECT $1, a.supplier_id, a.id FROM agreements a WHERE a.supplier_id = $2 AND a.id = ANY ($3) AND `+scope, args...)
	return done.RowsAffected(), err
}

// TradeClient is a client of a supplier: its agreement, and by what it comes to its prices.
type TradeClient struct {
	Agreement AgreementID
	Number    string
	Client    string
	City      string
	Status    string
	Currency  Currency
	Groups    []string
	Lists     []string // contract price lists in the order they are asked
}

// TradeClientFilter narrows a supplier's clients.
type TradeClientFilter struct {
	Only   AgreementID // zero: all
	Group  ClientGroupID
	Words  string // of a name or of the agreement's number
	After  *TradeClientPlace
	Limit  int
	Locale string
}

// TradeClientPlace is a place in the list of a supplier's clients.
type TradeClientPlace struct {
	Client string
	ID     AgreementID
}

// TradeClients are a supplier's clients by name, those whose agreement has ended left out: one more than the limit where there
// are more.
func TradeClients(tx *Tx, in TradeClientFilter) ([]TradeClient, error) {
	f, err := tx.filtered(ByBoth, "a")
	if err != nil {
		return nil, err
	}
	name := nameIn("o", in.Locale)
	f.and(`a.status <> 'ended'`)
	if !in.Only.IsZero() {
		f.and(`a.id = ?`, in.Only)
	}
	if !in.Group.IsZero() {
		f.and(`a.id IN (SELECT m.agreement_id FROM client_group_members m WHERE m.group_id = ?)`, in.Group)
	}
	if in.Words != "" {
		like := containing(in.Words)
		f.and(`(o.name ILIKE ? OR o.name_en ILIKE ? OR a.number ILIKE ?)`, like, like, like)
	}
	if in.After != nil {
		f.and(`(`+name+`, a.id) > (?, ?)`, in.After.Client, in.After.ID)
	}
	return rows(tx, `SELECT a.id, a.number, `+name+`, `+columnIn("o", `city`, in.Locale)+`, a.status, a.currency,
			ARRAY (SELECT g.name FROM client_group_members m JOIN client_groups g ON g.id = m.group_id WHERE m.agreement_id = a.id ORDER BY g.name),
			ARRAY (SELECT l.name FROM (`+askedLists+`) l WHERE l.kind = 'contract' ORDER BY l.turn, l.place, l.name, l.id)
		FROM agreements a JOIN organisations o ON o.id = a.client_id
		WHERE `+f.String()+` ORDER BY `+name+`, a.id LIMIT `+f.param(in.Limit+1), f.args, func(r pgx.Rows, c *TradeClient) error {
		return r.Scan(&c.Agreement, &c.Number, &c.Client, &c.City, &c.Status, &c.Currency, &c.Groups, &c.Lists)
	})
}
