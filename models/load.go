package models

import (
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/shopspring/decimal"
)

// Loadable tables can be filled in bulk by an import or the demo world.
var loadable = map[string]bool{
	"organisations": true, "locations": true, "users": true, "memberships": true, "agreements": true, "categories": true,
	"products": true, "stock": true, "price_lists": true, "prices": true, "agreement_price_lists": true,
	"purchase_orders": true, "purchase_order_lines": true, "events": true, "invoices": true, "invoice_lines": true,
	"payments": true, "ledger": true, "number_series": true, "cadences": true, "consents": true, "nudges": true, "messages": true, "holdouts": true,
	"synonyms": true, "search_misses": true, "part_numbers": true, "client_groups": true, "client_group_members": true, "group_price_lists": true, "price_discounts": true,
	"attributes": true, "product_units": true, "product_companions": true, "product_costs": true, "files": true, "product_images": true,
	"warehouses": true, "warehouse_stock": true, "incoming": true,
}

// Load streams rows into a table by COPY: next yields a row's values, or nil at the end. It is for a viewer who reaches
// everything, within a transaction; it returns how many rows went in.
func Load(tx *Tx, table string, columns []string, next func() ([]any, error)) (int64, error) {
	if tx.scope.kind != ofEverything || tx.ptx == nil {
		return 0, errUnscoped
	}
	if !loadable[table] {
		return 0, errors.New("no such table to load: " + table)
	}
	return copyRows(tx, table, columns, next)
}

// copyRows streams rows by COPY. Decimals go over in Postgres's own binary form: as text each would cost a failed
// attempt and a second parsing.
func copyRows(tx *Tx, table string, columns []string, next func() ([]any, error)) (int64, error) {
	return tx.ptx.CopyFrom(tx.ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
		row, err := next()
		for i, v := range row {
			if d, ok := v.(decimal.Decimal); ok {
				row[i] = pgtype.Numeric{Int: d.Coefficient(), Exp: d.Exponent(), Valid: true}
			}
		}
		return row, err
	}))
}
