package models

import (
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Offering is a product as its own supplier sees it.
type Offering struct {
	Product
	Category  string
	Icon      string
	OnHand    *Quantity // nil: brought or made to order
	Reserved  *Quantity
	RestockOn *Date
	ListPrice *UnitPrice // at the minimum
	Currency  Currency   // of the list price
	Lacks     []Lack
	Picture   *FileID
}

// OfferingFilter narrows a supplier's own products.
type OfferingFilter struct {
	IDs        []ProductID // these and no other
	Words      string      // part of a name, SKU or GTIN
	Status     ProductStatus
	Categories []CategoryID // with everything that hangs under them
	Brands     []string
	Lacks      []Lack
}

// OfferingStretch is a part of a list of products by SKU, one more than the limit where there is more.
type OfferingStretch struct {
	After  *string // the SKU before
	Limit  int
	Locale string
}

// Lack is something that a product is poorer without.
type Lack string

const (
	LacksPicture     Lack = "picture"
	LacksPrice       Lack = "price"
	LacksDescription Lack = "description"
	LacksEnglish     Lack = "english" // no name in English, or the Russian one for it
	LacksBrand       Lack = "brand"
	LacksGTIN        Lack = "gtin"
	LacksMuch        Lack = "much" // half of the others or more
)

// noPrice is of products p that nobody could buy.
const noPrice = `NOT EXISTS (SELECT FROM prices y WHERE y.product_id = p.id)`

// lacks say of products p what is missing, in the order in which it is worth mending.
var lacks = []struct {
	Lack
	sql string
}{
	{LacksPrice, noPrice},
	{LacksPicture, `NOT EXISTS (SELECT FROM product_images y WHERE y.product_id = p.id)`},
	{LacksDescription, `p.description_ru = '' AND p.description_en = ''`},
	{LacksEnglish, `p.name_en IN ('', p.name_ru)`},
	{LacksBrand, `p.brand = ''`},
	{LacksGTIN, `p.gtin = ''`},
}

// lacking are the codes of all that products p lack.
func lacking() string {
	var b strings.Builder
	for _, l := range lacks {
		fmt.Fprintf(&b, `, CASE WHEN %s THEN '%s' END`, l.sql, l.Lack)
	}
	return `array_remove(ARRAY[` + b.String()[2:] + `], NULL)`
}

// narrow puts the conditions on products p into a filter.
func (f OfferingFilter) narrow(where *filter) {
	if f.IDs != nil {
		where.and(`p.id = ANY (?)`, f.IDs)
	}
	if f.Status != "" {
		where.and(`p.status = ?`, f.Status)
	}
	if f.Words != "" {
		like := containing(f.Words)
		where.and(`(p.name_ru ILIKE ? OR p.name_en ILIKE ? OR (p.sku || ' ' || p.gtin) ILIKE ?)`, like, like, like)
	}
	if len(f.Categories) > 0 {
		where.and(`p.category_id IN (WITH RECURSIVE tree AS (SELECT id FROM categories WHERE id = ANY (?)
			UNION SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id) SELECT id FROM tree)`, f.Categories)
	}
	if len(f.Brands) > 0 {
		where.and(`p.brand = ANY (?)`, f.Brands)
	}
	for _, wanted := range f.Lacks {
		if wanted == LacksMuch {
			where.and(`cardinality(` + lacking() + `) >= 3`)
		}
		for _, l := range lacks {
			if l.Lack == wanted {
				where.and(`(` + l.sql + `)`)
			}
		}
	}
}

// Offerings are the supplier's own products by SKU, and how many there are in all where it is the list's beginning.
func Offerings(tx *Tx, f OfferingFilter, part OfferingStretch) ([]Offering, int, error) {
	where, err := tx.filtered(BySupplier, "p")
	if err != nil {
		return nil, 0, err
	}
	f.narrow(where)
	var total int
	if part.After == nil {
		if err := tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM products p WHERE `+where.String(), where.args...).Scan(&total); err != nil {
			return nil, 0, err
		}
	} else {
		where.and(`p.sku > ?`, *part.After)
	}
	found, err := rows(tx, offerings(part.Locale)+` WHERE `+where.String()+` ORDER BY p.sku, p.id LIMIT `+where.param(part.Limit+1), where.args, scanOffering)
	return found, total, err
}

// OfferingOf is one of the supplier's own products, NotFound when it is another's.
func OfferingOf(tx *Tx, id ProductID, locale string) (*Offering, error) {
	found, _, err := Offerings(tx, OfferingFilter{IDs: []ProductID{id}}, OfferingStretch{After: new(string), Limit: 1, Locale: locale})
	if err == nil && len(found) == 0 {
		err = errNotFound
	}
	if err != nil {
		return nil, err
	}
	return &found[0], nil
}

// offerings reads products p with the list price in the supplier's own currency.
func offerings(locale string) string {
	category := `c.name_ru`
	if locale == "en" {
		category = `c.name_en`
	}
	return `SELECT p.id, p.supplier_id, p.sku, p.gtin, p.name_ru, p.name_en, p.description_ru, p.description_en, p.brand, p.category_id,
			p.unit, p.pack_size, p.minimum, p.multiple, p.vat_rate, p.status, p.substitute_id, p.external_id, p.lead_days, p.season_from,
			p.season_to, p.attributes, p.version, p.created_at, p.updated_at,
			` + category + `, c.icon, s.on_hand, s.reserved, s.restock_on, o.currency,
			(SELECT x.unit_price FROM price_lists l JOIN prices x ON x.price_list_id = l.id AND x.product_id = p.id
				WHERE l.supplier_id = p.supplier_id AND l.kind = 'list' AND l.currency = o.currency AND x.from_quantity <= p.minimum
				ORDER BY x.from_quantity DESC LIMIT 1),
			` + lacking() + `, (` + firstPicture + `)
		FROM products p JOIN categories c ON c.id = p.category_id JOIN organisations o ON o.id = p.supplier_id
			LEFT JOIN stock s ON s.product_id = p.id`
}

// firstPicture is the picture that products p are shown by in their supplier's list, clientPicture the one that clients see: they
// get pictures in the smaller sizes only, without what cameras write into them.
const firstPicture = `SELECT i.file_id FROM product_images i WHERE i.product_id = p.id ORDER BY i.position, i.file_id LIMIT 1`

const clientPicture = `SELECT i.file_id FROM product_images i JOIN files y ON y.id = i.file_id WHERE i.product_id = p.id AND y.small_id IS NOT NULL
	ORDER BY i.position, i.file_id LIMIT 1`

func scanOffering(r pgx.Rows, o *Offering) error {
	return r.Scan(&o.ID, &o.SupplierID, &o.SKU, &o.GTIN, &o.NameRu, &o.NameEn, &o.DescriptionRu, &o.DescriptionEn, &o.Brand,
		&o.CategoryID, &o.Unit, &o.PackSize, &o.Minimum, &o.Multiple, &o.VATRate, &o.Status, &o.SubstituteID, &o.ExternalID, &o.LeadDays,
		&o.SeasonFrom, &o.SeasonTo, &o.Attributes, &o.Version, &o.CreatedAt, &o.UpdatedAt,
		&o.Category, &o.Icon, &o.OnHand, &o.Reserved, &o.RestockOn, &o.Currency, &o.ListPrice, &o.Lacks, &o.Picture)
}

// ListTiers are one price list's tiers for a product, with how many agreements ask it today.
type ListTiers struct {
	List    PriceList
	Clients int
	Tiers   []Price
}

// TiersOf are all that a supplier asks for one of its own products, the list prices first.
func TiersOf(tx *Tx, product ProductID) ([]ListTiers, error) {
	f, err := tx.filtered(BySupplier, "x")
	if err != nil {
		return nil, err
	}
	f.and(`x.product_id = ?`, product)
	type row struct {
		list    PriceList
		clients int
		price   Price
	}
	found, err := rows(tx, `SELECT l.id, l.supplier_id, l.name, l.kind, l.currency, l.valid_from, l.valid_to,
			(SELECT count(*) FROM agreement_price_lists y JOIN agreements a ON a.id = y.agreement_id
				WHERE y.price_list_id = l.id AND a.status = 'active'), x.from_quantity, x.unit_price
		FROM prices x JOIN price_lists l ON l.id = x.price_list_id
		WHERE `+f.String()+` ORDER BY l.kind DESC, l.name, l.id, x.from_quantity`, f.args, func(r pgx.Rows, w *row) error {
		return r.Scan(&w.list.ID, &w.list.SupplierID, &w.list.Name, &w.list.Kind, &w.list.Currency, &w.list.ValidFrom, &w.list.ValidTo,
			&w.clients, &w.price.FromQuantity, &w.price.UnitPrice)
	})
	var lists []ListTiers
	for _, w := range found {
		if n := len(lists); n == 0 || lists[n-1].List.ID != w.list.ID {
			lists = append(lists, ListTiers{List: w.list, Clients: w.clients})
		}
		last := &lists[len(lists)-1]
		last.Tiers = append(last.Tiers, w.price)
	}
	return lists, err
}

// OfferingCount is how many of a supplier's products are of one status, category and brand.
type OfferingCount struct {
	Status   ProductStatus
	Category CategoryID
	Brand    string
	Products int
}

// CountOfferings counts the supplier's own products.
func CountOfferings(tx *Tx) ([]OfferingCount, error) {
	where, err := tx.filtered(BySupplier, "p")
	if err != nil {
		return nil, err
	}
	return rows(tx, `SELECT p.status, p.category_id, p.brand, count(*) FROM products p WHERE `+where.String()+` GROUP BY 1, 2, 3`, where.args,
		func(r pgx.Rows, c *OfferingCount) error { return r.Scan(&c.Status, &c.Category, &c.Brand, &c.Products) })
}
