package models

import "github.com/jackc/pgx/v5"

// Sights tell what each supplier with an agreement in force shows to the client: the same text is the same goods.
func Sights(tx *Tx, s Assortment) (map[OrganisationID]string, error) {
	type sight struct {
		supplier OrganisationID
		rules    string
	}
	f := &filter{}
	t := &together{tx: tx}
	var found []sight
	readAlso(t, &found, ByBoth, "a", `SELECT a.supplier_id, coalesce(a.rules::text, '') FROM `+sighted+` WHERE {scope} AND `+s.inForce(f), f.args,
		func(r pgx.Rows, s *sight) error { return r.Scan(&s.supplier, &s.rules) })
	err := t.read()
	all := make(map[OrganisationID]string, len(found))
	for _, s := range found {
		all[s.supplier] = s.rules
	}
	return all, err
}
