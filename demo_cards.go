package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"povtor/models"
	"povtor/portal/billing/stripefake"
	"povtor/portal/identity"
)

// playCards puts a fake in the place of Stripe, so that a visitor of the demo can try a card payment; no money moves, and its pages
// say so. What it knows is kept with the demo's data. Where the environment names real keys, those are used and there is no fake.
func (p *program) playCards(data, door string) (*stripefake.Fake, func(), error) {
	if p.config.stripeKey != "" {
		return nil, func() {}, nil
	}
	l, err := new(net.ListenConfig).Listen(p.ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	p.config.stripeKey, p.config.stripeSecrets, p.config.stripeURL = "sk_test_demo", "whsec_demo", "http://"+l.Addr().String()
	events := make(chan stripefake.Event, 1000)
	kept := filepath.Join(data, "test-cards.json")
	o := stripefake.Options{Now: p.now, Key: p.config.stripeKey, Secret: p.config.stripeSecrets, Soon: 20 * time.Second,
		PageURL: func(id string) string { return "/test-card/" + id },
		JoinURL: func(id string) string { return "/test-card/" + id },
		Told:    func(e stripefake.Event) { events <- e },
		Kept: func(state []byte) {
			if err := os.WriteFile(kept, state, 0o600); err != nil {
				p.log.Warn("the demo's card payments are not kept", "err", err)
			}
		}}
	fake := stripefake.New(o)
	switch state, err := os.ReadFile(kept); {
	case err == nil:
		if fake, err = stripefake.Restore(o, state); err != nil {
			return nil, nil, errors.Join(errors.New("the demo's card payments cannot be read: remove "+kept), err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, nil, err
	}
	if err := os.MkdirAll(data, 0o755); err != nil {
		return nil, nil, err
	}
	server := &http.Server{Handler: fake, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(l) }() // until it is closed below
	go p.ring(fake, events, "http://"+door+"/api/stripe/events")
	return fake, func() { _ = server.Close() }, nil
}

// ring sends the fake's events to the portal as Stripe does, a moment later; what is not taken, the reconcile job finds.
func (p *program) ring(fake *stripefake.Fake, events <-chan stripefake.Event, to string) {
	for {
		select {
		case <-p.ctx.Done():
			return
		case e := <-events:
			time.Sleep(200 * time.Millisecond)
			body := e.Body()
			req, err := http.NewRequestWithContext(p.ctx, http.MethodPost, to, bytes.NewReader(body))
			if err != nil {
				continue
			}
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Stripe-Signature", fake.Sign(body, p.now()))
			if res, err := http.DefaultClient.Do(req); err == nil {
				_ = res.Body.Close()
			}
		}
	}
}

// connect gives the demo's suppliers accounts at the fake, all but the last by code: that one is paid by bank transfer only.
func (p *program) connect(h *house, fake *stripefake.Fake) error {
	if fake == nil {
		return nil
	}
	v := identity.System("demo")
	suppliers, err := models.Read(p.ctx, h.db, v.To(identity.SystemWork), func(tx *models.Tx) ([]models.Organisation, error) {
		return models.List[models.Organisation](tx, "code DESC", "kind = ?", models.SupplierKind)
	})
	if err != nil || len(suppliers) < 2 {
		return err
	}
	for _, s := range suppliers[1:] {
		account, err := h.card.Adopt(context.WithoutCancel(p.ctx), v, s.ID, "acct_test_"+s.Code)
		if err != nil {
			return err
		}
		fake.Adopt(account, s.Name)
	}
	return nil
}
