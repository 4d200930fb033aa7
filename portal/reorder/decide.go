package reorder

import (
	"context"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity"
)

const snoozeAtMost = 180 // days

// SnoozeInput says until when a supplier is to be left in peace.
type SnoozeInput struct {
	Supplier models.OrganisationID `path:"supplier_id"`
	Body     struct {
		Until models.Date `json:"until" doc:"The day on which it is said again; at most 180 days ahead." example:"2026-12-05"`
	}
}

// Snooze puts the reminders of one supplier off, in the portal and by mail, until a day or until the next order.
func (s *Service) Snooze(ctx context.Context, v identity.Viewer, in SnoozeInput) (Suggestion, error) {
	today := v.Today(s.now())
	var wrong models.Faults
	wrong.Check(in.Body.Until > today, "until", "in-the-past", "Choose a day after today.")
	wrong.Check(in.Body.Until.Days(today) <= snoozeAtMost, "until", "too-far", "Choose a day within 180 days.")
	if err := wrong.Err(); err != nil {
		return Suggestion{}, err
	}
	return s.decide(ctx, v, in.Supplier, func(c *models.Cadence) (string, map[string]any) {
		c.SnoozedUntil = &in.Body.Until
		return "reorder.snoozed", map[string]any{"until": in.Body.Until.String()}
	})
}

// SupplierInput names a supplier.
type SupplierInput struct {
	Supplier models.OrganisationID `path:"supplier_id"`
}

// NotNeeded ends the reminders of one supplier for the cycle that is open: no mail until the next order, and in the portal
// not before one more usual gap has passed.
func (s *Service) NotNeeded(ctx context.Context, v identity.Viewer, in SupplierInput) (Suggestion, error) {
	today := v.Today(s.now())
	return s.decide(ctx, v, in.Supplier, func(c *models.Cadence) (string, map[string]any) {
		Decline(c, today)
		return "reorder.not_needed", nil
	})
}

// Decline puts down that nothing is needed in the cycle that is open, as [Service.NotNeeded] says.
func Decline(c *models.Cadence, today models.Date) {
	again := today.Add(restFor(*c))
	c.NotNeededOn, c.SnoozedUntil = &c.LastOn, &again
}

// restFor is how long a supplier is left in peace in the portal after "not needed": a usual gap, within reason.
func restFor(c models.Cadence) int {
	gap := cadence.StateOf(c).Forecast(cadence.StartPrior()).Tau
	return min(snoozeAtMost, max(1, int(gap)))
}

// Resume takes back a snooze or a "not needed".
func (s *Service) Resume(ctx context.Context, v identity.Viewer, in SupplierInput) (Suggestion, error) {
	return s.decide(ctx, v, in.Supplier, func(c *models.Cadence) (string, map[string]any) {
		c.SnoozedUntil, c.NotNeededOn = nil, nil
		return "", nil
	})
}

// decide keeps the buyer's word on one supplier and tells the timeline.
func (s *Service) decide(ctx context.Context, v identity.Viewer, supplier models.OrganisationID,
	word func(*models.Cadence) (event string, detail map[string]any)) (Suggestion, error) {
	return models.In(ctx, s.db, v.To(identity.ReorderDecide), func(tx *models.Tx) (Suggestion, error) {
		c, err := models.LockFirst[models.Cadence](tx, "client_id = ? AND supplier_id = ?", v.Organisation(), supplier)
		if err != nil {
			return Suggestion{}, err
		}
		event, detail := word(c)
		if err := models.Update(tx, c, "snoozed_until", "not_needed_on"); err != nil {
			return Suggestion{}, err
		}
		if event != "" {
			err := models.Record(tx, models.Event{ClientID: c.ClientID, SupplierID: &c.SupplierID, Kind: event, Detail: detail})
			if err != nil {
				return Suggestion{}, err
			}
		}
		found, err := trading(tx, s.assortment(v), supplier)
		if err != nil {
			return Suggestion{}, err
		}
		if len(found) == 0 {
			return Suggestion{}, models.Faulty(models.NotFound, "not-found", "You have no agreement in force with this supplier.")
		}
		return found[0], nil
	})
}
