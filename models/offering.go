package models

import "github.com/jackc/pgx/v5"

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
}

// OfferingFilter narrows a supplier's own products.
type OfferingFilter struct {
	Words  string // part of a name, SKU or GTIN
	Status ProductStatus
	After  *string // the SKU before
	Limit  int
	Locale string
}

// Offerings are the supplier's own products by SKU: one more than the limit where there are more.
func Offerings(tx *Tx, f OfferingFilter) ([]Offering, error) {
	where, err := tx.filtered(BySupplier, "p")
	if err != nil {
		return nil, err
	}
	if f.Status != "" {
		where.and(`p.status = ?`, f.Status)
	}
	if f.Words != "" {
		like := containing(f.Words)
		where.and(`(p.name_ru ILIKE ? OR p.name_en ILIKE ? OR (p.sku || ' ' || p.gtin) ILIKE ?)`, like, like, like)
	}
	if f.After != nil {
		where.and(`p.sku > ?`, *f.After)
	}
	return rows(tx, offerings(f.Locale)+` WHERE `+where.String()+` ORDER BY p.sku, p.id LIMIT `+where.param(f.Limit+1), where.args, scanOffering)
}

// OfferingOf is one of the supplier's own products, NotFound when it is another's.
func OfferingOf(tx *Tx, id ProductID, locale string) (*Offering, error) {
	where, err := tx.filtered(BySupplier, "p")
	if err != nil {
		return nil, err
	}
	where.and(`p.id = ?`, id)
	found, err := rows(tx, offerings(locale)+` WHERE `+where.String(), where.args, scanOffering)
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
			p.unit, p.pack_size, p.minimum, p.multiple, p.vat_rate, p.status, p.substitute_id, p.version, p.updated_at,
			` + category + `, c.icon, s.on_hand, s.reserved, s.restock_on, o.currency,
			(SELECT x.unit_price FROM price_lists l JOIN prices x ON x.price_list_id = l.id AND x.product_id = p.id
				WHERE l.supplier_id = p.supplier_id AND l.kind = 'list' AND l.currency = o.currency AND x.from_quantity <= p.minimum
				ORDER BY x.from_quantity DESC LIMIT 1)
		FROM products p JOIN categories c ON c.id = p.category_id JOIN organisations o ON o.id = p.supplier_id
			LEFT JOIN stock s ON s.product_id = p.id`
}

func scanOffering(r pgx.Rows, o *Offering) error {
	return r.Scan(&o.ID, &o.SupplierID, &o.SKU, &o.GTIN, &o.NameRu, &o.NameEn, &o.DescriptionRu, &o.DescriptionEn, &o.Brand,
		&o.CategoryID, &o.Unit, &o.PackSize, &o.Minimum, &o.Multiple, &o.VATRate, &o.Status,
		&o.SubstituteID, &o.Version, &o.UpdatedAt, &o.Category, &o.Icon, &o.OnHand, &o.Reserved, &o.RestockOn, &o.Currency, &o.ListPrice)
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
