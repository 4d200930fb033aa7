package identity

import (
	"context"

	"povtor/models"
)

// Tidy removes tokens, counters and remembered answers that have run out.
func (s *Service) Tidy(ctx context.Context, v Viewer) (int64, error) {
	return models.In(ctx, s.db, v.To(SystemWork), models.Tidy)
}
