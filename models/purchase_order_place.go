package models

import (
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Ordered is what there is of a checkout, and what an order of it needs to know of its client.
type Ordered struct {
	ClientName string
	Location   *LocationID // the one asked for, else the client's default; nil: there is no such place
	Orders     []OrderOnce // what was ordered already, by supplier
}

// OrderOnce is an order of a checkout with the hash of what was asked for.
type OrderOnce struct {
	OrderSummary
	Content []byte
}

// HoldCheckout lets one request at a time work on a checkout, until its transaction ends, and reads what has come of it so far.
// In one round trip, for the client's own people.
func HoldCheckout(tx *Tx, checkout uuid.UUID, client OrganisationID, location *LocationID, locale string) (*Ordered, error) {
	var facts []Ordered
	var orders []OrderOnce
	t := together{tx: tx}
	t.batch.Queue(`SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))`, checkout)
	readAlso(&t, &facts, ByParty, "c", `SELECT `+nameIn("c", locale)+`, (SELECT l.id FROM locations l
		WHERE l.client_id = c.id AND CASE WHEN $2::uuid IS NULL THEN l.is_default ELSE l.id = $2 END)
		FROM organisations c WHERE c.id = $1 AND {scope}`, []any{client, location},
		func(r pgx.Rows, o *Ordered) error { return r.Scan(&o.ClientName, &o.Location) })
	readAlso(&t, &orders, ByBoth, "o", `SELECT `+summaryColumns(locale)+`, o.content FROM purchase_orders o`+summaryJoins+`
		WHERE o.checkout_id = $1 AND o.client_id = $2 AND {scope} ORDER BY o.supplier_id`, []any{checkout, client},
		func(r pgx.Rows, o *OrderOnce) error { return scanSummary(r, &o.OrderSummary, &o.Content) })
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(facts) == 0 {
		return nil, errNotFound
	}
	facts[0].Orders = orders
	return &facts[0], nil
}

// PlaceOrder writes an order, its lines and the event of its placing in one statement, and gives it its number. Nothing is
// held in stock yet: [Reserve] is the last thing before the transaction ends. A checkout that was ordered from this supplier
// before is a Conflict.
func PlaceOrder(tx *Tx, o *PurchaseOrder, lines []PurchaseOrderLine) error {
	if tx.readOnly {
		return errReadOnly
	}
	if !tx.scope.orders(o.ClientID) {
		return errUnscoped
	}
	event := Event{Kind: EventOrderPlaced}
	event.sign(tx)
	args := pgx.StrictNamedArgs{
		"id": o.ID, "client": o.ClientID, "supplier": o.SupplierID, "agreement": o.AgreementID, "location": o.LocationID,
		"status": o.Status, "currency": o.Currency, "net": o.Net, "tax": o.Tax, "total": o.Total, "lines": o.LinesCount,
		"client_number": o.ClientNumber, "note": o.Note, "source": o.Source, "nudge": o.NudgeID, "checkout": o.CheckoutID,
		"content": o.Content, "placed_by": o.PlacedBy, "placed_by_name": o.PlacedByName, "placed_at": o.PlacedAt,
		"placed_on": o.PlacedOn, "wanted_on": o.WantedOn, "event": event.ID, "kind": event.Kind, "actor": event.ActorID,
		"actor_name": event.ActorName, "held": o.HeldWhy,
	}
	layOut(args, lines)
	return tx.q.QueryRow(tx.ctx, placeOrder, args).Scan(&o.Number)
}

// orders reports whether an order of that client may be placed under the scope: by its own people or the system.
func (s Scope) orders(client OrganisationID) bool {
	return s.kind == ofEverything || s.kind == ofClient && s.organisation == client
}

const placeOrder = `
WITH placed AS (
	INSERT INTO purchase_orders (id, client_id, supplier_id, agreement_id, location_id, status, currency, net, tax, total,
		lines_count, client_number, note, source, nudge_id, checkout_id, content, placed_by, placed_by_name, placed_at,
		placed_on, wanted_on, held_why)
	VALUES (@id, @client, @supplier, @agreement, @location, @status, @currency, @net, @tax, @total, @lines, @client_number,
		@note, @source, @nudge, @checkout, @content, @placed_by, @placed_by_name, @placed_at, @placed_on, @wanted_on, @held)
	RETURNING id, number),
lines AS (
	INSERT INTO purchase_order_lines (id, order_id, client_id, supplier_id, position, product_id, sku, name_ru, name_en,
		unit, quantity, unit_price, vat_rate, net, price_from, reserved)
	SELECT l.id, placed.id, @client, @supplier, l.position, l.product_id, l.sku, l.name_ru, l.name_en,
		l.unit, l.quantity::numeric, l.unit_price::numeric, l.vat_rate::numeric, l.net, l.price_from, l.reserved::numeric
	FROM placed, unnest(@line_ids::uuid[], @products::uuid[], @skus::text[], @names_ru::text[], @names_en::text[],
		@units::text[], @quantities::text[], @unit_prices::text[], @vat_rates::text[], @nets::bigint[], @prices_from::text[],
		@reserved::text[]) WITH ORDINALITY
		AS l (id, product_id, sku, name_ru, name_en, unit, quantity, unit_price, vat_rate, net, price_from, reserved, position)),
told AS (
	INSERT INTO events (id, client_id, supplier_id, order_id, at, kind, actor_id, actor_name)
	SELECT @event, @client, @supplier, placed.id, @placed_at, @kind, @actor, @actor_name FROM placed)
SELECT number FROM placed`

// layOut adds the lines to the parameters column by column.
func layOut(args pgx.StrictNamedArgs, lines []PurchaseOrderLine) {
	type line = PurchaseOrderLine
	args["line_ids"] = column(lines, func(l line) ID[line] { return l.ID })
	args["products"] = column(lines, func(l line) ProductID { return l.ProductID })
	args["skus"] = column(lines, func(l line) string { return l.SKU })
	args["names_ru"] = column(lines, func(l line) string { return l.NameRu })
	args["names_en"] = column(lines, func(l line) string { return l.NameEn })
	args["units"] = column(lines, func(l line) string { return l.Unit })
	args["quantities"] = column(lines, func(l line) string { return l.Quantity.String() })
	args["unit_prices"] = column(lines, func(l line) string { return l.UnitPrice.String() })
	args["vat_rates"] = column(lines, func(l line) string { return l.VatRate.String() })
	args["nets"] = column(lines, func(l line) int64 { return int64(l.Net) })
	args["prices_from"] = column(lines, func(l line) string { return l.PriceFrom })
	args["reserved"] = column(lines, func(l line) string { return l.Reserved.String() })
}

// column is one value of every row, as an array parameter wants it.
func column[R, T any](rows []R, of func(R) T) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = of(r)
	}
	return out
}
