package studio

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
	"povtor/portal/table"
	"povtor/portal/wording"
)

// ExportInput asks for the supplier's catalogue as a file.
type ExportInput struct {
	Format string `query:"format" enum:"csv,xlsx,yml,commerceml" default:"xlsx"`
	Drafts bool   `query:"drafts" doc:"With goods that are not on sale yet."`
}

// Export is a catalogue about to be written.
type Export = table.File

var exports = map[string]struct {
	kind             feed.Kind
	extension, media string
}{
	"csv":        {feed.CSV, "csv", "text/csv; charset=utf-8"},
	"xlsx":       {feed.XLSX, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	"yml":        {feed.YML, "yml", "application/xml"},
	"commerceml": {feed.CommerceML, "xml", "application/xml"},
}

// Export writes what the supplier has on sale, in a form that the studio reads to the same meaning.
func (s *Service) Export(ctx context.Context, v identity.Viewer, in ExportInput) (Export, error) {
	how, ok := exports[in.Format]
	if !ok {
		return Export{}, models.Faulty(models.Invalid, "unknown-format", "There is no such format.")
	}
	grant := v.To(identity.ImportManage)
	type about struct {
		supplier models.Organisation
		asked    map[string]models.Attribute
		now      time.Time
	}
	a, err := models.Read(ctx, s.db, grant, func(tx *models.Tx) (about, error) {
		supplier, err := models.Get(tx, v.Organisation())
		if err != nil {
			return about{}, err
		}
		known, err := models.AttributesOf(tx)
		asked := make(map[string]models.Attribute, len(known))
		for _, k := range known {
			if _, there := asked[k.Code]; !there {
				asked[k.Code] = k
			}
		}
		return about{*supplier, asked, tx.Now}, err
	})
	if err != nil {
		return Export{}, err
	}
	language := wording.Russian
	if v.Locale() == "en" {
		language = wording.English
	}
	at := a.now.In(v.Zone())
	return Export{Name: "catalogue-" + at.Format("2006-01-02") + "." + how.extension, ContentType: how.media,
		Write: func(ctx context.Context, to io.Writer) error {
			items := func(yield func(*feed.Item) error) error {
				_, err := models.Read(ctx, s.db, grant, func(tx *models.Tx) (struct{}, error) {
					return struct{}{}, models.ExportProducts(tx, a.supplier.ID, func(p models.ExportedProduct) error {
						it, shown, err := itemOf(p, a.supplier.Currency, a.asked, in.Drafts)
						if err != nil || !shown {
							return err
						}
						return yield(it)
					})
				})
				return err
			}
			_, err := feed.Write(to, feed.Export{Kind: how.kind, Language: language, Shop: a.supplier.In(v.Locale()), ID: a.supplier.ID.String(),
				Currency: string(a.supplier.Currency), At: at.Format("2006-01-02T15:04:05")}, items)
			return err
		}}, nil
}

// state is a product's state as it is exported.
type state struct {
	SKU           string               `json:"sku"`
	ExternalID    string               `json:"external_id"`
	GTIN          string               `json:"gtin"`
	NameRu        string               `json:"name_ru"`
	NameEn        string               `json:"name_en"`
	DescriptionRu string               `json:"description_ru"`
	DescriptionEn string               `json:"description_en"`
	Brand         string               `json:"brand"`
	Unit          string               `json:"unit"`
	Pack          *decimal.Decimal     `json:"pack_size"`
	Minimum       *decimal.Decimal     `json:"minimum"`
	Multiple      *decimal.Decimal     `json:"multiple"`
	VATRate       *decimal.Decimal     `json:"vat_rate"`
	LeadDays      *decimal.Decimal     `json:"lead_days"`
	Cost          *decimal.Decimal     `json:"unit_cost"`
	OnHand        *decimal.Decimal     `json:"on_hand"`
	Status        models.ProductStatus `json:"status"`
	ListPrice     [][2]decimal.Decimal `json:"list_price"`
	Units         [][3]json.RawMessage `json:"units"`
	Attributes    map[string]any       `json:"attributes"`
}

// itemOf is a product as files tell it; false where it is not on sale.
func itemOf(p models.ExportedProduct, currency models.Currency, asked map[string]models.Attribute, drafts bool) (*feed.Item, bool, error) {
	var s state
	if err := json.Unmarshal(asJSON(p.State), &s); err != nil {
		return nil, false, err
	}
	if s.Status != models.ProductActive && (!drafts || s.Status != models.ProductDraft) {
		return nil, false, nil
	}
	it := &feed.Item{SKU: told(s.SKU), ExternalID: told(s.ExternalID), GTIN: told(s.GTIN), NameRu: told(s.NameRu), DescriptionRu: told(s.DescriptionRu),
		Brand: told(s.Brand), Unit: told(s.Unit), Pack: toldNumber(s.Pack), Minimum: toldNumber(s.Minimum), Multiple: toldNumber(s.Multiple),
		VATRate: toldNumber(s.VATRate), LeadDays: toldNumber(s.LeadDays), Cost: toldNumber(s.Cost), Category: feed.Tell(p.Category)}
	if s.NameEn != s.NameRu {
		it.NameEn = told(s.NameEn)
	}
	if s.DescriptionEn != s.DescriptionRu {
		it.DescriptionEn = told(s.DescriptionEn)
	}
	if s.OnHand != nil {
		it.Stock = []feed.Stock{{Quantity: feed.Tell(*s.OnHand)}}
	}
	for i, t := range s.ListPrice {
		price := feed.Price{Currency: string(currency), From: t[0], Tax: feed.Net, Amount: feed.Tell(t[1])}
		if i == 0 && s.Minimum != nil && !t[0].GreaterThan(*s.Minimum) {
			price.From = decimal.Zero // where the selling begins
		}
		it.Prices = append(it.Prices, price)
	}
	for _, u := range s.Units {
		var c feed.Conversion
		var factor decimal.Decimal
		var gtin string
		for i, to := range []any{&c.Unit, &factor, &gtin} {
			if err := json.Unmarshal(u[i], to); err != nil {
				return nil, false, err
			}
		}
		c.Factor, c.GTIN = feed.Tell(factor), told(gtin)
		it.Units = append(it.Units, c)
	}
	it.Attributes = attributesOf(s.Attributes, asked)
	return it, true, nil
}

func attributesOf(values map[string]any, asked map[string]models.Attribute) []feed.Attribute {
	var out []feed.Attribute
	for code, value := range values {
		a := feed.Attribute{Name: code}
		q, ok := asked[code]
		if ok {
			a.Name, a.Unit = q.NameRu, q.Unit
		}
		switch v := value.(type) {
		case string:
			a.Value = feed.Tell(v)
		case bool:
			a.Value = feed.Tell(map[bool]string{true: "да", false: "нет"}[v])
		case float64:
			a.Value = feed.Tell(decimal.NewFromFloat(v).String())
		default:
			a.Value = feed.Tell(fmt.Sprint(v))
		}
		out = append(out, a)
	}
	return out
}

func told(s string) feed.Text {
	if s == "" {
		return feed.Text{}
	}
	return feed.Tell(s)
}

func toldNumber(d *decimal.Decimal) feed.Number {
	if d == nil {
		return feed.Number{}
	}
	return feed.Tell(*d)
}
