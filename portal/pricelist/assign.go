package pricelist

import (
	"context"
	"strconv"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
)

var (
	errForEverybody = models.Faulty(models.Conflict, "asked-by-all", "The list price is asked by every agreement; there is nothing to attach.")
	errNoDiscounts  = models.Faulty(models.Conflict, "no-discounts-here", "Discounts are taken off the list price by contract price lists.")
	errUnknown      = models.Faulty(models.Invalid, "unknown-reference", "Something this names is not there.")
)

// AgreementsInput names the agreements that ask a list.
type AgreementsInput struct {
	Input
	Body struct {
		Items []models.AgreementID `json:"items" maxItems:"20000" nullable:"false"`
	}
}

// SetAgreements makes these agreements, and no others, ask a contract price list themselves; those that are new to it ask it
// after their other lists.
func (s *Service) SetAgreements(ctx context.Context, v identity.Viewer, in AgreementsInput) (PriceList, error) {
	return s.attach(ctx, v, in.ID, "agreements", len(in.Body.Items), func(tx *models.Tx, l models.PriceList) error {
		n, err := models.AttachToAgreements(tx, l, in.Body.Items)
		if err == nil && n < int64(len(distinct(in.Body.Items))) {
			err = errUnknown
		}
		return err
	})
}

// GroupsInput names the groups that ask a list.
type GroupsInput struct {
	Input
	Body struct {
		Items []models.ClientGroupID `json:"items" maxItems:"1000" nullable:"false"`
	}
}

// SetGroups makes the clients of these groups, and of no others, ask a contract price list after those of their own agreements.
func (s *Service) SetGroups(ctx context.Context, v identity.Viewer, in GroupsInput) (PriceList, error) {
	return s.attach(ctx, v, in.ID, "groups", len(in.Body.Items), func(tx *models.Tx, l models.PriceList) error {
		if _, err := models.DeleteWhere[models.GroupPriceList](tx, "price_list_id = ?", l.ID); err != nil {
			return err
		}
		for _, id := range distinct(in.Body.Items) {
			if _, err := models.Get(tx, id); err != nil {
				return errUnknown
			}
			if err := models.Insert(tx, &models.GroupPriceList{GroupID: id, SupplierID: l.SupplierID, PriceListID: l.ID}); err != nil {
				return err
			}
		}
		return nil
	})
}

// attach changes who asks a contract price list, and keeps a record of it.
func (s *Service) attach(ctx context.Context, v identity.Viewer, id models.PriceListID, what string, n int, do func(*models.Tx, models.PriceList) error) (PriceList, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out PriceList, err error) {
		l, err := hold(tx, id)
		if err != nil {
			return out, err
		}
		if l.Kind == models.ListPrice {
			return out, errForEverybody
		}
		if err := do(tx, *l); err != nil {
			return out, err
		}
		if err := tx.Audit(models.Audit{Action: "price-list.attached", Subject: "price-list:" + l.ID.String(), Detail: map[string]any{what: n}}); err != nil {
			return out, err
		}
		return get(tx, v, id)
	})
}

func distinct[T comparable](all []T) []T {
	seen := make(map[T]bool, len(all))
	var out []T
	for _, x := range all {
		if !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	return out
}

// FirstInput names an agreement that asks a list.
type FirstInput struct {
	Input
	Agreement models.AgreementID `path:"agreement"`
}

// AskFirst puts a list before the other lists of an agreement.
func (s *Service) AskFirst(ctx context.Context, v identity.Viewer, in FirstInput) (PriceList, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out PriceList, err error) {
		if _, err := hold(tx, in.ID); err != nil {
			return out, err
		}
		if err := models.AskFirst(tx, in.Agreement, in.ID); err != nil {
			return out, err
		}
		return get(tx, v, in.ID)
	})
}

// DiscountsInput are all of a list's discounts.
type DiscountsInput struct {
	Input
	Body struct {
		Items []DiscountInput `json:"items" maxItems:"500" nullable:"false"`
	}
}

// DiscountInput takes a share off the list price of a category and all under it.
type DiscountInput struct {
	CategoryID *models.CategoryID `json:"category_id,omitempty" doc:"None: everything."`
	Percent    string             `json:"percent" maxLength:"6" example:"7.5" doc:"From 0 up to 99.99. 0 leaves a category out of the discount of what it hangs under."`
}

// Validate reports every discount that is none, and categories named twice.
func (in DiscountsInput) Validate() error {
	var f models.Faults
	in.read(&f)
	return f.Err()
}

func (in DiscountsInput) read(f *models.Faults) []models.PriceDiscount {
	out := make([]models.PriceDiscount, len(in.Body.Items))
	there := map[models.CategoryID]bool{}
	for i, d := range in.Body.Items {
		at := "items/" + strconv.Itoa(i) + "/"
		percent, ok := parseShare(d.Percent)
		f.Check(ok, at+"percent", "not-a-discount", "Say a share from 0 to 99.99, such as 7.5.")
		var category models.CategoryID
		if d.CategoryID != nil {
			category = *d.CategoryID
		}
		f.Check(!there[category], at+"category_id", "twice", "This category has a discount already.")
		there[category] = true
		out[i] = models.PriceDiscount{CategoryID: d.CategoryID, Percent: percent}
	}
	return out
}

// parseShare reads per cent from 0 to below 100, to two places.
func parseShare(s string) (decimal.Decimal, bool) {
	d, err := models.ParseQuantity(s)
	return d, err == nil && d.LessThan(decimal.NewFromInt(100)) && d.Equal(d.Round(2))
}

// SetDiscounts replaces the discounts of a contract price list. Of several above a product the nearest counts; a price that the
// list itself has for the product counts before any.
func (s *Service) SetDiscounts(ctx context.Context, v identity.Viewer, in DiscountsInput) (PriceList, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out PriceList, err error) {
		l, err := hold(tx, in.ID)
		if err != nil {
			return out, err
		}
		if l.Kind == models.ListPrice {
			return out, errNoDiscounts
		}
		var f models.Faults
		discounts := in.read(&f)
		if err := f.Err(); err != nil {
			return out, err
		}
		for _, d := range discounts {
			if d.CategoryID == nil {
				continue
			}
			if _, err := models.First[models.Category](tx, "id = ? AND (supplier_id IS NULL OR supplier_id = ?)", *d.CategoryID, l.SupplierID); err != nil {
				return out, errUnknown
			}
		}
		if err := models.SetDiscounts(tx, *l, discounts); err != nil {
			return out, err
		}
		if err := tx.Audit(models.Audit{Action: "price-list.discounted", Subject: "price-list:" + l.ID.String(), Detail: map[string]any{"items": in.Body.Items}}); err != nil {
			return out, err
		}
		return get(tx, v, in.ID)
	})
}
