package desk

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"povtor/models"
)

func TestAtStakeIsNinetyDaysOfTheUsualOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		usual models.Amount
		gap   int
		want  models.Amount
	}{
		{6_000_000, 12, 45_000_000},
		{6_000_000, 90, 6_000_000},
		{6_000_000, 180, 3_000_000},
		{100, 7, 1286}, // 1285.7
		{0, 12, 0},
		{100, 0, 9000}, // every day
	} {
		if got := atStake(c.usual, c.gap); got != c.want {
			t.Errorf("%d every %d days: %d, want %d", c.usual, c.gap, got, c.want)
		}
	}
}

func TestRestOf(t *testing.T) {
	t.Parallel()
	const today, last = models.Date(20000), models.Date(19960)
	on := func(d models.Date) *models.Date { return &d }
	for _, c := range []struct {
		name string
		pair models.LatePair
		want Rest
	}{
		{"nothing said", models.LatePair{}, Awake},
		{"an order on its way", models.LatePair{Awaited: true}, OpenOrder},
		{"not needed now", models.LatePair{Cadence: models.Cadence{NotNeededOn: on(last)}}, NotNeeded},
		{"not needed in an earlier cycle", models.LatePair{Cadence: models.Cadence{NotNeededOn: on(last - 30)}}, Awake},
		{"put off until tomorrow", models.LatePair{Cadence: models.Cadence{SnoozedUntil: on(today + 1)}}, Snoozed},
		{"put off until today", models.LatePair{Cadence: models.Cadence{SnoozedUntil: on(today)}}, Awake},
		{"spoken with six days ago", models.LatePair{Cadence: models.Cadence{ContactedOn: on(today - 6)}}, Spoken},
		{"spoken with a week ago", models.LatePair{Cadence: models.Cadence{ContactedOn: on(today - 7)}}, Awake},
	} {
		c.pair.LastOn = last
		if got := restOf(c.pair, today); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Whatever is late: every client stands in the queue once for each currency, amounts of two currencies never meet, and walking
// it page by page is walking it whole.
func TestTheQueueInPagesIsTheQueue(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		clients := make([]models.OrganisationID, rapid.IntRange(1, 8).Draw(t, "clients"))
		for i := range clients {
			clients[i] = models.NewID[models.Organisation]()
		}
		pairs := make([]late, rapid.IntRange(0, 30).Draw(t, "pairs"))
		sums := map[models.Currency]models.Amount{}
		for i := range pairs {
			p := late{stake: models.Amount(rapid.IntRange(0, 5).Draw(t, "stake")), rest: rapid.SampledFrom([]Rest{Awake, Awake, Spoken}).Draw(t, "rest")}
			p.ClientID, p.SupplierID = rapid.SampledFrom(clients).Draw(t, "client"), models.NewID[models.Organisation]()
			p.Currency = rapid.SampledFrom([]models.Currency{"RUB", "EUR", "JPY"}).Draw(t, "currency")
			if pairs[i] = p; p.rest == Awake {
				sums[p.Currency] += p.stake
			}
		}
		all := byClient(pairs, OnlyLate)
		limit := rapid.IntRange(1, 5).Draw(t, "limit")
		var walked []place
		for rest := all; len(rest) > 0; {
			page := rest[:min(limit, len(rest))]
			for _, c := range page {
				walked = append(walked, c.place())
			}
			rest = after(all, page[len(page)-1].place())
		}
		var whole []place
		seen, got := map[place]bool{}, map[models.Currency]models.Amount{}
		for _, c := range all {
			whole = append(whole, c.place())
			got[c.currency] += c.stake
			key := place{Currency: c.currency, ID: c.id}
			if seen[key] {
				t.Fatal("a client stands in the queue twice in one currency")
			}
			seen[key] = true
			for _, p := range c.pairs {
				if p.Currency != c.currency || p.rest != Awake {
					t.Fatalf("a pair of %s, resting %q, among %s", p.Currency, p.rest, c.currency)
				}
			}
		}
		if diff := cmp.Diff(whole, walked); diff != "" {
			t.Fatal("in pages:", diff)
		}
		for c, sum := range sums {
			if got[c] != sum {
				t.Fatalf("%s: %d of %d", c, got[c], sum)
			}
		}
	})
}
