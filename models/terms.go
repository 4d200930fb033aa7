package models

import (
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// Assortment is what one client may buy on a day, with names in a language. Lists, links, search, cart, reorder and orders
// all see goods through it and through nothing else.
type Assortment struct {
	Client OrganisationID
	Day    Date
	Locale string
}

// inForce is where it is decided whose goods a client sees: those of the suppliers with which it has an agreement that is
// active and valid on the day. It is for agreements under the alias a.
func (s Assortment) inForce(f *filter) string {
	day := f.param(s.Day) + `::date`
	return `a.client_id = ` + f.param(s.Client) + ` AND a.status = 'active' AND a.valid_from <= ` + day +
		` AND (a.valid_to IS NULL OR a.valid_to >= ` + day + `)`
}

// Of a supplier's products p a client finds those on sale, and may read those it knows: it may have bought them before. Both are
// for a [sighted] agreement a: what its supplier's visibility rules hide is not there.
const (
	onSale = `p.status = 'active' AND ` + visible
	known  = `p.status IN ('active', 'discontinued') AND ` + visible
)

// Terms are an agreement in force, with all of it that decides a price.
type Terms struct {
	Agreement    AgreementID
	Number       string
	Supplier     OrganisationID
	SupplierName string
	Trade        string
	City         string
	Currency     Currency
	MinimumOrder Amount // before tax
	NetDays      int
	LeadDays     int
	DeliveryNote string
	PriceLists   []PriceList // in the order they are asked: the agreement's, those of the client's groups, the supplier's list price
}

// TermsOf are the client's agreements in force, by the suppliers' names.
func TermsOf(tx *Tx, s Assortment) ([]Terms, error) {
	t := &together{tx: tx}
	var found []termsRow
	s.readTerms(t, &found, ofSuppliers(nil))
	err := t.read()
	return gatherTerms(found), err
}

// termsRow is an agreement and one of its price lists.
type termsRow struct {
	terms Terms
	list  *PriceList
}

// whose says with which suppliers agreements are wanted.
type whose func(f *filter)

// ofSuppliers wants those with these suppliers, none named: with all.
func ofSuppliers(suppliers []OrganisationID) whose {
	return func(f *filter) {
		if len(suppliers) > 0 {
			f.and(`a.supplier_id = ANY (?)`, suppliers)
		}
	}
}

// sellersOf wants those with whoever sells these products.
func sellersOf(products []ProductID) whose {
	return func(f *filter) {
		f.and(`a.supplier_id IN (SELECT p.supplier_id FROM products p WHERE p.id = ANY (?))`, products)
	}
}

// askedLists are the price lists of an agreement a in the order of turn, place, name and id: its own by their positions, those of
// its client's groups by their priorities, and the supplier's list price.
const askedLists = `
	SELECT l.*, 'agreement' AS via, '' AS group_name, 1 AS turn, x.position AS place
	FROM agreement_price_lists x JOIN price_lists l ON l.id = x.price_list_id WHERE x.agreement_id = a.id
	UNION ALL
	SELECT l.*, 'group', g.name, 2, -l.priority
	FROM client_group_members m JOIN client_groups g ON g.id = m.group_id JOIN group_price_lists y ON y.group_id = m.group_id
		JOIN price_lists l ON l.id = y.price_list_id WHERE m.agreement_id = a.id
	UNION ALL
	SELECT l.*, 'default', '', 3, 0 FROM price_lists l WHERE l.supplier_id = a.supplier_id AND l.kind = 'list' AND l.currency = a.currency`

// readTerms adds the query for the agreements in force.
func (s Assortment) readTerms(t *together, out *[]termsRow, narrow whose) {
	f := &filter{}
	f.and(s.inForce(f))
	narrow(f)
	name := nameIn("o", s.Locale)
	readAlso(t, out, ByBoth, "a", `
		SELECT a.id, a.number, a.supplier_id, `+name+`, `+columnIn("o", `trade`, s.Locale)+`, `+columnIn("o", `city`, s.Locale)+`, a.currency, a.minimum_order, a.net_days, a.lead_days,
			a.delivery_note, l.id, l.name, l.kind, l.currency, l.valid_from, l.valid_to, l.gross, l.via, l.group_name,
			l.kind = 'contract' AND EXISTS (SELECT FROM price_discounts d WHERE d.price_list_id = l.id),
			EXISTS (SELECT FROM scheduled_prices x WHERE x.price_list_id = l.id AND x.starts_on <= `+f.param(s.Day)+`::date)
		FROM agreements a JOIN organisations o ON o.id = a.supplier_id LEFT JOIN LATERAL (`+askedLists+`) l ON true
		WHERE {scope} AND `+f.String()+` ORDER BY `+name+`, a.id, l.turn, l.place, l.name, l.id`, f.args, scanTerms)
}

func scanTerms(r pgx.Rows, row *termsRow) error {
	var (
		t        = &row.terms
		list     PriceList
		id       pgtype.UUID
		name     *string
		kind     *PriceKind
		currency *Currency
		gross    *bool
		via      *Via
		group    *string
		discount *bool
		due      *bool
	)
	err := r.Scan(&t.Agreement, &t.Number, &t.Supplier, &t.SupplierName, &t.Trade, &t.City, &t.Currency, &t.MinimumOrder,
		&t.NetDays, &t.LeadDays, &t.DeliveryNote, &id, &name, &kind, &currency, &list.ValidFrom, &list.ValidTo,
		&gross, &via, &group, &discount, &due)
	if err == nil && id.Valid {
		list.ID.UUID = id.Bytes
		list.SupplierID, list.Name, list.Kind, list.Currency = t.Supplier, *name, *kind, *currency
		list.Gross, list.Asked = *gross, Asked{*via, *group, *discount, *due}
		row.list = &list
	}
	return err
}

// gatherTerms puts the price lists of an agreement together; one that it comes to in several ways is asked once, the first time.
func gatherTerms(rows []termsRow) []Terms {
	var all []Terms
	for _, r := range rows {
		if n := len(all); n == 0 || all[n-1].Agreement != r.terms.Agreement {
			all = append(all, r.terms)
		}
		if r.list != nil {
			last := &all[len(all)-1]
			if slices.ContainsFunc(last.PriceLists, func(l PriceList) bool { return l.ID == r.list.ID }) {
				continue
			}
			last.PriceLists = append(last.PriceLists, *r.list)
		}
	}
	return all
}
