package models

import "github.com/jackc/pgx/v5"

// Dunned is a reminder of a part of an invoice: at most one for each part and step, written down before its mail.
type Dunned struct {
	InvoiceID  InvoiceID `gorm:"primaryKey"`
	Position   int       `gorm:"primaryKey"`
	Step       int       `gorm:"primaryKey"` // days from the due day
	ClientID   OrganisationID
	SupplierID OrganisationID
	WrittenOn  Date // in the client's own time zone
	MessageID  *MessageID
}

func (Dunned) Owner() Ownership { return ByBoth }

// TableName is what it is called in the database.
func (Dunned) TableName() string { return "dunnings" }

// DunningFacts are what decides whether a reminder of a part of an invoice goes out.
type DunningFacts struct {
	Client, Supplier Organisation // their names, the client's zone and language
	Invoice          InvoiceID
	Number           string
	Position         int
	DueOn            Date
	Currency         Currency
	Balance          Amount // of the part
	Days             []int  // when reminders go out, from the due day on
	PausedTo         *Date  // by hand
	PromisedOn       *Date  // the latest day of an open promise for the invoice or the account
	Disputed         bool
	Done             []int // the steps that are written
}

// DunningQuery narrows the facts. Its zero value is every part within reach of which a reminder may be due.
type DunningQuery struct {
	Today    Date // nothing that falls due more than a month later
	Client   *OrganisationID
	Supplier *OrganisationID
}

// DunningFactsOf are the facts about what is still to be paid under agreements that ask for reminders, pair by pair, the first due first.
func DunningFactsOf(tx *Tx, q DunningQuery) ([]DunningFacts, error) {
	return scopedRows(tx, `SELECT c.id, c.name, c.name_en, c.time_zone, c.locale, s.id, s.name, s.name_en, d.invoice_id, i.number, d.position, d.due_on,
			d.currency, d.balance, coalesce(a.dunning_days, r.days), a.dunning_paused_to,
			(SELECT max(m.promised_on) FROM promises m WHERE m.client_id = d.client_id AND m.supplier_id = d.supplier_id AND m.withdrawn_at IS NULL
				AND m.promised_on >= $1 AND (m.invoice_id IS NULL OR m.invoice_id = d.invoice_id)),
			EXISTS (SELECT FROM disputes x WHERE x.invoice_id = d.invoice_id AND x.resolved_at IS NULL),
			ARRAY(SELECT w.step FROM dunnings w WHERE w.invoice_id = d.invoice_id AND w.position = d.position)
		FROM dues d JOIN invoices i ON i.id = d.invoice_id JOIN organisations c ON c.id = d.client_id JOIN organisations s ON s.id = d.supplier_id
		JOIN LATERAL (SELECT a.* FROM agreements a WHERE a.client_id = d.client_id AND a.supplier_id = d.supplier_id
			ORDER BY a.status = 'ended', a.valid_from DESC, a.id LIMIT 1) a ON true
		LEFT JOIN dunning_rules r ON r.supplier_id = d.supplier_id
		WHERE {both d} AND d.due_on <= $1::date + 31 AND jsonb_array_length(coalesce(a.dunning_days, r.days, '[]')) > 0
			AND ($2::uuid IS NULL OR d.client_id = $2) AND ($3::uuid IS NULL OR d.supplier_id = $3)
		ORDER BY c.name, d.client_id, d.supplier_id, d.due_on, i.number, d.position`, []any{q.Today, q.Client, q.Supplier}, scanDunningFacts)
}

func scanDunningFacts(r pgx.Rows, f *DunningFacts) error {
	return r.Scan(&f.Client.ID, &f.Client.Name, &f.Client.NameEn, &f.Client.TimeZone, &f.Client.Locale, &f.Supplier.ID, &f.Supplier.Name, &f.Supplier.NameEn,
		&f.Invoice, &f.Number, &f.Position, &f.DueOn, &f.Currency, &f.Balance, &f.Days, &f.PausedTo, &f.PromisedOn, &f.Disputed, &f.Done)
}

// HoldDunning lets one sweep at a time write to a client about a supplier's invoices, until its transaction ends. For the system alone.
func HoldDunning(tx *Tx, client, supplier OrganisationID) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `SELECT pg_advisory_xact_lock(hashtextextended('dunning ' || $1::uuid::text || $2::uuid::text, 0))`, client, supplier)
	return err
}

// Payers are whom reminders of a client's invoices may go to: its accountants, else its administrators, else its buyers, those whose
// address nobody may write to left out. For the system alone.
func Payers(tx *Tx, client OrganisationID) ([]User, error) {
	for _, role := range []string{"accountant", "company_admin", "buyer"} {
		staff, err := StaffOf(tx, client, role)
		if err != nil {
			return nil, err
		}
		var free []User
		for _, u := range staff {
			why, err := Suppressed(tx, u.Email)
			if err != nil {
				return nil, err
			}
			if why == "" {
				free = append(free, u)
			}
		}
		if len(free) > 0 {
			return free, nil
		}
	}
	return nil, nil
}
