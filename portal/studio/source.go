package studio

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/fetch"
	"povtor/portal/identity"
)

// Feed is a price list that waits at an address.
type Feed struct {
	ID       models.ImportFeedID  `json:"id"`
	Name     string               `json:"name"`
	URL      string               `json:"url"`
	Every    string               `json:"every" enum:"hour,day"`
	At       string               `json:"at" doc:"In the supplier's time zone: 06:30; of an hourly one only the minutes count." example:"06:30"`
	Options  models.ImportOptions `json:"options"`
	Paused   bool                 `json:"paused"`
	NextAt   *time.Time           `json:"next_at"`
	LastAt   *time.Time           `json:"last_at"`
	LastCode string               `json:"last_code" doc:"What the last fetch came to, where it came to no import: a stable slug."`
	Version  int                  `json:"version"`
}

// ETag is its version.
func (f Feed) ETag() int { return f.Version }

func feedOf(f models.ImportFeed) Feed {
	return Feed{ID: f.ID, Name: f.Name, URL: f.URL, Every: f.Every, At: time.Unix(int64(f.AtMinute)*60, 0).UTC().Format("15:04"), Options: f.Options,
		Paused: f.NextAt == nil, NextAt: f.NextAt, LastAt: f.LastAt, LastCode: f.LastCode, Version: f.Version}
}

// FeedBody is what is told of a feed.
type FeedBody struct {
	Name    string               `json:"name" minLength:"1" maxLength:"200"`
	URL     string               `json:"url" maxLength:"2000" doc:"https only; addresses that are not public are refused."`
	Every   string               `json:"every" enum:"hour,day"`
	At      string               `json:"at" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"06:30"`
	Options models.ImportOptions `json:"options,omitempty"`
	Paused  bool                 `json:"paused,omitempty"`
}

func (b FeedBody) check() error {
	var f models.Faults
	f.Check(fetch.Check(b.URL) == nil, "url", "address-refused", "Only public https addresses are fetched.")
	_, err := time.Parse("15:04", b.At)
	f.Check(err == nil, "at", "invalid", "A time of day such as 06:30.")
	return f.Err()
}

func (b FeedBody) fill(row *models.ImportFeed, v identity.Viewer, now time.Time) {
	at, _ := time.Parse("15:04", b.At) // checked before
	row.Name, row.URL, row.Every, row.AtMinute, row.Options = b.Name, b.URL, b.Every, at.Hour()*60+at.Minute(), b.Options
	row.NextAt = nil
	if !b.Paused {
		next := nextAfter(*row, now, v.Zone())
		row.NextAt = &next
	}
}

// nextAfter is when a feed is fetched next. A time that a day skips, as clocks are put forward, is a little later that day.
func nextAfter(f models.ImportFeed, now time.Time, zone *time.Location) time.Time {
	local := now.In(zone)
	if f.Every == "hour" {
		next := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), f.AtMinute%60, 0, 0, zone)
		for !next.After(now) {
			next = next.Add(time.Hour)
		}
		return next.UTC()
	}
	for day := 0; ; day++ {
		next := time.Date(local.Year(), local.Month(), local.Day()+day, f.AtMinute/60, f.AtMinute%60, 0, 0, zone)
		if next.After(now) {
			return next.UTC()
		}
	}
}

// Feeds are the supplier's feeds.
func (s *Service) Feeds(ctx context.Context, v identity.Viewer, _ struct{}) ([]Feed, error) {
	return models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) ([]Feed, error) {
		rows, err := models.List[models.ImportFeed](tx, "name, id", "true")
		out := make([]Feed, len(rows))
		for i, f := range rows {
			out[i] = feedOf(f)
		}
		return out, err
	})
}

// AddFeedInput is a new feed.
type AddFeedInput struct{ Body FeedBody }

// Validate reports everything that is wrong with it.
func (in *AddFeedInput) Validate() error { return in.Body.check() }

// AddFeed lets an address be fetched by the clock. Where no limit is passed its import is committed by itself, else it waits for
// a yes.
func (s *Service) AddFeed(ctx context.Context, v identity.Viewer, in AddFeedInput) (Feed, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Feed, error) {
		row := models.ImportFeed{ID: models.NewID[models.ImportFeed](), SupplierID: v.Organisation(), CreatedBy: v.User(), CreatedAt: tx.Now, Version: 1}
		in.Body.fill(&row, v, tx.Now)
		return feedOf(row), models.Insert(tx, &row)
	})
}

// ChangeFeedInput is what a feed is to be.
type ChangeFeedInput struct {
	ID   models.ImportFeedID `path:"id"`
	Seen models.Version      `header:"If-Match"`
	Body FeedBody
}

// Validate reports everything that is wrong with it.
func (in *ChangeFeedInput) Validate() error { return in.Body.check() }

// ChangeFeed changes a feed.
func (s *Service) ChangeFeed(ctx context.Context, v identity.Viewer, in ChangeFeedInput) (Feed, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Feed, error) {
		row, err := models.Lock(tx, in.ID)
		if err != nil {
			return Feed{}, err
		}
		if err := in.Seen.Check(row.Version); err != nil {
			return Feed{}, err
		}
		in.Body.fill(row, v, tx.Now)
		row.Version++
		return feedOf(*row), models.Update(tx, row, "name", "url", "every", "at_minute", "options", "next_at", "version")
	})
}

// FeedInput names a feed.
type FeedInput struct {
	ID models.ImportFeedID `path:"id"`
}

// RemoveFeed ends a feed. What it brought stays.
func (s *Service) RemoveFeed(ctx context.Context, v identity.Viewer, in FeedInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		n, err := models.DeleteWhere[models.ImportFeed](tx, "id = ?", in.ID)
		if err == nil && n == 0 {
			err = models.Faulty(models.NotFound, "not-found", "There is no such thing here.")
		}
		return struct{}{}, err
	})
}

// FetchFeed lets a feed be fetched now.
func (s *Service) FetchFeed(ctx context.Context, v identity.Viewer, in FeedInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, tx.Enqueue(Fetch{in.ID})
	})
}
