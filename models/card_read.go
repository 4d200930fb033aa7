package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Payable is an invoice that somebody is about to pay, and whether its supplier can be paid by card.
type Payable struct {
	ID         InvoiceID
	Number     string
	ClientID   OrganisationID
	SupplierID OrganisationID
	Supplier   string
	Currency   Currency
	DueOn      Date
	Total      Amount
	Balance    Amount
	Cancelled  bool
	Locale     string
	Payee      Party  // the supplier, as the invoice prints it
	Account    string // empty: none
	Ready      bool
	Held       Amount // on its way by card already
}

// Payables are these invoices within reach, the first due first.
func Payables(tx *Tx, ids []InvoiceID, locale string) ([]Payable, error) {
	return scopedRows(tx, `SELECT i.id, i.number, i.client_id, i.supplier_id, `+nameIn("s", locale)+`, i.currency, i.due_on, i.total, i.balance,
			i.credited >= i.total, i.locale, i.parties -> 'supplier', coalesce(a.account, ''), coalesce(a.ready, false),
			(SELECT coalesce(sum(h.amount), 0)::bigint FROM card_payment_parts h JOIN card_payments p ON p.id = h.card_payment_id
				WHERE h.invoice_id = i.id AND p.state = 'processing')
		FROM invoices i JOIN organisations s ON s.id = i.supplier_id LEFT JOIN card_accounts a ON a.supplier_id = i.supplier_id
		WHERE i.id = ANY ($1) AND {both i} ORDER BY i.due_on, i.issued_on, i.id`, []any{ids}, func(r pgx.Rows, p *Payable) error {
		return r.Scan(&p.ID, &p.Number, &p.ClientID, &p.SupplierID, &p.Supplier, &p.Currency, &p.DueOn, &p.Total, &p.Balance, &p.Cancelled,
			&p.Locale, &p.Payee, &p.Account, &p.Ready, &p.Held)
	})
}

// CardRivals are payments by card of these invoices that are asked for and not paid yet, but for one.
func CardRivals(tx *Tx, ids []InvoiceID, but CardPaymentID) ([]CardPayment, error) {
	return List[CardPayment](tx, "id", `id <> ? AND state IN ('created', 'open') AND
		id IN (SELECT card_payment_id FROM card_payment_parts WHERE invoice_id IN ?)`, but, ids)
}

// CardPartView is a part of a payment by card with its invoice's number.
type CardPartView struct {
	Invoice InvoiceID
	Number  string
	Amount  Amount
}

// CardPaymentSheet is a payment by card with all that belongs to it.
type CardPaymentSheet struct {
	CardPayment
	Client, Supplier string
	Parts            []CardPartView
	Refunds          []CardRefund
	Disputes         []CardDispute
	Allocated        Amount // of the payment it was booked as
}

// CardPaymentFilter narrows a list of payments by card. Its zero value is every one within reach that is no longer just meant.
type CardPaymentFilter struct {
	States []string
	Trying bool // also those that came to nothing
	Before *CardPlace
	Limit  int
	Locale string
}

// CardPlace is a place in a list that runs from the newest to the oldest.
type CardPlace struct {
	At time.Time
	ID CardPaymentID
}

const cardColumns = `p.id, p.client_id, p.supplier_id, p.currency, p.amount, p.account, p.state, p.page, p.url, p.intent, p.charge, p.means, p.failure, p.received,
	p.payment_id, p.refunded, p.withdrawn, p.locale, p.started_by_name, p.started_at, p.expires_at, p.paid_at, p.settled_at, p.checked_at`

func scanCardPayment(r pgx.Rows, p *CardPaymentSheet) error {
	return r.Scan(&p.ID, &p.ClientID, &p.SupplierID, &p.Currency, &p.Amount, &p.Account, &p.State, &p.Page, &p.URL, &p.Intent, &p.Charge, &p.Means, &p.Failure,
		&p.Received, &p.PaymentID, &p.Refunded, &p.Withdrawn, &p.Locale, &p.StartedByName, &p.StartedAt, &p.ExpiresAt, &p.PaidAt, &p.SettledAt, &p.CheckedAt,
		&p.Client, &p.Supplier, &p.Allocated)
}

func cardSheetQuery(locale, from string) string {
	return `SELECT ` + cardColumns + `, ` + nameIn("c", locale) + `, ` + nameIn("s", locale) + `, coalesce(m.allocated, 0) FROM ` + from + ` p
		JOIN organisations c ON c.id = p.client_id JOIN organisations s ON s.id = p.supplier_id LEFT JOIN payments m ON m.id = p.payment_id `
}

// CardPayments are the payments by card within reach, the newest first, one more than the limit where there are more.
func CardPayments(tx *Tx, f CardPaymentFilter) (list []CardPaymentSheet, err error) {
	where := &filter{parts: []string{"{scope}"}}
	if len(f.States) > 0 {
		where.and(`p.state = ANY (?)`, f.States)
	}
	if f.Before != nil {
		where.and(`(p.started_at, p.id) < (?, ?)`, f.Before.At, f.Before.ID)
	}
	const order = ` ORDER BY p.started_at DESC, p.id DESC`
	limit := where.param(f.Limit + 1)
	t := together{tx: tx}
	readAlso(&t, &list, ByBoth, "p", cardSheetQuery(f.Locale, `(SELECT * FROM card_payments p WHERE `+where.String()+order+` LIMIT `+limit+`)`)+order,
		where.args, scanCardPayment)
	return list, t.read()
}

// ReadCardPayment is one payment by card within reach with all that belongs to it, in one round trip; NotFound when it is not there.
func ReadCardPayment(tx *Tx, id CardPaymentID, locale string) (*CardPaymentSheet, error) {
	var found []CardPaymentSheet
	var out CardPaymentSheet
	t := together{tx: tx}
	readAlso(&t, &found, ByBoth, "p", cardSheetQuery(locale, `card_payments`)+`WHERE p.id = $1 AND {scope}`, []any{id}, scanCardPayment)
	readAlso(&t, &out.Parts, ByBoth, "l", `SELECT l.invoice_id, i.number, l.amount FROM card_payment_parts l JOIN invoices i ON i.id = l.invoice_id
		WHERE l.card_payment_id = $1 AND {scope} ORDER BY l.position`, []any{id},
		func(r pgx.Rows, p *CardPartView) error { return r.Scan(&p.Invoice, &p.Number, &p.Amount) })
	readAlso(&t, &out.Refunds, ByBoth, "f", `SELECT f.id, f.amount, f.state, f.refund, f.reason, f.failure, f.booked, f.requested_by_name, f.requested_at, f.settled_at
		FROM card_refunds f WHERE f.card_payment_id = $1 AND {scope} ORDER BY f.requested_at, f.id`, []any{id}, func(r pgx.Rows, f *CardRefund) error {
		return r.Scan(&f.ID, &f.Amount, &f.State, &f.Refund, &f.Reason, &f.Failure, &f.Booked, &f.RequestedByName, &f.RequestedAt, &f.SettledAt)
	})
	readAlso(&t, &out.Disputes, ByBoth, "d", `SELECT d.id, d.dispute, d.amount, d.state, d.reason, d.booked, d.due_by, d.opened_at
		FROM card_disputes d WHERE d.card_payment_id = $1 AND {scope} ORDER BY d.opened_at, d.id`, []any{id}, func(r pgx.Rows, d *CardDispute) error {
		return r.Scan(&d.ID, &d.Dispute, &d.Amount, &d.State, &d.Reason, &d.Booked, &d.DueBy, &d.OpenedAt)
	})
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errNotFound
	}
	found[0].Parts, found[0].Refunds, found[0].Disputes = out.Parts, out.Refunds, out.Disputes
	return &found[0], nil
}
