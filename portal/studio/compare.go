package studio

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/feed"
)

// The limits where nobody has set any, in per cent.
const (
	priceLimit    = 50
	vanishedLimit = 20
	faultyLimit   = 10
)

// compare finds out what the run would do, and whether a person has to say yes to it. Where none has to and nobody waits for
// it, the run is committed at once.
func (w *worker) compare(ctx context.Context, r *runReading, mapping feed.Mapping) error {
	return w.in(ctx, func(tx *models.Tx) error {
		if err := models.JoinStaged(tx, &w.run); err != nil {
			return err
		}
		if err := keepDictionary(tx, w.run.SupplierID, mapping.Dictionary); err != nil {
			return err
		}
		if err := placeCategories(tx, &w.run); err != nil {
			return err
		}
		rules := models.Comparing{PriceType: listType(r.types, w.run.Options.PriceTypes), Gross: w.run.Options.Gross, Drafts: w.run.Options.Drafts,
			Whole: r.whole(), Vanished: w.run.Options.Vanished}
		var err error
		if rules.Others, err = otherLists(tx, w.supplier, w.run.Options.PriceTypes); err != nil {
			return err
		}
		if err := models.CompareImport(tx, &w.run, rules); err != nil {
			return err
		}
		counts, err := models.CountImport(tx, &w.run)
		if err != nil {
			return err
		}
		counts.PriceTypes, counts.ListType, counts.Whole = slices.Sorted(maps.Keys(r.types)), rules.PriceType, rules.Whole
		asks, err := w.asks(tx, counts)
		if err != nil {
			return err
		}
		state := models.ImportReady
		if w.run.Source != "upload" && len(asks) == 0 {
			state = models.ImportCommitting
			if err := tx.Enqueue(Work{w.run.ID}); err != nil {
				return err
			}
		}
		return models.TendImport(tx, w.run.ID, w.id, map[string]any{"state": state, "format": r.format, "rows_read": counts.Rows, "bytes_read": r.before,
			"counts": asJSON(counts), "asked": asJSON(r.attributes.fresh), "asks": asJSON(asks), "answers": asJSON([]models.ImportAnswer{}), "ready_at": tx.Now, "worker": nil})
	})
}

// otherLists are the contract lists that price types of a file go into. A list that is gone by now, or in another currency, takes none.
func otherLists(tx *models.Tx, supplier models.Organisation, chosen map[string]string) (map[string]models.PriceListID, error) {
	asked := map[string]models.PriceListID{}
	var ids []models.PriceListID
	for name, where := range chosen {
		if id, err := uuid.Parse(where); err == nil {
			asked[name] = models.PriceListID{UUID: id}
			ids = append(ids, asked[name])
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	there, err := models.List[models.PriceList](tx, "id", "id IN ? AND supplier_id = ? AND kind = ? AND currency = ?", ids, supplier.ID, models.ContractPrice, supplier.Currency)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(asked, func(_ string, id models.PriceListID) bool {
		return !slices.ContainsFunc(there, func(l models.PriceList) bool { return l.ID == id })
	})
	return asked, nil
}

func asJSON(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil { // of our own plain structs: it cannot be
		panic(err)
	}
	return b
}

// whole reports whether the files are the whole assortment: as a person said, else as the files say of themselves. A table says
// nothing, and files with prices or stock alone name no goods.
func (r *runReading) whole() bool {
	if r.run.Options.Whole != nil {
		return *r.run.Options.Whole && !r.only
	}
	selfSaid := r.format == string(feed.YML) || r.format == string(feed.CommerceML) && r.run.Source != "1c"
	return selfSaid && !r.only && r.named*10 >= r.seq*9 && r.named > 0
}

// asks are the limits that the dry run passed.
func (w *worker) asks(tx *models.Tx, c models.ImportCounts) ([]models.ImportAsk, error) {
	var asks []models.ImportAsk
	limit := orElse(w.run.Options.PriceLimit, priceLimit)
	big, all, err := models.BigPriceChanges(tx, &w.run, limit)
	if err != nil {
		return nil, err
	}
	if big > 0 {
		asks = append(asks, models.ImportAsk{Kind: "price", Count: big, Of: all, Limit: limit})
	}
	limit = orElse(w.run.Options.VanishedLimit, vanishedLimit)
	if does := w.run.Options.Vanished; does != "" && does != "leave" && c.Vanished > 0 {
		onSale, err := models.OnSale(tx, w.run.SupplierID)
		if err != nil {
			return nil, err
		}
		if c.Vanished*100 > limit*onSale {
			asks = append(asks, models.ImportAsk{Kind: "vanished", Count: c.Vanished, Of: onSale, Limit: limit})
		}
	}
	if limit = orElse(w.run.Options.FaultyLimit, faultyLimit); c.Faulty*100 > limit*c.Rows {
		asks = append(asks, models.ImportAsk{Kind: "faulty", Count: c.Faulty, Of: c.Rows, Limit: limit})
	}
	return asks, nil
}

func orElse(v *int, d int) int {
	if v == nil {
		return d
	}
	return *v
}

// dictionaryOf is what the supplier's earlier exchange files have told.
func dictionaryOf(tx *models.Tx, supplier models.OrganisationID) (*feed.Dictionary, error) {
	kept, err := models.First[models.ExchangeDictionary](tx, "supplier_id = ?", supplier)
	if models.KindOf(err) == models.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	d := &feed.Dictionary{}
	return d, json.Unmarshal(kept.Dictionary, d)
}

func keepDictionary(tx *models.Tx, supplier models.OrganisationID, d *feed.Dictionary) error {
	if d == nil || len(d.Groups)+len(d.Properties)+len(d.PriceTypes)+len(d.Warehouses)+len(d.Units) == 0 {
		return nil
	}
	return models.RememberDictionary(tx, models.ExchangeDictionary{SupplierID: supplier, Dictionary: asJSON(d)})
}
