package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"povtor/portal/company"
	"povtor/portal/identity"
)

// companyRoutes are a company's people, and the mailed links by which somebody comes in or comes back. The links are for
// whoever holds them.
func (s *Server) companyRoutes(t *Table) {
	c := s.portal.Company
	door(t, identity.MemberRead, "GET /api/v1/members", "The people of your company and those invited", c.Members)
	door(t, identity.MemberInvite, "POST /api/v1/members", "Invite somebody to your company by mail", c.Invite)
	door(t, identity.MemberInvite, "DELETE /api/v1/members/{id}", "End somebody's place, or take an invitation back", c.Remove)
	door(t, "", "GET /api/v1/invitations/{token}", "What an invitation offers", c.Offer)

	huma.Register(t.api, t.operation("", "POST /api/v1/invitations/accept", "Accept an invitation and sign in"),
		func(ctx context.Context, in *company.AcceptInput) (*signedIn, error) {
			if err := in.Validate(); err != nil {
				return nil, problemOf(ctx, err)
			}
			r := requestOf(ctx)
			in.Address, in.UserAgent = r.address, r.agent
			st, err := c.Accept(ctx, *in)
			return s.started(ctx, st, err)
		})

	ask := t.operation("", "POST /api/v1/password-resets", "Ask for a link to a new password; the answer is the same for every address")
	ask.DefaultStatus = http.StatusAccepted
	huma.Register(t.api, ask, func(ctx context.Context, in *company.AskInput) (*done, error) {
		in.Address = requestOf(ctx).address
		return nil, orProblem(ctx, c.AskReset(ctx, *in))
	})
	confirm := t.operation("", "POST /api/v1/password-resets/confirm", "Set a new password by a mailed link; every session ends")
	confirm.DefaultStatus = http.StatusNoContent
	huma.Register(t.api, confirm, func(ctx context.Context, in *company.ConfirmInput) (*done, error) {
		in.Address = requestOf(ctx).address
		return nil, orProblem(ctx, c.ConfirmReset(ctx, *in))
	})
}
