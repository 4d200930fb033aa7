package cart

import (
	"context"
	"fmt"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/nudge"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// AddInput is what to add to the cart.
type AddInput struct {
	Body struct {
		Lines  []AddLine `json:"lines" minItems:"1" maxItems:"500" nullable:"false"`
		Source string    `json:"source,omitempty" maxLength:"20" doc:"Where the lines come from: reorder, nudge, history."`
		Nudge  string    `json:"nudge_token,omitempty" maxLength:"2000" doc:"Of the reminder whose basket this is; the order that comes of the lines names it."`
	}
}

// AddLine is a product and how much more of it.
type AddLine struct {
	Product  models.ProductID `json:"product_id"`
	Quantity string           `json:"quantity" maxLength:"13" example:"12"`
}

// Validate reports every quantity that is none.
func (in AddInput) Validate() error {
	var f models.Faults
	in.read(&f)
	return f.Err()
}

func (in AddInput) read(f *models.Faults) []pricing.Ask {
	asks := make([]pricing.Ask, len(in.Body.Lines))
	for i, l := range in.Body.Lines {
		asks[i] = pricing.Ask{Product: l.Product, Quantity: readQuantity(f, fmt.Sprintf("lines/%d/quantity", i), l.Quantity)}
	}
	return asks
}

// Added is the cart after lines were added, and what did not go in as it was asked.
type Added struct {
	Cart    Cart      `json:"cart"`
	Added   int       `json:"added" doc:"How many lines went in."`
	Skipped []Skipped `json:"skipped" nullable:"false"`
}

// ETag is the cart's version.
func (a Added) ETag() int { return a.Cart.Version }

// Skipped is a product that went in otherwise than asked, or not at all.
type Skipped struct {
	Product models.ProductID `json:"product_id"`
	Code    string           `json:"code" doc:"rounded: it went in, in a quantity that is sold; else why it did not go in: not-available, discontinued, no-price, too-much."`
	Message string           `json:"message"`
}

const rounded = "rounded"

// Add adds to what the cart holds. For buyers. A quantity that is not sold is rounded up to one that is. Invalid
// (nudge-token-invalid) for a reminder's token that is not ours.
func (s *Service) Add(ctx context.Context, v identity.Viewer, in AddInput) (Added, error) {
	var f models.Faults
	asks := in.read(&f)
	if err := f.Err(); err != nil {
		return Added{}, err
	}
	return models.In(ctx, s.db, v.To(identity.CartEdit), func(tx *models.Tx) (Added, error) {
		behind, err := nudge.Linked(tx, s.keys, in.Body.Nudge, v.Organisation())
		if err != nil {
			return Added{}, err
		}
		return fill(tx, v, asks, behind)
	})
}

// Fill adds lines to the open cart of the viewer, who is the one that acts. A step for whatever puts goods into a cart: quick
// lists, past orders, usual baskets.
func Fill(tx *models.Tx, v identity.Viewer, asks []pricing.Ask) (Added, error) {
	return fill(tx, v, asks, nil)
}

// fill remembers with the lines of its supplier the reminder behind them, where there is one.
func fill(tx *models.Tx, v identity.Viewer, asks []pricing.Ask, behind *models.Nudge) (Added, error) {
	c, err := models.LockOpenCart(tx)
	if err != nil {
		return Added{}, err
	}
	there, err := models.List[models.CartLine](tx, "product_id", "cart_id = ?", c.ID)
	if err != nil {
		return Added{}, err
	}
	lines, err := pricing.Quote(tx, catalogue.AssortmentOf(tx, v), sum(asks, there))
	if err != nil {
		return Added{}, err
	}
	out := Added{Skipped: []Skipped{}}
	var fit []models.CartLine
	for _, l := range lines {
		l, note := adjust(l, wording.Of(v.Locale()))
		if note != nil {
			out.Skipped = append(out.Skipped, *note)
		}
		if note == nil || note.Code == rounded {
			line := lineOf(l)
			if behind != nil && behind.SupplierID == line.SupplierID {
				line.NudgeID = &behind.ID
			}
			fit = append(fit, line)
		}
	}
	out.Added = len(fit)
	if len(fit) > 0 {
		if err := put(tx, c, fit); err != nil {
			return Added{}, err
		}
	}
	out.Cart, err = Show(tx, v, c)
	return out, err
}

func put(tx *models.Tx, c *models.Cart, lines []models.CartLine) error {
	if err := models.PutInCart(tx, c.ID, lines); err != nil {
		return err
	}
	if err := notFull(tx, c); err != nil {
		return err
	}
	return models.TouchCart(tx, c)
}

// sum adds what is asked to what is there, each product once.
func sum(asks []pricing.Ask, there []models.CartLine) []pricing.Ask {
	held := make(map[models.ProductID]models.Quantity, len(there))
	for _, l := range there {
		held[l.ProductID] = l.Quantity
	}
	at := make(map[models.ProductID]int, len(asks))
	var all []pricing.Ask
	for _, a := range asks {
		i, seen := at[a.Product]
		if !seen {
			i = len(all)
			at[a.Product] = i
			all = append(all, pricing.Ask{Product: a.Product, Quantity: held[a.Product]})
		}
		all[i].Quantity = all[i].Quantity.Add(a.Quantity)
	}
	return all
}

// adjust rounds a line up to a quantity that is sold, or says why it cannot go into a cart.
func adjust(l pricing.Line, lang wording.Language) (pricing.Line, *Skipped) {
	var note *Skipped
	if l.Goods != nil && l.Goods.Status == models.ProductActive {
		if up := pricing.LotOf(l.Goods).Up(l.Quantity); !up.Equal(l.Quantity) {
			note = &Skipped{l.Product, rounded, pick(lang, "Количество округлено до ", "The quantity was rounded up to ") + up.String() + "."}
			l = l.At(up)
		}
	}
	for _, p := range l.Problems() {
		if p != pricing.OutOfStock {
			return l, &Skipped{l.Product, string(p), l.Say(p, lang)}
		}
	}
	return l, note
}
