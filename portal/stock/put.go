package stock

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// PutInput is what was counted, by SKU.
type PutInput struct {
	Body PutBody
}

// PutBody is a count as a supplier's own system sends it.
type PutBody struct {
	Lines []PutLine `json:"lines" minItems:"1" maxItems:"10000"`
}

// PutLine is one figure: all there is of a product, orders' share included.
type PutLine struct {
	SKU       string `json:"sku" maxLength:"100"`
	OnHand    string `json:"on_hand" maxLength:"20" doc:"How much lies there, what orders hold included." example:"120"`
	Warehouse string `json:"warehouse,omitempty" maxLength:"40" doc:"A warehouse's code; left out: all warehouses together."`
}

// PutAnswer says what became of a count.
type PutAnswer struct {
	Taken    int         `json:"taken" doc:"Lines that were taken."`
	Changed  int         `json:"changed" doc:"Products whose stock is another now."`
	Faults   []LineFault `json:"faults" nullable:"false" doc:"Lines that were not taken; all others were."`
	Oversold []Oversold  `json:"oversold" nullable:"false" doc:"Products of which orders hold more than is there. The count was taken; nothing more of them is sold."`
}

// LineFault is a line that was not taken.
type LineFault struct {
	Line    int    `json:"line" doc:"Its place among the lines, from 1."`
	SKU     string `json:"sku"`
	Value   string `json:"value"`
	Code    string `json:"code" doc:"unknown-sku, unknown-warehouse, bad-quantity, repeated."`
	Message string `json:"message"`
}

// Oversold is a product of which orders hold more than there is.
type Oversold struct {
	SKU      string `json:"sku"`
	OnHand   string `json:"on_hand"`
	Reserved string `json:"reserved"`
	Short    string `json:"short" doc:"How much is missing."`
}

// Put takes absolute counts by SKU, as many as come in one call, set by set and not one by one. What is not named stays as it is;
// a bad line is told and loses no other. For the supplier's people.
func (s *Service) Put(ctx context.Context, v identity.Viewer, in PutInput) (PutAnswer, error) {
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (PutAnswer, error) {
		p := put{tx: tx, supplier: v.Organisation(), lines: in.Body.Lines}
		counts, err := p.read()
		if err != nil {
			return PutAnswer{}, err
		}
		changes, err := Set(tx, p.supplier, counts)
		if err != nil {
			return PutAnswer{}, err
		}
		if err := models.RecordStock(tx, p.supplier, changes, models.ChangedByAPI, models.NewID[models.Batch]()); err != nil {
			return PutAnswer{}, err
		}
		return p.answer(counts, changes), nil
	})
}

// put is one such call.
type put struct {
	tx       *models.Tx
	supplier models.OrganisationID
	lines    []PutLine
	faults   []LineFault
	sku      map[models.ProductID]string
}

func (p *put) fault(i int, value, code, message string) {
	p.faults = append(p.faults, LineFault{Line: i + 1, SKU: p.lines[i].SKU, Value: value, Code: code, Message: message})
}

// read finds what the lines name, and notes those that name nothing.
func (p *put) read() ([]Count, error) {
	skus := make([]string, len(p.lines))
	for i, l := range p.lines {
		skus[i] = l.SKU
	}
	products, err := models.ProductsBySKU(p.tx, p.supplier, skus)
	if err != nil {
		return nil, err
	}
	warehouses, err := warehousesByCode(p.tx, p.supplier)
	if err != nil {
		return nil, err
	}
	p.sku = make(map[models.ProductID]string, len(products))
	seen := map[models.ProductID]map[string]bool{}
	counts := make([]Count, 0, len(p.lines))
	for i, l := range p.lines {
		product, known := products[l.SKU]
		here, stands := warehouses[l.Warehouse]
		quantity, err := models.ParseQuantity(l.OnHand)
		switch {
		case !known:
			p.fault(i, l.SKU, "unknown-sku", "You have no product of this SKU.")
			continue
		case l.Warehouse != "" && !stands:
			p.fault(i, l.Warehouse, "unknown-warehouse", "You have no warehouse of this code.")
			continue
		case err != nil:
			p.fault(i, l.OnHand, "bad-quantity", "A quantity is a plain decimal of at most three places, not below zero.")
			continue
		case seen[product][l.Warehouse] || len(seen[product]) > 0 && (l.Warehouse == "" || seen[product][""]):
			p.fault(i, l.SKU, "repeated", "A line above counts the same already.")
			continue
		}
		if seen[product] == nil {
			seen[product] = map[string]bool{}
		}
		seen[product][l.Warehouse], p.sku[product] = true, l.SKU
		c := Count{Product: product, OnHand: quantity}
		if l.Warehouse != "" {
			c.Warehouse = &here
		}
		counts = append(counts, c)
	}
	return counts, nil
}

func warehousesByCode(tx *models.Tx, supplier models.OrganisationID) (map[string]models.WarehouseID, error) {
	all, err := models.List[models.Warehouse](tx, "code", "supplier_id = ?", supplier)
	out := make(map[string]models.WarehouseID, len(all))
	for _, w := range all {
		out[w.Code] = w.ID
	}
	return out, err
}

func (p *put) answer(counts []Count, changes []Change) PutAnswer {
	out := PutAnswer{Taken: len(counts), Faults: p.faults, Oversold: []Oversold{}}
	if out.Faults == nil {
		out.Faults = []LineFault{}
	}
	for _, c := range changes {
		if c.Before == nil || !c.Before.Equal(c.After) {
			out.Changed++
		}
		if short := c.Oversold(); short.IsPositive() {
			out.Oversold = append(out.Oversold, Oversold{p.sku[c.Product], models.QuantityText(c.After), models.QuantityText(c.Reserved), models.QuantityText(short)})
		}
	}
	return out
}
