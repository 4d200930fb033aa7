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

// Behind is the reminder through whose link an order comes, for the order to name; nil for a token that is not this pair's, is
// forged or has run out, since no order fails for its link. A step for whoever may read the pair.
func Behind(tx *models.Tx, keys identity.Keys, token string, pair models.Pair) (*models.NudgeID, error) {
	if token == "" {
		return nil, nil
	}
	n, err := read(tx, keys, token)
	if kind := models.KindOf(err); kind == models.NotFound || kind == models.Gone {
		return nil, nil
	}
	if err != nil || n.ClientID != pair.Client || n.SupplierID != pair.Supplier {
		return nil, err
	}
	return &n.ID, nil
}
