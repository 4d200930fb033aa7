// Package visibility lets a supplier's people say which of its goods a client sees. A rule allows or denies goods (all, a category
// with all under it, a brand, a product) to clients (all, a group, one). Deny beats allow; where some rule allows a client goods,
// it sees only what is allowed; without rules it sees everything.
//
// The rules are held to in one place, models.Assortment: what is hidden is not in lists, searches, suggestions and counts, not
// to be found by its link, dropped from carts and baskets with a word, and stays in the client's own history.
package visibility

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Service keeps visibility rules.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// Rule is a visibility rule with the names of what it says.
type Rule struct {
	ID        models.VisibilityRuleID `json:"id"`
	Effect    models.Effect           `json:"effect" enum:"allow,deny"`
	GroupID   *models.ClientGroupID   `json:"group_id"`
	Group     string                  `json:"group"`
	Clients   int                     `json:"group_clients" doc:"How many are in the group."`
	Agreement *models.AgreementID     `json:"agreement_id"`
	Client    string                  `json:"client"`
	Category  *models.CategoryID      `json:"category_id"`
	InWords   string                  `json:"category"`
	Brand     *string                 `json:"brand"`
	ProductID *models.ProductID       `json:"product_id"`
	Product   string                  `json:"product"`
	SKU       string                  `json:"sku"`
	Goods     int                     `json:"goods" doc:"On sale that the rule is about."`
	By        string                  `json:"by"`
	At        time.Time               `json:"at"`
}

// Rules are all of them.
type Rules struct {
	Items []Rule `json:"items" nullable:"false"`
}

func ruleOf(r models.RuleInWords) Rule {
	return Rule{r.ID, r.Effect, r.GroupID, r.Group, r.Members, r.AgreementID, r.Client, r.CategoryID, r.Category, r.Brand, r.ProductID,
		r.Product, r.SKU, r.Goods, r.By, r.CreatedAt}
}

// Rules are the supplier's own: those for all clients first. For its people.
func (s *Service) Rules(ctx context.Context, v identity.Viewer, _ struct{}) (Rules, error) {
	return models.Read(ctx, s.db, v.To(identity.VisibilityEdit), func(tx *models.Tx) (Rules, error) { return rules(tx, v) })
}

func rules(tx *models.Tx, v identity.Viewer) (Rules, error) {
	found, err := models.RulesInWords(tx, v.Locale())
	out := Rules{Items: make([]Rule, len(found))}
	for i, r := range found {
		out.Items[i] = ruleOf(r)
	}
	return out, err
}

// AddInput makes a rule.
type AddInput struct {
	Body struct {
		Effect      models.Effect         `json:"effect" enum:"allow,deny"`
		GroupID     *models.ClientGroupID `json:"group_id,omitempty" doc:"To a group, to one client by its agreement, or (neither) to all."`
		AgreementID *models.AgreementID   `json:"agreement_id,omitempty"`
		CategoryID  *models.CategoryID    `json:"category_id,omitempty" doc:"What: a category with all under it, a brand, a product, or (none) everything."`
		Brand       *string               `json:"brand,omitempty" minLength:"1" maxLength:"200"`
		ProductID   *models.ProductID     `json:"product_id,omitempty"`
	}
}

// Validate reports a rule that says two things at once.
func (in AddInput) Validate() error {
	var f models.Faults
	b := in.Body
	f.Check(b.GroupID == nil || b.AgreementID == nil, "agreement_id", "one-of", "Name a group or a client, not both.")
	named := 0
	for _, there := range []bool{b.CategoryID != nil, b.Brand != nil, b.ProductID != nil} {
		if there {
			named++
		}
	}
	f.Check(named <= 1, "category_id", "one-of", "Name a category, a brand or a product, not several.")
	return f.Err()
}

// Add makes a rule; it counts at once. Conflict (rule-exists) for one that is there already.
func (s *Service) Add(ctx context.Context, v identity.Viewer, in AddInput) (Rules, error) {
	if err := in.Validate(); err != nil {
		return Rules{}, err
	}
	return models.In(ctx, s.db, v.To(identity.VisibilityEdit), func(tx *models.Tx) (out Rules, err error) {
		b := in.Body
		user := v.User()
		r := models.VisibilityRule{ID: models.NewID[models.VisibilityRule](), SupplierID: v.Organisation(), Effect: b.Effect, GroupID: b.GroupID,
			AgreementID: b.AgreementID, CategoryID: b.CategoryID, Brand: b.Brand, ProductID: b.ProductID, CreatedAt: tx.Now, UserID: &user}
		if err := known(tx, r); err != nil {
			return out, err
		}
		if err := models.Insert(tx, &r); err != nil {
			return out, err
		}
		if err := tx.Audit(models.Audit{Action: "visibility.added", Subject: "visibility-rule:" + r.ID.String(), Detail: map[string]any{"rule": b}}); err != nil {
			return out, err
		}
		return rules(tx, v)
	})
}

// known is Invalid for a rule that names what is not the supplier's own.
func known(tx *models.Tx, r models.VisibilityRule) error {
	var f models.Faults
	check := func(field string, err error) error {
		if models.KindOf(err) == models.NotFound {
			f.Add(field, "unknown", "There is no such thing here.")
			return nil
		}
		return err
	}
	var err error
	if r.GroupID != nil {
		_, found := models.Get(tx, *r.GroupID)
		err = check("group_id", found)
	}
	if r.AgreementID != nil && err == nil {
		_, found := models.Get(tx, *r.AgreementID)
		err = check("agreement_id", found)
	}
	if r.CategoryID != nil && err == nil {
		_, found := models.First[models.Category](tx, "id = ? AND (supplier_id IS NULL OR supplier_id = ?)", *r.CategoryID, r.SupplierID)
		err = check("category_id", found)
	}
	if r.ProductID != nil && err == nil {
		_, found := models.Get(tx, *r.ProductID)
		err = check("product_id", found)
	}
	if err != nil {
		return err
	}
	return f.Err()
}

// RemoveInput names a rule.
type RemoveInput struct {
	ID models.VisibilityRuleID `path:"id"`
}

// Remove takes a rule back; it counts no more at once.
func (s *Service) Remove(ctx context.Context, v identity.Viewer, in RemoveInput) (Rules, error) {
	return models.In(ctx, s.db, v.To(identity.VisibilityEdit), func(tx *models.Tx) (out Rules, err error) {
		r, err := models.Lock(tx, in.ID)
		if err != nil {
			return out, err
		}
		if _, err := models.DeleteWhere[models.VisibilityRule](tx, "id = ?", r.ID); err != nil {
			return out, err
		}
		if err := tx.Audit(models.Audit{Action: "visibility.removed", Subject: "visibility-rule:" + r.ID.String(), Detail: map[string]any{"effect": r.Effect,
			"group": r.GroupID, "agreement": r.AgreementID, "category": r.CategoryID, "brand": r.Brand, "product": r.ProductID}}); err != nil {
			return out, err
		}
		return rules(tx, v)
	})
}

// PreviewInput names a client by its agreement.
type PreviewInput struct {
	ID models.AgreementID `path:"id" doc:"Of the agreement."`
}

// Preview is how much of the supplier's goods a client sees.
type Preview struct {
	Client     string                    `json:"client"`
	Seen       int                       `json:"seen" doc:"Of what is on sale."`
	All        int                       `json:"all"`
	Categories []SeenIn                  `json:"categories" nullable:"false"`
	Rules      []models.VisibilityRuleID `json:"rules" nullable:"false" doc:"Those that address the client."`
}

// SeenIn is how much of a category.
type SeenIn struct {
	ID   models.CategoryID `json:"id"`
	Name string            `json:"name"`
	Icon string            `json:"icon"`
	Seen int               `json:"seen"`
	All  int               `json:"all"`
}

// Preview shows the supplier what a client of its own sees, by the rule that the client is held to.
func (s *Service) Preview(ctx context.Context, v identity.Viewer, in PreviewInput) (Preview, error) {
	return models.Read(ctx, s.db, v.To(identity.VisibilityEdit), func(tx *models.Tx) (out Preview, err error) {
		a, err := models.Get(tx, in.ID)
		if err != nil {
			return out, err
		}
		client, err := models.Get(tx, a.ClientID)
		if err != nil {
			return out, err
		}
		out = Preview{Client: client.In(v.Locale()), Categories: []SeenIn{}, Rules: []models.VisibilityRuleID{}}
		addressing, err := models.RulesAddressing(tx, in.ID)
		if err != nil {
			return out, err
		}
		out.Rules = append(out.Rules, addressing...)
		seen, err := models.SeenBy(tx, in.ID, v.Locale())
		for _, c := range seen {
			out.Categories = append(out.Categories, SeenIn{c.Category, c.Name, c.Icon, c.Seen, c.All})
			out.Seen, out.All = out.Seen+c.Seen, out.All+c.All
		}
		return out, err
	})
}
