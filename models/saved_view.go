package models

import "time"

// SavedViewID names a saved view.
type SavedViewID = ID[SavedView]

// SavedView is how a supplier's person likes to look at a list: its filters by a name of their own.
type SavedView struct {
	ID         SavedViewID `gorm:"primaryKey"`
	SupplierID OrganisationID
	UserID     UserID
	Page       string
	Name       string
	Query      string // the address behind the question mark
	CreatedAt  time.Time
}

func (SavedView) Owner() Ownership { return SupplierOwn }
