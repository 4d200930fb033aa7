package models

import "github.com/jackc/pgx/v5"

// InvoiceBasis is what an invoice for an order is made of, besides the order itself.
type InvoiceBasis struct {
	Supplier  Organisation
	Client    Organisation
	NetDays   int // 0: prepayment, and where the order has no agreement
	Terms     PaymentTerms
	Agreement string // its number; empty: none
	AgreedOn  Date
	Location  *Place

	VATTreatment string // as agreed
	Lines        []PurchaseOrderLine
}

// InvoiceBasisOf reads both companies, the terms and the lines of an order within reach, in one round trip.
func InvoiceBasisOf(tx *Tx, order OrderID) (*InvoiceBasis, error) {
	var bases []InvoiceBasis
	var lines []PurchaseOrderLine
	t := together{tx: tx}
	readAlso(&t, &bases, ByBoth, "o", `SELECT `+partyColumns("s")+`, `+partyColumns("c")+`,
		coalesce(a.net_days, 0), coalesce(a.payment_terms, '{}'), coalesce(a.number, ''),
		coalesce(a.valid_from, o.placed_on), coalesce(a.vat_treatment, ''), l.id, l.name, l.address, l.city
		FROM purchase_orders o
		JOIN organisations s ON s.id = o.supplier_id JOIN organisations c ON c.id = o.client_id
		LEFT JOIN agreements a ON a.id = o.agreement_id LEFT JOIN locations l ON l.id = o.location_id
		WHERE o.id = $1 AND {scope}`, []any{order}, scanBasis)
	readAlso(&t, &lines, ByBoth, "l", `SELECT `+orderLineColumns+` FROM purchase_order_lines l
		WHERE l.order_id = $1 AND {scope} ORDER BY l.position`, []any{order}, scanOrderLine)
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(bases) == 0 {
		return nil, errNotFound
	}
	bases[0].Lines = lines
	return &bases[0], nil
}

func partyColumns(alias string) string {
	var sql []byte
	for i, name := range []string{"id", "name", "name_en", "legal_name", "tax_id", "tax_code", "address", "phone", "email",
		"bank", "locale", "time_zone", "country", "city", "postal_code", "vat_id", "registration", "endpoint"} {
		if i > 0 {
			sql = append(sql, ", "...)
		}
		sql = append(sql, alias+"."+name...)
	}
	return string(sql)
}

func partyFields(o *Organisation) []any {
	return []any{&o.ID, &o.Name, &o.NameEn, &o.LegalName, &o.TaxID, &o.TaxCode, &o.Address, &o.Phone, &o.Email,
		&o.Bank, &o.Locale, &o.TimeZone, &o.Country, &o.City, &o.PostalCode, &o.VATID, &o.Registration, &o.Endpoint}
}

func scanBasis(r pgx.Rows, b *InvoiceBasis) error {
	var id *LocationID
	var name, address, city *string
	fields := append(partyFields(&b.Supplier), partyFields(&b.Client)...)
	err := r.Scan(append(fields, &b.NetDays, &b.Terms, &b.Agreement, &b.AgreedOn, &b.VATTreatment, &id, &name, &address, &city)...)
	if err == nil && id != nil {
		b.Location = &Place{*id, *name, *address, *city}
	}
	return err
}

// IssueInvoice gives an invoice the next number of its series and writes it with its lines, into the ledger, and its event. The number's
// counter stays locked until the transaction ends, so this is the last thing a transaction does. An order that has its
// invoice already is a Conflict.
func IssueInvoice(tx *Tx, i *Invoice, lines []*InvoiceLine) error {
	var err error
	if i.Sequence, err = tx.number(i.SupplierID, i.Series, i.Year); err != nil {
		return err
	}
	i.Number = InvoiceNumber(i.Series, i.Year, i.Sequence)
	if err := Insert(tx, i); err != nil {
		return err
	}
	if err := Insert(tx, lines...); err != nil {
		return err
	}
	if err := i.insertParts(tx); err != nil {
		return err
	}
	if i.Total > 0 {
		posting := Posting{Kind: InvoicePosted, ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: i.Currency, BookedOn: i.IssuedOn,
			Amount: i.Total, InvoiceID: &i.ID}
		if err := Post(tx, posting); err != nil {
			return err
		}
	}
	return Record(tx, Event{ClientID: i.ClientID, SupplierID: &i.SupplierID, OrderID: &i.OrderID, InvoiceID: &i.ID,
		Kind: EventInvoiceIssued, Detail: map[string]any{"number": i.Number, "due_on": i.DueOn}})
}

func (i *Invoice) insertParts(tx *Tx) error {
	rows := make([]*InvoicePart, len(i.Parts))
	for n := range i.Parts {
		p := &i.Parts[n]
		p.InvoiceID, p.ClientID, p.SupplierID, p.Position = i.ID, i.ClientID, i.SupplierID, n+1
		rows[n] = p
	}
	return Insert(tx, rows...)
}

// number takes the next number of a supplier's series and year; its counter stays locked until the transaction ends.
func (tx *Tx) number(supplier OrganisationID, series string, year int) (n int, err error) {
	if !tx.scope.keepsBooksOf(supplier) {
		return 0, errUnscoped
	}
	err = tx.q.QueryRow(tx.ctx, `INSERT INTO number_series (supplier_id, series, year, last) VALUES ($1, $2, $3, 1)
		ON CONFLICT (supplier_id, series, year) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
		supplier, series, year).Scan(&n)
	return n, err
}

// keepsBooksOf reports a grant under which a supplier's papers may be numbered and its ledger posted to.
func (s Scope) keepsBooksOf(supplier OrganisationID) bool {
	return s.kind == ofEverything || s.kind == ofSupplier && s.organisation == supplier
}
