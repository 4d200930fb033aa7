package nudge

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/reorder"
)

// FollowInput is the token of a reminder's link.
type FollowInput struct {
	Token string `path:"token" maxLength:"600"`
}

// Followed is what a reminder's link opens: the reason and the filled basket, to look at. To place it takes a sign-in.
type Followed struct {
	Client    Named               `json:"client"`
	Supplier  catalogue.Supplier  `json:"supplier"`
	Reason    *reorder.Suggestion `json:"reason"`
	Lines     []reorder.Line      `json:"lines" nullable:"false"`
	Currency  models.Currency     `json:"currency"`
	ExpiresAt time.Time           `json:"expires_at"`
}

// Named is a company by name alone.
type Named struct {
	Name string `json:"name"`
}

// Follow opens a reminder's link: NotFound for a forged one, Gone for one that has run out. Anybody with the link may; the
// first time is written down.
func (s *Service) Follow(ctx context.Context, v identity.Viewer, in FollowInput) (Followed, error) {
	return models.In(ctx, s.db, identity.System("nudge-link").To(identity.SystemWork), func(tx *models.Tx) (Followed, error) {
		n, err := read(tx, s.keys, in.Token)
		if err != nil {
			return Followed{}, err
		}
		client, err := models.Get(tx, n.ClientID)
		if err != nil {
			return Followed{}, err
		}
		if err := s.opened(tx, n); err != nil {
			return Followed{}, err
		}
		locale := v.Locale()
		if locale == "" {
			locale = client.Locale
		}
		b, err := reorder.UsualBasket(tx, models.Assortment{Client: n.ClientID, Day: models.DateOf(tx.Now, client.Zone()), Locale: locale}, n.SupplierID)
		if err != nil {
			return Followed{}, err
		}
		return Followed{Client: Named{client.In(locale)}, Supplier: b.Supplier, Reason: b.Suggestion, Lines: b.Lines, Currency: b.Currency,
			ExpiresAt: n.CreatedAt.Add(linkFor)}, nil
	})
}

// opened notes that the link was followed for the first time.
func (s *Service) opened(tx *models.Tx, n *models.Nudge) error {
	first, err := models.UpdateWhere[models.Nudge](tx, map[string]any{"opened_at": tx.Now}, "id = ? AND opened_at IS NULL", n.ID)
	if err != nil || first == 0 {
		return err
	}
	return models.Record(tx, models.Event{ClientID: n.ClientID, SupplierID: &n.SupplierID, Kind: "nudge.opened", Detail: map[string]any{}})
}
