package models

import (
	"time"
)

// OrganisationID names a company of any kind.
type OrganisationID = ID[Organisation]

// The kinds of company.
const (
	OperatorKind = "operator"
	SupplierKind = "supplier"
	ClientKind   = "client"
)

// Organisation is a company: the operator, a supplier or a client.
type Organisation struct {
	ID        OrganisationID `gorm:"primaryKey"`
	Kind      string
	Code      string // the operator's or an import's own code, unique within the kind
	Name      string
	NameEn    string
	LegalName string
	TaxID     string // ИНН or VAT number
	TaxCode   string // КПП
	Address   string
	City      string
	CityEn    string
	Email     string
	Phone     string
	Trade     string // supplier: what it sells; client: chain, wholesale, horeca, factory, one_off
	TradeEn   string
	Bank      Bank `gorm:"serializer:json"`
	Locale    string
	TimeZone  string
	Currency  Currency
	ParentID  *OrganisationID // a chain's payer
	NudgeRule string          // supplier: cadence, calendar or off

	Country      string // ISO 3166-1; what electronic invoices want to know
	PostalCode   string
	VATID        string `gorm:"column:vat_id"` // with its country's prefix
	Registration string // in the register of companies
	Endpoint     string // scheme and number: 0088:7300010000001

	Version   int
	CreatedAt time.Time
}

// Bank is where a supplier is paid.
type Bank struct {
	Name          string `json:"name,omitempty"`
	BIC           string `json:"bic,omitempty"`
	Account       string `json:"account,omitempty"`
	Correspondent string `json:"correspondent,omitempty"`
}

// Owner: oneself, and whoever one trades with.
func (Organisation) Owner() Ownership { return ByParty }

// In is the company's name in a language.
func (o Organisation) In(locale string) string { return NameIn(locale, o.Name, o.NameEn) }

// CityIn is where the company is, in a language.
func (o Organisation) CityIn(locale string) string { return NameIn(locale, o.City, o.CityEn) }

// NameIn picks the name for a language; the English one only where there is one.
func NameIn(locale, ru, en string) string {
	if locale == "en" && en != "" {
		return en
	}
	return ru
}

// Electronic is what electronic invoices want to know of the company.
func (o Organisation) Electronic() Electronic {
	return Electronic{Country: o.Country, City: o.City, PostalCode: o.PostalCode, VATID: o.VATID, Registration: o.Registration, Endpoint: o.Endpoint}
}

// Zone is the company's own time zone, Moscow's when it cannot be found.
func (o Organisation) Zone() *time.Location { return ZoneOf(o.TimeZone) }

var moscow = time.FixedZone("Europe/Moscow", 3*60*60)

// ZoneOf finds a zone by its name, Moscow's when there is none of that name.
func ZoneOf(name string) *time.Location {
	if z, err := time.LoadLocation(name); err == nil {
		return z
	}
	return moscow
}

// LocationID names a client's outlet or address.
type LocationID = ID[Location]

// Location is where a client takes deliveries.
type Location struct {
	ID        LocationID `gorm:"primaryKey"`
	ClientID  OrganisationID
	Name      string
	Address   string
	City      string
	IsDefault bool
	CreatedAt time.Time
}

func (Location) Owner() Ownership { return ByClient }

// AgreementID names a trading relation.
type AgreementID = ID[Agreement]

// The states of an agreement.
const (
	AgreementRequested = "requested"
	AgreementActive    = "active"
	AgreementOnHold    = "on_hold"
	AgreementEnded     = "ended"
)

// Agreement is the trading relation of one client with one supplier.
type Agreement struct {
	ID               AgreementID `gorm:"primaryKey"`
	ClientID         OrganisationID
	SupplierID       OrganisationID
	Number           string
	Status           string
	Currency         Currency
	NetDays          int          // 0: prepayment
	CreditLimit      *Amount      // nil: unlimited, 0: nothing
	PaymentTerms     PaymentTerms `gorm:"serializer:json"` // where they say more than NetDays
	RefusesBeyond    bool         // orders beyond the credit limit; otherwise they wait for a release
	HeldAt           *time.Time   // by hand: every order waits for its release
	HeldByName       string
	HeldWhy          string
	DunningDays      []int  `gorm:"serializer:json"` // from the due day on; nil: the supplier's own rule
	DunningPausedTo  *Date  // by hand: nothing goes out through that day
	MinimumOrder     Amount // before tax
	DeliveryNote     string
	LeadDays         int
	AccountManagerID *UserID
	ValidFrom        Date
	ValidTo          *Date
	VATTreatment     string `gorm:"column:vat_treatment"` // of goods without tax: zero-rated, exempt (E), or the client owes the tax (AE)
	Version          int
	CreatedAt        time.Time
}

func (Agreement) Owner() Ownership { return ByBoth }

// Trades reports whether orders may be placed under it on a day.
func (a Agreement) Trades(on Date) bool {
	return a.Status == AgreementActive && a.ValidFrom <= on && (a.ValidTo == nil || on <= *a.ValidTo)
}
