package models

import (
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/shopspring/decimal"
)

// Goods are a product as a client meets it: what it is, how it is sold and how much of it is there.
type Goods struct {
	ID           ProductID
	SupplierID   OrganisationID
	SKU          string
	GTIN         string
	NameRu       string
	NameEn       string
	Brand        string
	CategoryID   CategoryID
	Category     string
	Icon         string
	Unit         string
	PackSize     Quantity
	Minimum      Quantity
	Multiple     Quantity
	VATRate      decimal.Decimal // per cent
	Status       ProductStatus
	SubstituteID *ProductID
	Stock        *FreeStock // nil: brought or made to order, it does not run out
	InCart       Quantity   // in the reader's own open cart
	PartNumber   string     // the client's own
	Picture      *FileID    // what they are shown by; nil: by the icon of their category
}

// FreeStock is what nobody has ordered yet.
type FreeStock struct {
	Free      Quantity
	RestockOn *Date
}

// In is the name in a language.
func (g Goods) In(locale string) string { return NameIn(locale, g.NameRu, g.NameEn) }

// goodsColumns are read from p (products), c (categories), s (stock), w (the reader's cart line) and n (the client's part number).
func goodsColumns(locale string) string {
	category := "c.name_ru"
	if locale == "en" {
		category = "c.name_en"
	}
	return `p.id, p.supplier_id, p.sku, p.gtin, p.name_ru, p.name_en, p.brand, p.category_id, ` + category + `, c.icon, p.unit,
		p.pack_size, p.minimum, p.multiple, p.vat_rate, p.status, p.substitute_id, s.product_id IS NOT NULL,
		greatest(coalesce(s.on_hand - s.reserved, 0), 0), s.restock_on, coalesce(w.quantity, 0),
		coalesce(n.code, ''), (` + clientPicture + `)`
}

// goodsJoins put beside products p what else goodsColumns read.
func (s Assortment) goodsJoins(tx *Tx, f *filter) string {
	return ` JOIN categories c ON c.id = p.category_id LEFT JOIN stock s ON s.product_id = p.id
		LEFT JOIN part_numbers n ON n.client_id = ` + f.param(s.Client) + ` AND n.product_id = p.id
		LEFT JOIN cart_lines w ON w.product_id = p.id AND w.cart_id = (SELECT o.id FROM carts o
			WHERE o.client_id = ` + f.param(s.Client) + ` AND o.user_id = ` + f.param(tx.Actor.User) + ` AND o.status = 'open')`
}

func scanGoods(r pgx.Rows, g *Goods, more ...any) error {
	var substitute pgtype.UUID
	var restock pgtype.Date
	var counted bool
	var free Quantity
	var room [30]any // more than are read here, so that appending takes no memory
	to := append(room[:0], &g.ID, &g.SupplierID, &g.SKU, &g.GTIN, &g.NameRu, &g.NameEn, &g.Brand, &g.CategoryID, &g.Category,
		&g.Icon, &g.Unit, &g.PackSize, &g.Minimum, &g.Multiple, &g.VATRate, &g.Status, &substitute, &counted, &free, &restock, &g.InCart, &g.PartNumber, &g.Picture)
	err := r.Scan(append(to, more...)...)
	if substitute.Valid {
		g.SubstituteID = &ProductID{substitute.Bytes}
	}
	if !counted {
		return err
	}
	g.Stock = &FreeStock{Free: free}
	if restock.Valid {
		day := DateOf(restock.Time, time.UTC)
		g.Stock.RestockOn = &day
	}
	return err
}

// Offered are those of these products that the client may read, and the agreements in force with their suppliers. A product
// that is hidden from the client is not among them.
func Offered(tx *Tx, s Assortment, ids []ProductID) ([]Goods, []Terms, error) {
	t := &together{tx: tx}
	var goods []Goods
	var terms []termsRow
	f := &filter{}
	joins := s.goodsJoins(tx, f)
	f.and(s.inForce(f))
	f.and(`p.id = ANY (?)`, ids)
	readAlso(t, &goods, ByBoth, "a", `SELECT `+goodsColumns(s.Locale)+` FROM products p
		JOIN `+sighted+` ON a.supplier_id = p.supplier_id`+joins+` WHERE {scope} AND `+known+` AND `+f.String(), f.args, func(r pgx.Rows, g *Goods) error { return scanGoods(r, g) })
	s.readTerms(t, &terms, sellersOf(ids))
	err := t.read()
	return goods, gatherTerms(terms), err
}
