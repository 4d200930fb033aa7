package desk

import (
	"bytes"
	"cmp"
	"slices"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/reorder"
)

// Rest is why a late pair calls for nobody just now.
type Rest string

const (
	Awake     Rest = ""
	OpenOrder Rest = "open_order" // one is on its way
	NotNeeded Rest = "not_needed" // said of this cycle
	Snoozed   Rest = "snoozed"    // put off until a day
	Spoken    Rest = "contacted"  // an account manager spoke with them in the last seven days
)

// restOf is why a pair calls for nobody on a day. A talk counts until the next order day alone.
func restOf(p models.LatePair, today models.Date) Rest {
	switch {
	case p.Awaited:
		return OpenOrder
	case p.NotNeeded():
		return NotNeeded
	case p.Snoozed(today):
		return Snoozed
	case p.ContactedOn != nil && today.Days(*p.ContactedOn) < cadence.RestAfterTalk:
		return Spoken
	}
	return Awake
}

// stakeDays is how long a time the money at stake is counted for.
const stakeDays = 90

// atStake is what the client usually buys from the supplier in ninety days, to the nearest minor unit, by the usual gap that
// people are shown.
func atStake(usual models.Amount, gap int) models.Amount {
	days := models.Amount(max(1, gap))
	return (usual*stakeDays + days/2) / days
}

// late is a pair that is late, with what follows from its rhythm.
type late struct {
	models.LatePair
	standing reorder.Suggestion
	rest     Rest
	alert    bool // past nineteen of twenty cycles
	stake    models.Amount
}

// judge says how a late pair stands on a day.
func judge(p models.LatePair, prior cadence.Prior, today models.Date) late {
	l := late{LatePair: p, rest: restOf(p, today), alert: p.AlertOn != nil && *p.AlertOn <= today}
	l.standing = reorder.Standing(models.Rhythm{Cadence: p.Cadence}, prior, today)
	l.stake = atStake(p.UsualTotal, l.standing.UsualGapDays)
	return l
}

// State narrows the queue.
type State string

const (
	OnlyLate  State = "late"  // whatever calls for somebody
	OnlyAlert State = "alert" // of that, past nineteen of twenty cycles
	All       State = "all"   // and what rests
)

func (s State) wants(l late) bool {
	switch s {
	case All:
		return true
	case OnlyAlert:
		return l.alert && l.rest == Awake
	}
	return l.rest == Awake
}

// client is a client's late pairs of one currency: mixed currencies never add.
type client struct {
	id       models.OrganisationID
	currency models.Currency
	stake    models.Amount
	pairs    []late // the most at stake first
}

// byClient gathers the pairs that a state wants and puts the most at stake first, currency by currency: the currency with most
// clients leads, as amounts of two currencies cannot be compared.
func byClient(pairs []late, want State) []client {
	type key struct {
		id       models.OrganisationID
		currency models.Currency
	}
	at := map[key]int{}
	count := map[models.Currency]int{}
	var all []client
	for _, p := range pairs {
		if !want.wants(p) {
			continue
		}
		k := key{p.ClientID, p.Currency}
		i, ok := at[k]
		if !ok {
			i = len(all)
			at[k] = i
			count[k.currency]++
			all = append(all, client{id: k.id, currency: k.currency})
		}
		all[i].stake += p.stake
		all[i].pairs = append(all[i].pairs, p)
	}
	for _, c := range all {
		slices.SortFunc(c.pairs, func(a, b late) int {
			return cmp.Or(cmp.Compare(b.stake, a.stake), bytes.Compare(a.SupplierID.UUID[:], b.SupplierID.UUID[:]))
		})
	}
	slices.SortFunc(all, func(a, b client) int {
		return cmp.Or(cmp.Compare(count[b.currency], count[a.currency]), cmp.Compare(a.currency, b.currency), a.place().compare(b.place()))
	})
	return all
}

// place is where a client stands among those of its currency.
type place struct {
	Currency models.Currency
	Stake    models.Amount
	ID       models.OrganisationID
}

func (c client) place() place { return place{c.currency, c.stake, c.id} }

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(q.Stake, p.Stake), bytes.Compare(p.ID.UUID[:], q.ID.UUID[:]))
}

// after is what follows a place in a queue that may have changed since.
func after(all []client, p place) []client {
	first := slices.IndexFunc(all, func(c client) bool { return c.currency == p.Currency })
	if first < 0 {
		return nil
	}
	for i := first; i < len(all); i++ {
		if all[i].currency != p.Currency || all[i].place().compare(p) > 0 {
			return all[i:]
		}
	}
	return nil
}
