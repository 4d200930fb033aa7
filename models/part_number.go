package models

import (
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// PartNumber is what a client itself calls a product.
type PartNumber struct {
	ClientID   OrganisationID `gorm:"primaryKey"`
	ProductID  ProductID      `gorm:"primaryKey"`
	SupplierID OrganisationID
	Code       string
	UpdatedAt  time.Time
}

func (PartNumber) Owner() Ownership { return ByClient }

// SetPartNumbers keeps a client's codes for products in place of what they were called before; an empty code takes it away. The
// products must be ones the client may read.
func SetPartNumbers(tx *Tx, client OrganisationID, numbers []PartNumber) error {
	if tx.readOnly {
		return errReadOnly
	}
	if !tx.scope.orders(client) {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `
		WITH said AS (SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS k (product_id, supplier_id, code)),
		gone AS (DELETE FROM part_numbers n USING said k WHERE n.client_id = $1 AND n.product_id = k.product_id AND k.code = '')
		INSERT INTO part_numbers (client_id, product_id, supplier_id, code, updated_at)
		SELECT $1, k.product_id, k.supplier_id, k.code, $5 FROM said k WHERE k.code <> ''
		ON CONFLICT (client_id, product_id) DO UPDATE SET code = excluded.code, updated_at = excluded.updated_at`,
		client, column(numbers, func(n PartNumber) ProductID { return n.ProductID }),
		column(numbers, func(n PartNumber) OrganisationID { return n.SupplierID }), column(numbers, func(n PartNumber) string { return n.Code }), tx.Now)
	return err
}

// CodedGoods are goods that a SKU or GTIN names.
type CodedGoods struct {
	Code       string // small letters
	ProductID  ProductID
	SupplierID OrganisationID
}

// GoodsByCodes are those on sale to a client whose SKU or GTIN is one of these, whatever the size of its letters.
func GoodsByCodes(tx *Tx, s Assortment, codes []string) (found []CodedGoods, err error) {
	f := &filter{}
	t := &together{tx: tx}
	small := column(codes, strings.ToLower)
	where := s.inForce(f)
	readAlso(t, &found, ByBoth, "a", `WITH reach AS MATERIALIZED (SELECT a.* FROM `+sighted+` WHERE {scope} AND `+where+`)
		SELECT k.code, p.id, p.supplier_id FROM unnest(`+f.param(small)+`::text[]) AS k (code) CROSS JOIN reach a CROSS JOIN LATERAL (
			SELECT p.* FROM products p WHERE p.search @@ quote_literal(search_mark(a.supplier_id) || replace(plain_words(k.code), ' ', ''))::tsquery) p
		WHERE (lower(p.sku) = k.code OR p.gtin = k.code) AND p.supplier_id = a.supplier_id AND `+onSale, f.args, func(r pgx.Rows, g *CodedGoods) error {
		return r.Scan(&g.Code, &g.ProductID, &g.SupplierID)
	})
	return found, t.read()
}
