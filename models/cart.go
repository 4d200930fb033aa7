package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// CartID names a cart. It is the checkout's id too: one purchase order per cart and supplier, however often it is sent.
type CartID = ID[Cart]

// The states of a cart.
const (
	CartOpen   = "open"
	CartPlaced = "placed"
)

// Cart is what a buyer is about to order. A person has one open cart per company.
type Cart struct {
	ID        CartID `gorm:"primaryKey"`
	ClientID  OrganisationID
	UserID    UserID
	Status    string
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

func (Cart) Owner() Ownership { return ByClient }

// CartLine is a product in a cart.
type CartLine struct {
	CartID     CartID `gorm:"primaryKey"`
	ClientID   OrganisationID
	SupplierID OrganisationID
	ProductID  ProductID `gorm:"primaryKey"`
	Quantity   Quantity
	SeenPrice  *UnitPrice // the unit price the buyer last saw
	NudgeID    *NudgeID   // the reminder out of whose basket it was put in
	AddedAt    time.Time
}

func (CartLine) Owner() Ownership { return ByClient }

// OpenCart is the open cart of whoever acts, NotFound when they have none.
func OpenCart(tx *Tx) (*Cart, error) {
	return First[Cart](tx, "client_id = ? AND user_id = ? AND status = ?", tx.Actor.Organisation, tx.Actor.User, CartOpen)
}

// LockOpenCart holds the open cart of whoever acts, so that one change follows another, and makes it when there is none.
func LockOpenCart(tx *Tx) (*Cart, error) {
	for {
		c, err := LockFirst[Cart](tx, "client_id = ? AND user_id = ? AND status = ?", tx.Actor.Organisation, tx.Actor.User, CartOpen)
		if KindOf(err) != NotFound {
			return c, err
		}
		fresh := &Cart{ID: NewID[Cart](), ClientID: tx.Actor.Organisation, UserID: tx.Actor.User, Status: CartOpen, Version: 1,
			CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if made, err := InsertIfNew(tx, fresh); made || err != nil {
			return fresh, err
		}
	}
}

// TouchCart gives a cart its next version.
func TouchCart(tx *Tx, c *Cart) error {
	c.Version++
	c.UpdatedAt = tx.Now
	return Update(tx, c, "version", "updated_at")
}

// InCart is a line of a cart with what is printed on the goods: who put them in may know that much even when they are not
// to be had any more.
type InCart struct {
	CartLine
	SKU      string
	NameRu   string
	NameEn   string
	Icon     string
	Unit     string
	PackSize Quantity
	Minimum  Quantity
	Multiple Quantity
	Supplier string
	Hidden   bool // from the client, since it was put in
}

// LinesInCart are a cart's lines, by supplier's name and in the order in which they were put in.
func LinesInCart(tx *Tx, s Assortment, id CartID) ([]InCart, error) {
	f, err := tx.filtered(ByClient, "l")
	if err != nil {
		return nil, err
	}
	f.and(`l.cart_id = ?`, id)
	name := nameIn("o", s.Locale)
	return rows(tx, `SELECT l.cart_id, l.client_id, l.supplier_id, l.product_id, l.quantity, l.seen_price, l.nudge_id, l.added_at,
			p.sku, p.name_ru, p.name_en, c.icon, p.unit, p.pack_size, p.minimum, p.multiple, `+name+`,
			NOT EXISTS (SELECT FROM `+sighted+` WHERE a.supplier_id = l.supplier_id AND `+s.inForce(f)+` AND `+known+`)
		FROM cart_lines l JOIN products p ON p.id = l.product_id JOIN categories c ON c.id = p.category_id
			JOIN organisations o ON o.id = l.supplier_id
		WHERE `+f.String()+` ORDER BY `+name+`, l.supplier_id, l.added_at, p.name_ru, l.product_id`, f.args, scanInCart)
}

func scanInCart(r pgx.Rows, l *InCart) error {
	return r.Scan(&l.CartID, &l.ClientID, &l.SupplierID, &l.ProductID, &l.Quantity, &l.SeenPrice, &l.NudgeID, &l.AddedAt, &l.SKU, &l.NameRu,
		&l.NameEn, &l.Icon, &l.Unit, &l.PackSize, &l.Minimum, &l.Multiple, &l.Supplier, &l.Hidden)
}

// CountInCart is how many lines a cart has.
func CountInCart(tx *Tx, id CartID) (n int, err error) {
	scope, args, err := tx.where(ByClient, "l", []any{id})
	if err != nil {
		return 0, err
	}
	err = tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM cart_lines l WHERE l.cart_id = $1 AND `+scope, args...).Scan(&n)
	return n, err
}

// PutInCart sets lines of an open cart; what was there of the same products is replaced, but for when it was put in
// and which reminder it came from.
func PutInCart(tx *Tx, id CartID, lines []CartLine) error {
	if tx.readOnly {
		return errReadOnly
	}
	scope, args, err := tx.scope.Where(ByClient, "c", true, []any{id, tx.Now,
		column(lines, func(l CartLine) OrganisationID { return l.SupplierID }),
		column(lines, func(l CartLine) ProductID { return l.ProductID }),
		column(lines, func(l CartLine) string { return l.Quantity.String() }),
		column(lines, func(l CartLine) *string { return decimalText(l.SeenPrice) }),
		column(lines, func(l CartLine) *NudgeID { return l.NudgeID })})
	if err != nil {
		return err
	}
	_, err = tx.q.Exec(tx.ctx, `INSERT INTO cart_lines (cart_id, client_id, supplier_id, product_id, quantity, seen_price, nudge_id, added_at)
		SELECT c.id, c.client_id, l.supplier_id, l.product_id, l.quantity::numeric, l.seen_price::numeric, l.nudge_id, $2
		FROM carts c, unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[]) AS l (supplier_id, product_id, quantity, seen_price, nudge_id)
		WHERE c.id = $1 AND c.status = 'open' AND `+scope+`
		ON CONFLICT (cart_id, product_id) DO UPDATE SET quantity = EXCLUDED.quantity, seen_price = EXCLUDED.seen_price,
			nudge_id = coalesce(EXCLUDED.nudge_id, cart_lines.nudge_id)`, args...)
	return err
}

func decimalText(d *UnitPrice) *string {
	if d == nil {
		return nil
	}
	s := d.String()
	return &s
}

// SplitCart closes a cart and moves the lines of other suppliers than these to a fresh open one of the same person.
func SplitCart(tx *Tx, c *Cart, taken []OrganisationID) error {
	c.Status = CartPlaced
	c.UpdatedAt = tx.Now
	if err := Update(tx, c, "status", "updated_at"); err != nil {
		return err
	}
	left, err := Exists[CartLine](tx, "cart_id = ? AND supplier_id NOT IN ?", c.ID, taken)
	if err != nil || !left {
		return err
	}
	fresh := &Cart{ID: NewID[Cart](), ClientID: c.ClientID, UserID: c.UserID, Status: CartOpen, Version: c.Version + 1,
		CreatedAt: tx.Now, UpdatedAt: tx.Now}
	if err := Insert(tx, fresh); err != nil {
		return err
	}
	_, err = UpdateWhere[CartLine](tx, map[string]any{"cart_id": fresh.ID}, "cart_id = ? AND supplier_id NOT IN ?", c.ID, taken)
	return err
}
