// Package credit knows how far a supplier trusts a client: the credit limit of their agreement, what counts against it, and what
// becomes of an order beyond it.
//
// Against the limit counts what is still to be paid of invoices, less what was paid ahead, and every order that is placed or under
// way and has no invoice yet, with tax, in the agreement's currency. An order is weighed under a lock on its agreement, so that orders
// placed at once cannot pass it together. Beyond the limit it waits for the supplier's release, or is refused, as was agreed.
package credit

import (
	"povtor/models"
	"povtor/portal/wording"
)

// Standing is how a client stands with a supplier. Money is in major units of the agreement's currency.
type Standing struct {
	Limit    *string `json:"limit" doc:"Null: without limit; 0: nothing."`
	Invoices string  `json:"invoices" doc:"Still to be paid."`
	Credit   string  `json:"credit" doc:"Received and not allocated."`
	Orders   string  `json:"orders" doc:"Placed or under way, and not invoiced yet."`
	Exposure string  `json:"exposure" doc:"What counts against the limit: invoices less credit, and orders."`
	Free     *string `json:"free" doc:"What may still be ordered, with tax; null: without limit."`
	Refuses  bool    `json:"refuses_beyond" doc:"Orders beyond the limit are refused; otherwise they wait for the supplier's release."`
}

// Of is how an agreement stands. A step.
func Of(tx *models.Tx, a models.Agreement) (Standing, error) {
	e, err := models.ExposureOf(tx, a.ClientID, a.SupplierID, a.Currency)
	c := a.Currency
	out := Standing{Invoices: e.Invoices.In(c), Credit: e.Credit.In(c), Orders: e.Orders.In(c), Exposure: e.Total().In(c), Refuses: a.RefusesBeyond}
	if a.CreditLimit != nil {
		limit, free := a.CreditLimit.In(c), max(0, *a.CreditLimit-e.Total()).In(c)
		out.Limit, out.Free = &limit, &free
	}
	return out, err
}

// Weighed is what came of weighing an order.
type Weighed struct {
	Held string        // models.HeldByLimit, models.HeldByHand; empty: nothing speaks against it
	Over models.Amount // by how much it goes beyond the limit
}

// Weigh says whether an order of a total may be placed under an agreement, and locks that until the transaction ends. Where the
// agreement refuses what goes beyond its limit the answer is credit-limit-exceeded (Conflict). A step of placing an order, before the
// order is written.
func Weigh(tx *models.Tx, agreement models.AgreementID, client models.OrganisationID, t *models.Terms, total models.Amount, lang wording.Language) (Weighed, error) {
	c, err := models.HoldCredit(tx, agreement)
	if err != nil || c == nil {
		return Weighed{}, err
	}
	e, err := models.ExposureOf(tx, client, t.Supplier, t.Currency)
	if err != nil {
		return Weighed{}, err
	}
	w := Weighed{}
	if c.Limit != nil && e.Total()+total > *c.Limit {
		w.Held, w.Over = models.HeldByLimit, e.Total()+total-*c.Limit
	}
	if w.Held != "" && c.RefusesBeyond {
		return w, models.Faulty(models.Conflict, "credit-limit-exceeded", "This goes beyond the credit limit.").
			At("suppliers/"+t.Supplier.String(), "credit-limit-exceeded", over(lang, w.Over, t.Currency))
	}
	if c.HeldAt != nil {
		w.Held = models.HeldByHand
	}
	return w, nil
}

// over says by how much an order goes beyond the limit, in the reader's language.
func over(lang wording.Language, by models.Amount, c models.Currency) string {
	if lang == wording.Russian {
		return "Заказ превышает кредитный лимит на " + lang.Money(int64(by), string(c)) + "."
	}
	return "The order goes beyond the credit limit by " + lang.Money(int64(by), string(c)) + "."
}
