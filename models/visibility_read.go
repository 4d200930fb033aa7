package models

import "github.com/jackc/pgx/v5"

// RuleInWords is a visibility rule with the names of what it says.
type RuleInWords struct {
	VisibilityRule
	Group    string
	Members  int
	Client   string
	Number   string // of the agreement
	Category string
	Product  string
	SKU      string
	Goods    int    // on sale that the rule is about
	By       string // who made it
}

// RulesInWords are the supplier's visibility rules: those for all clients first, then by group and client.
func RulesInWords(tx *Tx, locale string) ([]RuleInWords, error) {
	f, err := tx.filtered(SupplierOwn, "r")
	if err != nil {
		return nil, err
	}
	name := `name_ru`
	if locale == "en" {
		name = `name_en`
	}
	return rows(tx, `SELECT r.id, r.supplier_id, r.effect, r.group_id, r.agreement_id, r.category_id, r.brand, r.product_id, coalesce(g.name, ''),
			(SELECT count(*) FROM client_group_members m WHERE m.group_id = r.group_id), coalesce(`+nameIn("o", locale)+`, ''), coalesce(a.number, ''),
			coalesce(c.`+name+`, ''), coalesce(p.`+name+`, ''), coalesce(p.sku, ''),
			(WITH RECURSIVE tree AS (SELECT r.category_id AS id UNION SELECT k.id FROM categories k JOIN tree t ON k.parent_id = t.id)
				SELECT count(*) FROM products p WHERE p.supplier_id = r.supplier_id AND p.status = 'active'
					AND (r.category_id IS NULL OR p.category_id IN (SELECT id FROM tree)) AND (r.brand IS NULL OR p.brand = r.brand)
					AND (r.product_id IS NULL OR p.id = r.product_id)),
			coalesce(u.name, ''), r.created_at
		FROM visibility_rules r LEFT JOIN client_groups g ON g.id = r.group_id LEFT JOIN agreements a ON a.id = r.agreement_id
			LEFT JOIN organisations o ON o.id = a.client_id LEFT JOIN categories c ON c.id = r.category_id
			LEFT JOIN products p ON p.id = r.product_id LEFT JOIN users u ON u.id = r.user_id
		WHERE `+f.String()+` ORDER BY r.group_id IS NOT NULL, r.agreement_id IS NOT NULL, g.name, `+nameIn("o", locale)+`, r.effect, r.id`, f.args,
		func(r pgx.Rows, w *RuleInWords) error {
			return r.Scan(&w.ID, &w.SupplierID, &w.Effect, &w.GroupID, &w.AgreementID, &w.CategoryID, &w.Brand, &w.ProductID, &w.Group,
				&w.Members, &w.Client, &w.Number, &w.Category, &w.Product, &w.SKU, &w.Goods, &w.By, &w.CreatedAt)
		})
}

// RulesAddressing are the rules that address a client by its agreement, by the order of their ids.
func RulesAddressing(tx *Tx, agreement AgreementID) ([]VisibilityRuleID, error) {
	f, err := tx.filtered(ByBoth, "a")
	if err != nil {
		return nil, err
	}
	f.and(`a.id = ?`, agreement)
	return rows(tx, `SELECT unnest(a.rules) FROM `+sighted+` WHERE `+f.String(), f.args, func(r pgx.Rows, id *VisibilityRuleID) error { return r.Scan(id) })
}

// SeenIn is how many of a category's goods a client sees.
type SeenIn struct {
	Category CategoryID
	Name     string
	Icon     string
	Seen     int
	All      int // on sale
}

// SeenBy counts what a client sees of its supplier's goods on sale, by category; categories of which it sees all and those of
// which it sees nothing among them.
func SeenBy(tx *Tx, agreement AgreementID, locale string) ([]SeenIn, error) {
	f, err := tx.filtered(ByBoth, "a")
	if err != nil {
		return nil, err
	}
	f.and(`a.id = ?`, agreement)
	name := `c.name_ru`
	if locale == "en" {
		name = `c.name_en`
	}
	return rows(tx, `WITH near AS MATERIALIZED (SELECT a.* FROM `+sighted+` WHERE `+f.String()+`)
		SELECT c.id, `+name+`, c.icon, count(*) FILTER (WHERE `+visible+`), count(*)
		FROM near a JOIN products p ON p.supplier_id = a.supplier_id AND p.status = 'active' JOIN categories c ON c.id = p.category_id
		GROUP BY c.id ORDER BY 2, c.id`, f.args, func(r pgx.Rows, s *SeenIn) error { return r.Scan(&s.Category, &s.Name, &s.Icon, &s.Seen, &s.All) })
}
