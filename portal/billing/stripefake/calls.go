package stripefake

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func (f *Fake) newAccount(c call) (object, error) {
	a := &Account{ID: "acct_" + f.id("t"), Name: c.form.Get("business_profile[name]")}
	f.s.Accounts[a.ID] = a
	return a.show(), nil
}

func (f *Fake) readAccount(id string) (object, error) {
	a := f.s.Accounts[id]
	if a == nil {
		return nil, refusal{http.StatusForbidden, "invalid_request_error", "account_invalid", "No such account."}
	}
	return a.show(), nil
}

// least is what a page asks for at least.
const least = 50

func (f *Fake) newPage(c call) (object, error) {
	a := f.s.Accounts[c.account]
	if a == nil || !a.Ready {
		return nil, refusal{http.StatusForbidden, "invalid_request_error", "account_invalid", "The account cannot be paid."}
	}
	p := &Page{ID: f.id("cs"), Account: c.account, Reference: c.form.Get("client_reference_id"), State: "open", Return: c.form.Get("success_url"),
		Back: c.form.Get("cancel_url"), Marks: c.metadata("metadata"), IntentMarks: c.metadata("payment_intent_data[metadata]"), Created: f.o.Now().Unix()}
	p.Expires, _ = strconv.ParseInt(c.form.Get("expires_at"), 10, 64)
	for n := 0; ; n++ {
		line := fmt.Sprintf("line_items[%d]", n)
		if c.form.Get(line+"[quantity]") == "" {
			break
		}
		units, err := strconv.ParseInt(c.form.Get(line+"[price_data][unit_amount]"), 10, 64)
		if err != nil || units <= 0 {
			return nil, invalid("parameter_invalid_integer", "Invalid integer.")
		}
		p.Currency = strings.ToLower(c.form.Get(line + "[price_data][currency]"))
		p.Lines = append(p.Lines, PageLine{c.form.Get(line + "[price_data][product_data][name]"), units})
		p.Amount += units
	}
	switch {
	case p.Amount < least:
		return nil, invalid("amount_too_small", "Amount must be at least 50.")
	case p.Amount > 99_999_999:
		return nil, invalid("amount_too_large", "Amount must be no more than 999,999.99.")
	}
	p.URL = f.o.PageURL(p.ID)
	f.s.Pages = append(f.s.Pages, p)
	return p.show(), nil
}

// page finds a page of an account; empty: whoever's. One whose time is over is expired.
func (f *Fake) page(account, id string) *Page {
	n := slices.IndexFunc(f.s.Pages, func(p *Page) bool { return p.ID == id && (account == "" || p.Account == account) })
	if n < 0 {
		return nil
	}
	p := f.s.Pages[n]
	if p.State == "open" && p.Expires < f.o.Now().Unix() {
		p.State = "expired"
		f.happen("checkout.session.expired", p.Account, p.show())
	}
	return p
}

func (f *Fake) readPage(c call, id string) (object, error) {
	p := f.page(c.account, id)
	if p == nil {
		return nil, missing("checkout session", id)
	}
	return p.show(), nil
}

func (f *Fake) expirePage(c call, id string) (object, error) {
	p := f.page(c.account, id)
	switch {
	case p == nil:
		return nil, missing("checkout session", id)
	case p.State != "open":
		return nil, invalid("resource_invalid_state", "Only Checkout Sessions with a status in [\"open\"] can be expired.")
	}
	p.State = "expired"
	f.happen("checkout.session.expired", p.Account, p.show())
	return p.show(), nil
}

func (f *Fake) listPages(c call) (object, error) {
	var own []*Page
	for _, p := range f.s.Pages {
		if p.Account == c.account && p.Created >= c.since() {
			own = append(own, p)
		}
	}
	return list(c, own, func(p *Page) string { return p.ID }, (*Page).show), nil
}

func (f *Fake) readIntent(c call, id string) (object, error) {
	i := f.s.Intents[id]
	if i == nil || i.Account != c.account {
		return nil, missing("payment_intent", id)
	}
	o := i.show()
	if ch := f.s.Charges[i.Charge]; ch != nil && slices.Contains(c.form["expand[0]"], "latest_charge") {
		o["latest_charge"] = ch.show()
	}
	return o, nil
}

func (f *Fake) newRefund(c call) (object, error) {
	ch := f.s.Charges[c.form.Get("charge")]
	if ch == nil || ch.Account != c.account {
		return nil, missing("charge", c.form.Get("charge"))
	}
	amount, err := strconv.ParseInt(c.form.Get("amount"), 10, 64)
	if err != nil || amount <= 0 {
		return nil, invalid("parameter_invalid_integer", "Invalid positive integer")
	}
	r, err := f.refund(ch, amount, c.metadata("metadata"))
	if err != nil {
		return nil, err
	}
	return r.show(), nil
}

// refund gives an amount of a charge back.
func (f *Fake) refund(ch *charge, amount int64, marks map[string]string) (*refund, error) {
	switch {
	case ch.Refunded == ch.Amount:
		return nil, invalid("charge_already_refunded", "Charge has already been refunded.")
	case ch.Refunded+amount > ch.Amount:
		return nil, invalid("", "Refund amount is greater than unrefunded amount on charge")
	case f.disputed(ch):
		return nil, invalid("charge_disputed", "Charge has been charged back.")
	}
	r := &refund{ID: f.id("re"), Account: ch.Account, Charge: ch.ID, Intent: ch.Intent, Currency: ch.Currency, State: "succeeded", Amount: amount,
		Created: f.o.Now().Unix(), Marks: marks}
	if f.pending {
		r.State = "pending"
	}
	ch.Refunded += amount
	f.s.Refunds = append(f.s.Refunds, r)
	f.moved(ch.Account, "refund", r.ID, ch.Currency, -amount)
	f.happen("charge.refunded", ch.Account, ch.show())
	return r, nil
}

func (f *Fake) disputed(ch *charge) bool {
	return slices.ContainsFunc(f.s.Disputes, func(d *dispute) bool { return d.Charge == ch.ID && d.State != "won" })
}

func (f *Fake) listRefunds(c call) (object, error) {
	var own []*refund
	for _, r := range f.s.Refunds {
		if r.Account == c.account && r.Charge == c.form.Get("charge") {
			own = append(own, r)
		}
	}
	return list(c, own, func(r *refund) string { return r.ID }, (*refund).show), nil
}

func (f *Fake) listDisputes(c call) (object, error) {
	var own []*dispute
	for _, d := range f.s.Disputes {
		if d.Account == c.account && d.Charge == c.form.Get("charge") {
			own = append(own, d)
		}
	}
	return list(c, own, func(d *dispute) string { return d.ID }, (*dispute).show), nil
}

func (f *Fake) listMoves(c call) (object, error) {
	if f.s.Accounts[c.account] == nil {
		return nil, refusal{http.StatusForbidden, "invalid_request_error", "account_invalid", "No such account."}
	}
	var own []*move
	for _, m := range f.s.Moves {
		if m.Account == c.account && m.Created >= c.since() {
			own = append(own, m)
		}
	}
	return list(c, own, func(m *move) string { return m.ID }, f.showMove), nil
}

func (f *Fake) showMove(m *move) object {
	o := object{"id": m.ID, "object": "balance_transaction", "type": m.Kind, "amount": m.Amount, "currency": m.Currency, "created": m.Created, "source": m.Source}
	if ch := f.s.Charges[m.Source]; ch != nil {
		o["source"] = ch.show()
	}
	for _, r := range f.s.Refunds {
		if r.ID == m.Source {
			o["source"] = r.show()
		}
	}
	for _, d := range f.s.Disputes {
		if d.ID == m.Source {
			o["source"] = d.show()
		}
	}
	return o
}
