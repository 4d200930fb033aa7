package demo

import (
	"slices"

	"github.com/shopspring/decimal"

	"povtor/models"
)

// loadPricing lets the first supplier price by more than lists: groups of clients, a discount that begins in some days, a price
// that will rise, what its goods cost, and goods that one newcomer does not see. Nothing of it changes what anybody pays today.
func (w World) loadPricing(tx *models.Tx) error {
	var s models.Organisation
	for _, o := range w.Companies {
		if o.Kind == models.SupplierKind {
			s = o
			break
		}
	}
	groups := []*models.ClientGroup{
		{ID: models.NewID[models.ClientGroup](), SupplierID: s.ID, Name: "Сети и опт", CreatedAt: w.Now},
		{ID: models.NewID[models.ClientGroup](), SupplierID: s.ID, Name: "Небольшие заведения", CreatedAt: w.Now},
	}
	if err := models.Insert(tx, groups...); err != nil {
		return err
	}
	var members []*models.ClientGroupMember
	var newcomer *models.AgreementID
	for i, a := range w.Agreements {
		switch {
		case a.SupplierID != s.ID || a.Status == models.AgreementEnded:
		case a.Status == models.AgreementRequested:
			newcomer = &a.ID
		default:
			members = append(members, &models.ClientGroupMember{GroupID: groups[i%len(groups)].ID, SupplierID: s.ID, AgreementID: a.ID})
		}
	}
	if err := models.Insert(tx, members...); err != nil {
		return err
	}
	if err := w.loadDiscounts(tx, s, groups[0].ID); err != nil {
		return err
	}
	rules := w.hidden(s.ID, members)
	if newcomer != nil {
		rules = append(rules, &models.VisibilityRule{ID: models.NewID[models.VisibilityRule](), SupplierID: s.ID, Effect: models.Deny,
			AgreementID: newcomer, CategoryID: w.leafOf(s.ID), CreatedAt: w.Now})
	}
	if err := models.Insert(tx, rules...); err != nil {
		return err
	}
	return w.scheduleRise(tx, s)
}

// hidden are two rules that nobody misses anything by: a client does not see a category of which it has never bought.
func (w World) hidden(s models.OrganisationID, members []*models.ClientGroupMember) (rules []*models.VisibilityRule) {
	categories := map[models.ProductID]models.CategoryID{}
	var of []models.CategoryID
	for _, p := range w.Products {
		if p.SupplierID != s {
			continue
		}
		if categories[p.ID] = p.CategoryID; !slices.Contains(of, p.CategoryID) {
			of = append(of, p.CategoryID)
		}
	}
	type pair struct {
		agreement models.AgreementID
		category  models.CategoryID
	}
	bought := map[pair]bool{}
	for _, o := range w.Orders {
		if o.AgreementID == nil {
			continue
		}
		for _, l := range o.Lines {
			bought[pair{*o.AgreementID, categories[l.ProductID]}] = true
		}
	}
	for _, m := range slices.Backward(members) {
		for i := range of {
			if len(rules) < 2 && !bought[pair{m.AgreementID, of[len(of)-1-i]}] {
				rules = append(rules, &models.VisibilityRule{ID: models.NewID[models.VisibilityRule](), SupplierID: s, Effect: models.Deny,
					AgreementID: &m.AgreementID, CategoryID: &of[len(of)-1-i], CreatedAt: w.Now})
				break
			}
		}
	}
	return rules
}

// leafOf is the category of the supplier's first product.
func (w World) leafOf(s models.OrganisationID) *models.CategoryID {
	for _, p := range w.Products {
		if p.SupplierID == s {
			return &p.CategoryID
		}
	}
	return nil
}

// loadDiscounts gives a group a seasonal price list of discounts alone.
func (w World) loadDiscounts(tx *models.Tx, s models.Organisation, group models.ClientGroupID) error {
	from, to := w.Today.Add(10), w.Today.Add(40)
	l := models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: s.ID, Name: "Сезонные скидки", Kind: models.ContractPrice, Currency: "RUB",
		ValidFrom: &from, ValidTo: &to, Priority: 10, CreatedAt: w.Now}
	if err := models.Insert(tx, &l); err != nil {
		return err
	}
	if err := models.SetDiscounts(tx, l, []models.PriceDiscount{{Percent: decimal.NewFromInt(3)}, {CategoryID: w.leafOf(s.ID), Percent: decimal.NewFromInt(7)}}); err != nil {
		return err
	}
	return models.Insert(tx, &models.GroupPriceList{GroupID: group, SupplierID: s.ID, PriceListID: l.ID})
}

// scheduleRise lets the price of the first product rise in two weeks.
func (w World) scheduleRise(tx *models.Tx, s models.Organisation) error {
	lists := map[models.PriceListID]models.PriceList{}
	for _, l := range w.PriceLists {
		if l.SupplierID == s.ID && l.Kind == models.ListPrice {
			lists[l.ID] = l
		}
	}
	for _, p := range w.Prices {
		if l, ok := lists[p.PriceListID]; ok {
			rise := p.UnitPrice.Mul(decimal.New(104, -2)).Round(2)
			return models.SchedulePrice(tx, l, p.ProductID, w.Today.Add(14), []models.ListTier{{From: p.FromQuantity, Price: rise}})
		}
	}
	return nil
}
