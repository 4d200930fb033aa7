// Package pricelist lets a supplier's people keep their prices: lists and the tiers in them, who asks which list, discounts by
// category, prices of days to come, mass changes by rule, what goods cost and what margin is left.
//
// It never says what a client pays: that is for package pricing alone, also where a supplier asks why. Costs and margins are
// shown to the supplier's own people and to nobody else.
package pricelist

import (
	"cmp"
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// Service keeps price lists.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// Card is a price list among others.
type Card struct {
	ID         models.PriceListID `json:"id"`
	Name       string             `json:"name"`
	Kind       models.PriceKind   `json:"kind" enum:"list,contract" doc:"list: for everybody, the last that is asked; contract: for the agreements and groups it is attached to."`
	Currency   models.Currency    `json:"currency"`
	Gross      bool               `json:"gross" doc:"Its prices include VAT. Clients are charged the net of each product's rate, rounded to four places."`
	ValidFrom  *models.Date       `json:"valid_from"`
	ValidTo    *models.Date       `json:"valid_to" doc:"Its last day."`
	Priority   int                `json:"priority" doc:"Among the lists of a client's groups the highest is asked first."`
	Client     *string            `json:"client" doc:"Whose contract prices these are, where the list was made for one client."`
	Products   int                `json:"products" doc:"How many it has prices for."`
	Agreements int                `json:"agreements" doc:"How many agreements ask it themselves; the list price is asked by all."`
	Groups     int                `json:"groups"`
	Discounts  int                `json:"discounts" doc:"By category."`
	Scheduled  int                `json:"scheduled" doc:"Products whose price in it will change."`
	Version    int                `json:"version"`
}

func cardOf(l models.PriceListSummary) Card {
	c := Card{l.ID, l.Name, l.Kind, l.Currency, l.Gross, l.ValidFrom, l.ValidTo, l.Priority, nil, l.Products, l.Agreements, l.Groups, l.Discounts,
		l.Scheduled, l.Version}
	if l.Client != "" {
		c.Client = &l.Client
	}
	return c
}

// ListInput pages the lists.
type ListInput struct {
	Q     string `query:"q" maxLength:"100" doc:"Part of a name."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After string `query:"after" maxLength:"2000"`
}

const pageSize = 24

// List are the supplier's own price lists: the list prices first, then the others by name. For its people.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (page models.Page[Card], err error) {
	var at models.PriceListPlace
	there, err := models.ReadCursor(in.After, &at.Kind, &at.Name, &at.ID)
	if err != nil {
		return page, err
	}
	f := models.PriceListFilter{Words: in.Q, Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if there {
		f.After = &at
	}
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (models.Page[Card], error) {
		lists, err := models.PriceListsOf(tx, f)
		cut := models.PageOf(lists, f.Limit, func(l models.PriceListSummary) models.Cursor { return models.Cursor{l.Kind, l.Name, l.ID} })
		return models.MapPage(cut, cardOf), err
	})
}

// PriceList is a list with who asks it and what it takes off; its prices are paged apart.
type PriceList struct {
	Card
	AskedBy   []Asker    `json:"asked_by" nullable:"false"`
	InGroups  []Group    `json:"in_groups" nullable:"false"`
	Discounts []Discount `json:"category_discounts" nullable:"false"`
}

// ETag is the list's version.
func (l PriceList) ETag() int { return l.Version }

// Asker is an agreement that asks a list itself.
type Asker struct {
	ID     models.AgreementID `json:"id" doc:"Of the agreement."`
	Number string             `json:"number"`
	Client string             `json:"client"`
	Turn   int                `json:"turn" doc:"Among the agreement's own lists, from 1."`
	Of     int                `json:"of"`
	Ended  bool               `json:"ended"`
}

// Group is a group that a list is attached to.
type Group struct {
	ID      models.ClientGroupID `json:"id"`
	Name    string               `json:"name"`
	Clients int                  `json:"clients"`
}

// Discount is what a list takes off the list price of a category.
type Discount struct {
	CategoryID *models.CategoryID `json:"category_id" doc:"Null: everything."`
	Category   string             `json:"category"`
	Icon       string             `json:"icon"`
	Percent    string             `json:"percent"`
	Products   int                `json:"products" doc:"On sale in the category and under it."`
}

// Input names a list.
type Input struct {
	ID models.PriceListID `path:"id"`
}

// Get is one of the supplier's own price lists; another's is NotFound.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in Input) (PriceList, error) {
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (PriceList, error) { return get(tx, v, in.ID) })
}

var errNoList = models.Faulty(models.NotFound, "not-found", "There is no such price list here.")

func get(tx *models.Tx, v identity.Viewer, id models.PriceListID) (out PriceList, err error) {
	found, err := models.PriceListsOf(tx, models.PriceListFilter{Only: []models.PriceListID{id}, Locale: v.Locale()})
	if err == nil && len(found) == 0 {
		err = errNoList
	}
	if err != nil {
		return out, err
	}
	out = PriceList{Card: cardOf(found[0]), AskedBy: []Asker{}, InGroups: []Group{}, Discounts: []Discount{}}
	agreements, err := models.AgreementsAsking(tx, id, v.Locale())
	if err != nil {
		return out, err
	}
	for _, a := range agreements {
		out.AskedBy = append(out.AskedBy, Asker{a.Agreement, a.Number, a.Client, a.Position, a.Lists, a.Ended})
	}
	groups, err := models.GroupsAsking(tx, id)
	if err != nil {
		return out, err
	}
	for _, g := range groups {
		out.InGroups = append(out.InGroups, Group{g.Group, g.GroupName, g.Members})
	}
	discounts, err := models.DiscountsIn(tx, id, v.Locale())
	for _, d := range discounts {
		out.Discounts = append(out.Discounts, Discount{d.Category, d.Name, d.Icon, models.QuantityText(d.Percent), d.Products})
	}
	return out, err
}

// Details are what a list is.
type Details struct {
	Name      string       `json:"name" minLength:"1" maxLength:"100"`
	Gross     bool         `json:"gross,omitempty"`
	ValidFrom *models.Date `json:"valid_from,omitempty"`
	ValidTo   *models.Date `json:"valid_to,omitempty"`
	Priority  int          `json:"priority,omitempty" minimum:"-1000" maximum:"1000"`
}

func (d *Details) check(f *models.Faults) {
	d.Name = strings.TrimSpace(d.Name)
	f.Check(d.Name != "", "name", "required", "Give the list a name.")
	f.Check(d.ValidFrom == nil || d.ValidTo == nil || *d.ValidFrom <= *d.ValidTo, "valid_to", "before-its-beginning", "The last day is before the first.")
}

// CreateInput makes a list.
type CreateInput struct {
	Body struct {
		Details
		Kind     models.PriceKind `json:"kind,omitempty" enum:"list,contract" default:"contract"`
		Currency models.Currency  `json:"currency" pattern:"^[A-Z]{3}$"`
	}
}

// Validate reports everything that is wrong with the list.
func (in CreateInput) Validate() error {
	var f models.Faults
	in.Body.check(&f)
	return f.Err()
}

var errSecondList = models.Faulty(models.Conflict, "list-price-exists", "There is a list price in this currency already.")

// Create makes an empty price list, which nobody asks yet; a list price is asked by every agreement in its currency, and there
// is one of each currency (Conflict list-price-exists).
func (s *Service) Create(ctx context.Context, v identity.Viewer, in CreateInput) (PriceList, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out PriceList, err error) {
		d := in.Body.Details
		d.Name = strings.TrimSpace(d.Name)
		l := models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: v.Organisation(), Name: d.Name, Kind: cmp.Or(in.Body.Kind, models.ContractPrice),
			Currency: in.Body.Currency, Gross: d.Gross, ValidFrom: d.ValidFrom, ValidTo: d.ValidTo, Priority: d.Priority, CreatedAt: tx.Now}
		if l.Kind == models.ListPrice {
			if there, err := models.Exists[models.PriceList](tx, "kind = 'list' AND currency = ?", l.Currency); err != nil || there {
				return out, cmp.Or(err, error(errSecondList))
			}
		}
		if err := models.Insert(tx, &l); err != nil {
			return out, err
		}
		if err := tx.Audit(models.Audit{Action: "price-list.made", Subject: "price-list:" + l.ID.String(), Detail: map[string]any{"name": l.Name}}); err != nil {
			return out, err
		}
		return get(tx, v, l.ID)
	})
}

// ChangeInput changes what a list is.
type ChangeInput struct {
	Input
	IfMatch models.Version `header:"If-Match"`
	Body    Details
}

// Validate reports everything that is wrong with it.
func (in ChangeInput) Validate() error {
	var f models.Faults
	in.Body.check(&f)
	return f.Err()
}

// Change renames a list, or changes its days, its priority, or whether its prices include VAT. Stale where somebody changed it
// meanwhile.
func (s *Service) Change(ctx context.Context, v identity.Viewer, in ChangeInput) (PriceList, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out PriceList, err error) {
		l, err := hold(tx, in.ID)
		if err != nil {
			return out, err
		}
		if err := in.IfMatch.Check(l.Version); err != nil {
			return out, err
		}
		d := in.Body
		was := map[string]any{"name": l.Name, "gross": l.Gross, "valid_from": l.ValidFrom, "valid_to": l.ValidTo, "priority": l.Priority}
		l.Name, l.Gross, l.ValidFrom, l.ValidTo, l.Priority, l.Version = strings.TrimSpace(d.Name), d.Gross, d.ValidFrom, d.ValidTo, d.Priority, l.Version+1
		if err := models.Update(tx, l, "name", "gross", "valid_from", "valid_to", "priority", "version"); err != nil {
			return out, err
		}
		if err := tx.Audit(models.Audit{Action: "price-list.changed", Subject: "price-list:" + l.ID.String(), Detail: map[string]any{"was": was, "is": d}}); err != nil {
			return out, err
		}
		return get(tx, v, l.ID)
	})
}

// hold is one of the viewer's own lists, held until the transaction ends: whoever changes prices holds their list first.
func hold(tx *models.Tx, id models.PriceListID) (*models.PriceList, error) {
	lists, err := models.LockPriceLists(tx, "id = ?", id)
	if err == nil && len(lists) == 0 {
		err = errNoList
	}
	if err != nil {
		return nil, err
	}
	return &lists[0], nil
}

var errInUse = models.Faulty(models.Conflict, "price-list-in-use", "Clients ask this price list; take it from them first.")

// Delete removes a contract price list that nobody asks any more, with its prices (Conflict price-list-in-use). Orders keep what
// they were priced by.
func (s *Service) Delete(ctx context.Context, v identity.Viewer, in Input) (none struct{}, err error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (struct{}, error) {
		l, err := hold(tx, in.ID)
		if err != nil {
			return none, err
		}
		asked, err := models.Exists[models.AgreementPriceList](tx, "price_list_id = ?", l.ID)
		if err != nil {
			return none, err
		}
		shared, err := models.Exists[models.GroupPriceList](tx, "price_list_id = ?", l.ID)
		switch {
		case err != nil:
			return none, err
		case asked, shared, l.Kind == models.ListPrice:
			return none, errInUse
		}
		if _, err := models.DeleteWhere[models.Price](tx, "price_list_id = ?", l.ID); err != nil {
			return none, err
		}
		if _, err := models.DeleteWhere[models.PriceList](tx, "id = ?", l.ID); err != nil {
			return none, err
		}
		return none, tx.Audit(models.Audit{Action: "price-list.deleted", Subject: "price-list:" + l.ID.String(), Detail: map[string]any{"name": l.Name}})
	})
}
