package models

import "time"

// ClientGroupID names a group of clients.
type ClientGroupID = ID[ClientGroup]

// ClientGroup is a supplier's own group of clients: they share price lists and visibility rules. Clients are not told of it.
type ClientGroup struct {
	ID         ClientGroupID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Name       string
	Version    int `gorm:"default:1"`
	CreatedAt  time.Time
}

func (ClientGroup) Owner() Ownership { return SupplierOwn }

// ClientGroupMember is a client, by its agreement, in a group.
type ClientGroupMember struct {
	GroupID     ClientGroupID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	AgreementID AgreementID `gorm:"primaryKey"`
}

func (ClientGroupMember) Owner() Ownership { return SupplierOwn }
