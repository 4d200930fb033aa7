package api

import (
	"context"

	"povtor/portal/demo"
	"povtor/portal/identity"
)

// About says what kind of portal this is, before anybody signs in.
type About struct {
	Demo   bool         `json:"demo" doc:"An invented world to try things in."`
	Outbox bool         `json:"outbox" doc:"Mails can be read here, at /outbox."`
	People []DemoPerson `json:"people,omitempty" doc:"Whom to sign in as; in a demo only."`
}

// DemoPerson is somebody of the demo world to sign in as.
type DemoPerson struct {
	Role         identity.Role `json:"role"`
	Email        string        `json:"email"`
	Password     string        `json:"password"`
	Name         string        `json:"name"`
	Organisation string        `json:"organisation"`
}

func (s *Server) aboutRoutes(t *Table) {
	about := About{Demo: s.options.Demo, Outbox: s.options.Demo}
	if s.options.Demo {
		for _, p := range demo.People() {
			about.People = append(about.People, DemoPerson{p.Role, p.Email, demo.Password, p.Name, p.Organisation})
		}
	}
	door(t, "", "GET /api/v1/about", "What kind of portal this is", func(context.Context, identity.Viewer, struct{}) (About, error) { return about, nil })
}
