package main

import (
	"povtor/api"
	"povtor/jobs"
	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/importing"
)

// house is every capability, introduced to those it works with.
type house struct {
	db        *models.DB
	identity  *identity.Service
	cadence   *cadence.Service
	importing *importing.Service
}

func assemble(db *models.DB, p *program) (*house, error) {
	keys, err := identity.NewKeys(p.config.secret)
	if err != nil {
		return nil, err
	}
	h := &house{db: db}
	h.identity = identity.New(db, keys, p.now)
	h.cadence = cadence.New(db)
	h.importing = importing.New(db, h.cadence)
	return h, nil
}

func (h *house) close() { h.db.Close() }

// api is what the HTTP floor carries.
func (h *house) api() api.Portal { return api.Portal{Identity: h.identity} }

// jobs is what the queue carries.
func (h *house) jobs() jobs.Portal { return jobs.Portal{Identity: h.identity} }
