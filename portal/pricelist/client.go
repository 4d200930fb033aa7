package pricelist

import (
	"cmp"
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// Client is a client of the supplier, by its agreement.
type Client struct {
	ID       models.AgreementID `json:"id" doc:"Of the agreement."`
	Number   string             `json:"number"`
	Name     string             `json:"name"`
	City     string             `json:"city"`
	Status   string             `json:"status" enum:"requested,active,on_hold"`
	Currency models.Currency    `json:"currency"`
	Groups   []string           `json:"groups" nullable:"false"`
	Lists    []string           `json:"lists" nullable:"false" doc:"Contract price lists in the order they are asked; the list price comes after them."`
}

// ClientsInput pages the supplier's clients.
type ClientsInput struct {
	Q     string `query:"q" maxLength:"100" doc:"Part of a name or of the agreement's number."`
	Group string `query:"group" format:"uuid" doc:"Only of this group."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After string `query:"after" maxLength:"2000"`
}

// Clients are those the supplier trades with, by name, with what decides their prices. For the supplier's people.
func (s *Service) Clients(ctx context.Context, v identity.Viewer, in ClientsInput) (page models.Page[Client], err error) {
	var at models.TradeClientPlace
	there, err := models.ReadCursor(in.After, &at.Client, &at.ID)
	if err != nil {
		return page, err
	}
	f := models.TradeClientFilter{Words: in.Q, Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if there {
		f.After = &at
	}
	if in.Group != "" {
		if err := f.Group.UnmarshalText([]byte(in.Group)); err != nil {
			return page, errNoGroup
		}
	}
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (models.Page[Client], error) {
		rows, err := models.TradeClients(tx, f)
		cut := models.PageOf(rows, f.Limit, func(c models.TradeClient) models.Cursor { return models.Cursor{c.Client, c.Agreement} })
		return models.MapPage(cut, func(c models.TradeClient) Client {
			return Client{c.Agreement, c.Number, c.Client, c.City, c.Status, c.Currency, c.Groups, c.Lists}
		}), err
	})
}

// ContractInput agrees a price with one client.
type ContractInput struct {
	ID      models.AgreementID `path:"id" doc:"Of the agreement."`
	Product models.ProductID   `path:"product"`
	Body    struct {
		Tiers    []TierInput  `json:"tiers" maxItems:"20" nullable:"false" doc:"None take the contract price back."`
		StartsOn *models.Date `json:"starts_on,omitempty"`
	}
}

// Validate reports every tier that cannot be read.
func (in ContractInput) Validate() error { return in.of(models.PriceListID{}).Validate() }

func (in ContractInput) of(list models.PriceListID) (set SetPriceInput) {
	set.ID = list
	set.Product, set.Body.Tiers, set.Body.StartsOn = in.Product, in.Body.Tiers, in.Body.StartsOn
	return set
}

// SetContract agrees a price of a product with one client. The first makes a price list of its own for the client, which it asks
// before any other.
func (s *Service) SetContract(ctx context.Context, v identity.Viewer, in ContractInput) (Goods, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out Goods, err error) {
		l, err := contractOf(tx, v, in.ID)
		if err != nil {
			return out, err
		}
		if err := s.setPrice(tx, v, *l, in.of(l.ID)); err != nil {
			return out, err
		}
		return one(tx, v, *l, in.Product)
	})
}

// contractOf is the list made for one client, held; it is made where there is none.
func contractOf(tx *models.Tx, v identity.Viewer, id models.AgreementID) (*models.PriceList, error) {
	a, err := models.Lock(tx, id)
	if err != nil {
		return nil, err
	}
	lists, err := models.LockPriceLists(tx, "agreement_id = ?", a.ID)
	if err != nil || len(lists) > 0 {
		return first(lists), err
	}
	client, err := models.Get(tx, a.ClientID)
	if err != nil {
		return nil, err
	}
	name := "Contract prices: "
	if v.Locale() == "ru" {
		name = "Договорные цены: "
	}
	l := models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: a.SupplierID, Kind: models.ContractPrice, Currency: a.Currency,
		Name: name + client.In(v.Locale()) + ", " + a.Number, AgreementID: &a.ID, CreatedAt: tx.Now}
	if err := models.Insert(tx, &l); err != nil {
		return nil, err
	}
	if _, err := models.AttachToAgreements(tx, l, []models.AgreementID{a.ID}); err != nil {
		return nil, err
	}
	return &l, models.AskFirst(tx, a.ID, l.ID)
}

func first(lists []models.PriceList) *models.PriceList {
	if len(lists) == 0 {
		return nil
	}
	return &lists[0]
}

// ClientGroup is a group of the supplier's clients.
type ClientGroup struct {
	ID      models.ClientGroupID `json:"id"`
	Name    string               `json:"name" doc:"The supplier's own; clients are not told of it."`
	Clients int                  `json:"clients"`
	Lists   int                  `json:"lists" doc:"Price lists that its clients ask."`
	Rules   int                  `json:"rules" doc:"Visibility rules that address it."`
	Version int                  `json:"version"`
}

// ETag is the group's version.
func (g ClientGroup) ETag() int { return g.Version }

func groupOf(g models.GroupSummary) ClientGroup {
	return ClientGroup{g.ID, g.Name, g.Members, g.Lists, g.Rules, g.Version}
}

// ClientGroups are all of them.
type ClientGroups struct {
	Items []ClientGroup `json:"items" nullable:"false"`
}

// Groups are the supplier's groups of clients by name. For its people.
func (s *Service) Groups(ctx context.Context, v identity.Viewer, _ struct{}) (ClientGroups, error) {
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (ClientGroups, error) {
		groups, err := models.ClientGroups(tx, models.ClientGroupID{})
		out := ClientGroups{Items: make([]ClientGroup, len(groups))}
		for i, g := range groups {
			out.Items[i] = groupOf(g)
		}
		return out, err
	})
}

// GroupBody is a group's name and who is in it.
type GroupBody struct {
	Name    string               `json:"name" minLength:"1" maxLength:"100"`
	Clients []models.AgreementID `json:"clients" maxItems:"20000" nullable:"false" doc:"By their agreements; all that are in it."`
}

// MakeGroupInput makes a group.
type MakeGroupInput struct{ Body GroupBody }

var (
	errNoGroup    = models.Faulty(models.NotFound, "not-found", "There is no such group here.")
	errGroupInUse = models.Faulty(models.Conflict, "group-in-use", "Price lists or visibility rules address this group; take them from it first.")
)

// MakeGroup makes a group of clients.
func (s *Service) MakeGroup(ctx context.Context, v identity.Viewer, in MakeGroupInput) (ClientGroup, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (ClientGroup, error) {
		g := models.ClientGroup{ID: models.NewID[models.ClientGroup](), SupplierID: v.Organisation(), Name: strings.TrimSpace(in.Body.Name), CreatedAt: tx.Now}
		if err := models.Insert(tx, &g); err != nil {
			return ClientGroup{}, err
		}
		return fill(tx, g, in.Body.Clients)
	})
}

// fill puts clients into a group and shows it.
func fill(tx *models.Tx, g models.ClientGroup, clients []models.AgreementID) (out ClientGroup, err error) {
	n, err := models.SetMembers(tx, g, clients)
	if err == nil && n < int64(len(distinct(clients))) {
		err = errUnknown
	}
	if err != nil {
		return out, err
	}
	if err := tx.Audit(models.Audit{Action: "client-group.set", Subject: "client-group:" + g.ID.String(), Detail: map[string]any{"name": g.Name, "clients": clients}}); err != nil {
		return out, err
	}
	found, err := models.ClientGroups(tx, g.ID)
	if err != nil {
		return out, err
	}
	return groupOf(found[0]), nil
}

// GroupInput names a group.
type GroupInput struct {
	ID models.ClientGroupID `path:"id"`
}

// ChangeGroupInput changes a group.
type ChangeGroupInput struct {
	GroupInput
	IfMatch models.Version `header:"If-Match"`
	Body    GroupBody
}

// ChangeGroup renames a group and says who is in it. Stale where somebody changed it meanwhile.
func (s *Service) ChangeGroup(ctx context.Context, v identity.Viewer, in ChangeGroupInput) (ClientGroup, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out ClientGroup, err error) {
		g, err := models.Lock(tx, in.ID)
		if err != nil {
			return out, err
		}
		if err := in.IfMatch.Check(g.Version); err != nil {
			return out, err
		}
		g.Name, g.Version = strings.TrimSpace(in.Body.Name), g.Version+1
		if err := models.Update(tx, g, "name", "version"); err != nil {
			return out, err
		}
		return fill(tx, *g, in.Body.Clients)
	})
}

// DeleteGroup removes a group that no price list and no visibility rule addresses (Conflict group-in-use).
func (s *Service) DeleteGroup(ctx context.Context, v identity.Viewer, in GroupInput) (none struct{}, err error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (struct{}, error) {
		g, err := models.Lock(tx, in.ID)
		if err != nil {
			return none, err
		}
		found, err := models.ClientGroups(tx, g.ID)
		switch {
		case err != nil:
			return none, err
		case found[0].Lists > 0 || found[0].Rules > 0:
			return none, errGroupInUse
		}
		if _, err := models.DeleteWhere[models.ClientGroup](tx, "id = ?", g.ID); err != nil {
			return none, err
		}
		return none, tx.Audit(models.Audit{Action: "client-group.deleted", Subject: "client-group:" + g.ID.String(), Detail: map[string]any{"name": g.Name}})
	})
}
