// Package measure keeps the proof that reminders work: one client in ten gets none, for good, and what it would have got is
// kept. Over half of the clients that are due order within a week unprompted, so nothing else than a comparison with them
// says what a reminder did.
package measure

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

const (
	block      = 10  // one of so many is held out
	newFor     = 90  // days since the first order that a client is new
	activeFor  = 90  // days since the last order that it is active
	lapsedFrom = 365 // days of silence after which it has lapsed
	yearOfDays = 365
)

// Service assigns clients to their arm.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// AssignInput is empty.
type AssignInput struct{}

// Assigned says how many clients got their arm.
type Assigned struct{ Clients, HeldOut int }

// Assign gives every client that buys, and has none yet, its arm for good. The system's own; run at once by two, one waits.
func (s *Service) Assign(ctx context.Context, v identity.Viewer, _ AssignInput) (Assigned, error) {
	return models.In(ctx, s.db, v.To(identity.NudgeRun), assign)
}

func assign(tx *models.Tx) (out Assigned, err error) {
	if err := models.HoldAssignments(tx); err != nil {
		return out, err
	}
	today := models.DateOf(tx.Now, time.UTC)
	clients, err := models.UnassignedClients(tx, today.Add(-yearOfDays))
	if err != nil || len(clients) == 0 {
		return out, err
	}
	sizes, err := models.StratumSizes(tx)
	if err != nil {
		return out, err
	}
	rows := draw(clients, sizes, today)
	for i := range rows {
		rows[i].AssignedAt = tx.Now
		if rows[i].HeldOut {
			out.HeldOut++
		}
	}
	out.Clients = len(rows)
	pointers := make([]*models.Holdout, len(rows))
	for i := range rows {
		pointers[i] = &rows[i]
	}
	return out, models.Insert(tx, pointers...)
}

// draw lines the clients up in their strata, behind those that stand there already, in the order of a hash that says
// nothing about them; one of every ten places is held out.
func draw(clients []models.Unassigned, sizes map[string]int, today models.Date) []models.Holdout {
	slices.SortFunc(clients, func(a, b models.Unassigned) int { return bytes.Compare(lot(a.Client), lot(b.Client)) })
	rows := make([]models.Holdout, len(clients))
	for i, c := range clients {
		in := c.Class + "/" + stage(c, today)
		rows[i] = models.Holdout{ClientID: c.Client, Stratum: in, Ordinal: sizes[in], HeldOut: heldOut(in, sizes[in])}
		sizes[in]++
	}
	return rows
}

// heldOut picks one place of each block of ten. Which one differs from block to block and from stratum to stratum, and is
// the same whenever it is asked.
func heldOut(stratum string, ordinal int) bool {
	h := sha256.Sum256(fmt.Appendf(nil, "hold-out %s %d", stratum, ordinal/block))
	return ordinal%block == int(binary.BigEndian.Uint64(h[:8])%block)
}

func lot(id models.OrganisationID) []byte {
	h := sha256.Sum256(append([]byte("lot "), id.UUID[:]...))
	return h[:]
}

// stage is where a client stands in its life with the portal.
func stage(c models.Unassigned, today models.Date) string {
	switch silent := today.Days(c.LastOn); {
	case silent > lapsedFrom:
		return "lapsed"
	case silent > activeFor:
		return "quiet"
	case today.Days(c.FirstOn) <= newFor:
		return "new"
	}
	return "active"
}
