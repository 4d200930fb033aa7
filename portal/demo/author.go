package demo

import (
	"time"

	"povtor/models"
	"povtor/portal/pricing"
)

// span is how far back the world goes.
const span = 730

// author writes a world, step by step.
type author struct {
	seed   seed
	now    time.Time
	today  models.Date
	zones  zones
	moscow *time.Location
	start  time.Time // before anybody ordered anything

	operator  models.Organisation
	managers  []models.User // account managers, by the number that sketches use
	suppliers []*supplier
	clients   []*client
	deals     []*deal
	users     map[string]models.UserID // by address

	unanswered models.Date // the first supplier has answered no order since

	world World
}

// supplier is a selling company at work.
type supplier struct {
	house
	row      models.Organisation
	zone     *time.Location
	products []*product
	lists    []*priceList // the list price first, then those for better clients
	people   []models.User
}

// client is a buying company at work.
type client struct {
	clientSketch
	row       models.Organisation
	zone      *time.Location
	locations []models.Location
	buyers    []models.User
	latest    models.Date // the last day on which it can have ordered by now
	payLate   int         // how many days after the due date it usually pays
	numbers   bool        // keeps its own order numbers
	counted   int
}

func (c *client) sixDays() bool { return c.trade == tradeHoreca }

// deal is one client buying from one supplier.
type deal struct {
	client   *client
	supplier *supplier
	today    models.Date
	rhythm   byte
	fate     string
	since    models.Date
	row      models.Agreement
	lists    []*priceList // contract lists in the order they are asked
	days     []models.Date
	usual    []*usual
	ladders  map[*product]pricing.Ladder // what the client pays today, worked out when it is asked
}

func newAuthor(now time.Time, s seed) *author {
	a := &author{seed: s, now: now, zones: zones{}, users: map[string]models.UserID{}}
	a.moscow = a.zones.of("Europe/Moscow")
	a.today = models.DateOf(now, a.moscow)
	a.start = clock(a.today.Add(-span-60), opens, a.moscow)
	a.world.Now, a.world.Today = now, a.today
	return a
}

// byName is the client of that name in the sketches.
func (a *author) byName(ru string) *client {
	for _, c := range a.clients {
		if c.ru == ru {
			return c
		}
	}
	panic("demo table: no client " + ru)
}

// latestDay is the last day on which somebody in a zone can have ordered: today once its morning is half an hour old.
func (a *author) latestDay(zone *time.Location, sixDays bool) models.Date {
	day := min(models.DateOf(a.now, zone), a.today)
	if models.DateOf(a.now, zone) == day && minuteOf(a.now, zone) < opens+30 {
		day--
	}
	return openUntil(day, sixDays)
}

func ptr[T any](v T) *T { return &v }
