package models

import (
	"time"

	"github.com/shopspring/decimal"
)

// PriceListID names a price list.
type PriceListID = ID[PriceList]

// PriceKind says for whom a price list is.
type PriceKind string

const (
	ListPrice     PriceKind = "list"     // for everybody, where nothing better was agreed
	ContractPrice PriceKind = "contract" // for the agreements it is attached to
)

// PriceList is a supplier's prices in one currency, for some days or for good.
type PriceList struct {
	ID          PriceListID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	Name        string
	Kind        PriceKind
	Currency    Currency
	ValidFrom   *Date
	ValidTo     *Date        // its last day
	Gross       bool         // its prices include VAT
	Priority    int          // among the lists of a client's groups the highest is asked first
	AgreementID *AgreementID // made on the fly for one agreement
	Version     int          `gorm:"default:1"`
	CreatedAt   time.Time

	Asked Asked `gorm:"-"` // where a client's terms name the list
}

func (PriceList) Owner() Ownership { return BySupplier }

// Asked is how a client comes to a price list.
type Asked struct {
	Via       Via
	Group     string // the supplier's own name for it: no client is told
	Discounts bool   // it has discounts by category
	Due       bool   // of its scheduled prices some have begun
}

// Via is by what a client asks a price list.
type Via string

const (
	ByAgreement Via = "agreement" // it is attached to the client's own agreement
	ByGroup     Via = "group"     // it is attached to a group the client is in
	ByDefault   Via = "default"   // it is the supplier's list price
)

// Price is what a list asks for a product from a quantity on: one tier.
type Price struct {
	PriceListID  PriceListID `gorm:"primaryKey"`
	SupplierID   OrganisationID
	ProductID    ProductID `gorm:"primaryKey"`
	FromQuantity Quantity  `gorm:"primaryKey"`
	UnitPrice    UnitPrice
}

func (Price) Owner() Ownership { return BySupplier }

// AgreementPriceList attaches a contract price list to an agreement; they are asked in the order of their positions.
type AgreementPriceList struct {
	AgreementID AgreementID `gorm:"primaryKey"`
	ClientID    OrganisationID
	SupplierID  OrganisationID
	PriceListID PriceListID
	Position    int `gorm:"primaryKey"`
}

func (AgreementPriceList) Owner() Ownership { return ByBoth }

// GroupPriceList attaches a contract price list to a group of clients.
type GroupPriceList struct {
	GroupID     ClientGroupID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	PriceListID PriceListID `gorm:"primaryKey"`
}

func (GroupPriceList) Owner() Ownership { return SupplierOwn }

// PriceDiscount is what a contract price list takes off the list price of a category and all under it.
type PriceDiscount struct {
	PriceListID PriceListID
	SupplierID  OrganisationID
	CategoryID  *CategoryID // nil: everything
	Percent     decimal.Decimal
}

func (PriceDiscount) Owner() Ownership { return SupplierOwn }

// ScheduledPrice is one of the tiers that a list will ask for a product from a day on. Those of one day replace all before.
type ScheduledPrice struct {
	PriceListID  PriceListID `gorm:"primaryKey"`
	SupplierID   OrganisationID
	ProductID    ProductID `gorm:"primaryKey"`
	StartsOn     Date      `gorm:"primaryKey"`
	FromQuantity Quantity  `gorm:"primaryKey"`
	UnitPrice    UnitPrice
	CreatedAt    time.Time
	UserID       *UserID
}

func (ScheduledPrice) Owner() Ownership { return SupplierOwn }
