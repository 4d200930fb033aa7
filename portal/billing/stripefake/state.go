package stripefake

import "encoding/json"

// state is everything the fake knows. Amounts are in Stripe's units.
type state struct {
	Run      string
	Next     int
	Accounts map[string]*Account
	Pages    []*Page
	Intents  map[string]*intent
	Charges  map[string]*charge
	Refunds  []*refund
	Disputes []*dispute
	Moves    []*move
	Events   []Event
	Answers  map[string]said
}

func newState() state {
	return state{Accounts: map[string]*Account{}, Intents: map[string]*intent{}, Charges: map[string]*charge{}, Answers: map[string]said{}}
}

type said struct {
	Hash string
	Body object
}

// Account is a supplier's.
type Account struct {
	ID, Name string
	Ready    bool
	Disabled string
}

// Page is a hosted page.
type Page struct {
	ID, Account, Reference, Currency, URL, State string
	Return, Back                                 string
	Lines                                        []PageLine
	Amount                                       int64
	Intent                                       string
	Marks, IntentMarks                           map[string]string
	Created, Expires                             int64
}

// PageLine is a line of it.
type PageLine struct {
	Name   string
	Amount int64
}

type intent struct {
	ID, Account, State, Currency, Charge, Failure, Page string
	Amount, Received                                    int64
	Marks                                               map[string]string
}

type charge struct {
	ID, Account, Intent, Currency, Last4 string
	Amount, Refunded, Created            int64
	Disputed                             bool
	Marks                                map[string]string
}

type refund struct {
	ID, Account, Charge, Intent, Currency, State, Failure string
	Amount, Created                                       int64
	Marks                                                 map[string]string
}

type dispute struct {
	ID, Account, Charge, Intent, Currency, State string
	Amount, Created                              int64
	Moves                                        []int64
}

type move struct {
	ID, Account, Kind, Source, Currency string
	Amount, Created                     int64
}

// Event is something that happened, as it is told.
type Event struct {
	ID, Kind, Account string
	Created           int64
	Object            json.RawMessage
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (a *Account) show() object {
	due := []string{}
	if !a.Ready {
		due = []string{"business_type", "external_account"}
	}
	return object{"id": a.ID, "object": "account", "charges_enabled": a.Ready, "details_submitted": a.Ready, "type": "standard",
		"requirements": object{"currently_due": due, "disabled_reason": orNull(a.Disabled)}}
}

func (p *Page) show() object {
	paid := "unpaid"
	if p.State == "complete" {
		paid = "paid"
	}
	o := object{"id": p.ID, "object": "checkout.session", "client_reference_id": p.Reference, "metadata": p.Marks, "status": p.State, "payment_status": paid,
		"payment_intent": orNull(p.Intent), "amount_total": p.Amount, "currency": p.Currency, "created": p.Created, "expires_at": p.Expires, "livemode": false,
		"url": nil}
	if p.State == "open" {
		o["url"] = p.URL
	}
	return o
}

func (i *intent) show() object {
	o := object{"id": i.ID, "object": "payment_intent", "status": i.State, "amount": i.Amount, "amount_received": i.Received, "currency": i.Currency,
		"metadata": i.Marks, "latest_charge": orNull(i.Charge), "last_payment_error": nil, "livemode": false}
	if i.Failure != "" {
		o["last_payment_error"] = object{"type": "card_error", "code": "card_declined", "decline_code": i.Failure}
	}
	return o
}

func (c *charge) show() object {
	return object{"id": c.ID, "object": "charge", "amount": c.Amount, "amount_refunded": c.Refunded, "currency": c.Currency, "created": c.Created,
		"payment_intent": c.Intent, "metadata": c.Marks, "disputed": c.Disputed, "status": "succeeded", "paid": true, "livemode": false,
		"payment_method_details": object{"type": "card", "card": object{"brand": "visa", "last4": c.Last4}}}
}

func (r *refund) show() object {
	return object{"id": r.ID, "object": "refund", "amount": r.Amount, "currency": r.Currency, "charge": r.Charge, "payment_intent": r.Intent,
		"status": r.State, "failure_reason": orNull(r.Failure), "metadata": r.Marks, "created": r.Created}
}

func (d *dispute) show() object {
	moves := []object{}
	for _, m := range d.Moves {
		moves = append(moves, object{"id": "txn_of_" + d.ID, "object": "balance_transaction", "amount": m, "currency": d.Currency})
	}
	return object{"id": d.ID, "object": "dispute", "amount": d.Amount, "currency": d.Currency, "charge": d.Charge, "payment_intent": d.Intent, "status": d.State,
		"reason": "product_not_received", "created": d.Created, "balance_transactions": moves, "evidence_details": object{"due_by": d.Created + 7*24*3600}}
}
