package pricing

import "povtor/models"

// Why is what a price list had to say, as a code that pages put into words.
type Why string

const (
	Hit           Why = "hit"                 // it gives the price
	OtherCurrency Why = "other-currency"      // it is not in the agreement's currency
	NotYetValid   Why = "not-yet-valid"       // it begins later
	Expired       Why = "expired"             // it has ended
	NotInList     Why = "not-in-list"         // it does not have the product
	BelowTiers    Why = "below-smallest-tier" // it sells only more than that
	NotAsked      Why = "earlier-list-counts" // a list before it gave the price
)

// Step is one price list that was asked.
type Step struct {
	List *models.PriceList
	Why  Why
}

// Explain retells how the price of a quantity on a day was found, list by list.
func (o Offers) Explain(quantity models.Quantity, day models.Date) []Step {
	steps := make([]Step, len(o.Lists))
	found := false
	for i, offer := range o.Lists {
		why := o.silent(offer, day)
		switch {
		case found:
			why = NotAsked
		case why == "" && !offer.sells(quantity):
			why = BelowTiers
		case why == "":
			why, found = Hit, true
		}
		steps[i] = Step{offer.List, why}
	}
	return steps
}

// sells reports a tier at or below the quantity.
func (o Offer) sells(quantity models.Quantity) bool {
	for _, t := range o.Tiers {
		if t.From.LessThanOrEqual(quantity) {
			return true
		}
	}
	return false
}

// ListPrice is the supplier's list price of a quantity, whatever was agreed; nil when it has none.
func (o Offers) ListPrice(quantity models.Quantity, day models.Date) *models.UnitPrice {
	for _, offer := range o.Lists {
		if offer.List.Kind != models.ListPrice {
			continue
		}
		if p, ok := (Offers{o.Currency, []Offer{offer}}).On(day).At(quantity); ok {
			return &p.UnitPrice
		}
	}
	return nil
}
