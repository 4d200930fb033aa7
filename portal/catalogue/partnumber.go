package catalogue

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// PartNumberInput says what the client calls a product.
type PartNumberInput struct {
	ProductInput
	Body struct {
		Code string `json:"code" maxLength:"50" doc:"Your own article number; empty: none any more."`
	}
}

// PartNumber keeps what the client itself calls a product, so that its people find it by that. For a buyer; a product that is
// hidden from them is NotFound.
func (s *Service) PartNumber(ctx context.Context, v identity.Viewer, in PartNumberInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.PartNumberEdit), func(tx *models.Tx) (none struct{}, err error) {
		goods, _, err := models.Offered(tx, AssortmentOf(tx, v), []models.ProductID{in.ID})
		if err != nil {
			return none, err
		}
		if len(goods) == 0 {
			return none, errHidden
		}
		return none, models.SetPartNumbers(tx, v.Organisation(), []models.PartNumber{{ProductID: in.ID, SupplierID: goods[0].SupplierID, Code: strings.TrimSpace(in.Body.Code)}})
	})
}

// PartNumbersInput is a pasted table: a line for each product.
type PartNumbersInput struct {
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"200000" doc:"Lines of your own article number and the SKU or GTIN, with a semicolon, tab or comma between them."`
	}
}

// PartNumbersKept says what came of it.
type PartNumbersKept struct {
	Kept    int          `json:"kept"`
	Refused []BadPartRow `json:"refused" nullable:"false"`
}

// BadPartRow is a line that was not taken.
type BadPartRow struct {
	Line int    `json:"line" doc:"From 1."`
	Text string `json:"text"`
	Code string `json:"code" enum:"unreadable,unknown,ambiguous" doc:"unknown: you buy nothing of that SKU or GTIN; ambiguous: several suppliers sell something of that SKU."`
}

// mostPartRows is how many lines are taken at once.
const mostPartRows = 2000

// PartNumbers keeps what the client calls many products at once: every line that can be read, and says why the others were not
// taken. For a buyer.
func (s *Service) PartNumbers(ctx context.Context, v identity.Viewer, in PartNumbersInput) (PartNumbersKept, error) {
	rows, bad := partRows(in.Body.Text)
	if len(rows)+len(bad) > mostPartRows {
		return PartNumbersKept{}, models.Faulty(models.Invalid, "too-many-lines", "Bring at most 2000 lines at once.")
	}
	return models.In(ctx, s.db, v.To(identity.PartNumberEdit), func(tx *models.Tx) (PartNumbersKept, error) {
		out := PartNumbersKept{Refused: append([]BadPartRow{}, bad...)}
		codes := make([]string, len(rows))
		for i, r := range rows {
			codes[i] = r.sku
		}
		found, err := models.GoodsByCodes(tx, AssortmentOf(tx, v), codes)
		if err != nil {
			return out, err
		}
		byCode := map[string]map[models.ProductID]models.CodedGoods{}
		for _, g := range found {
			if byCode[g.Code] == nil {
				byCode[g.Code] = map[models.ProductID]models.CodedGoods{}
			}
			byCode[g.Code][g.ProductID] = g
		}
		kept := map[models.ProductID]models.PartNumber{}
		for _, r := range rows {
			goods := byCode[r.sku]
			if len(goods) != 1 {
				out.Refused = append(out.Refused, BadPartRow{r.line, r.text, [...]string{"unknown", "", "ambiguous"}[min(len(goods), 2)]})
				continue
			}
			for id, g := range goods {
				kept[id] = models.PartNumber{ProductID: id, SupplierID: g.SupplierID, Code: r.own}
			}
		}
		all := make([]models.PartNumber, 0, len(kept))
		for _, n := range kept {
			all = append(all, n)
		}
		out.Kept = len(all)
		return out, models.SetPartNumbers(tx, v.Organisation(), all)
	})
}

// partRow is a line of the table.
type partRow struct {
	line           int
	text, own, sku string
}

// partRows reads the lines; blank ones are nothing. The SKU's letters are made small, as they are compared.
func partRows(text string) (rows []partRow, bad []BadPartRow) {
	line := 0
	for each := range strings.Lines(text) {
		line++
		each = strings.TrimSpace(strings.TrimPrefix(each, "\ufeff"))
		if each == "" {
			continue
		}
		at := strings.IndexAny(each, ";\t")
		if at < 0 {
			at = strings.IndexByte(each, ',')
		}
		own, sku := "", ""
		if at >= 0 {
			own, sku = unquoted(each[:at]), unquoted(each[at+1:])
		}
		const longest = 50
		if own == "" || sku == "" || len([]rune(own)) > longest || len(models.PlainWords(own)) == 0 {
			bad = append(bad, BadPartRow{line, each, "unreadable"})
			continue
		}
		rows = append(rows, partRow{line, each, own, strings.ToLower(sku)})
	}
	return rows, bad
}

func unquoted(cell string) string {
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(cell), `"`))
}
