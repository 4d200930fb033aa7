package models

import (
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// PriceListSummary is a price list with how much stands in it and who asks it.
type PriceListSummary struct {
	PriceList
	Client     string // whose contract prices these are, where they were made for one
	Products   int
	Agreements int // that are in force or asked for
	Groups     int
	Discounts  int
	Scheduled  int // products whose price will change
}

const priceListSummaries = `SELECT l.id, l.supplier_id, l.name, l.kind, l.currency, l.valid_from, l.valid_to, l.gross, l.priority, l.agreement_id,
		l.version, l.created_at, coalesce((SELECT %s FROM agreements a JOIN organisations o ON o.id = a.client_id WHERE a.id = l.agreement_id), ''),
		(SELECT count(DISTINCT x.product_id) FROM prices x WHERE x.price_list_id = l.id),
		CASE WHEN l.kind = 'list' THEN (SELECT count(*) FROM agreements a WHERE a.supplier_id = l.supplier_id AND a.currency = l.currency AND a.status <> 'ended')
			ELSE (SELECT count(*) FROM agreement_price_lists y JOIN agreements a ON a.id = y.agreement_id
				WHERE y.price_list_id = l.id AND a.status <> 'ended') END,
		(SELECT count(*) FROM group_price_lists y WHERE y.price_list_id = l.id),
		(SELECT count(*) FROM price_discounts d WHERE d.price_list_id = l.id),
		(SELECT count(DISTINCT x.product_id) FROM scheduled_prices x WHERE x.price_list_id = l.id)
	FROM price_lists l`

func scanPriceList(r pgx.Rows, l *PriceListSummary) error {
	return r.Scan(&l.ID, &l.SupplierID, &l.Name, &l.Kind, &l.Currency, &l.ValidFrom, &l.ValidTo, &l.Gross, &l.Priority, &l.AgreementID,
		&l.Version, &l.CreatedAt, &l.Client, &l.Products, &l.Agreements, &l.Groups, &l.Discounts, &l.Scheduled)
}

// PriceListFilter narrows a supplier's price lists.
type PriceListFilter struct {
	Only   []PriceListID // nil: all
	Words  string        // of a name
	After  *PriceListPlace
	Limit  int // 0: all
	Locale string
}

// PriceListPlace is a place in the list of price lists.
type PriceListPlace struct {
	Kind PriceKind
	Name string
	ID   PriceListID
}

// PriceListsOf are the supplier's price lists, the list prices and then the others by name: one more than the limit where there
// are more.
func PriceListsOf(tx *Tx, in PriceListFilter) ([]PriceListSummary, error) {
	f, err := tx.filtered(BySupplier, "l")
	if err != nil {
		return nil, err
	}
	if in.Only != nil {
		f.and(`l.id = ANY (?)`, in.Only)
	}
	if in.Words != "" {
		f.and(`l.name ILIKE ?`, containing(in.Words))
	}
	if a := in.After; a != nil {
		f.and(`(l.kind = 'contract', l.name, l.id) > (?::boolean, ?, ?)`, a.Kind == ContractPrice, a.Name, a.ID)
	}
	limit := ``
	if in.Limit > 0 {
		limit = ` LIMIT ` + f.param(in.Limit+1)
	}
	return rows(tx, fmt.Sprintf(priceListSummaries, nameIn("o", in.Locale))+` WHERE `+f.String()+` ORDER BY l.kind = 'contract', l.name, l.id`+limit, f.args, scanPriceList)
}

// AskedBy is who asks a price list: an agreement or a group.
type AskedBy struct {
	Agreement AgreementID
	Number    string
	Client    string
	Position  int // among the agreement's own lists, from 1
	Lists     int // how many these are
	Ended     bool
	Group     ClientGroupID
	GroupName string
	Members   int
}

// AgreementsAsking are the agreements that a price list is attached to, by their clients' names.
func AgreementsAsking(tx *Tx, list PriceListID, locale string) ([]AskedBy, error) {
	f, err := tx.filtered(ByBoth, "y")
	if err != nil {
		return nil, err
	}
	f.and(`y.price_list_id = ?`, list)
	name := nameIn("o", locale)
	return rows(tx, `SELECT a.id, a.number, `+name+`,
			(SELECT count(*) FROM agreement_price_lists z WHERE z.agreement_id = y.agreement_id AND z.position <= y.position),
			(SELECT count(*) FROM agreement_price_lists z WHERE z.agreement_id = y.agreement_id), a.status = 'ended'
		FROM agreement_price_lists y JOIN agreements a ON a.id = y.agreement_id JOIN organisations o ON o.id = a.client_id
		WHERE `+f.String()+` ORDER BY `+name+`, a.id`, f.args, func(r pgx.Rows, a *AskedBy) error {
		return r.Scan(&a.Agreement, &a.Number, &a.Client, &a.Position, &a.Lists, &a.Ended)
	})
}

// GroupsAsking are the groups that a price list is attached to, by name.
func GroupsAsking(tx *Tx, list PriceListID) ([]AskedBy, error) {
	f, err := tx.filtered(SupplierOwn, "y")
	if err != nil {
		return nil, err
	}
	f.and(`y.price_list_id = ?`, list)
	return rows(tx, `SELECT g.id, g.name, (SELECT count(*) FROM client_group_members m WHERE m.group_id = g.id)
		FROM group_price_lists y JOIN client_groups g ON g.id = y.group_id WHERE `+f.String()+` ORDER BY g.name, g.id`, f.args,
		func(r pgx.Rows, a *AskedBy) error { return r.Scan(&a.Group, &a.GroupName, &a.Members) })
}

// ListDiscount is a discount of a list as its supplier sees it.
type ListDiscount struct {
	Category *CategoryID // nil: everything
	Name     string
	Icon     string
	Percent  decimal.Decimal
	Products int // that are on sale in the category and under it
}

// DiscountsIn are a list's discounts by category.
func DiscountsIn(tx *Tx, list PriceListID, locale string) ([]ListDiscount, error) {
	f, err := tx.filtered(SupplierOwn, "d")
	if err != nil {
		return nil, err
	}
	f.and(`d.price_list_id = ?`, list)
	name := `c.name_ru`
	if locale == "en" {
		name = `c.name_en`
	}
	return rows(tx, `SELECT d.category_id, coalesce(`+name+`, ''), coalesce(c.icon, 'package'), d.percent,
			(WITH RECURSIVE tree AS (SELECT d.category_id AS id UNION SELECT k.id FROM categories k JOIN tree t ON k.parent_id = t.id)
				SELECT count(*) FROM products p WHERE p.supplier_id = d.supplier_id AND p.status = 'active'
					AND (d.category_id IS NULL OR p.category_id IN (SELECT id FROM tree)))
		FROM price_discounts d LEFT JOIN categories c ON c.id = d.category_id
		WHERE `+f.String()+` ORDER BY d.category_id IS NOT NULL, 2, d.category_id`, f.args, func(r pgx.Rows, d *ListDiscount) error {
		return r.Scan(&d.Category, &d.Name, &d.Icon, &d.Percent, &d.Products)
	})
}

// SetDiscounts replaces a list's discounts, which must be the viewer's own.
func SetDiscounts(tx *Tx, l PriceList, discounts []PriceDiscount) error {
	if _, err := DeleteWhere[PriceDiscount](tx, "price_list_id = ?", l.ID); err != nil {
		return err
	}
	for i := range discounts {
		discounts[i].PriceListID, discounts[i].SupplierID = l.ID, l.SupplierID
		if err := Insert(tx, &discounts[i]); err != nil {
			return err
		}
	}
	return nil
}

// AttachToAgreements makes these agreements, and no others, ask a price list; those that are new to it ask it last. Of others'
// agreements nothing is changed. It says how many ask it now.
func AttachToAgreements(tx *Tx, l PriceList, agreements []AgreementID) (int64, error) {
	if tx.readOnly {
		return 0, errReadOnly
	}
	if agreements == nil {
		agreements = []AgreementID{}
	}
	scope, args, err := tx.scope.Where(ByBoth, "a", true, []any{l.ID, l.SupplierID, agreements})
	if err != nil {
		return 0, err
	}
	if _, err := tx.q.Exec(tx.ctx, `DELETE FROM agreement_price_lists a WHERE a.price_list_id = $1 AND a.supplier_id = $2 AND a.agreement_id <> ALL ($3) AND `+scope, args...); err != nil {
		return 0, err
	}
	if _, err := tx.q.Exec(tx.ctx, `INSERT INTO agreement_price_lists (agreement_id, client_id, supplier_id, price_list_id, position)
		SELECT a.id, a.client_id, a.supplier_id, $1, coalesce((SELECT max(y.position) FROM agreement_price_lists y WHERE y.agreement_id = a.id), 0) + 1
		FROM agreements a WHERE a.supplier_id = $2 AND a.id = ANY ($3) AND `+scope+`
			AND NOT EXISTS (SELECT FROM agreement_price_lists y WHERE y.agreement_id = a.id AND y.price_list_id = $1)`, args...); err != nil {
		return 0, err
	}
	var n int64
	err = tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM agreement_price_lists a WHERE a.price_list_id = $1 AND a.supplier_id = $2 AND a.agreement_id = ANY ($3) AND `+scope, args...).Scan(&n)
	return n, err
}

// AskFirst puts a list before the others of an agreement.
func AskFirst(tx *Tx, agreement AgreementID, list PriceListID) error {
	if tx.readOnly {
		return errReadOnly
	}
	scope, args, err := tx.scope.Where(ByBoth, "y", true, []any{agreement, list})
	if err != nil {
		return err
	}
	done, err := tx.q.Exec(tx.ctx, `UPDATE agreement_price_lists y SET position = (SELECT min(z.position) FROM agreement_price_lists z WHERE z.agreement_id = $1) - 1
		WHERE y.agreement_id = $1 AND y.price_list_id = $2 AND `+scope, args...)
	if err == nil && done.RowsAffected() == 0 {
		err = errNotFound
	}
	return err
}
