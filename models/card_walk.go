package models

import "time"

// CardUnsettled are an account's payments begun before a time that may have moved without our knowing: those that have not come and
// those that are disputed; and the refunds that are on their way.
func CardUnsettled(tx *Tx, account string, before time.Time) (open []CardPayment, refunds []CardRefund, err error) {
	open, err = List[CardPayment](tx, "started_at, id", `account = ? AND started_at < ? AND (state IN ('created', 'open', 'processing')
		OR id IN (SELECT card_payment_id FROM card_disputes WHERE state NOT IN ('won', 'lost', 'warning_closed')))`, account, before)
	if err != nil {
		return nil, nil, err
	}
	refunds, err = List[CardRefund](tx, "requested_at, id", `state IN ('requested', 'pending') AND requested_at < ?
		AND card_payment_id IN (SELECT id FROM card_payments WHERE account = ?)`, before, account)
	return open, refunds, err
}

// CardBooked are an account's payments whose money came from a time on.
func CardBooked(tx *Tx, account string, from time.Time) ([]CardPayment, error) {
	return List[CardPayment](tx, "paid_at, id", "account = ? AND state = 'paid' AND paid_at >= ?", account, from)
}

// AgreeOn takes away differences of these kinds over something that is none any more.
func AgreeOn(tx *Tx, account string, subjects, kinds []string) error {
	_, err := UpdateWhere[CardDifference](tx, map[string]any{"resolved_at": tx.Now}, "account = ? AND subject IN ? AND kind IN ? AND resolved_at IS NULL",
		account, subjects, kinds)
	return err
}
