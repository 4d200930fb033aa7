// Package demo invents a world to try the portal in: suppliers with catalogues and price lists, clients with people, agreements and
// two years of orders that end today.
//
// The world is made by rule and by seeded chance. The same day gives the same world, and every day a world that is alive on it:
// someone is late, someone is due, someone has left, and suppliers have orders to answer. All of it is invented; company names,
// numbers and addresses belong to nobody.
package demo

import (
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Password is everybody's in the demo world, and shown to whoever asks. It guards nothing.
const Password = "povtor-demo" //nolint:gosec // printed on the sign-in page of the demo

// worldSeed makes the world that [Fill] loads.
const worldSeed = 1

// Person is somebody to sign in as.
type Person struct {
	Role         identity.Role
	Email        string
	Name         string
	Organisation string
}

// People are one person for each role, the buyer first, and one more who belongs to two companies.
func People() []Person {
	people := make([]Person, 0, len(cast))
	for _, c := range cast {
		people = append(people, Person{c.role, c.email, c.name, c.company})
	}
	return people
}

// World is everything there is on a day, as rows.
type World struct {
	Now   time.Time
	Today models.Date // in Moscow

	Companies   []models.Organisation // the operator, the suppliers, the clients; a chain's payer before its members
	Locations   []models.Location
	Users       []models.User // without passwords
	Memberships []models.Membership
	Consents    []models.Consent
	Agreements  []models.Agreement

	Categories          []models.Category // a trade before its leaves
	Products            []models.Product
	Attributes          []models.Attribute
	Units               []models.ProductUnit
	Companions          []models.ProductCompanion
	Costs               []models.ProductCost
	Stock               []models.Stock
	Looks               []Look
	Warehouses          []models.Warehouse
	Places              []models.WarehouseStock
	Incoming            []models.Incoming
	PriceLists          []models.PriceList
	Prices              []models.Price
	AgreementPriceLists []models.AgreementPriceList

	Orders   []*Order       // in the order they were placed
	Contacts []models.Event // what account managers and buyers noted besides orders
	Series   []NumberSeries
	Cadences []models.Cadence
	Prior    models.CadencePrior
	Holdout  models.Holdout // the first buyer's company gets its reminders: it is the one to be shown
}

// Order is a purchase order with all that came of it.
type Order struct {
	models.PurchaseOrder
	Lines        []models.PurchaseOrderLine
	Events       []models.Event
	Invoice      *models.Invoice // once confirmed
	InvoiceLines []*models.InvoiceLine
	Payments     []models.Payment
}

// NumberSeries is the last number that a supplier's series has come to in a year.
type NumberSeries struct {
	Supplier models.OrganisationID
	Series   string
	Year     int
	Last     int
}

// Build is the world on the evening of a day, in Moscow.
func Build(today models.Date, s uint64) World {
	return At(clock(today, closes, models.ZoneOf("Europe/Moscow")), s)
}

// At is the world at an instant. Nothing in it is later.
func At(now time.Time, s uint64) World { return write(now.UTC().Truncate(time.Second), seed(s)).world }

func write(now time.Time, s seed) *author {
	a := newAuthor(now, s)
	a.invite()
	a.stockUp()
	a.agree()
	a.keepTime()
	a.revise()
	a.trade()
	a.reserve()
	a.furnish()
	a.portray()
	a.tend()
	return a
}
