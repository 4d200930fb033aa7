package sales

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/reorder"
)

// QuietInput pages the clients that are late.
type QuietInput struct {
	State string `query:"state" enum:"all,late,risk,lapsed" default:"all" doc:"late: nine of ten cycles are over; risk: nineteen of twenty; lapsed: more likely gone than late."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	After string `query:"after" maxLength:"300"`
}

// Quiet are clients past their usual rhythm, the most at stake first.
type Quiet struct {
	models.Page[QuietClient]
	Late   int          `json:"late"`
	Risk   int          `json:"risk"`
	Lapsed int          `json:"lapsed"`
	Stakes []QuietStake `json:"stakes" nullable:"false" doc:"Over all of them, one per currency."`
}

// QuietStake is what is at stake in one currency.
type QuietStake struct {
	Currency models.Currency `json:"currency"`
	Clients  int             `json:"clients"`
	Stake    string          `json:"stake"`
}

// QuietClient is one of them.
type QuietClient struct {
	ID           models.OrganisationID `json:"id"`
	Name         string                `json:"name"`
	City         string                `json:"city"`
	Phone        string                `json:"phone"`
	State        string                `json:"state" enum:"late,risk,lapsed"`
	Awaited      bool                  `json:"awaited" doc:"An order of theirs is on its way."`
	LastOn       models.Date           `json:"last_on"`
	SilentDays   int                   `json:"silent_days"`
	UsualGapDays int                   `json:"usual_gap_days"`
	UsualTotal   string                `json:"usual_total" doc:"With tax."`
	Currency     models.Currency       `json:"currency"`
	Stake        string                `json:"stake" doc:"What it usually buys in 90 days, with tax."`
	NudgedOn     *models.Date          `json:"nudged_on" doc:"The last reminder, sent or held out."`
}

// silence is how many days without an order are looked at: two years.
const silence = 730

// stakeDays is how long a time the money at stake is counted for.
const stakeDays = 90

type quiet struct {
	models.LatePair
	standing reorder.Suggestion
	state    string
	stake    models.Amount
}

// Quiet shows a supplier its clients that are late, by the same rhythm as reminders go by. For its own people.
func (s *Service) Quiet(ctx context.Context, v identity.Viewer, in QuietInput) (Quiet, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (Quiet, error) { return gone(tx, v, in) })
}

func gone(tx *models.Tx, v identity.Viewer, in QuietInput) (out Quiet, err error) {
	var from int
	if _, err := models.ReadCursor(in.After, &from); err != nil {
		return out, err
	}
	all, err := quietPairs(tx, v.Today(tx.Now))
	if err != nil {
		return out, err
	}
	var shown []quiet
	for _, q := range all {
		switch q.state {
		case "late":
			out.Late++
		case "risk":
			out.Risk++
		default:
			out.Lapsed++
		}
		if in.State == "" || in.State == "all" || in.State == q.state {
			shown = append(shown, q)
		}
	}
	out.Stakes = stakes(shown)
	limit := cmp.Or(in.Limit, pageSize)
	from = min(max(from, 0), len(shown))
	page := models.PageOf(shown[from:min(len(shown), from+limit+1)], limit, func(quiet) models.Cursor { return models.Cursor{from + limit} })
	ids := make([]models.OrganisationID, len(page.Items))
	for i, q := range page.Items {
		ids[i] = q.ClientID
	}
	names, err := models.List[models.Organisation](tx, "id", "id IN ?", ids)
	called := map[models.OrganisationID]models.Organisation{}
	for _, n := range names {
		called[n.ID] = n
	}
	out.Page = models.MapPage(page, func(q quiet) QuietClient {
		n := called[q.ClientID]
		return QuietClient{ID: q.ClientID, Name: n.In(v.Locale()), City: n.CityIn(v.Locale()), Phone: n.Phone, State: q.state, Awaited: q.Awaited, LastOn: q.LastOn,
			SilentDays: q.standing.SilentDays, UsualGapDays: q.standing.UsualGapDays, UsualTotal: q.standing.UsualTotal, Currency: q.LatePair.Currency,
			Stake: q.stake.In(q.LatePair.Currency), NudgedOn: q.NudgedOn}
	})
	return out, err
}

func quietPairs(tx *models.Tx, today models.Date) ([]quiet, error) {
	pairs, err := models.LatePairs(tx, today, today.Add(-silence), models.OrganisationID{})
	if err != nil || len(pairs) == 0 {
		return nil, err
	}
	kept, err := models.LatestPrior(tx)
	if err != nil {
		return nil, err
	}
	prior := cadence.PriorOf(kept)
	all := make([]quiet, len(pairs))
	for i, p := range pairs {
		q := quiet{LatePair: p, standing: reorder.Standing(models.Rhythm{Cadence: p.Cadence}, prior, today), state: "late"}
		switch {
		case q.standing.State == reorder.Lapsed:
			q.state = "lapsed"
		case p.AlertOn != nil && *p.AlertOn <= today:
			q.state = "risk"
		}
		days := models.Amount(max(1, q.standing.UsualGapDays))
		q.stake = (p.UsualTotal*stakeDays + days/2) / days
		all[i] = q
	}
	slices.SortFunc(all, func(a, b quiet) int {
		return cmp.Or(cmp.Compare(a.LatePair.Currency, b.LatePair.Currency), cmp.Compare(b.stake, a.stake), bytes.Compare(a.ClientID.UUID[:], b.ClientID.UUID[:]))
	})
	return all, nil
}

func stakes(all []quiet) []QuietStake {
	out := []QuietStake{}
	for i := 0; i < len(all); {
		c, sum, n := all[i].LatePair.Currency, models.Amount(0), 0
		for ; i < len(all) && all[i].LatePair.Currency == c; i++ {
			sum += all[i].stake
			n++
		}
		out = append(out, QuietStake{c, n, sum.In(c)})
	}
	return out
}
