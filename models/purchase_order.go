package models

import (
	"crypto/sha256"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// OrderID names a purchase order.
type OrderID = ID[PurchaseOrder]

// OrderStatus is where a purchase order stands.
type OrderStatus string

// The states of a purchase order; portal/ordering says which move to which.
const (
	OrderDraft            OrderStatus = "draft"
	OrderPendingApproval  OrderStatus = "pending_approval"
	OrderRejected         OrderStatus = "rejected" // by an approver
	OrderPlaced           OrderStatus = "placed"
	OrderConfirmed        OrderStatus = "confirmed"
	OrderPartiallyShipped OrderStatus = "partially_shipped"
	OrderShipped          OrderStatus = "shipped"
	OrderDelivered        OrderStatus = "delivered"
	OrderClosed           OrderStatus = "closed"
	OrderCancelled        OrderStatus = "cancelled" // by the buyer
	OrderRefused          OrderStatus = "refused"   // by the supplier
)

// OpenOrders are the states in which something is still owed: ordered, and not delivered yet.
var OpenOrders = []OrderStatus{OrderPendingApproval, OrderPlaced, OrderConfirmed, OrderPartiallyShipped, OrderShipped}

// IsPurchase reports an order that was placed and not taken back: it counts for the rhythm and the usual basket.
func (s OrderStatus) IsPurchase() bool {
	switch s {
	case OrderPlaced, OrderConfirmed, OrderPartiallyShipped, OrderShipped, OrderDelivered, OrderClosed:
		return true
	}
	return false
}

// Where an order came from.
const (
	FromCart    = "cart"
	FromReorder = "reorder"
	FromNudge   = "nudge"
	FromHistory = "history" // imported
	FromAPI     = "api"
)

// PurchaseOrder is one client's order with one supplier, in one currency.
type PurchaseOrder struct {
	ID           OrderID `gorm:"primaryKey"`
	Number       string
	ClientID     OrganisationID
	SupplierID   OrganisationID
	AgreementID  *AgreementID
	LocationID   *LocationID
	Status       OrderStatus
	Currency     Currency
	Net          Amount // the sum of its lines
	Tax          Amount // of each rate on the sum of its lines
	Total        Amount
	LinesCount   int
	ClientNumber string // the client's own PO number
	Note         string
	Source       string
	NudgeID      *NudgeID  // the nudge whose link it came through
	CheckoutID   uuid.UUID // the cart, or an id the page made up: the same one again is the same order
	Content      []byte    // hash of what was asked for; see [ContentHash]
	PlacedBy     *UserID
	PlacedByName string
	PlacedAt     time.Time
	PlacedOn     Date // in the client's own time zone
	WantedOn     *Date
	PromisedOn   *Date
	ConfirmedAt  *time.Time
	ExternalRef  *string // an imported order's own number
	HeldWhy      string  // why it waits for its supplier's release: [HeldByLimit], [HeldByHand]; empty: it does not
	Version      int
}

func (PurchaseOrder) Owner() Ownership { return ByBoth }

// PurchaseOrderLine is one product of an order, with what it was called and what it cost that day.
type PurchaseOrderLine struct {
	ID         ID[PurchaseOrderLine] `gorm:"primaryKey"`
	OrderID    OrderID
	ClientID   OrganisationID
	SupplierID OrganisationID
	Position   int // from 1
	ProductID  ProductID
	SKU        string `gorm:"column:sku"`
	NameRu     string
	NameEn     string
	Unit       string
	Quantity   Quantity
	UnitPrice  UnitPrice // before tax
	VatRate    decimal.Decimal
	Net        Amount
	PriceFrom  string   // where the price came from: list, contract, with the list's name
	Reserved   Quantity // of it held in the supplier's stock: nothing of what is made to order
}

func (PurchaseOrderLine) Owner() Ownership { return ByBoth }

// TaxBase is what the line brings to the order's tax.
func (l PurchaseOrderLine) TaxBase() (decimal.Decimal, Amount) { return l.VatRate, l.Net }

// ContentHash is how what was asked for is compared with what was asked for before.
func ContentHash(parts ...string) []byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum(nil)
}
