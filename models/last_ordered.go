package models

import "github.com/jackc/pgx/v5"

// LastOrdered is when and how a client bought a product last.
type LastOrdered struct {
	On        Date
	Quantity  Quantity
	UnitPrice UnitPrice
	Currency  Currency
}

// LastOrderOf is the client's last order of a product that came to something, nil when there is none.
func LastOrderOf(tx *Tx, client OrganisationID, product ProductID) (*LastOrdered, error) {
	f, err := tx.filtered(ByBoth, "o")
	if err != nil {
		return nil, err
	}
	f.and(`o.client_id = ? AND l.client_id = o.client_id AND l.product_id = ?`, client, product)
	last, err := rows(tx, `SELECT o.placed_on, l.quantity, l.unit_price, o.currency
		FROM purchase_order_lines l JOIN purchase_orders o ON o.id = l.order_id
		WHERE `+f.String()+` AND o.status NOT IN ('draft', 'cancelled', 'refused', 'rejected')
		ORDER BY o.placed_at DESC LIMIT 1`, f.args, func(r pgx.Rows, l *LastOrdered) error {
		return r.Scan(&l.On, &l.Quantity, &l.UnitPrice, &l.Currency)
	})
	if err != nil || len(last) == 0 {
		return nil, err
	}
	return &last[0], nil
}
