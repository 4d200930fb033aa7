package sales

import (
	"cmp"
	"context"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
)

const pageSize = 50

// RankedInput asks for clients or products by sales.
type RankedInput struct {
	Period
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	After string `query:"after" maxLength:"300"`
}

// Ranked is a client or a product by what it bought or brought.
type Ranked struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Code     string `json:"code" doc:"A product's SKU, a client's city."`
	Unit     string `json:"unit" doc:"Of a product."`
	Quantity string `json:"quantity" doc:"Of a product."`
	Times    int    `json:"times" doc:"Orders of a client, order lines of a product."`
	Figure
	Share string `json:"share" doc:"Of all that was sold in the time, per cent."`
	Class string `json:"class" enum:"A,B,C," doc:"A: those that bring the first 80 % of what was sold, B: the next 15, C: the rest; empty: nothing was sold in the time."`
}

// Clients are a supplier's clients by what they bought, those that stopped among the last. For its own people.
func (s *Service) Clients(ctx context.Context, v identity.Viewer, in RankedInput) (models.Page[Ranked], error) {
	return s.ranked(ctx, v, in, models.ByClientSales)
}

// Products are a supplier's products by what they brought. For its own people.
func (s *Service) Products(ctx context.Context, v identity.Viewer, in RankedInput) (models.Page[Ranked], error) {
	return s.ranked(ctx, v, in, models.ByProductSales)
}

func (s *Service) ranked(ctx context.Context, v identity.Viewer, in RankedInput, by models.RankedBy) (models.Page[Ranked], error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (models.Page[Ranked], error) { return ranked(tx, v, in, by) })
}

func ranked(tx *models.Tx, v identity.Viewer, in RankedInput, by models.RankedBy) (models.Page[Ranked], error) {
	var at models.SalesPlace
	more, err := models.ReadCursor(in.After, &at.Net, &at.Before, &at.ID)
	if err != nil {
		return models.Page[Ranked]{}, err
	}
	if more {
		if _, err := models.ParseID[models.Product](at.ID); err != nil {
			return models.Page[Ranked]{}, models.Faulty(models.Malformed, "bad-cursor", "The cursor is not one of ours; start again without it.")
		}
	}
	q, err := asked(tx, v, in.Period)
	if err != nil {
		return models.Page[Ranked]{}, err
	}
	var after *models.SalesPlace
	if more {
		after = &at
	}
	limit := cmp.Or(in.Limit, pageSize)
	found, err := models.RankedSales(tx, q, by, after, limit)
	page := models.PageOf(found, limit, func(r models.Ranked) models.Cursor { return models.Cursor{r.Net, r.Before, r.ID} })
	return models.MapPage(page, func(r models.Ranked) Ranked {
		return Ranked{ID: r.ID, Name: r.Name, Code: r.Code, Unit: r.Unit, Quantity: models.QuantityText(r.Quantity), Times: r.Times,
			Figure: figureOf(r.Sold, q.Currency), Share: share(r.Net, r.Whole), Class: classOf(r)}
	}), err
}

// share is per cent to one place.
func share(part, whole models.Amount) string {
	if whole == 0 {
		return "0"
	}
	return decimal.NewFromInt(int64(part)).Shift(2).DivRound(decimal.NewFromInt(int64(whole)), 1).String()
}

// classOf sorts by where what stands before it ends.
func classOf(r models.Ranked) string {
	switch {
	case r.Net <= 0:
		return ""
	case 100*r.Above < 80*r.Whole:
		return "A"
	case 100*r.Above < 95*r.Whole:
		return "B"
	}
	return "C"
}

// ClassesInput asks for the classes of clients or products.
type ClassesInput struct {
	Period
	Of models.RankedBy `query:"of" enum:"clients,products" default:"products"`
}

// Classes sort what was sold.
type Classes struct {
	Period Span    `json:"period"`
	Items  []Class `json:"items" nullable:"false"`
}

// Class is a class of clients or products.
type Class struct {
	Class string `json:"class" enum:"A,B,C"`
	Count int    `json:"count"`
	Net   string `json:"net"`
	Share string `json:"share" doc:"Of all that was sold, per cent."`
}

// Classes sort a supplier's clients or products by what they bring: A the first 80 %, B the next 15, C the rest. For its own
// people.
func (s *Service) Classes(ctx context.Context, v identity.Viewer, in ClassesInput) (Classes, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (Classes, error) {
		q, err := asked(tx, v, in.Period)
		if err != nil {
			return Classes{}, err
		}
		of := cmp.Or(in.Of, models.ByProductSales)
		found, err := models.ClassesOf(tx, q, of)
		if err != nil {
			return Classes{}, err
		}
		var whole models.Amount
		for _, c := range found {
			whole += c.Net
		}
		out := Classes{Period: spanOf(q, v.Today(tx.Now)), Items: []Class{}}
		for _, c := range found {
			out.Items = append(out.Items, Class{c.Class, c.Count, c.Net.In(q.Currency), share(c.Net, whole)})
		}
		return out, nil
	})
}
