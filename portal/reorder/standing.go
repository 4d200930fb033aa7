package reorder

import (
	"povtor/models"
	"povtor/portal/cadence"
)

// Standing is how a client stands with a supplier, without its basket: what follows from the rhythm alone.
func Standing(r models.Rhythm, prior cadence.Prior, today models.Date) Suggestion {
	return suggest(r, prior, today)
}
