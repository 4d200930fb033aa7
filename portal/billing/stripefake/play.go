package stripefake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// play lets something happen that nobody asked for by a call.
func (f *Fake) play(what func() error) error {
	f.mu.Lock()
	told, kept := f.o.Told, len(f.s.Events)
	err := what()
	fresh := append([]Event{}, f.s.Events[kept:]...)
	f.keep()
	f.mu.Unlock()
	if told != nil {
		for _, e := range fresh {
			told(e)
		}
	}
	return err
}

// Join lets an account's owner answer every question: it can be paid from then on.
func (f *Fake) Join(account string) error { return f.set(account, true, "") }

// Close takes an account out of the portal's hands.
func (f *Fake) Close(account string) error { return f.set(account, false, "rejected.other") }

func (f *Fake) set(account string, ready bool, disabled string) error {
	return f.play(func() error {
		a := f.s.Accounts[account]
		if a == nil {
			return missing("account", account)
		}
		a.Ready, a.Disabled = ready, disabled
		f.happen("account.updated", account, a.show())
		return nil
	})
}

// Adopt makes an account of a given name that can be paid.
func (f *Fake) Adopt(account, name string) {
	_ = f.play(func() error {
		if f.s.Accounts[account] == nil {
			f.s.Accounts[account] = &Account{ID: account, Name: name, Ready: true}
		}
		return nil
	})
}

// Account is an account of that name.
func (f *Fake) Account(id string) (Account, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if a := f.s.Accounts[id]; a != nil {
		return *a, true
	}
	return Account{}, false
}

// At is a page as a payer finds it, and whose it is.
func (f *Fake) At(page string) (p Page, account Account, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	found := f.page("", page)
	if found == nil {
		return p, account, false
	}
	if a := f.s.Accounts[found.Account]; a != nil {
		account = *a
	}
	return *found, account, true
}

// Pages are the ids of all pages, the oldest first.
func (f *Fake) Pages() (ids []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range f.s.Pages {
		ids = append(ids, p.ID)
	}
	return ids
}

// Pay lets a payer pay a page by a card that works.
func (f *Fake) Pay(page string) error {
	return f.on(page, func(p *Page, i *intent) {
		p.State = "complete"
		f.charge(p, i)
		f.happen("checkout.session.completed", p.Account, p.show())
	})
}

// Decline lets a payer try a card that does not work; the page stays.
func (f *Fake) Decline(page, why string) error {
	return f.on(page, func(p *Page, i *intent) {
		i.State, i.Failure = "requires_payment_method", why
		f.happen("payment_intent.payment_failed", p.Account, i.show())
	})
}

// Promise lets a payer choose a way of paying that takes days.
func (f *Fake) Promise(page string) error {
	defer f.soon(page)
	return f.on(page, func(p *Page, i *intent) {
		p.State, i.State = "complete", "processing"
		f.happen("payment_intent.processing", p.Account, i.show())
		f.happen("checkout.session.completed", p.Account, p.show())
	})
}

// soon keeps a promise by itself, where that is wanted; one that was not made stays so.
func (f *Fake) soon(page string) {
	if f.o.Soon > 0 {
		time.AfterFunc(f.o.Soon, func() { _ = f.Finish(page, true) })
	}
}

// Finish ends what was promised, one way or the other.
func (f *Fake) Finish(page string, good bool) error {
	return f.play(func() error {
		p := f.page("", page)
		if p == nil || p.State != "complete" || f.s.Intents[p.Intent].State != "processing" {
			return missing("promise", page)
		}
		i := f.s.Intents[p.Intent]
		if good {
			f.charge(p, i)
			f.happen("checkout.session.async_payment_succeeded", p.Account, p.show())
			return nil
		}
		i.State, i.Failure = "requires_payment_method", "debit_not_authorized"
		f.happen("payment_intent.payment_failed", p.Account, i.show())
		f.happen("checkout.session.async_payment_failed", p.Account, p.show())
		return nil
	})
}

// on does something with an open page and what comes of it.
func (f *Fake) on(page string, do func(*Page, *intent)) error {
	return f.play(func() error {
		p := f.page("", page)
		if p == nil || p.State != "open" {
			return missing("open page", page)
		}
		i := f.s.Intents[p.Intent]
		if i == nil {
			i = &intent{ID: f.id("pi"), Account: p.Account, State: "requires_payment_method", Currency: p.Currency, Amount: p.Amount, Marks: p.IntentMarks, Page: p.ID}
			f.s.Intents[i.ID], p.Intent = i, i.ID
			f.happen("payment_intent.created", p.Account, i.show())
		}
		do(p, i)
		return nil
	})
}

func (f *Fake) charge(p *Page, i *intent) {
	ch := &charge{ID: f.id("ch"), Account: p.Account, Intent: i.ID, Currency: p.Currency, Last4: "4242", Amount: i.Amount, Created: f.o.Now().Unix(), Marks: i.Marks}
	f.s.Charges[ch.ID] = ch
	i.State, i.Failure, i.Charge, i.Received = "succeeded", "", ch.ID, i.Amount
	f.moved(p.Account, "charge", ch.ID, p.Currency, ch.Amount)
	f.happen("charge.succeeded", p.Account, ch.show())
	f.happen("payment_intent.succeeded", p.Account, i.show())
}

// Alter changes what a page's payment came to: its amount in Stripe's units, its currency. No honest Stripe does that.
func (f *Fake) Alter(page string, amount int64, currency string) error {
	return f.play(func() error {
		p := f.page("", page)
		if p == nil || p.Intent == "" {
			return missing("payment", page)
		}
		i := f.s.Intents[p.Intent]
		i.Amount, i.Received, i.Currency = amount, amount, currency
		if ch := f.s.Charges[i.Charge]; ch != nil {
			ch.Amount, ch.Currency = amount, currency
		}
		return nil
	})
}

// Forge lets an account take a charge that bears any marks, as its owner can in Stripe's own pages.
func (f *Fake) Forge(account, currency string, amount int64, marks map[string]string) {
	_ = f.play(func() error {
		i := &intent{ID: f.id("pi"), Account: account, Currency: currency, Amount: amount, Marks: marks}
		f.s.Intents[i.ID] = i
		f.charge(&Page{Account: account, Currency: currency}, i)
		return nil
	})
}

// Refund gives an amount of a page's charge back, in Stripe's own pages.
func (f *Fake) Refund(page string, amount int64) error {
	return f.play(func() error {
		ch, err := f.chargeOf(page)
		if err != nil {
			return err
		}
		_, err = f.refund(ch, amount, map[string]string{})
		return err
	})
}

func (f *Fake) chargeOf(page string) (*charge, error) {
	p := f.page("", page)
	if p == nil || p.Intent == "" || f.s.Intents[p.Intent].Charge == "" {
		return nil, missing("charge", page)
	}
	return f.s.Charges[f.s.Intents[p.Intent].Charge], nil
}

// EndRefunds finishes every refund that waits, or fails every one that went through.
func (f *Fake) EndRefunds(good bool) {
	_ = f.play(func() error {
		for _, r := range f.s.Refunds {
			switch {
			case good && r.State == "pending":
				r.State = "succeeded"
			case !good && r.State != "failed":
				r.State, r.Failure = "failed", "expired_or_canceled_card"
				f.s.Charges[r.Charge].Refunded -= r.Amount
				f.moved(r.Account, "refund_failure", r.ID, r.Currency, r.Amount)
			default:
				continue
			}
			f.happen("charge.refund.updated", r.Account, r.show())
		}
		return nil
	})
}

// Dispute lets a payer's bank ask a page's charge back, or what is left of it.
func (f *Fake) Dispute(page string) error {
	return f.play(func() error {
		ch, err := f.chargeOf(page)
		if err != nil {
			return err
		}
		left := ch.Amount - ch.Refunded
		for _, d := range f.s.Disputes {
			if d.Charge == ch.ID {
				for _, m := range d.Moves {
					left += m
				}
			}
		}
		if left <= 0 {
			return errors.New("nothing of the charge is left")
		}
		d := &dispute{ID: f.id("dp"), Account: ch.Account, Charge: ch.ID, Intent: ch.Intent, Currency: ch.Currency, State: "needs_response",
			Amount: left, Created: f.o.Now().Unix()}
		ch.Disputed, d.Moves = true, []int64{-d.Amount}
		f.s.Disputes = append(f.s.Disputes, d)
		f.moved(ch.Account, "adjustment", d.ID, ch.Currency, -d.Amount)
		f.happen("charge.dispute.created", ch.Account, d.show())
		f.happen("charge.dispute.funds_withdrawn", ch.Account, d.show())
		return nil
	})
}

// Decide ends every dispute of a page's charge.
func (f *Fake) Decide(page string, won bool) error {
	return f.play(func() error {
		ch, err := f.chargeOf(page)
		if err != nil {
			return err
		}
		for _, d := range f.s.Disputes {
			if d.Charge != ch.ID || d.State != "needs_response" {
				continue
			}
			d.State = "lost"
			if won {
				d.State, d.Moves = "won", append(d.Moves, d.Amount)
				f.moved(ch.Account, "adjustment", d.ID, ch.Currency, d.Amount)
				f.happen("charge.dispute.funds_reinstated", ch.Account, d.show())
			}
			f.happen("charge.dispute.closed", ch.Account, d.show())
		}
		return nil
	})
}

func (f *Fake) moved(account, kind, source, currency string, amount int64) {
	f.s.Moves = append(f.s.Moves, &move{f.id("txn"), account, kind, source, currency, amount, f.o.Now().Unix()})
}

func (f *Fake) happen(kind, account string, o object) {
	raw, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	f.s.Events = append(f.s.Events, Event{f.id("evt"), kind, account, f.o.Now().Unix(), raw})
}

// Events are all that happened, in their order.
func (f *Fake) Events() []Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.s.Events)
}

// Body is an event as it is sent.
func (e Event) Body() []byte {
	b, err := json.Marshal(object{"id": e.ID, "object": "event", "type": e.Kind, "account": orNull(e.Account), "created": e.Created, "livemode": false,
		"api_version": "2023-10-16", "data": object{"object": e.Object}})
	if err != nil {
		panic(err)
	}
	return b
}

// Sign is the header that goes with a body.
func (f *Fake) Sign(body []byte, at time.Time) string { return Sign(body, f.o.Secret, at) }

// Sign is the header that goes with a body, under any secret.
func Sign(body []byte, secret string, at time.Time) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "%d.%s", at.Unix(), body)
	return fmt.Sprintf("t=%d,v1=%s", at.Unix(), hex.EncodeToString(mac.Sum(nil)))
}
