package receivables

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// Check compares what every document of every supplier says of itself with the ledger, notes the differences in the supplier's
// books and in the audit log, and answers how many there are. It mends nothing: a difference is for people to look at.
func (s *Service) Check(ctx context.Context, v identity.Viewer) (differences int, err error) {
	suppliers, err := models.Read(ctx, s.db, v.To(identity.SystemWork), models.SuppliersWithBooks)
	if err != nil {
		return 0, err
	}
	for _, id := range suppliers {
		found, err := models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) ([]models.Difference, error) {
			found, err := models.CheckBooks(tx, id)
			if err != nil || len(found) == 0 {
				return nil, err
			}
			return found, tx.Audit(models.Audit{Action: "ledger.differs", Subject: "supplier:" + id.String(), Detail: map[string]any{"differences": found}})
		})
		if err != nil {
			return differences, err
		}
		differences += len(found)
	}
	s.differ.Store(int64(differences))
	return differences, nil
}

// Differing is how many figures the last check of this copy of the program found wrong.
func (s *Service) Differing() float64 { return float64(s.differ.Load()) }
