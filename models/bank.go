package models

import (
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// BankStatement is a file of a bank as a supplier imported it.
type BankStatement struct {
	ID             ID[BankStatement] `gorm:"primaryKey"`
	SupplierID     OrganisationID
	Format         string
	FileName       string
	Account        string
	Currency       Currency
	FromOn         Date
	ToOn           Date
	Opening        *Amount
	Closing        *Amount
	Warnings       []string `gorm:"serializer:json"`
	Lines          int      // that came in
	Added          int      // of them not known from another statement
	Hash           []byte
	ImportedByName string
	ImportedAt     time.Time
}

func (BankStatement) Owner() Ownership { return SupplierOwn }

// BankLineID names a line of a statement.
type BankLineID = ID[BankLine]

// The states of a bank line.
const (
	BankLineOpen    = "open"
	BankLineBooked  = "booked"
	BankLineIgnored = "ignored"
)

// BankLine is money that a bank says came in. It is booked as a payment, or ignored with a word why.
type BankLine struct {
	ID            BankLineID `gorm:"primaryKey"`
	SupplierID    OrganisationID
	StatementID   ID[BankStatement]
	Account       string
	Currency      Currency
	Key           string
	BookedOn      Date
	Amount        Amount
	Number        string
	Payer         string
	PayerTaxID    string
	PayerAccount  string
	Purpose       string
	State         string
	PaymentID     *PaymentID
	Note          string
	DecidedByName string
	DecidedAt     *time.Time
}

func (BankLine) Owner() Ownership { return SupplierOwn }

// AddBankLines adds the lines that are not known yet, in one round trip, and answers how many were.
func AddBankLines(tx *Tx, lines []BankLine) (added int, err error) {
	var b pgx.Batch
	for _, l := range lines {
		if !tx.scope.keepsBooksOf(l.SupplierID) {
			return 0, errUnscoped
		}
		b.Queue(`INSERT INTO bank_lines (id, supplier_id, statement_id, account, currency, key, booked_on, amount, number, payer, payer_tax_id,
			payer_account, purpose) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING`, l.ID, l.SupplierID,
			l.StatementID, l.Account, l.Currency, l.Key, l.BookedOn, l.Amount, l.Number, l.Payer, l.PayerTaxID, l.PayerAccount, l.Purpose).Exec(
			func(tag pgconn.CommandTag) error { added += int(tag.RowsAffected()); return nil })
	}
	return added, tx.q.SendBatch(tx.ctx, &b).Close()
}

// BankLinePlace is a place in a list of lines, which runs from the newest to the oldest.
type BankLinePlace struct {
	On Date
	ID BankLineID
}

// BankLines are a supplier's lines in a state, the newest first, one more than the limit where there are more.
func BankLines(tx *Tx, state string, before *BankLinePlace, limit int) ([]BankLine, error) {
	where, args := "state = ?", []any{state}
	if before != nil {
		where, args = where+" AND (booked_on, id) < (?, ?)", append(args, before.On, before.ID)
	}
	var out []BankLine
	return out, tx.gorm.Where(where, args...).Order("booked_on DESC, id DESC").Limit(limit + 1).Find(&out).Error
}

// Debt is an open invoice as payments are matched with it.
type Debt struct {
	ID       InvoiceID
	Number   string
	ClientID OrganisationID
	Currency Currency
	IssuedOn Date
	DueOn    Date
	Total    Amount
	Balance  Amount
}

// Debtor is a client that a supplier has an agreement with.
type Debtor struct {
	ID       OrganisationID
	Name     string
	TaxID    string
	Currency Currency
}

// Debts are everything that is owed within a supplier's reach, the first due first, and all its clients by name, in one round trip.
func Debts(tx *Tx, locale string) (debts []Debt, debtors []Debtor, err error) {
	t := together{tx: tx}
	readAlso(&t, &debts, ByBoth, "i", `SELECT i.id, i.number, i.client_id, i.currency, i.issued_on, i.due_on, i.total, i.balance FROM invoices i
		WHERE i.balance > 0 AND {scope} ORDER BY i.due_on, i.issued_on, i.id`, nil, func(r pgx.Rows, d *Debt) error {
		return r.Scan(&d.ID, &d.Number, &d.ClientID, &d.Currency, &d.IssuedOn, &d.DueOn, &d.Total, &d.Balance)
	})
	readAlso(&t, &debtors, ByBoth, "a", `SELECT DISTINCT ON (name, c.id) c.id, `+nameIn("c", locale)+` AS name, c.tax_id, a.currency
		FROM agreements a JOIN organisations c ON c.id = a.client_id WHERE {scope} ORDER BY name, c.id, a.status = 'active' DESC`, nil,
		func(r pgx.Rows, d *Debtor) error { return r.Scan(&d.ID, &d.Name, &d.TaxID, &d.Currency) })
	return debts, debtors, t.read()
}

// LastBankStatements are a supplier's last statements, the newest first.
func LastBankStatements(tx *Tx, most int) (list []BankStatement, err error) {
	return list, tx.gorm.Order("imported_at DESC, id DESC").Limit(most).Find(&list).Error
}
