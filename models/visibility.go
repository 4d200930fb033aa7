package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// VisibilityRuleID names a visibility rule.
type VisibilityRuleID = ID[VisibilityRule]

// Effect is what a visibility rule does.
type Effect string

const (
	Allow Effect = "allow"
	Deny  Effect = "deny"
)

// VisibilityRule shows goods to clients, or hides them. It is added and removed, never edited.
type VisibilityRule struct {
	ID          VisibilityRuleID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	Effect      Effect
	GroupID     *ClientGroupID // to whom: a group, an agreement; neither: all clients
	AgreementID *AgreementID
	CategoryID  *CategoryID // what: a category with all under it, a brand, a product; none: all goods
	Brand       *string
	ProductID   *ProductID
	CreatedAt   time.Time
	UserID      *UserID
}

func (VisibilityRule) Owner() Ownership { return SupplierOwn }

// sighted are agreements a with what their suppliers' visibility rules make of them: rules are those that address the client, in
// the order of their ids; null where there are none, and then nothing else of it is looked at. Product rules are looked up by
// product, there may be many of them.
const sighted = `(SELECT a.*, v.* FROM agreements a LEFT JOIN LATERAL (` + sight + `) v ON true) a`

const sight = `
	WITH RECURSIVE rule AS (
		SELECT r.* FROM visibility_rules r WHERE r.supplier_id = a.supplier_id AND r.group_id IS NULL AND r.agreement_id IS NULL
		UNION ALL
		SELECT r.* FROM visibility_rules r WHERE r.agreement_id = a.id
		UNION ALL
		SELECT r.* FROM client_group_members m JOIN visibility_rules r ON r.group_id = m.group_id WHERE m.agreement_id = a.id
	), branch (effect, id) AS (
		SELECT effect, category_id FROM rule WHERE category_id IS NOT NULL
		UNION SELECT b.effect, c.id FROM branch b JOIN categories c ON c.parent_id = b.id
	)
	SELECT array_agg(id ORDER BY id) AS rules,
		bool_or(effect = 'deny' AND general) AS deny_all,
		bool_or(effect = 'allow') AS allow_some,
		bool_or(effect = 'allow' AND general) AS allow_all,
		coalesce(array_agg(brand) FILTER (WHERE effect = 'deny' AND brand IS NOT NULL), '{}') AS deny_brands,
		coalesce(array_agg(brand) FILTER (WHERE effect = 'allow' AND brand IS NOT NULL), '{}') AS allow_brands,
		ARRAY (SELECT b.id FROM branch b WHERE b.effect = 'deny') AS deny_branches,
		ARRAY (SELECT b.id FROM branch b WHERE b.effect = 'allow') AS allow_branches,
		bool_or(effect = 'deny' AND product_id IS NOT NULL) AS deny_products,
		bool_or(effect = 'allow' AND product_id IS NOT NULL) AS allow_products
	FROM (SELECT *, category_id IS NULL AND brand IS NULL AND product_id IS NULL AS general FROM rule) r
	HAVING count(*) > 0`

// visible holds products p to what the rules show to the client of a sighted agreement a.
const visible = `CASE WHEN a.rules IS NULL THEN true ELSE
	NOT (a.deny_all OR p.category_id = ANY (a.deny_branches) OR p.brand = ANY (a.deny_brands)
		OR a.deny_products AND EXISTS (SELECT FROM visibility_rules r WHERE r.product_id = p.id AND r.effect = 'deny' AND r.id = ANY (a.rules)))
	AND (NOT a.allow_some OR a.allow_all OR p.category_id = ANY (a.allow_branches) OR p.brand = ANY (a.allow_brands)
		OR a.allow_products AND EXISTS (SELECT FROM visibility_rules r WHERE r.product_id = p.id AND r.effect = 'allow' AND r.id = ANY (a.rules)))
	END`

// Sight is what a client finds of a supplier's goods: clients with the same sight find the same.
type Sight struct {
	Supplier OrganisationID
	Rules    string // the ids of the visibility rules that address the client; empty: it sees everything
}

// SightsOf are the client's sights of the suppliers with which it has an agreement in force.
func SightsOf(tx *Tx, s Assortment) ([]Sight, error) {
	f, t := &filter{}, &together{tx: tx}
	var sights []Sight
	readAlso(t, &sights, ByBoth, "a", `SELECT a.supplier_id, coalesce(array_to_string(a.rules, ' '), '') FROM `+sighted+`
		WHERE {scope} AND `+s.inForce(f)+` ORDER BY a.supplier_id`, f.args, func(r pgx.Rows, s *Sight) error { return r.Scan(&s.Supplier, &s.Rules) })
	return sights, t.read()
}
