package models

import (
	"strings"

	"github.com/jackc/pgx/v5"
)

// ImportFault is a row of a file that could not be taken.
type ImportFault struct {
	Line   int    // in the file, the header being line 1
	Column string // as our documentation calls it
	Value  string
	Code   string // a stable slug: unknown-client, duplicate, not-a-number
}

// Staged is where the rows of a file wait while they are compared with what is there: a table of this transaction.
type Staged struct {
	columns []string
	ddl     string
}

// StagedCompanies, StagedProducts and StagedHistory are the three shapes of file. Null is a blank: it leaves what is
// there as it is.
var (
	StagedCompanies = staged("line int", "id uuid", "code text", "name text", "name_en text", "legal_name text", "tax_id text",
		"tax_code text", "address text", "city text", "email text", "phone text", "trade text", "locale text", "time_zone text",
		"currency text")
	StagedProducts = staged("line int", "id uuid", "supplier text", "sku text", "name text", "name_en text", "gtin text",
		"brand text", "category text", "unit text", "pack numeric", "minimum numeric", "multiple numeric", "vat_rate numeric",
		"price numeric", "stock numeric", "currency text")
	StagedHistory = staged("line int", "client text", "supplier text", "sku text", "on_day date", "quantity numeric",
		"amount bigint", "vat_rate numeric", "order_ref text", "line_ref text")
)

func staged(columns ...string) Staged {
	s := Staged{ddl: `CREATE TEMP TABLE staged (` + strings.Join(columns, ", ") + `) ON COMMIT DROP`}
	for _, c := range columns {
		name, _, _ := strings.Cut(c, " ")
		s.columns = append(s.columns, name)
	}
	return s
}

// Width is how many values a staged row has.
func (s Staged) Width() int { return len(s.columns) }

// Stage streams the rows of a file into the staging table.
func Stage(tx *Tx, s Staged, next func() ([]any, error)) (int64, error) {
	if tx.scope.kind != ofEverything || tx.ptx == nil {
		return 0, errUnscoped
	}
	if _, err := tx.q.Exec(tx.ctx, s.ddl); err != nil {
		return 0, err
	}
	n, err := copyRows(tx, "staged", s.columns, next)
	if err != nil {
		return n, err
	}
	_, err = tx.q.Exec(tx.ctx, `ANALYZE staged`)
	return n, err
}

// Changed counts what an import did.
type Changed struct{ Added, Updated, Same int64 }

// faults reads what a query says is wrong with staged rows.
func faults(tx *Tx, sql string, args ...any) ([]ImportFault, error) {
	return rows(tx, sql, args, func(r pgx.Rows, f *ImportFault) error { return r.Scan(&f.Line, &f.Column, &f.Value, &f.Code) })
}

// DropRepeats removes rows whose key stands on an earlier line already, and says which.
func DropRepeats(tx *Tx, column string, key ...string) ([]ImportFault, error) {
	same := make([]string, len(key))
	for i, k := range key {
		same[i] = "a." + k + " = b." + k
	}
	return faults(tx, `DELETE FROM staged a USING (SELECT min(line) AS line, `+strings.Join(key, ", ")+` FROM staged GROUP BY `+
		strings.Join(key, ", ")+` HAVING count(*) > 1) b WHERE `+strings.Join(same, " AND ")+` AND a.line > b.line
		RETURNING a.line, '`+column+`', a.`+column+`, 'duplicate'`)
}

// MergeCompanies turns the staged rows into companies of a kind: new ones are added, known ones take what is not blank.
func MergeCompanies(tx *Tx, kind string) (c Changed, err error) {
	return merged(tx, `INSERT INTO organisations AS o (id, kind, code, name, name_en, legal_name, tax_id, tax_code, address, city,
			email, phone, trade, locale, time_zone, currency, created_at)
		SELECT id, $1, code, name, coalesce(name_en, ''), coalesce(legal_name, ''), coalesce(tax_id, ''), coalesce(tax_code, ''),
			coalesce(address, ''), coalesce(city, ''), coalesce(email, ''), coalesce(phone, ''), coalesce(trade, ''),
			coalesce(locale, 'ru'), coalesce(time_zone, 'Europe/Moscow'), coalesce(currency, 'RUB'), $2
		FROM staged ORDER BY line
		ON CONFLICT (kind, code) DO UPDATE SET name = EXCLUDED.name,
			name_en = coalesce(nullif(EXCLUDED.name_en, ''), o.name_en), legal_name = coalesce(nullif(EXCLUDED.legal_name, ''), o.legal_name),
			tax_id = coalesce(nullif(EXCLUDED.tax_id, ''), o.tax_id), tax_code = coalesce(nullif(EXCLUDED.tax_code, ''), o.tax_code),
			address = coalesce(nullif(EXCLUDED.address, ''), o.address), city = coalesce(nullif(EXCLUDED.city, ''), o.city),
			email = coalesce(nullif(EXCLUDED.email, ''), o.email), phone = coalesce(nullif(EXCLUDED.phone, ''), o.phone),
			trade = coalesce(nullif(EXCLUDED.trade, ''), o.trade), version = o.version + 1
		WHERE (o.name, o.name_en, o.legal_name, o.tax_id, o.tax_code, o.address, o.city, o.email, o.phone, o.trade) IS DISTINCT FROM
			(EXCLUDED.name, coalesce(nullif(EXCLUDED.name_en, ''), o.name_en), coalesce(nullif(EXCLUDED.legal_name, ''), o.legal_name),
			coalesce(nullif(EXCLUDED.tax_id, ''), o.tax_id), coalesce(nullif(EXCLUDED.tax_code, ''), o.tax_code),
			coalesce(nullif(EXCLUDED.address, ''), o.address), coalesce(nullif(EXCLUDED.city, ''), o.city),
			coalesce(nullif(EXCLUDED.email, ''), o.email), coalesce(nullif(EXCLUDED.phone, ''), o.phone),
			coalesce(nullif(EXCLUDED.trade, ''), o.trade))
		RETURNING (xmax = 0)`, kind, tx.Now)
}

// merged counts what a merge of the staged rows did; its query returns, for every row written, whether it is new.
func merged(tx *Tx, sql string, args ...any) (c Changed, err error) {
	var all int64
	if err := tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM staged`).Scan(&all); err != nil {
		return c, err
	}
	r, err := tx.q.Query(tx.ctx, sql, args...)
	if err != nil {
		return c, err
	}
	defer r.Close()
	for r.Next() {
		var fresh bool
		if err := r.Scan(&fresh); err != nil {
			return c, err
		}
		if fresh {
			c.Added++
		} else {
			c.Updated++
		}
	}
	c.Same = all - c.Added - c.Updated
	return c, r.Err()
}
