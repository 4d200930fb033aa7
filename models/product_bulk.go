package models

import (
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// BulkEdit is what many products are told at once; nil leaves what is there.
type BulkEdit struct {
	CategoryID *CategoryID
	Brand      *string
	Status     *ProductStatus
	VATRate    *decimal.Decimal
	Minimum    *Quantity
	Multiple   *Quantity
	LeadDays   *int
	NoLeadDays bool
}

// WatchOfferings is [WatchProducts] for all of the supplier's own products that a filter finds.
func WatchOfferings(tx *Tx, which OfferingFilter) error {
	where, err := tx.filtered(BySupplier, "p")
	if err != nil {
		return err
	}
	which.narrow(where)
	return watch(tx, `SELECT p.id FROM products p WHERE `+where.String(), where.args...)
}

// UnreadyWatched are the watched products that cannot be on sale and are not, the first fifty of them, and how many there are.
// From here on they are watched no more.
func UnreadyWatched(tx *Tx, locale string) ([]Offering, int64, error) {
	lacking, err := rows(tx, `DELETE FROM watched w USING products p WHERE p.id = w.product_id AND p.status <> 'active'
		AND (p.name_ru = '' OR `+noPrice+`) RETURNING w.product_id`, nil, func(r pgx.Rows, id *ProductID) error { return r.Scan(id) })
	if err != nil || len(lacking) == 0 {
		return nil, 0, err
	}
	const shown = 50
	found, _, err := Offerings(tx, OfferingFilter{IDs: lacking}, OfferingStretch{After: new(string), Limit: shown - 1, Locale: locale})
	return found, int64(len(lacking)), err
}

// EditWatched changes all watched products, those that it makes no difference to not even by their version.
func EditWatched(tx *Tx, e BulkEdit) error {
	f := &filter{}
	scope, args, err := tx.scope.Where(BySupplier, "p", true, nil)
	if err != nil {
		return err
	}
	f.args = args
	var columns, values []string
	set := func(column string, value any) {
		columns, values = append(columns, column), append(values, f.param(value))
	}
	if e.CategoryID != nil {
		set("category_id", *e.CategoryID)
	}
	if e.Brand != nil {
		set("brand", strings.TrimSpace(*e.Brand))
	}
	if e.Status != nil {
		set("status", *e.Status)
	}
	for _, c := range []struct {
		name string
		is   *decimal.Decimal
	}{{"vat_rate", e.VATRate}, {"minimum", e.Minimum}, {"multiple", e.Multiple}} {
		if c.is != nil {
			set(c.name, *c.is)
		}
	}
	if e.LeadDays != nil || e.NoLeadDays {
		set("lead_days", e.LeadDays)
	}
	was, is := "p."+strings.Join(columns, ", p."), strings.Join(values, ", ")
	_, err = tx.q.Exec(tx.ctx, `UPDATE products p SET (`+strings.Join(columns, ", ")+`, version, updated_at) = ROW (`+is+`, p.version + 1, `+f.param(tx.Now)+`)
		FROM watched w WHERE w.product_id = p.id AND (`+was+`) IS DISTINCT FROM (`+is+`) AND `+scope, f.args...)
	return err
}
