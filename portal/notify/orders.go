package notify

import (
	"context"
	"fmt"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify/letter"
	"povtor/portal/wording"
)

// linesShown is how many lines of an order a mail names; the rest is a number and a link.
const linesShown = 12

// OrderInput names the order a mail is about.
type OrderInput struct{ Order models.OrderID }

// OrderPlaced tells the supplier's managers of a new order, and the buyer that it is with the supplier. Asked again, it
// writes nothing more. The system's own, like the two below.
func (s *Service) OrderPlaced(ctx context.Context, v identity.Viewer, in OrderInput) (struct{}, error) {
	return s.tell(ctx, v, in, func(tx *models.Tx, o *told) error {
		staff, err := models.StaffOf(tx, o.order.SupplierID, string(identity.SupplierManager), string(identity.SupplierAdmin))
		if err != nil {
			return err
		}
		for _, person := range staff {
			err := s.write(tx, o, person, o.supplier, func(l letter.Order) letter.About { return letter.OrderReceived{Order: l} })
			if err != nil {
				return err
			}
		}
		return s.toBuyer(tx, o, func(l letter.Order) letter.About { return letter.OrderPlaced{Order: l} })
	})
}

// OrderConfirmed tells the buyer that the supplier will deliver, with the invoice.
func (s *Service) OrderConfirmed(ctx context.Context, v identity.Viewer, in OrderInput) (struct{}, error) {
	return s.tell(ctx, v, in, func(tx *models.Tx, o *told) error {
		invoice, err := models.First[models.Invoice](tx, "order_id = ?", in.Order)
		if err != nil {
			return err
		}
		return s.toBuyer(tx, o, func(l letter.Order) letter.About {
			return letter.OrderConfirmed{Order: l, Invoice: letter.Invoice{Number: invoice.Number, DueOn: invoice.DueOn.Time(),
				Total: int64(invoice.Total), Link: s.Link("/invoices/" + invoice.ID.String())}}
		}, func(m *models.Message) { m.InvoiceID = &invoice.ID })
	})
}

// OrderRefused tells the buyer that the supplier will not deliver, and why.
func (s *Service) OrderRefused(ctx context.Context, v identity.Viewer, in OrderInput) (struct{}, error) {
	return s.tell(ctx, v, in, func(tx *models.Tx, o *told) error {
		refusal, err := models.First[models.Event](tx, "order_id = ? AND kind = ?", in.Order, models.EventOrderRefused)
		if err != nil {
			return err
		}
		return s.toBuyer(tx, o, func(l letter.Order) letter.About { return letter.OrderRefused{Order: l, Reason: refusal.Note} })
	})
}

// told is an order that a mail is about, with both companies.
type told struct {
	order            models.PurchaseOrder
	lines            []models.PurchaseOrderLine
	location         *models.Location
	client, supplier models.Organisation
}

func (s *Service) tell(ctx context.Context, v identity.Viewer, in OrderInput, say func(*models.Tx, *told) error) (none struct{}, err error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		o, err := readTold(tx, in.Order)
		if err != nil {
			return none, err
		}
		return none, say(tx, o)
	})
}

func readTold(tx *models.Tx, id models.OrderID) (*told, error) {
	order, err := models.Get(tx, id)
	if err != nil {
		return nil, err
	}
	o := told{order: *order}
	if o.lines, err = models.OrderLines(tx, id); err != nil {
		return nil, err
	}
	if order.LocationID != nil {
		if o.location, err = models.Get(tx, *order.LocationID); err != nil {
			return nil, err
		}
	}
	client, err := models.Get(tx, order.ClientID)
	if err != nil {
		return nil, err
	}
	supplier, err := models.Get(tx, order.SupplierID)
	if err != nil {
		return nil, err
	}
	o.client, o.supplier = *client, *supplier
	return &o, nil
}

// toBuyer writes to whoever placed the order; an imported one was placed by nobody.
func (s *Service) toBuyer(tx *models.Tx, o *told, about func(letter.Order) letter.About, change ...func(*models.Message)) error {
	if o.order.PlacedBy == nil {
		return nil
	}
	buyer, err := models.First[models.User](tx, "id = ? AND deactivated_at IS NULL", *o.order.PlacedBy)
	if models.KindOf(err) == models.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return s.write(tx, o, *buyer, o.client, about, change...)
}

// write tells one person, once for each order and kind of news.
func (s *Service) write(tx *models.Tx, o *told, person models.User, company models.Organisation, about func(letter.Order) letter.About,
	change ...func(*models.Message)) error {
	a := about(s.letterOf(o, person.Locale))
	_, err := s.Write(tx, fmt.Sprintf("%s:%s:%s", a.Kind(), o.order.ID, person.ID), To{User: &person.ID, Client: &o.order.ClientID,
		Email: person.Email, Name: person.Name, Company: company.In(person.Locale), Locale: person.Locale}, a, change...)
	return err
}

// letterOf is the order in the reader's language.
func (s *Service) letterOf(o *told, locale string) letter.Order {
	l := letter.Order{
		Number: o.order.Number, ClientNumber: o.order.ClientNumber, Client: o.client.In(locale), Supplier: o.supplier.In(locale),
		PlacedBy: o.order.PlacedByName, PlacedOn: o.order.PlacedOn.Time(), Remark: o.order.Note, Count: len(o.lines),
		Total: int64(o.order.Total), Currency: string(o.order.Currency), TaxIncluded: true, Link: s.Link("/orders/" + o.order.ID.String()),
	}
	if o.location != nil {
		l.DeliverTo = strings.TrimSuffix(o.location.Name+", "+o.location.Address, ", ")
	}
	if o.order.WantedOn != nil {
		l.WantedOn = o.order.WantedOn.Time()
	}
	for _, line := range o.lines[:min(len(o.lines), linesShown)] {
		l.Lines = append(l.Lines, letter.OrderLine{Name: models.NameIn(locale, line.NameRu, line.NameEn), SKU: line.SKU,
			Unit: wording.Of(locale).Unit(line.Unit), Quantity: line.Quantity.String(), Amount: int64(line.Net)})
	}
	return l
}

// firstName is how a letter addresses a person: "Анна" of "Анна Смирнова".
func firstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}
