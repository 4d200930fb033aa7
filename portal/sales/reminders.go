package sales

import (
	"context"
	"math"

	"povtor/models"
	"povtor/portal/identity"
)

// Window is how many days after a reminder an order counts as having followed it, the day of the reminder included.
const Window = 7

// fewest are the clients that each side of a comparison must have before anything is said of it.
const fewest = 20

// Reminders is what reminders on a supplier's behalf came to.
type Reminders struct {
	From       models.Date `json:"from"`
	To         models.Date `json:"to"`
	WindowDays int         `json:"window_days"`
	Sent       int         `json:"sent" doc:"Handed to the mail server."`
	Opened     int         `json:"opened" doc:"Their link was followed."`
	Through    int         `json:"through" doc:"Orders that came by the link."`
	Followed   int         `json:"followed" doc:"Sent, and an order was placed within the window, by the link or not."`
	Closed     int         `json:"closed" doc:"Sent, and the window is over."`
	HeldOut    int         `json:"held_out" doc:"Written down and not sent: one client in ten gets none, for comparison."`
	Lift       Lift        `json:"lift"`
}

// Lift is how much more often clients order who are reminded than those who are not.
type Lift struct {
	Enough   bool     `json:"enough" doc:"False: too few clients on one side to say anything."`
	Needed   int      `json:"needed" doc:"Clients that each side must have."`
	Reminded Arm      `json:"reminded"`
	HeldOut  Arm      `json:"held_out"`
	Points   *float64 `json:"points" doc:"The difference of the two rates, in percentage points."`
	Low      *float64 `json:"low" doc:"With 95 % confidence not less than this."`
	High     *float64 `json:"high" doc:"Nor more than this."`
}

// Arm is one side of the comparison.
type Arm struct {
	Clients   int      `json:"clients"`
	Reminders int      `json:"reminders" doc:"Whose window is over."`
	Followed  int      `json:"followed" doc:"By an order within the window."`
	Rate      *float64 `json:"rate" doc:"Per cent; null where there are none."`
}

// Reminders tells what the reminders of the period came to, and what of it is theirs. For the supplier's own people.
func (s *Service) Reminders(ctx context.Context, v identity.Viewer, in Period) (Reminders, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (Reminders, error) {
		q, err := asked(tx, v, in)
		if err != nil {
			return Reminders{}, err
		}
		f, clients, err := models.NudgesOf(tx, q.From, q.Until, v.Today(tx.Now), Window)
		return Reminders{From: q.From, To: q.Until.Add(-1), WindowDays: Window, Sent: f.Sent, Opened: f.Opened, Through: f.Through,
			Followed: f.Followed, Closed: f.Closed, HeldOut: f.HeldOut, Lift: LiftOf(clients)}, err
	})
}

// LiftOf compares the clients that were to be reminded, whether or not a mail reached them, with those held out. Whether a client
// is held out was drawn by lot for good, so the clients are what is counted in the error, not the reminders: each side's rate is a
// ratio of sums over clients, with the variance of one. Below a few clients on a side nothing is said.
func LiftOf(clients []models.NudgeOutcomes) Lift {
	var sides [2][]models.NudgeOutcomes
	for _, c := range clients {
		if c.HeldOut {
			sides[1] = append(sides[1], c)
		} else {
			sides[0] = append(sides[0], c)
		}
	}
	reminded, errReminded := armOf(sides[0])
	heldOut, errHeldOut := armOf(sides[1])
	out := Lift{Needed: fewest, Reminded: reminded, HeldOut: heldOut}
	out.Enough = reminded.Clients >= fewest && heldOut.Clients >= fewest
	if !out.Enough {
		return out
	}
	points := *reminded.Rate - *heldOut.Rate
	margin := 1.96 * math.Sqrt(errReminded+errHeldOut)
	low, high := points-margin, points+margin
	out.Points, out.Low, out.High = tenth(points), tenth(low), tenth(high)
	return out
}

// armOf is a side's rate in per cent with its variance.
func armOf(clients []models.NudgeOutcomes) (a Arm, variance float64) {
	a.Clients = len(clients)
	for _, c := range clients {
		a.Reminders += c.Nudges
		a.Followed += c.Followed
	}
	if a.Reminders == 0 {
		return a, 0
	}
	rate := float64(a.Followed) / float64(a.Reminders)
	for _, c := range clients {
		off := float64(c.Followed) - rate*float64(c.Nudges)
		variance += off * off
	}
	if n := float64(len(clients)); n > 1 {
		variance *= n / (n - 1)
	}
	total := float64(a.Reminders)
	variance *= 100 * 100 / (total * total)
	a.Rate = tenth(100 * rate)
	return a, variance
}

// tenth rounds to one place.
func tenth(x float64) *float64 {
	x = math.Round(x*10) / 10
	return &x
}
