package api

import (
	"povtor/portal/bank"
	"povtor/portal/billing"
	"povtor/portal/card"
	"povtor/portal/cart"
	"povtor/portal/catalogue"
	"povtor/portal/company"
	"povtor/portal/desk"
	"povtor/portal/dispute"
	"povtor/portal/dunning"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/notify"
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

// Portal is every capability the API carries.
type Portal struct {
	Identity    *identity.Service
	Catalogue   *catalogue.Service
	Cart        *cart.Service
	Ordering    *ordering.Service
	Fulfilment  *fulfilment.Service
	Billing     *billing.Service
	PriceLists  *pricelist.Service
	Visibility  *visibility.Service
	Vocabulary  *vocabulary.Service
	Reorder     *reorder.Service
	Notify      *notify.Service
	Nudge       *nudge.Service
	Company     *company.Service
	Desk        *desk.Service
	Receivables *receivables.Service
	Register    *registers.Service
	Dispute     *dispute.Service
	Dunning     *dunning.Service
	Product     *product.Service
	Studio      *studio.Service
	Print       *print.Service
	Bank        *bank.Service
	Stock       *stock.Service
	Sales       *sales.Service
	Card        *card.Service
}

// routes is the whole table. A line names the permission, the address, what it does, and the door behind it.
func (s *Server) routes(t *Table) {
	s.sessionRoutes(t)
	s.catalogueRoutes(t)
	s.vocabularyRoutes(t)
	s.productRoutes(t)
	s.studioRoutes(t)
	s.priceRoutes(t)
	s.printRoutes(t)
	s.cartRoutes(t)
	s.orderingRoutes(t)
	s.billingRoutes(t)
	s.receivablesRoutes(t)
	s.bankRoutes(t)
	s.cardRoutes(t)
	s.reorderRoutes(t)
	s.nudgeRoutes(t)
	s.outboxRoutes(t)
	s.testCardRoutes(t)
	s.deskRoutes(t)
	s.stockRoutes(t)
	s.salesRoutes(t)
	s.companyRoutes(t)
	s.aboutRoutes(t)
}
