package card

import (
	"cmp"
	"slices"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/receivables"
)

// goBack brings the refunds and disputes of a payment up to how they stand at Stripe, and books what moved.
func goBack(tx *models.Tx, p *models.CardPayment, ch gateway.Charge, today models.Date) error {
	known, err := models.List[models.CardRefund](tx, "requested_at, id", "card_payment_id = ?", p.ID)
	if err != nil {
		return err
	}
	disputes, err := models.List[models.CardDispute](tx, "opened_at, id", "card_payment_id = ?", p.ID)
	if err != nil || len(known)+len(ch.Refunds)+len(disputes)+len(ch.Disputes) == 0 {
		return err
	}
	m, err := models.Lock(tx, *p.PaymentID)
	if err != nil {
		return err
	}
	b := back{tx: tx, card: p, payment: m, today: today}
	for _, r := range ch.Refunds {
		if err := b.refund(known, r); err != nil {
			return err
		}
	}
	for _, d := range ch.Disputes {
		if err := b.dispute(disputes, d); err != nil {
			return err
		}
	}
	return b.sum()
}

// back books what of one payment went back.
type back struct {
	tx      *models.Tx
	card    *models.CardPayment
	payment *models.Payment
	today   models.Date
}

var refundRanks = map[string]int{models.RefundRequested: 0, models.RefundPending: 1, models.RefundSucceeded: 2, models.RefundFailed: 3}

// refundState is Stripe's state of a refund in our words.
func refundState(s string) string {
	switch s {
	case "succeeded":
		return models.RefundSucceeded
	case "failed", "canceled":
		return models.RefundFailed
	}
	return models.RefundPending
}

// refund brings one refund up. One that was made in Stripe's own pages gets a row of its own.
func (b back) refund(known []models.CardRefund, r gateway.Refund) error {
	n := slices.IndexFunc(known, func(k models.CardRefund) bool {
		return k.Refund == r.ID || k.Refund == "" && k.ID.String() == r.Reference
	})
	fresh := n < 0
	row := models.CardRefund{ID: models.NewID[models.CardRefund](), CardPaymentID: b.card.ID, ClientID: b.card.ClientID, SupplierID: b.card.SupplierID,
		Currency: b.card.Currency, Amount: r.Amount, State: models.RefundPending, RequestedAt: r.At}
	if !fresh {
		row = known[n]
	}
	row.Refund, row.Amount = r.ID, r.Amount
	if to := refundState(r.State); refundRanks[to] > refundRanks[row.State] {
		row.State, row.Failure = to, r.Failure
		if to != models.RefundPending {
			row.SettledAt = &b.tx.Now
		}
	}
	want := models.Amount(0)
	if row.State == models.RefundSucceeded {
		want = row.Amount
	}
	var err error
	if row.Booked, err = b.move(row.Booked, want, r.ID); err != nil {
		return err
	}
	if fresh {
		return models.Insert(b.tx, &row)
	}
	return models.Update(b.tx, &row, "refund", "amount", "state", "failure", "settled_at", "booked")
}

// disputeRank orders the states of a dispute: an inquiry, a dispute, its end.
func disputeRank(state string) int {
	switch state {
	case "warning_needs_response", "warning_under_review":
		return 0
	case "needs_response", "under_review":
		return 1
	}
	return 2
}

// dispute brings one dispute up, unless what is seen of it is older than what is known.
func (b back) dispute(known []models.CardDispute, d gateway.Dispute) error {
	n := slices.IndexFunc(known, func(k models.CardDispute) bool { return k.Dispute == d.ID })
	fresh := n < 0
	row := models.CardDispute{ID: models.NewID[models.CardDispute](), CardPaymentID: b.card.ID, ClientID: b.card.ClientID, SupplierID: b.card.SupplierID,
		Currency: b.card.Currency, Dispute: d.ID, OpenedAt: d.At}
	if !fresh {
		row = known[n]
		if disputeRank(d.State) < disputeRank(row.State) || d.Moves < row.Moves {
			return nil
		}
	}
	row.Amount, row.State, row.Reason, row.Moves, row.DueBy = d.Amount, d.State, cmp.Or(d.Reason, row.Reason), d.Moves, d.DueBy
	want := models.Amount(0)
	if d.Withdrawn {
		want = d.Amount
	}
	var err error
	if row.Booked, err = b.move(row.Booked, want, d.ID); err != nil {
		return err
	}
	if fresh {
		return models.Insert(b.tx, &row)
	}
	return models.Update(b.tx, &row, "amount", "state", "reason", "moves", "due_by", "booked")
}

// move books that of a refund or dispute so much has gone back in all, and answers how much is booked then: never more than the
// payment has.
func (b back) move(booked, want models.Amount, subject string) (models.Amount, error) {
	switch {
	case want > booked:
		more := min(want-booked, b.payment.Amount-b.payment.Refunded)
		if more < want-booked {
			if err := differ(b.tx, models.CardDifference{SupplierID: b.card.SupplierID, Account: b.card.Account, Kind: DiffersBeyond, Subject: subject,
				CardPaymentID: &b.card.ID, Currency: b.card.Currency, Ours: booked + more, Theirs: want}); err != nil || more == 0 {
				return booked, err
			}
		}
		return booked + more, receivables.GiveBack(b.tx, b.payment, more, b.today)
	case want < booked:
		if err := receivables.Recover(b.tx, b.payment, booked-want, b.today); err != nil {
			return booked, err
		}
		list, err := models.List[models.CardPart](b.tx, "position", "card_payment_id = ?", b.card.ID)
		if err != nil {
			return booked, err
		}
		return want, receivables.Apply(b.tx, b.payment, partsOf(list), b.today)
	}
	return booked, nil
}

// sum brings the payment's own figures up.
func (b back) sum() error {
	refunds, err := models.List[models.CardRefund](b.tx, "id", "card_payment_id = ?", b.card.ID)
	if err != nil {
		return err
	}
	disputes, err := models.List[models.CardDispute](b.tx, "id", "card_payment_id = ?", b.card.ID)
	if err != nil {
		return err
	}
	b.card.Refunded, b.card.Withdrawn = 0, 0
	for _, r := range refunds {
		b.card.Refunded += r.Booked
	}
	for _, d := range disputes {
		b.card.Withdrawn += d.Booked
	}
	return nil
}
