package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Scheduled is what a list will ask for a product from a day on.
type Scheduled struct {
	List      PriceListID
	ListName  string
	Currency  Currency
	Product   ProductID
	SKU       string
	NameRu    string
	NameEn    string
	Icon      string
	Unit      string
	StartsOn  Date
	Tiers     []ListTier
	Now       []ListTier // what it asks today
	By        string     // who scheduled it
	CreatedAt time.Time
}

// In is the product's name in a language.
func (s Scheduled) In(locale string) string { return NameIn(locale, s.NameRu, s.NameEn) }

// ScheduledFilter narrows what will change.
type ScheduledFilter struct {
	List    PriceListID // zero: in every list
	Product ProductID   // zero: of every product
	After   *ScheduledPlace
	Limit   int
}

// ScheduledPlace is a place in the list of what will change.
type ScheduledPlace struct {
	StartsOn Date
	SKU      string
	List     PriceListID
}

// ScheduledPrices are what will change, the next first: one more than the limit where there are more.
func ScheduledPrices(tx *Tx, in ScheduledFilter) ([]Scheduled, error) {
	f, err := tx.filtered(SupplierOwn, "x")
	if err != nil {
		return nil, err
	}
	if !in.List.IsZero() {
		f.and(`x.price_list_id = ?`, in.List)
	}
	if !in.Product.IsZero() {
		f.and(`x.product_id = ?`, in.Product)
	}
	if a := in.After; a != nil {
		f.and(`(x.starts_on, p.sku, x.price_list_id) > (?::date, ?, ?)`, a.StartsOn, a.SKU, a.List)
	}
	return rows(tx, `SELECT l.id, l.name, l.currency, p.id, p.sku, p.name_ru, p.name_en, c.icon, p.unit, x.starts_on,
			jsonb_agg(jsonb_build_object('from', x.from_quantity::text, 'price', x.unit_price::text) ORDER BY x.from_quantity),
			`+tiersAsJSON+`l.id), max(coalesce(u.name, '')), max(x.created_at)
		FROM scheduled_prices x JOIN price_lists l ON l.id = x.price_list_id JOIN products p ON p.id = x.product_id
			JOIN categories c ON c.id = p.category_id LEFT JOIN users u ON u.id = x.user_id
		WHERE `+f.String()+` GROUP BY l.id, p.id, c.icon, x.starts_on, x.price_list_id
		ORDER BY x.starts_on, p.sku, x.price_list_id LIMIT `+f.param(in.Limit+1), f.args, func(r pgx.Rows, s *Scheduled) error {
		return r.Scan(&s.List, &s.ListName, &s.Currency, &s.Product, &s.SKU, &s.NameRu, &s.NameEn, &s.Icon, &s.Unit, &s.StartsOn, &s.Tiers, &s.Now,
			&s.By, &s.CreatedAt)
	})
}

// SchedulePrice keeps what a list will ask for a product from a day on, instead of what was scheduled for that day.
func SchedulePrice(tx *Tx, l PriceList, product ProductID, day Date, tiers []ListTier) error {
	if _, err := CancelScheduled(tx, l.ID, product, day); err != nil {
		return err
	}
	var by *UserID
	if !tx.Actor.User.IsZero() {
		by = &tx.Actor.User
	}
	prices := make([]*ScheduledPrice, len(tiers))
	for i, t := range tiers {
		prices[i] = &ScheduledPrice{PriceListID: l.ID, SupplierID: l.SupplierID, ProductID: product, StartsOn: day, FromQuantity: t.From,
			UnitPrice: t.Price, CreatedAt: tx.Now, UserID: by}
	}
	return Insert(tx, prices...)
}

// CancelScheduled drops what was scheduled in a list: for a product, for a day, or for both; for all where neither is named.
func CancelScheduled(tx *Tx, list PriceListID, product ProductID, day Date) (int64, error) {
	where, args := `price_list_id = ?`, []any{list}
	if !product.IsZero() {
		where, args = where+` AND product_id = ?`, append(args, product)
	}
	if day != 0 {
		where, args = where+` AND starts_on = ?`, append(args, day)
	}
	return DeleteWhere[ScheduledPrice](tx, where, args...)
}

// SuppliersWithDue are the suppliers where scheduled prices have begun.
func SuppliersWithDue(tx *Tx) ([]OrganisationID, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT DISTINCT x.supplier_id FROM scheduled_prices x JOIN organisations o ON o.id = x.supplier_id
		WHERE x.starts_on <= ($1::timestamptz + interval '15 hours')::date AND x.starts_on <= ($1::timestamptz AT TIME ZONE o.time_zone)::date ORDER BY 1`,
		[]any{tx.Now}, func(r pgx.Rows, id *OrganisationID) error { return r.Scan(id) })
}

// BeginPrices moves the scheduled prices of a supplier that have begun where it is into its lists, and says for how many products
// of how many lists: of several days the last counts. It writes the history of what the list price became.
func BeginPrices(tx *Tx, supplier OrganisationID) (int64, error) {
	if tx.readOnly {
		return 0, errReadOnly
	}
	scope, args, err := tx.scope.Where(BySupplier, "x", true, []any{tx.Now, supplier})
	if err != nil {
		return 0, err
	}
	if _, err := LockPriceLists(tx, "supplier_id = ?", supplier); err != nil {
		return 0, err
	}
	done, err := tx.q.Exec(tx.ctx, `CREATE TEMP TABLE due_prices ON COMMIT DROP AS
		SELECT x.price_list_id, x.product_id, max(x.starts_on) AS starts_on FROM scheduled_prices x JOIN organisations o ON o.id = x.supplier_id
		WHERE x.supplier_id = $2 AND x.starts_on <= ($1::timestamptz AT TIME ZONE o.time_zone)::date AND `+scope+` GROUP BY 1, 2`, args...)
	if err != nil {
		return 0, err
	}
	if err := watch(tx, `SELECT DISTINCT product_id FROM due_prices`); err != nil {
		return 0, err
	}
	for _, sql := range []string{
		`DELETE FROM prices x USING due_prices d WHERE x.price_list_id = d.price_list_id AND x.product_id = d.product_id`,
		`INSERT INTO prices (price_list_id, supplier_id, product_id, from_quantity, unit_price)
			SELECT x.price_list_id, x.supplier_id, x.product_id, x.from_quantity, x.unit_price FROM scheduled_prices x JOIN due_prices d USING (price_list_id, product_id, starts_on)`,
		`DELETE FROM scheduled_prices x USING due_prices d WHERE x.price_list_id = d.price_list_id AND x.product_id = d.product_id AND x.starts_on <= d.starts_on`,
	} {
		if _, err := tx.q.Exec(tx.ctx, sql); err != nil {
			return 0, err
		}
	}
	_, err = RecordChanges(tx, ChangedByRule, NewID[Batch]())
	return done.RowsAffected(), err
}
