package card_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/card"
	"povtor/portal/card/cardtest"
	"povtor/portal/identity"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables/receivablestest"
)

// story lets something happen at Stripe with a page; what it cannot do there does not happen.
func story(w *cardtest.World, page string, step int) {
	switch step {
	case 0:
		_ = w.Fake.Pay(page)
	case 1:
		_ = w.Fake.Decline(page, "card_declined")
	case 2:
		_ = w.Fake.Promise(page)
	case 3:
		_ = w.Fake.Finish(page, true)
	case 4:
		_ = w.Fake.Finish(page, false)
	case 5:
		_ = w.Fake.Refund(page, 300)
	case 6:
		w.Fake.EndRefunds(false)
	case 7:
		_ = w.Fake.Dispute(page)
	case 8:
		_ = w.Fake.Decide(page, true)
	case 9:
		_ = w.Fake.Decide(page, false)
	}
}

// said is all that can be told of a payment, but for the names of its rows.
func said(p card.Payment, balances ...models.Amount) string {
	var backs []string
	for _, r := range p.Refunds {
		backs = append(backs, "refund "+r.State+" "+r.Amount)
	}
	for _, d := range p.Disputes {
		backs = append(backs, "dispute "+d.State+" "+d.Withdrawn)
	}
	sort.Strings(backs)
	return fmt.Sprintf("%s %s received %s refunded %s withdrawn %s credit %s failure %q %s, invoices %v", p.State, p.Amount, p.Received, p.Refunded,
		p.Withdrawn, p.Credit, p.Failure, strings.Join(backs, ", "), balances)
}

// The same story, its events told in order as it goes, and all of them at its end in any order, some twice: the same end. A third
// time nobody tells anything, and the reconcile job finds it.
func TestEventsInAnyOrderEndAlike(t *testing.T) {
	t.Parallel()
	base := orderingtest.Open(t)
	rapid.Check(t, func(r *rapid.T) {
		w := cardtest.Beside(t, base.Other(t))
		defer w.Leave(t)
		steps := rapid.SliceOfN(rapid.IntRange(0, 9), 1, 8).Draw(r, "steps")
		seed := rapid.Uint64().Draw(r, "seed")
		tell := map[string]func(last bool){
			"in order": func(bool) { w.Deliver(t, w.News()...) },
			"shuffled": func(last bool) {
				if last {
					w.Deliver(t, cardtest.Shuffled(w.News(), seed)...)
				}
			},
			"never": func(last bool) {
				if last {
					w.News()
					if err := w.Cards.Reconcile(t.Context(), identity.System("test")); err != nil {
						r.Fatal(err)
					}
				}
			},
		}
		ends := map[string]string{}
		for way, tells := range tell {
			a, b := receivablestest.Invoice(t, w.Trade, "RUB", 700, 5), receivablestest.Invoice(t, w.Trade, "RUB", 500, 9)
			p, page := w.Start(t, part(a, 0), part(b, 400))
			w.Age(t, p.ID)
			for n, step := range steps {
				story(w, page, step)
				tells(n == len(steps)-1)
			}
			ends[way] = said(w.Get(t, p.ID), balance(t, w, a.ID), balance(t, w, b.ID))
		}
		if ends["in order"] != ends["shuffled"] || ends["in order"] != ends["never"] {
			r.Fatalf("%v:\n%s\n%s\n%s", steps, ends["in order"], ends["shuffled"], ends["never"])
		}
		if got := differences(t, w, w.Admin); len(got) != 0 {
			r.Fatal("differences:", got)
		}
		sound(t, w)
	})
}

// Refunds of any parts, some of which fail, in any currency: no more goes back than came, and the parts add up.
func TestRefundsAddUp(t *testing.T) {
	t.Parallel()
	base := orderingtest.Open(t)
	rapid.Check(t, func(r *rapid.T) {
		w := cardtest.Beside(t, base.Other(t))
		defer w.Leave(t)
		c := rapid.SampledFrom([]models.Currency{"RUB", "JPY", "KWD", "ISK"}).Draw(r, "currency")
		i := receivablestest.Invoice(t, w.Trade, c, 6_000, 5)
		p, page := w.Start(t, part(i, 0))
		must(t, w.Fake.Pay(page))
		w.Deliver(t, w.News()...)
		var back models.Amount
		for range rapid.IntRange(1, 5).Draw(r, "refunds") {
			amount := 10 * models.Amount(rapid.Int64Range(1, 300).Draw(r, "tens"))
			var in card.RefundInput
			in.ID, in.Body.Amount, in.Body.Reason = p.ID, amount.In(c), "Возврат"
			_, err := w.Cards.Refund(t.Context(), w.Manager, in)
			if want := back+amount <= 6_000; (err == nil) != want {
				r.Fatalf("%d went back, %d more: %v", back, amount, err)
			}
			w.Work(t)
			if err == nil {
				back += amount
			}
			if rapid.IntRange(0, 4).Draw(r, "fails") == 0 {
				w.Fake.EndRefunds(false)
				w.Deliver(t, w.News()...)
				back = 0
			}
		}
		got := w.Get(t, p.ID)
		if got.Refunded != back.In(c) || got.Refundable != (6_000-back).In(c) || balance(t, w, i.ID) != back {
			r.Fatalf("%d went back: %+v, the invoice asks for %d", back, got, balance(t, w, i.ID))
		}
		if got := differences(t, w, w.Admin); len(got) != 0 {
			r.Fatal("differences:", got)
		}
		sound(t, w)
	})
}
