package nudge

import (
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

const (
	linkPurpose = "nudge"
	linkFor     = 14 * 24 * time.Hour
)

// Token is what a reminder's link carries: it opens the filled basket of one pair for two weeks, and nothing else. To place
// the order takes a sign-in.
func Token(keys identity.Keys, n models.NudgeID, created time.Time) string {
	return keys.SignLink(linkPurpose, n.String(), created.Add(linkFor))
}

// read is the reminder that a token opens: NotFound for a forged one, Gone for one that has run out.
func read(tx *models.Tx, keys identity.Keys, token string) (*models.Nudge, error) {
	text, err := keys.ReadLink(linkPurpose, token, tx.Now)
	if err != nil {
		return nil, err
	}
	id, err := models.ParseID[models.Nudge](text)
	if err != nil {
		return nil, err
	}
	return models.Get(tx, id)
}

// Behind is the reminder through whose link an order comes, for the order to name. It is nil for a link that has run out or is
// another pair's, since no order fails for its link; nudge-token-invalid (Invalid) for a token that never was ours. A step for
// whoever may read the pair.
func Behind(tx *models.Tx, keys identity.Keys, token string, pair models.Pair) (*models.NudgeID, error) {
	n, err := Linked(tx, keys, token, pair.Client)
	if err != nil || n == nil || n.SupplierID != pair.Supplier {
		return nil, err
	}
	return &n.ID, nil
}

// Linked is the reminder of a client that a token opens, as [Behind], whichever supplier it is for.
func Linked(tx *models.Tx, keys identity.Keys, token string, client models.OrganisationID) (*models.Nudge, error) {
	if token == "" {
		return nil, nil
	}
	if _, err := keys.ReadLink(linkPurpose, token, tx.Now); models.KindOf(err) == models.NotFound {
		return nil, models.Faulty(models.Invalid, "nudge-token-invalid", "The reminder's token is not one of ours.").
			At("nudge_token", "nudge-token-invalid", "Send it as it stands in the reminder's link, or leave it out.")
	}
	n, err := read(tx, keys, token)
	if kind := models.KindOf(err); kind == models.NotFound || kind == models.Gone {
		return nil, nil
	}
	if err != nil || n.ClientID != client {
		return nil, err
	}
	return n, nil
}
