package models

import "time"

// CardAccount is a supplier's own account at the card processor.
type CardAccount struct {
	SupplierID OrganisationID `gorm:"primaryKey"`
	Account    string
	Ready      bool // it can be paid
	Submitted  bool
	Missing    []string `gorm:"serializer:json"`
	Disabled   string
	CheckedAt  time.Time
	WalkedTo   *time.Time // up to when its movements were compared with our rows
	CreatedAt  time.Time
}

func (CardAccount) Owner() Ownership { return SupplierOwn }

// CardPaymentID names a payment by card.
type CardPaymentID = ID[CardPayment]

// CardState is how far a payment by card has come.
type CardState string

const (
	CardCreated    CardState = "created"    // meant; the processor may not have heard of it
	CardOpen       CardState = "open"       // the payer is asked
	CardProcessing CardState = "processing" // the payer has agreed, the money has not come yet
	CardPaid       CardState = "paid"
	CardFailed     CardState = "failed"
	CardExpired    CardState = "expired"
	CardCancelled  CardState = "cancelled" // the payer went back, or began anew
)

// Pending reports a payment that may still come.
func (s CardState) Pending() bool { return s == CardCreated || s == CardOpen || s == CardProcessing }

// CardPayment is a payment by card as a client meant it, and what became of it.
type CardPayment struct {
	ID            CardPaymentID `gorm:"primaryKey"`
	ClientID      OrganisationID
	SupplierID    OrganisationID
	Currency      Currency
	Amount        Amount
	Account       string // of the supplier, at that time
	State         CardState
	Page          string
	URL           string `gorm:"column:url"`
	Intent        string
	Charge        string
	Means         string // visa •••• 4242
	Failure       string // why the last try failed, by the processor's code
	Received      Amount
	PaymentID     *PaymentID // the payment it was booked as
	Refunded      Amount
	Withdrawn     Amount // by disputes
	Locale        string
	StartedBy     *UserID
	StartedByName string
	StartedAt     time.Time
	ExpiresAt     time.Time
	PaidAt        *time.Time // by the processor's clock
	SettledAt     *time.Time
	CheckedAt     *time.Time
}

func (CardPayment) Owner() Ownership { return ByBoth }

// CardPart is what of a payment by card is meant for one invoice.
type CardPart struct {
	CardPaymentID CardPaymentID `gorm:"primaryKey"`
	ClientID      OrganisationID
	SupplierID    OrganisationID
	Currency      Currency
	InvoiceID     InvoiceID `gorm:"primaryKey"`
	Position      int
	Amount        Amount
}

func (CardPart) Owner() Ownership { return ByBoth }

// TableName is what it is called in the database.
func (CardPart) TableName() string { return "card_payment_parts" }

// CardRefundID names money that goes back.
type CardRefundID = ID[CardRefund]

// The states of a refund.
const (
	RefundRequested = "requested"
	RefundPending   = "pending"
	RefundSucceeded = "succeeded"
	RefundFailed    = "failed"
)

// CardRefund is money that goes back to the payer at the supplier's word.
type CardRefund struct {
	ID              CardRefundID `gorm:"primaryKey"`
	CardPaymentID   CardPaymentID
	ClientID        OrganisationID
	SupplierID      OrganisationID
	Currency        Currency
	Amount          Amount
	State           string
	Refund          string // the processor's id
	Reason          string
	Failure         string
	Booked          Amount // what of it the ledger says went back
	RequestedByName string // empty: in the processor's own pages
	RequestedAt     time.Time
	SettledAt       *time.Time
}

func (CardRefund) Owner() Ownership { return ByBoth }

// CardDispute is money that the payer's bank asks back.
type CardDispute struct {
	ID            ID[CardDispute] `gorm:"primaryKey"`
	CardPaymentID CardPaymentID
	ClientID      OrganisationID
	SupplierID    OrganisationID
	Currency      Currency
	Dispute       string // the processor's id
	Amount        Amount
	State         string
	Reason        string
	Booked        Amount // what of it the ledger says went back
	Moves         int    // how often its money has moved; it never falls, so an old answer is known
	DueBy         *time.Time
	OpenedAt      time.Time
}

func (CardDispute) Owner() Ownership { return ByBoth }

// CardEvent is something the processor told us.
type CardEvent struct {
	ID         string `gorm:"primaryKey"`
	Kind       string
	Account    string
	Reference  string
	Intent     string
	Page       string
	CreatedAt  time.Time
	ReceivedAt time.Time
	WorkedAt   *time.Time
	Outcome    string
}

func (CardEvent) Owner() Ownership { return SystemOnly }

// CardDifferenceID names a difference.
type CardDifferenceID = ID[CardDifference]

// CardDifference is what the processor and we do not agree on, for people to look at.
type CardDifference struct {
	ID             CardDifferenceID `gorm:"primaryKey"`
	SupplierID     OrganisationID
	Account        string
	Kind           string
	Subject        string // the processor's id of what differs
	CardPaymentID  *CardPaymentID
	Currency       Currency
	Ours           Amount
	Theirs         Amount
	FoundAt        time.Time
	ResolvedAt     *time.Time
	ResolvedByName string
	Note           string
}

func (CardDifference) Owner() Ownership { return SupplierOwn }
