package nudge

import (
	"context"
	"errors"
	"fmt"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/measure"
)

// SendInput may name a day that has passed, to send what was due by then.
type SendInput struct {
	AsOf models.Date // 0: today, by each client's own calendar; a day to come is refused
}

// Sent says what a sweep came to.
type Sent struct {
	Digests  int // mails queued
	Nudges   int // reminders in them
	HeldOut  int // reminders written down and not sent
	Deferred int
	Stopped  int
}

// Send plans and sends: it gives new clients their arm, queues a digest for every client that is to get one, and writes down
// what the held-out would have got. Two sweeps at once, or one after another, send nothing twice; one that breaks off is
// made good by the next. A client whose digest fails does not keep the others waiting. The system's own, hourly.
func (s *Service) Send(ctx context.Context, v identity.Viewer, in SendInput) (out Sent, err error) {
	if _, err := measure.New(s.db).Assign(ctx, v, measure.AssignInput{}); err != nil {
		return out, err
	}
	plan, err := s.plan(ctx, v, in.AsOf, true)
	if err != nil {
		return out, err
	}
	var failed []error
	for i, c := range plan.Candidates {
		switch c.Verdict {
		case Defer:
			out.Deferred++
		case Stop:
			out.Stopped++
		case Send, HoldOut:
			if !plan.first(i) {
				continue
			}
			arm, n, err := s.digest(ctx, v, in.AsOf, c.Facts.ClientID)
			if err != nil {
				failed = append(failed, fmt.Errorf("client %s: %w", c.Facts.ClientID, err))
				continue
			}
			out.count(arm, n)
		}
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
	}
	return out, errors.Join(failed...)
}

// first tells whether a candidate is the first of its client that is to be sent or held out.
func (p Plan) first(i int) bool {
	for n := i - 1; n >= 0 && p.Candidates[n].Facts.ClientID == p.Candidates[i].Facts.ClientID; n-- {
		if v := p.Candidates[n].Verdict; v == Send || v == HoldOut {
			return false
		}
	}
	return true
}

func (out *Sent) count(arm string, nudges int) {
	switch {
	case nudges == 0: // something spoke against it in the last moment
		out.Stopped++
	case arm == models.ArmHoldOut:
		out.HeldOut += nudges
	default:
		out.Digests++
		out.Nudges += nudges
	}
}

// digest asks everything once more about one client, in the transaction that writes its reminders down and queues the mail.
func (s *Service) digest(ctx context.Context, v identity.Viewer, asOf models.Date, client models.OrganisationID) (arm string, nudges int, err error) {
	_, err = models.In(ctx, s.db, v.To(identity.NudgeRun), func(tx *models.Tx) (none struct{}, err error) {
		arm, nudges = "", 0
		// One sweep at a time for each client: the other waits here and then finds it done.
		place, err := models.LockFirst[models.Holdout](tx, "client_id = ?", client)
		if err != nil {
			return none, err
		}
		if arm = models.ArmSend; place.HeldOut {
			arm = models.ArmHoldOut
		}
		candidates, err := s.consider(tx, day{asOf: asOf, now: tx.Now, sending: true}, []models.OrganisationID{client})
		if err != nil {
			return none, err
		}
		nudges, err = s.write(tx, wanted(candidates, tx.Now), arm)
		return none, err
	})
	return arm, nudges, err
}

// wanted are those to be written, and written today, whatever day they were looked for on.
func wanted(candidates []Candidate, now time.Time) (out []Candidate) {
	for _, c := range candidates {
		if c.Verdict == Send || c.Verdict == HoldOut {
			c.Today = models.DateOf(now, c.Facts.Client.Zone())
			out = append(out, c)
		}
	}
	return out
}

// write keeps the reminders and, unless they are held out, queues the digest that holds them.
func (s *Service) write(tx *models.Tx, of []Candidate, arm string) (int, error) {
	if len(of) == 0 {
		return 0, nil
	}
	all, err := s.offers(tx, of)
	if err != nil {
		return 0, err
	}
	var kept []offer
	var ids []models.NudgeID
	var suppliers []models.OrganisationID
	for _, o := range all {
		o.id, o.created = models.NewID[models.Nudge](), tx.Now
		row := o.row(arm)
		fresh, err := models.InsertIfNew(tx, &row)
		if err != nil {
			return 0, err
		}
		if fresh {
			kept, ids, suppliers = append(kept, o), append(ids, o.id), append(suppliers, o.Facts.SupplierID)
		}
	}
	if len(kept) == 0 {
		return 0, nil
	}
	if err := models.MarkNudged(tx, kept[0].Facts.ClientID, suppliers, kept[0].Today); err != nil {
		return 0, err
	}
	if arm == models.ArmHoldOut {
		return len(kept), nil
	}
	return len(kept), s.queue(tx, kept, ids)
}

func (s *Service) queue(tx *models.Tx, of []offer, ids []models.NudgeID) error {
	m, err := s.compose(tx, of)
	if err != nil {
		return err
	}
	m.DedupeKey = fmt.Sprintf("nudge:%s:%s", of[0].Facts.ClientID, of[0].Today)
	id, err := s.mail.Queue(tx, m)
	if err != nil {
		return err
	}
	if id.IsZero() {
		return models.Faulty(models.Conflict, "digest-today", "The client has had its digest of this day.")
	}
	_, err = models.UpdateWhere[models.Nudge](tx, map[string]any{"message_id": id}, "id IN ?", ids)
	return err
}
