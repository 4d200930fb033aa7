package models

import "time"

// ProductID names a product.
type ProductID = ID[Stock]

// Stock is how much of a product the supplier has. A product without such a row is made or brought to order: nothing of it is
// reserved and it does not run out.
type Stock struct {
	ProductID  ProductID `gorm:"primaryKey"`
	SupplierID OrganisationID
	OnHand     Quantity
	Reserved   Quantity // held for orders that are not yet sent; never more than is there
	RestockOn  *Date
	UpdatedAt  time.Time // when the supplier's own figure came
}

func (Stock) Owner() Ownership { return BySupplier }

// TableName is what it is called in the database.
func (Stock) TableName() string { return "stock" }
