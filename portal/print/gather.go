package print

import (
	"cmp"
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// sheet is what is printed.
type sheet struct {
	language wording.Language
	of       []string // suppliers, by name
	client   string   // whose prices these are
	day      models.Date
	goods    []goods
	pictures bool
}

// goods are one line.
type goods struct {
	models.Goods
	supplier string
	currency models.Currency
	tiers    []pricing.Tier
	picture  []byte // a small JPEG; nil: none
}

// inOrder is by supplier, category and name, as on shelves.
func (s *sheet) inOrder(a, b goods) int {
	name := func(g goods) string { return g.In(string(s.language)) }
	return cmp.Or(cmp.Compare(a.supplier, b.supplier), cmp.Compare(a.Category, b.Category), cmp.Compare(name(a), name(b)), cmp.Compare(a.SKU, b.SKU))
}

// stretch is how many goods are read at a time.
const stretch = 500

// gather reads the goods in stretches, each at its prices of the day.
func (s *Service) gather(ctx context.Context, v identity.Viewer, p *models.Print) (*sheet, error) {
	out := &sheet{language: wording.Of(p.Locale), day: p.Day, pictures: p.Wanted.Pictures}
	read := s.listPriced
	if p.ClientID != nil || p.AgreementID != nil {
		read = s.clientPriced
	}
	if err := read(ctx, v, p, out); err != nil {
		return nil, err
	}
	for _, g := range out.goods {
		if !slices.Contains(out.of, g.supplier) {
			out.of = append(out.of, g.supplier)
		}
	}
	slices.Sort(out.of)
	return out, nil
}

// take adds what has a price, tells how far it has come, and says when there is too much.
func (s *Service) take(ctx context.Context, v identity.Viewer, p *models.Print, out *sheet, lines []pricing.Line) error {
	for _, l := range lines {
		if l.Goods == nil || l.Price == nil {
			continue
		}
		if p.SupplierID != nil {
			l.Goods.PartNumber = "" // what a client itself calls goods is the client's own
		}
		out.goods = append(out.goods, goods{Goods: *l.Goods, supplier: l.Terms.SupplierName, currency: l.Price.Currency, tiers: l.Ladder.Tiers()})
	}
	if err := s.picture(ctx, v, p, out.goods); err != nil {
		return err
	}
	if p.Done += len(lines); p.Done > limit(p) {
		return errTooMany
	}
	return s.progress(ctx, v, p)
}

// picture puts the pictures beside the goods that have none yet, where they are wanted.
func (s *Service) picture(ctx context.Context, v identity.Viewer, p *models.Print, all []goods) error {
	if !p.Wanted.Pictures || len(all) > mostPictured {
		return nil
	}
	var ids []models.FileID
	for _, g := range all {
		if g.Picture != nil && g.picture == nil {
			ids = append(ids, *g.Picture)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	small, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (map[models.FileID][]byte, error) { return models.SmallPictures(tx, ids) })
	for i, g := range all {
		if g.Picture != nil && g.picture == nil {
			all[i].picture = small[*g.Picture]
		}
	}
	return err
}

// clientPriced reads what a client may buy, at its own prices: of everybody for its own person, of the supplier for the supplier's.
func (s *Service) clientPriced(ctx context.Context, v identity.Viewer, p *models.Print, out *sheet) error {
	a, err := s.assortment(ctx, v, p, out)
	if err != nil {
		return err
	}
	w, err := s.wanted(ctx, v, p, a)
	if err != nil {
		return err
	}
	part := models.Stretch{Limit: stretch}
	for {
		found, lines, err := s.shelf(ctx, v, p, a, w, part)
		if err != nil {
			return err
		}
		if err := s.take(ctx, v, p, out, lines); err != nil || len(found) <= part.Limit {
			return err
		}
		last := found[part.Limit-1].Place(a.Locale)
		part.After = &last
	}
}

// wanted is what is printed; words are understood as the catalogue understands them, slips and all.
func (s *Service) wanted(ctx context.Context, v identity.Viewer, p *models.Print, a models.Assortment) (models.Wanted, error) {
	w := catalogue.Filter{Q: p.Wanted.Words, Brand: p.Wanted.Brands, Attribute: p.Wanted.Attributes, Available: p.Wanted.Available}
	for _, id := range p.Wanted.Suppliers {
		w.Supplier = append(w.Supplier, id.String())
	}
	for _, id := range p.Wanted.Categories {
		w.Category = append(w.Category, id.String())
	}
	return models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (models.Wanted, error) { return catalogue.Understood(tx, a, w) })
}

// shelf is one stretch of goods with their prices.
func (s *Service) shelf(ctx context.Context, v identity.Viewer, p *models.Print, a models.Assortment, w models.Wanted, part models.Stretch) (found []models.Listed, lines []pricing.Line, err error) {
	lines, err = models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) ([]pricing.Line, error) {
		var terms []models.Terms
		var err error
		if found, terms, err = models.GoodsByName(tx, a, w, part); err != nil {
			return nil, err
		}
		all := make([]models.Goods, 0, part.Limit)
		for _, l := range found[:min(len(found), part.Limit)] {
			all = append(all, l.Goods)
		}
		if part.After == nil {
			if p.Total, err = total(tx, a, w); err != nil {
				return nil, err
			}
		}
		return pricing.Shelve(tx, a, all, terms)
	})
	return found, lines, err
}

// total counts what is wanted; of categories, which hang under each other, of attributes and of searches it does not.
func total(tx *models.Tx, a models.Assortment, w models.Wanted) (n int, err error) {
	if len(w.Categories) > 0 || len(w.Attributes) > 0 || len(w.Words) > 0 || w.Code != "" {
		return 0, nil
	}
	counts, err := models.CountGoods(tx, a, w, models.Counted{})
	for _, c := range counts {
		if (len(w.Brands) == 0 || slices.Contains(w.Brands, c.Brand)) && (c.Available || !w.Available) {
			n += c.Goods
		}
	}
	return n, err
}

// assortment is what the client of the price list may buy.
func (s *Service) assortment(ctx context.Context, v identity.Viewer, p *models.Print, out *sheet) (models.Assortment, error) {
	return models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (models.Assortment, error) {
		a := models.Assortment{Day: p.Day, Locale: p.Locale}
		if p.AgreementID != nil {
			agreement, err := models.First[models.Agreement](tx, "id = ? AND supplier_id = ?", *p.AgreementID, *p.SupplierID)
			if err != nil {
				return a, err
			}
			a.Client = agreement.ClientID
		} else {
			a.Client = *p.ClientID
		}
		client, err := models.Get(tx, a.Client)
		if err == nil {
			out.client = client.In(p.Locale)
		}
		return a, err
	})
}

// listPriced reads everything a supplier has on sale, at its list prices.
func (s *Service) listPriced(ctx context.Context, v identity.Viewer, p *models.Print, out *sheet) error {
	within, terms, err := s.supplier(ctx, v, p)
	if err != nil {
		return err
	}
	f := models.OfferingFilter{Words: p.Wanted.Words, Status: models.ProductActive, Categories: p.Wanted.Categories, Brands: p.Wanted.Brands}
	part := models.OfferingStretch{Limit: stretch, Locale: p.Locale}
	for {
		var more bool
		lines, err := models.Read(ctx, s.db, within.To(identity.PrintMake), func(tx *models.Tx) ([]pricing.Line, error) {
			found, n, err := models.Offerings(tx, f, part)
			if err != nil {
				return nil, err
			}
			if part.After == nil {
				p.Total = n
			}
			if more = len(found) > part.Limit; more {
				found = found[:part.Limit]
				part.After = &found[part.Limit-1].SKU
			}
			return pricing.Shelve(tx, models.Assortment{Day: p.Day, Locale: p.Locale}, offered(found, p.Wanted.Available), []models.Terms{terms})
		})
		if err != nil {
			return err
		}
		if err := s.take(ctx, v, p, out, lines); err != nil || !more {
			return err
		}
	}
}

// supplier is the program acting for the supplier, whose list prices are terms without a client.
func (s *Service) supplier(ctx context.Context, v identity.Viewer, p *models.Print) (within identity.Viewer, terms models.Terms, err error) {
	_, err = models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		supplier, err := models.Get(tx, *p.SupplierID)
		if err != nil {
			return struct{}{}, err
		}
		within = identity.Within("print", *supplier, identity.PrintMake)
		terms = models.Terms{Supplier: supplier.ID, SupplierName: supplier.In(p.Locale), Currency: supplier.Currency}
		terms.PriceLists, err = models.List[models.PriceList](tx, "id", "supplier_id = ? AND kind = ? AND currency = ?", supplier.ID, models.ListPrice, supplier.Currency)
		for i := range terms.PriceLists {
			terms.PriceLists[i].Asked.Due = true
		}
		return struct{}{}, err
	})
	return within, terms, err
}

// offered are a supplier's products as a client would meet them.
func offered(found []models.Offering, available bool) []models.Goods {
	all := make([]models.Goods, 0, len(found))
	for _, o := range found {
		g := models.Goods{ID: o.ID, SupplierID: o.SupplierID, SKU: o.SKU, GTIN: o.GTIN, NameRu: o.NameRu, NameEn: o.NameEn, Brand: o.Brand,
			CategoryID: o.CategoryID, Category: o.Category, Picture: o.Picture, Unit: o.Unit, PackSize: o.PackSize, Minimum: o.Minimum, Multiple: o.Multiple, VATRate: o.VATRate, Status: o.Status}
		if o.OnHand != nil && o.Reserved != nil {
			g.Stock = &models.FreeStock{Free: o.OnHand.Sub(*o.Reserved)}
		}
		if !available || g.Stock == nil || !g.Stock.Free.LessThan(g.Minimum) {
			all = append(all, g)
		}
	}
	return all
}
