package api

import (
	"context"
	"net/url"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// TestPage is what a visitor of a demo is asked to pay, or to answer, in the place of Stripe's own page.
type TestPage struct {
	Kind     string     `json:"kind" enum:"payment,account"`
	Payee    string     `json:"payee"`
	Currency string     `json:"currency"`
	Amount   string     `json:"amount"`
	Lines    []TestLine `json:"lines" nullable:"false"`
	State    string     `json:"state" enum:"open,complete,expired,asked,ready"`
	Back     string     `json:"back" doc:"Where the visitor came from."`
}

// TestLine is one invoice of it.
type TestLine struct {
	Name   string `json:"name"`
	Amount string `json:"amount"`
}

// TestPageInput names a page or an account.
type TestPageInput struct {
	ID string `path:"id" maxLength:"100"`
}

// TestActInput says what the visitor plays.
type TestActInput struct {
	ID   string `path:"id" maxLength:"100"`
	Body struct {
		Act string `json:"act" enum:"pay,decline,promise,finish,fail,join"`
	}
}

// Onward is where the visitor goes on.
type Onward struct {
	URL string `json:"url" doc:"Empty: the page stays."`
}

var errNoTestPage = models.Faulty(models.NotFound, "not-found", "There is no such thing here.")

// testCardRoutes stand in the place of Stripe's own pages in a demo; anywhere else they are not found.
func (s *Server) testCardRoutes(t *Table) {
	door(t, "", "GET /api/v1/test-card/{id}", "A trial in the place of Stripe's page (demo only)", s.testPage)
	door(t, "", "POST /api/v1/test-card/{id}", "Play a card, or answer Stripe's questions (demo only)", s.testAct)
}

func (s *Server) testPage(_ context.Context, _ identity.Viewer, in TestPageInput) (TestPage, error) {
	fake := s.options.TestCards
	if fake == nil {
		return TestPage{}, errNoTestPage
	}
	if a, ok := fake.Account(in.ID); ok {
		state := "asked"
		if a.Ready {
			state = "ready"
		}
		return TestPage{Kind: "account", Payee: a.Name, State: state, Lines: []TestLine{}, Back: "/card-account?onboarding=done"}, nil
	}
	p, a, ok := fake.At(in.ID)
	if !ok {
		return TestPage{}, errNoTestPage
	}
	sum, currency := gateway.AmountOf(p.Amount, p.Currency)
	out := TestPage{Kind: "payment", Payee: a.Name, Currency: string(currency), Amount: sum.In(currency), Lines: make([]TestLine, len(p.Lines)),
		State: p.State, Back: within(p.Back)}
	for i, l := range p.Lines {
		part, _ := gateway.AmountOf(l.Amount, p.Currency)
		out.Lines[i] = TestLine{l.Name, part.In(currency)}
	}
	return out, nil
}

func (s *Server) testAct(_ context.Context, _ identity.Viewer, in TestActInput) (Onward, error) {
	fake := s.options.TestCards
	if fake == nil {
		return Onward{}, errNoTestPage
	}
	p, _, _ := fake.At(in.ID)
	acts := map[string]func() (string, error){
		"pay":     func() (string, error) { return p.Return, fake.Pay(in.ID) },
		"decline": func() (string, error) { return "", fake.Decline(in.ID, "insufficient_funds") },
		"promise": func() (string, error) { return p.Return, fake.Promise(in.ID) },
		"finish":  func() (string, error) { return p.Return, fake.Finish(in.ID, true) },
		"fail":    func() (string, error) { return p.Return, fake.Finish(in.ID, false) },
		"join":    func() (string, error) { return "/card-account?onboarding=done", fake.Join(in.ID) },
	}
	to, err := acts[in.Body.Act]()
	if err != nil {
		return Onward{}, errNoTestPage
	}
	return Onward{within(to)}, nil
}

// within is an address of the portal's own without the name it is known by: a demo may be reached under several.
func within(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	return u.RequestURI()
}
