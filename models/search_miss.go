package models

import "github.com/jackc/pgx/v5"

// SearchMiss is what clients looked for and did not find, over some days.
type SearchMiss struct {
	Words   string
	Times   int
	Clients []string // their names, a few
	Total   int      // how many clients
	LastOn  Date
}

// NoteMiss notes that a client did not find what it looked for: with all its suppliers whose agreements are in force, or with those
// that are named. Whoever goes on typing is noted once, with the longest of it.
func NoteMiss(tx *Tx, s Assortment, words string, suppliers []OrganisationID) error {
	f, err := tx.filtered(ByBoth, "a")
	if err != nil {
		return err
	}
	f.and(s.inForce(f))
	ofSuppliers(suppliers)(f)
	day, typed := f.param(s.Day)+`::date`, f.param(words)+`::text`
	_, err = tx.q.Exec(tx.ctx, `
		WITH told AS (SELECT a.supplier_id, a.client_id FROM agreements a WHERE `+f.String()+`),
		begun AS (
			DELETE FROM search_misses m USING told t WHERE m.supplier_id = t.supplier_id AND m.client_id = t.client_id AND m.on_day = `+day+`
				AND m.words <> `+typed+` AND starts_with(`+typed+`, m.words))
		INSERT INTO search_misses AS m (supplier_id, client_id, on_day, words)
		SELECT t.supplier_id, t.client_id, `+day+`, `+typed+` FROM told t
		WHERE NOT EXISTS (SELECT FROM search_misses o WHERE o.supplier_id = t.supplier_id AND o.client_id = t.client_id AND o.on_day = `+day+`
			AND o.words <> `+typed+` AND starts_with(o.words, `+typed+`))
		ORDER BY 1
		ON CONFLICT (supplier_id, on_day, words, client_id) DO UPDATE SET times = m.times + 1`, f.args...)
	return err
}

// MissPlace is a place in the list of misses.
type MissPlace struct {
	Times int
	Words string
}

// SearchMisses are what a supplier's clients did not find since a day, the most often missed first, without what a synonym answers
// by now.
func SearchMisses(tx *Tx, since Date, locale string, after *MissPlace, limit int) ([]SearchMiss, error) {
	f, err := tx.filtered(ByBoth, "m")
	if err != nil {
		return nil, err
	}
	f.and(`m.on_day >= ?`, since)
	beyond := ``
	if after != nil {
		times := f.param(after.Times)
		beyond = ` HAVING sum(m.times) < ` + times + ` OR sum(m.times) = ` + times + ` AND m.words > ` + f.param(after.Words)
	}
	return rows(tx, `SELECT m.words, sum(m.times), (array_agg(DISTINCT `+nameIn("o", locale)+`))[1:3], count(DISTINCT m.client_id), max(m.on_day)
		FROM search_misses m JOIN organisations o ON o.id = m.client_id
		WHERE `+f.String()+` AND NOT EXISTS (SELECT FROM readings r WHERE r.supplier_id = m.supplier_id AND r.stems <@ word_stems(m.words))
		GROUP BY m.words`+beyond+` ORDER BY 2 DESC, 1 LIMIT `+f.param(limit), f.args, func(r pgx.Rows, m *SearchMiss) error {
		return r.Scan(&m.Words, &m.Times, &m.Clients, &m.Total, &m.LastOn)
	})
}
