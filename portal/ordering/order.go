package ordering

import (
	"time"

	"povtor/models"
	"povtor/portal/activity"
	"povtor/portal/identity"
)

// Company is one side of an order, by name.
type Company = activity.Company

// InvoiceMark is an order's invoice as lists show it.
type InvoiceMark struct {
	ID     models.InvoiceID    `json:"id"`
	Number string              `json:"number" example:"2026-00042"`
	State  models.InvoiceState `json:"state" enum:"issued,partially_paid,paid,overdue"`
}

// Summary is an order as lists show it. Money is in major units of its currency.
type Summary struct {
	ID           models.OrderID     `json:"id"`
	Number       string             `json:"number" example:"PO-000123"`
	Client       Company            `json:"client"`
	Supplier     Company            `json:"supplier"`
	Status       models.OrderStatus `json:"status" enum:"draft,pending_approval,rejected,placed,confirmed,partially_shipped,shipped,delivered,closed,cancelled,refused"`
	Currency     models.Currency    `json:"currency"`
	Net          string             `json:"net" doc:"Before tax." example:"49540.98"`
	Tax          string             `json:"tax"`
	Total        string             `json:"total"`
	LinesCount   int                `json:"lines_count"`
	ClientNumber string             `json:"client_number" doc:"The client's own PO number."`
	PlacedAt     time.Time          `json:"placed_at"`
	PlacedByName string             `json:"placed_by_name"`
	PromisedOn   *models.Date       `json:"promised_on" doc:"When the supplier promised to deliver."`
	WantedOn     *models.Date       `json:"wanted_on" doc:"When the client would like to have it."`
	Version      int                `json:"version"`
	Held         string             `json:"held" enum:",limit,hand" doc:"Why it waits for the supplier's release: beyond the credit limit, or its agreement is on hold. Empty: it does not."`
	Invoice      *InvoiceMark       `json:"invoice"`
}

// Order is one order in full.
type Order struct {
	Summary
	Lines    []Line           `json:"lines" nullable:"false"`
	Taxes    []Tax            `json:"taxes" nullable:"false"`
	Location *Place           `json:"location" doc:"Where it goes."`
	Note     string           `json:"note"`
	Source   string           `json:"source" enum:"cart,reorder,nudge,history,api" doc:"Where it came from."`
	Events   []activity.Event `json:"events" nullable:"false" doc:"Its timeline, the oldest first."`
	Actions  []Action         `json:"actions" nullable:"false" doc:"What the viewer may do with it now."`
	Invoices []Invoice        `json:"invoices" nullable:"false"`
}

// ETag is the version that a move may name in If-Match.
func (o Order) ETag() int { return o.Version }

// Line is one product of an order, as it was called and priced that day.
type Line struct {
	Position  int              `json:"position"`
	ProductID models.ProductID `json:"product_id"`
	SKU       string           `json:"sku"`
	Name      string           `json:"name"`
	Unit      string           `json:"unit"`
	Quantity  models.Quantity  `json:"quantity" example:"12"`
	UnitPrice string           `json:"unit_price" doc:"Before tax." example:"15.6125"`
	VatRate   models.Quantity  `json:"vat_rate" doc:"Per cent." example:"22"`
	Net       string           `json:"net"`
	PriceFrom string           `json:"price_from" doc:"Where the price came from."`
}

// Tax is the tax of one rate on the whole order.
type Tax struct {
	Rate models.Quantity `json:"rate" doc:"Per cent." example:"22"`
	Base string          `json:"base"`
	Tax  string          `json:"tax"`
}

// Invoice is an invoice of the order.
type Invoice struct {
	InvoiceMark
	Total string      `json:"total"`
	DueOn models.Date `json:"due_on"`
}

// Action is something a viewer may do with an order.
type Action string

const (
	Confirm Action = "confirm"
	Refuse  Action = "refuse"
	Cancel  Action = "cancel"
	Reorder Action = "reorder"
	Release Action = "release"
)

// summaryOf is an order as a viewer's lists show it on a day.
func summaryOf(o models.OrderSummary, today models.Date) Summary {
	s := Summary{
		ID: o.ID, Number: o.Number, Client: Company{ID: o.ClientID, Name: o.Client},
		Supplier: Company{ID: o.SupplierID, Name: o.Supplier}, Status: o.Status, Currency: o.Currency,
		Net: o.Net.In(o.Currency), Tax: o.Tax.In(o.Currency), Total: o.Total.In(o.Currency), LinesCount: o.LinesCount,
		ClientNumber: o.ClientNumber, PlacedAt: o.PlacedAt, PlacedByName: o.PlacedByName, PromisedOn: o.PromisedOn,
		WantedOn: o.WantedOn, Version: o.Version, Held: o.HeldWhy,
	}
	if o.Invoice != nil {
		mark := markOf(*o.Invoice, today)
		s.Invoice = &mark
	}
	return s
}

func markOf(i models.InvoiceMark, today models.Date) InvoiceMark {
	return InvoiceMark{i.ID, i.Number, models.InvoiceStateOn(today, i.DueOn, i.Paid, i.Credited, i.Total)}
}

// orderOf is an order as a viewer sees it on a day.
func orderOf(o models.OrderSheet, v identity.Viewer, today models.Date) Order {
	c := o.Currency
	out := Order{
		Summary: summaryOf(o.OrderSummary, today), Note: o.Note, Source: o.Source, Actions: actions(o.OrderSummary, v),
		Lines: make([]Line, len(o.Lines)), Taxes: []Tax{}, Events: make([]activity.Event, len(o.Events)),
		Invoices: make([]Invoice, len(o.Invoices)),
	}
	if o.Location != nil {
		out.Location = &Place{o.Location.ID, o.Location.Name, o.Location.Address, o.Location.City}
	}
	for i, l := range o.Lines {
		out.Lines[i] = Line{l.Position, l.ProductID, l.SKU, models.NameIn(v.Locale(), l.NameRu, l.NameEn), l.Unit, l.Quantity,
			models.PriceText(l.UnitPrice, c), l.VatRate, l.Net.In(c), l.PriceFrom}
	}
	for _, t := range models.TaxesOn(o.Lines) {
		out.Taxes = append(out.Taxes, Tax{t.Rate, t.Base.In(c), t.Tax.In(c)})
	}
	for i, e := range o.Events {
		out.Events[i] = activity.Of(e, &activity.Order{ID: o.ID, Number: o.Number}, out.Client, &out.Supplier)
	}
	for i, x := range o.Invoices {
		out.Invoices[i] = Invoice{markOf(x, today), x.Total.In(c), x.DueOn}
	}
	return out
}

// offers are the moves that a person makes, and who may.
var offers = []struct {
	action     Action
	to         models.OrderStatus
	permission identity.Permission
}{
	{Confirm, models.OrderConfirmed, identity.OrderAnswer},
	{Refuse, models.OrderRefused, identity.OrderAnswer},
	{Cancel, models.OrderCancelled, identity.OrderCancel},
}

// actions are what a viewer may do with an order as it stands.
func actions(s models.OrderSummary, v identity.Viewer) []Action {
	out := []Action{}
	held := s.HeldWhy != "" && s.Status == models.OrderPlaced
	if held && v.Can(identity.CreditDecide) {
		out = append(out, Release)
	}
	for _, o := range offers {
		if v.Can(o.permission) && Move(s.Status, o.to) == nil && !(held && o.action == Confirm) {
			out = append(out, o.action)
		}
	}
	if v.Can(identity.OrderPlace) {
		out = append(out, Reorder)
	}
	return out
}
