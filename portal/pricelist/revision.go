package pricelist

import (
	"context"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
)

// Rule changes many prices of a list at once.
type Rule struct {
	Base       models.PriceBase     `json:"base,omitempty" enum:"own,list,cost" default:"own" doc:"From what the new prices are made: what the list asks now, the supplier's list price, or what the goods cost."`
	Q          string               `json:"q,omitempty" maxLength:"100" doc:"Only of these: part of a name, SKU or GTIN."`
	Categories []models.CategoryID  `json:"categories,omitempty" maxItems:"50" doc:"With all that hangs under them."`
	Brands     []string             `json:"brands,omitempty" maxItems:"50"`
	Percent    string               `json:"percent,omitempty" maxLength:"9" example:"-5" doc:"Added to the base, of it."`
	Amount     string               `json:"amount,omitempty" maxLength:"18" example:"1.50" doc:"Added after that."`
	Margin     string               `json:"margin,omitempty" maxLength:"6" example:"25" doc:"Of base cost: the share of the price before tax that is not cost."`
	Round      models.PriceRounding `json:"round,omitempty" enum:",0.01,0.1,0.99,1,10" doc:"To this step; 0.99: to the nearest price that ends so. Nothing above zero becomes zero."`
	StartsOn   *models.Date         `json:"starts_on,omitempty" doc:"From a later day on; now where none is named."`
}

// PreviewInput asks what a rule would make of a list.
type PreviewInput struct {
	Input
	Body Rule
}

// Validate reports everything that is wrong with the rule.
func (in PreviewInput) Validate() error {
	var f models.Faults
	in.Body.read(&f)
	return f.Err()
}

// read is the rule as the database takes it.
func (r Rule) read(f *models.Faults) models.PriceRule {
	number := func(field, s string) decimal.Decimal {
		if s == "" {
			return decimal.Zero
		}
		d, err := decimal.NewFromString(s)
		ok := err == nil && d.Exponent() >= -4 && d.Exponent() <= 0 && len(s) <= 18
		f.Check(ok, field, "not-a-number", "Say a number such as -5 or 1.50.")
		if !ok {
			return decimal.Zero
		}
		return d
	}
	out := models.PriceRule{Base: r.Base, Words: r.Q, Categories: r.Categories, Brands: r.Brands, Round: r.Round,
		Percent: number("percent", r.Percent), Amount: number("amount", r.Amount), Margin: number("margin", r.Margin)}
	if out.Base == "" {
		out.Base = models.FromOwn
	}
	f.Check(r.Round.Known(), "round", "unknown", "This is not a rounding.")
	f.Check(out.Percent.GreaterThan(decimal.NewFromInt(-100)) && out.Percent.LessThanOrEqual(decimal.NewFromInt(10_000)), "percent", "out-of-range", "More than -100, at most 10000.")
	f.Check(out.Base == models.FromCost || out.Margin.IsZero(), "margin", "needs-cost", "A margin is set on what the goods cost.")
	f.Check(out.Margin.GreaterThan(decimal.NewFromInt(-1000)) && out.Margin.LessThan(decimal.NewFromInt(100)), "margin", "out-of-range", "Less than 100.")
	return out
}

// Preview is what a rule would make of a list, to be applied exactly so or not at all.
type Preview struct {
	Fingerprint string          `json:"fingerprint" doc:"Send it with the same rule to apply exactly this."`
	Currency    models.Currency `json:"currency"`
	Products    int             `json:"products" doc:"Whose prices will differ."`
	Prices      int             `json:"prices" doc:"Tiers that will differ."`
	Up          int             `json:"up"`
	Down        int             `json:"down"`
	Added       int             `json:"added"`
	Removed     int             `json:"removed"`
	Same        int             `json:"same" doc:"Products that the rule leaves as they are."`
	NoCost      int             `json:"no_cost" doc:"Products left out: what they cost is not known."`
	TooLow      int             `json:"too_low" doc:"Products left out: they would cost nothing or less."`
	BelowCost   int             `json:"below_cost" doc:"Tiers that will be sold for less than they cost."`
	Rises       []Change        `json:"rises" nullable:"false" doc:"The largest, at most ten."`
	Falls       []Change        `json:"falls" nullable:"false"`
	Losses      []Change        `json:"losses" nullable:"false" doc:"Below cost, the worst first."`
	BatchID     *models.BatchID `json:"batch_id" doc:"Applied at once: what to take back."`
}

// Change is one tier before and after.
type Change struct {
	ProductID models.ProductID `json:"product_id"`
	SKU       string           `json:"sku"`
	Name      string           `json:"name"`
	From      string           `json:"from"`
	Before    *string          `json:"before"`
	After     *string          `json:"after"`
	Percent   *string          `json:"percent"`
	Cost      *string          `json:"cost" doc:"Before tax."`
}

// Preview works out what a rule would make of a list and changes nothing. For the supplier's people.
func (s *Service) Preview(ctx context.Context, v identity.Viewer, in PreviewInput) (Preview, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out Preview, err error) {
		l, err := hold(tx, in.ID)
		if err != nil {
			return out, err
		}
		r, err := revise(tx, v, *l, in.Body)
		return previewOf(*l, r, v.Locale()), err
	})
}

func revise(tx *models.Tx, v identity.Viewer, l models.PriceList, rule Rule) (models.Revised, error) {
	var f models.Faults
	r := rule.read(&f)
	f.Check(rule.StartsOn == nil || *rule.StartsOn > v.Today(tx.Now), "starts_on", "in-the-past", "Name a day to come.")
	if err := f.Err(); err != nil {
		return models.Revised{}, err
	}
	if l.Kind == models.ListPrice && r.Base == models.FromList {
		r.Base = models.FromOwn
	}
	return models.Revise(tx, l, r)
}

// ApplyInput applies a rule as it was previewed.
type ApplyInput struct {
	Input
	Body struct {
		Rule
		Fingerprint string `json:"fingerprint" minLength:"32" maxLength:"32" doc:"Of the preview."`
	}
}

// Validate reports everything that is wrong with the rule.
func (in ApplyInput) Validate() error { return PreviewInput{Body: in.Body.Rule}.Validate() }

var errPreview = models.Faulty(models.Conflict, "preview-outdated", "Prices have changed since this was previewed; look at it again.")

// Apply changes a list's prices by a rule, exactly as they were previewed: where the rule makes anything else by now, nothing is
// changed (Conflict preview-outdated).
func (s *Service) Apply(ctx context.Context, v identity.Viewer, in ApplyInput) (Preview, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out Preview, err error) {
		l, err := hold(tx, in.ID)
		if err != nil {
			return out, err
		}
		r, err := revise(tx, v, *l, in.Body.Rule)
		if err != nil {
			return out, err
		}
		if r.Fingerprint != in.Body.Fingerprint {
			return out, errPreview
		}
		batch, err := models.ApplyRevised(tx, *l, in.Body.StartsOn)
		if err != nil {
			return out, err
		}
		out = previewOf(*l, r, v.Locale())
		if in.Body.StartsOn == nil && r.Products > 0 {
			out.BatchID = &batch
		}
		return out, tx.Audit(models.Audit{Action: "price-list.revised", Subject: "price-list:" + l.ID.String(),
			Detail: map[string]any{"rule": in.Body.Rule, "products": r.Products, "batch": batch}})
	})
}

func previewOf(l models.PriceList, r models.Revised, locale string) Preview {
	changes := func(lines []models.RevisedLine) []Change {
		out := make([]Change, len(lines))
		for i, c := range lines {
			out[i] = Change{ProductID: c.Product, SKU: c.SKU, Name: c.In(locale), From: models.QuantityText(c.From), Before: text(c.Before, l.Currency),
				After: text(c.After, l.Currency), Cost: text(c.Cost, l.Currency)}
			if c.Percent != nil {
				percent := c.Percent.String()
				out[i].Percent = &percent
			}
		}
		return out
	}
	return Preview{r.Fingerprint, l.Currency, r.Products, r.Lines, r.Up, r.Down, r.Added, r.Removed, r.Same, r.NoCost, r.TooLow, r.BelowCost,
		changes(r.Rises), changes(r.Falls), changes(r.Losses), nil}
}

func text(p *models.UnitPrice, c models.Currency) *string {
	if p == nil {
		return nil
	}
	s := models.PriceText(*p, c)
	return &s
}
