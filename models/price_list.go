package models

import "time"

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
	ID         PriceListID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Name       string
	Kind       PriceKind
	Currency   Currency
	ValidFrom  *Date
	ValidTo    *Date // its last day
	CreatedAt  time.Time
}

func (PriceList) Owner() Ownership { return BySupplier }

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
