package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"povtor/api"
	"povtor/jobs"
	"povtor/models"
	"povtor/portal/bank"
	"povtor/portal/billing"
	"povtor/portal/billing/gateway"
	"povtor/portal/cadence"
	"povtor/portal/card"
	"povtor/portal/cart"
	"povtor/portal/catalogue"
	"povtor/portal/company"
	"povtor/portal/desk"
	"povtor/portal/dispute"
	"povtor/portal/dunning"
	"povtor/portal/fetch"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/importing"
	"povtor/portal/measure"
	"povtor/portal/notify"
	"povtor/portal/notify/post"
	"povtor/portal/nudge"
	"povtor/portal/ordering"
	"povtor/portal/pricelist"
	"povtor/portal/print"
	"povtor/portal/product"
	"povtor/portal/receivables"
	"povtor/portal/registers"
	"povtor/portal/reorder"
	"povtor/portal/sales"
	"povtor/portal/stock"
	"povtor/portal/studio"
	"povtor/portal/visibility"
	"povtor/portal/vocabulary"
)

// house is every capability, introduced to those it works with.
type house struct {
	db          *models.DB
	mail        *post.Sender // nil: no mail server
	identity    *identity.Service
	catalogue   *catalogue.Service
	cart        *cart.Service
	ordering    *ordering.Service
	fulfilment  *fulfilment.Service
	billing     *billing.Service
	priceLists  *pricelist.Service
	visibility  *visibility.Service
	reorder     *reorder.Service
	cadence     *cadence.Service
	notify      *notify.Service
	nudge       *nudge.Service
	measure     *measure.Service
	importing   *importing.Service
	company     *company.Service
	desk        *desk.Service
	receivables *receivables.Service
	product     *product.Service
	studio      *studio.Service
	print       *print.Service
	bank        *bank.Service
	stock       *stock.Service
	card        *card.Service
	dunning     *dunning.Service
}

func assemble(db *models.DB, p *program, demo bool) (*house, error) {
	keys, err := identity.NewKeys(p.config.secret)
	if err != nil {
		return nil, err
	}
	h := &house{db: db}
	if h.mail, err = p.config.openMail(); err != nil {
		return nil, err
	}
	h.identity = identity.New(db, keys, p.now)
	h.catalogue = catalogue.New(db)
	h.cart = cart.New(db, keys)
	h.ordering = ordering.New(db, keys)
	h.fulfilment = fulfilment.New(db)
	h.billing = billing.New(db)
	h.priceLists = pricelist.New(db)
	h.visibility = visibility.New(db)
	h.reorder = reorder.New(db, p.now)
	h.cadence = cadence.New(db)
	h.measure = measure.New(db)
	outbox := notify.Options{Keys: keys, Base: p.config.baseURL, Open: demo, Papers: h.paper}
	if h.mail != nil {
		outbox.Post = h.mail
	}
	h.notify = notify.New(db, outbox)
	hours := nudge.OfficeHours
	if demo {
		hours = nudge.Hours{} // a newcomer may come on a Sunday
	}
	h.nudge = nudge.New(db, keys, h.notify, hours)
	h.dunning = dunning.New(db, h.notify, hours)
	h.importing = importing.New(db, h.cadence)
	h.company = company.New(db, h.identity, h.notify)
	h.desk = desk.New(db)
	h.receivables = receivables.New(db)
	h.product = product.New(db)
	h.print = print.New(db)
	h.studio = studio.New(db, fetch.New(fetch.Options{}))
	h.bank = bank.New(db)
	h.stock = stock.New(db)
	cards, err := gateway.New(p.config.stripe(p.now))
	if err != nil {
		return nil, err
	}
	h.card = card.New(db, cards, p.config.baseURL)
	return h, nil
}

// paper prints an invoice for a mail to carry.
func (h *house) paper(ctx context.Context, v identity.Viewer, id models.InvoiceID) (post.Attachment, error) {
	paper, err := h.billing.Paper(ctx, v, billing.GetInput{ID: id})
	return post.Attachment{Name: paper.Name, ContentType: "application/pdf", Data: paper.PDF}, err
}

func (h *house) close() {
	if h.mail != nil {
		_ = h.mail.Close()
	}
	h.db.Close()
}

// api is what the HTTP floor carries.
func (h *house) api() api.Portal {
	return api.Portal{
		Identity: h.identity, Catalogue: h.catalogue, Cart: h.cart, Ordering: h.ordering, Fulfilment: h.fulfilment,
		Billing: h.billing, Reorder: h.reorder, PriceLists: h.priceLists, Visibility: h.visibility, Vocabulary: vocabulary.New(h.db),
		Notify: h.notify, Nudge: h.nudge, Company: h.company, Desk: h.desk, Receivables: h.receivables, Register: registers.New(h.db), Product: h.product, Studio: h.studio, Print: h.print,
		Bank:  h.bank,
		Stock: h.stock, Sales: sales.New(h.db), Card: h.card, Dispute: dispute.New(h.db), Dunning: h.dunning,
	}
}

// jobs is what the queue carries.
func (h *house) jobs() jobs.Portal {
	return jobs.Portal{
		Identity: h.identity, Ordering: h.ordering, Cadence: h.cadence, Notify: h.notify, Nudge: h.nudge, Measure: h.measure,
		PriceLists: h.priceLists,
		Company:    h.company, Receivables: h.receivables, Product: h.product, Studio: h.studio, Print: h.print,
		Card:    h.card,
		Dunning: h.dunning,
	}
}

// openMail is the mail server of the environment; nil without one.
func (c config) openMail() (*post.Sender, error) {
	if c.mailURL == "" {
		return nil, nil
	}
	var options []post.Option
	if c.dkimDomain != "" {
		pem, err := os.ReadFile(c.dkimKey)
		if err != nil {
			return nil, errors.New("DKIM_KEY cannot be read")
		}
		options = append(options, post.WithDKIM(c.dkimDomain, c.dkimSelector, pem))
	}
	s, err := post.Open(c.mailURL, c.mailFrom, options...)
	if err != nil {
		return nil, fmt.Errorf("MAIL_URL, MAIL_FROM or DKIM_*: %w", err)
	}
	return s, nil
}
