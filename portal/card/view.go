package card

import (
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Company is one side, by name.
type Company struct {
	ID   models.OrganisationID `json:"id"`
	Name string                `json:"name"`
}

// Summary is a payment by card as lists show it. Money is in major units of its currency.
type Summary struct {
	ID            models.CardPaymentID `json:"id"`
	Client        Company              `json:"client"`
	Supplier      Company              `json:"supplier"`
	Currency      models.Currency      `json:"currency"`
	Amount        string               `json:"amount" example:"60440.00" doc:"As it was asked for."`
	State         models.CardState     `json:"state" enum:"created,open,processing,paid,failed,expired,cancelled"`
	Means         string               `json:"means" doc:"How it was paid: visa •••• 4242."`
	Failure       string               `json:"failure" doc:"Why the last try failed, by Stripe's code."`
	Received      string               `json:"received"`
	Refunded      string               `json:"refunded" doc:"What of it went back by refunds."`
	Withdrawn     string               `json:"withdrawn" doc:"What of it went back by disputes."`
	Credit        string               `json:"credit" doc:"What of it no invoice asked for."`
	Payment       *models.PaymentID    `json:"payment_id" doc:"The payment it was booked as; null: the money has not come."`
	StartedByName string               `json:"started_by_name"`
	StartedAt     time.Time            `json:"started_at"`
	PaidAt        *time.Time           `json:"paid_at"`
}

// Payment is a payment by card with all that belongs to it.
type Payment struct {
	Summary
	URL        string     `json:"url" doc:"Stripe's page, where it can still be paid; for the client only."`
	Refundable string     `json:"refundable" doc:"What of it can still go back."`
	Parts      []Part     `json:"parts" nullable:"false"`
	Refunds    []Refund   `json:"refunds" nullable:"false"`
	Disputes   []Dispute  `json:"disputes" nullable:"false"`
	ExpiresAt  time.Time  `json:"expires_at"`
	CheckedAt  *time.Time `json:"checked_at" doc:"When Stripe was last asked."`
	Test       bool       `json:"test" doc:"No real money moves."`
}

// Part is what of it was meant for one invoice.
type Part struct {
	Invoice models.InvoiceID `json:"invoice_id"`
	Number  string           `json:"number"`
	Amount  string           `json:"amount"`
}

// Refund is money that goes back at the supplier's word.
type Refund struct {
	ID              models.CardRefundID `json:"id"`
	Amount          string              `json:"amount"`
	State           string              `json:"state" enum:"requested,pending,succeeded,failed"`
	Reason          string              `json:"reason"`
	Failure         string              `json:"failure"`
	RequestedByName string              `json:"requested_by_name" doc:"Empty: in Stripe's own pages."`
	RequestedAt     time.Time           `json:"requested_at"`
}

// Dispute is money that the payer's bank asks back.
type Dispute struct {
	ID        models.ID[models.CardDispute] `json:"id"`
	Amount    string                        `json:"amount"`
	State     string                        `json:"state" doc:"Stripe's: needs_response, under_review, won, lost and warnings."`
	Reason    string                        `json:"reason"`
	Withdrawn string                        `json:"withdrawn" doc:"What of it is out of the supplier's balance."`
	DueBy     *time.Time                    `json:"due_by" doc:"Until when the supplier may answer, in Stripe's own pages."`
	OpenedAt  time.Time                     `json:"opened_at"`
}

func summaryOf(p models.CardPaymentSheet) Summary {
	c := p.Currency
	out := Summary{ID: p.ID, Client: Company{p.ClientID, p.Client}, Supplier: Company{p.SupplierID, p.Supplier}, Currency: c, Amount: p.Amount.In(c),
		State: p.State, Means: p.Means, Failure: p.Failure, Received: p.Received.In(c), Refunded: p.Refunded.In(c), Withdrawn: p.Withdrawn.In(c),
		Credit: models.Amount(0).In(c), Payment: p.PaymentID, StartedByName: p.StartedByName, StartedAt: p.StartedAt, PaidAt: p.PaidAt}
	if p.PaymentID != nil {
		out.Credit = (p.Received - p.Refunded - p.Withdrawn - p.Allocated).In(c)
	}
	return out
}

func (s *Service) paymentOf(p models.CardPaymentSheet, v identity.Viewer) Payment {
	c := p.Currency
	out := Payment{Summary: summaryOf(p), Parts: make([]Part, len(p.Parts)), Refunds: make([]Refund, len(p.Refunds)),
		Disputes: make([]Dispute, len(p.Disputes)), ExpiresAt: p.ExpiresAt, CheckedAt: p.CheckedAt, Test: s.gateway != nil && !s.gateway.Live()}
	if v.Kind() == models.ClientKind && p.State == models.CardOpen {
		out.URL = p.URL
	}
	left := models.Amount(0)
	if p.PaymentID != nil {
		left, _ = leftOf(p.CardPayment, p.Refunds, p.Disputes) // nothing, while it is disputed
	}
	out.Refundable = left.In(c)
	for i, l := range p.Parts {
		out.Parts[i] = Part{l.Invoice, l.Number, l.Amount.In(c)}
	}
	for i, r := range p.Refunds {
		out.Refunds[i] = Refund{r.ID, r.Amount.In(c), r.State, r.Reason, r.Failure, r.RequestedByName, r.RequestedAt}
	}
	for i, d := range p.Disputes {
		out.Disputes[i] = Dispute{d.ID, d.Amount.In(c), d.State, d.Reason, d.Booked.In(c), d.DueBy, d.OpenedAt}
	}
	return out
}

// noCurrency stands where a difference is of no sum.
const noCurrency = models.Currency("XXX")

// Difference is what Stripe and we do not agree on and no program may decide.
type Difference struct {
	ID       models.CardDifferenceID `json:"id"`
	Kind     string                  `json:"kind" enum:"currency,amount,unknown,account,second,missing,unbooked,beyond-payment"`
	Subject  string                  `json:"subject" doc:"Stripe's name of what differs."`
	Payment  *models.CardPaymentID   `json:"card_payment_id"`
	Currency models.Currency         `json:"currency" doc:"XXX: it is of no sum."`
	Ours     string                  `json:"ours"`
	Theirs   string                  `json:"theirs"`
	FoundAt  time.Time               `json:"found_at"`
}
