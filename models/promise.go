package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// PromiseID names a promise to pay.
type PromiseID = ID[Promise]

// Promise is a client's word that it will pay so much by a day, for one invoice or on its account.
type Promise struct {
	ID          PromiseID `gorm:"primaryKey"`
	ClientID    OrganisationID
	SupplierID  OrganisationID
	InvoiceID   *InvoiceID // nil: the whole account
	Currency    Currency
	Amount      Amount
	PromisedOn  Date
	Note        string
	MadeByName  string // whoever wrote it down
	SaidBy      string // whoever gave their word, where that is somebody else
	MadeAt      time.Time
	MadeOn      Date // in the time zone of whoever wrote it down
	WithdrawnAt *time.Time
}

func (Promise) Owner() Ownership { return ByBoth }

// PromiseState is what became of a promise: a view of what was paid since, kept nowhere.
type PromiseState string

const (
	PromiseOpen      PromiseState = "open"
	PromiseKept      PromiseState = "kept"
	PromiseBroken    PromiseState = "broken"
	PromiseWithdrawn PromiseState = "withdrawn"
)

// PromiseSheet is a promise with what was paid since it was made, and by its day.
type PromiseSheet struct {
	Promise
	Number string // of the invoice
	Paid   Amount
}

// StateOn is what became of it by a day.
func (p PromiseSheet) StateOn(today Date) PromiseState {
	switch {
	case p.WithdrawnAt != nil:
		return PromiseWithdrawn
	case p.Paid >= p.Amount:
		return PromiseKept
	case p.PromisedOn < today:
		return PromiseBroken
	}
	return PromiseOpen
}

// promisesRead are promises m with what was paid: of the invoice, or on the account, from the day it was made through its own.
const promisesRead = `SELECT m.id, m.client_id, m.supplier_id, m.invoice_id, m.currency, m.amount, m.promised_on, m.note, m.made_by_name, m.said_by,
		m.made_at, m.made_on, m.withdrawn_at, coalesce(i.number, ''), CASE WHEN m.invoice_id IS NULL
			THEN (SELECT coalesce(sum(p.amount), 0)::bigint FROM payments p WHERE p.client_id = m.client_id AND p.supplier_id = m.supplier_id
				AND p.currency = m.currency AND p.reversed_on IS NULL AND p.received_on BETWEEN m.made_on AND m.promised_on)
			ELSE (SELECT coalesce(sum(CASE l.kind WHEN 'allocation' THEN l.amount ELSE -l.amount END), 0)::bigint FROM ledger l JOIN payments p ON p.id = l.payment_id
				WHERE l.invoice_id = m.invoice_id AND l.kind IN ('allocation', 'release') AND p.received_on BETWEEN m.made_on AND m.promised_on) END
	FROM promises m LEFT JOIN invoices i ON i.id = m.invoice_id WHERE {both m}`

// Promises are what a client has promised a supplier, the latest day first; no more than the limit.
func Promises(tx *Tx, client, supplier OrganisationID, limit int) ([]PromiseSheet, error) {
	return scopedRows(tx, promisesRead+` AND m.client_id = $1 AND m.supplier_id = $2 ORDER BY m.promised_on DESC, m.id DESC LIMIT $3`,
		[]any{client, supplier, limit}, func(r pgx.Rows, p *PromiseSheet) error {
			return r.Scan(&p.ID, &p.ClientID, &p.SupplierID, &p.InvoiceID, &p.Currency, &p.Amount, &p.PromisedOn, &p.Note, &p.MadeByName, &p.SaidBy,
				&p.MadeAt, &p.MadeOn, &p.WithdrawnAt, &p.Number, &p.Paid)
		})
}
