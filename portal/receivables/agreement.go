package receivables

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/credit"
	"povtor/portal/identity"
	"povtor/portal/terms"
)

// AgreementInput names the other company, as [AccountInput] does.
type AgreementInput struct {
	ID       models.OrganisationID `path:"id" doc:"The other company; for the operator's people, the client."`
	Supplier string                `query:"supplier" format:"uuid" doc:"For the operator's people: with whom. Without it: the client's first."`
}

// Agreement is what a client and a supplier have agreed about money, and how they stand.
type Agreement struct {
	ID       models.AgreementID  `json:"id"`
	Client   Company             `json:"client"`
	Supplier Company             `json:"supplier"`
	Number   string              `json:"number"`
	Status   string              `json:"status" enum:"requested,active,on_hold,ended"`
	Currency models.Currency     `json:"currency"`
	Version  int                 `json:"version"`
	Terms    models.PaymentTerms `json:"terms" doc:"With all its parts spelled out."`
	Credit   credit.Standing     `json:"credit"`
	Hold     *Hold               `json:"hold" doc:"By hand: every order waits for its release."`
	Dunning  Dunning             `json:"dunning"`
	Promises []Promise           `json:"promises" nullable:"false" doc:"To pay, the latest day first."`
}

// ETag is the version that a change may name in If-Match.
func (a Agreement) ETag() int { return a.Version }

// Hold is who put an agreement on hold, and why.
type Hold struct {
	At     time.Time `json:"at"`
	ByName string    `json:"by_name"`
	Why    string    `json:"why"`
}

// Dunning is when reminders of invoices go out.
type Dunning struct {
	Days     []int        `json:"days" nullable:"false" doc:"From the due day on; -3: three days before."`
	Own      bool         `json:"own" doc:"The agreement's own; otherwise the supplier's rule for all."`
	PausedTo *models.Date `json:"paused_to" doc:"By hand: nothing goes out through that day."`
}

// Agreement shows what a client and a supplier have agreed about money, to either of them and to whoever looks after it.
func (s *Service) Agreement(ctx context.Context, v identity.Viewer, in AgreementInput) (Agreement, error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (Agreement, error) {
		a, err := agreementOf(tx, v, in)
		if err != nil {
			return Agreement{}, err
		}
		return showAgreement(tx, v, *a)
	})
}

func showAgreement(tx *models.Tx, v identity.Viewer, a models.Agreement) (out Agreement, err error) {
	client, err := models.Get(tx, a.ClientID)
	if err != nil {
		return out, err
	}
	supplier, err := models.Get(tx, a.SupplierID)
	if err != nil {
		return out, err
	}
	out = Agreement{ID: a.ID, Client: Company{client.ID, client.In(v.Locale())}, Supplier: Company{supplier.ID, supplier.In(v.Locale())},
		Number: a.Number, Status: a.Status, Currency: a.Currency, Version: a.Version, Terms: terms.Of(a.PaymentTerms, a.NetDays)}
	if a.HeldAt != nil {
		out.Hold = &Hold{*a.HeldAt, a.HeldByName, a.HeldWhy}
	}
	if out.Credit, err = credit.Of(tx, a); err != nil {
		return out, err
	}
	out.Dunning.PausedTo = a.DunningPausedTo
	if out.Dunning.Days, out.Dunning.Own, err = models.DunningDays(tx, a); err != nil {
		return out, err
	}
	promises, err := models.Promises(tx, a.ClientID, a.SupplierID, promisesShown)
	out.Promises = make([]Promise, len(promises))
	for i, p := range promises {
		out.Promises[i] = promiseOf(p, v.Today(tx.Now))
	}
	return out, err
}
