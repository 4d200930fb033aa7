package pdf

import (
	"errors"
	"fmt"
)

// check reports everything that keeps the invoice from being a paper.
func (doc Invoice) check() error {
	var faults []error
	for field, value := range map[string]string{"number": doc.Number, "currency": doc.Currency, "supplier's name": doc.Supplier.Name, "client's name": doc.Client.Name} {
		if value == "" {
			faults = append(faults, fmt.Errorf("no %s", field))
		}
	}
	if doc.IssuedOn.IsZero() {
		faults = append(faults, errors.New("no date of issue"))
	}
	if len(doc.Lines) == 0 {
		faults = append(faults, errors.New("no lines"))
	}
	return errors.Join(append(faults, doc.addUp()...)...)
}

func (doc Invoice) addUp() (faults []error) {
	var lines, taxes int64
	for _, line := range doc.Lines {
		lines += line.Amount
	}
	for _, tax := range doc.Taxes {
		taxes += tax.Amount
	}
	if lines != doc.Subtotal {
		faults = append(faults, fmt.Errorf("lines add up to %d, not to the subtotal %d", lines, doc.Subtotal))
	}
	total := doc.Subtotal
	if !doc.TaxIncluded {
		total += taxes
	}
	if total != doc.Total {
		faults = append(faults, fmt.Errorf("the total should be %d, not %d", total, doc.Total))
	}
	return faults
}

// figures is a line as it is read: numbers in the reader's signs.
type figures struct{ quantity, price, rate, amount string }

func (doc Invoice) rows() ([]figures, error) {
	out := make([]figures, len(doc.Lines))
	var faults []error
	for i, line := range doc.Lines {
		read, err := doc.figures(line)
		if err != nil {
			faults = append(faults, fmt.Errorf("line %d: %w", i+1, err))
		}
		out[i] = read
	}
	for _, tax := range doc.Taxes {
		if _, err := doc.rate(tax.Rate); err != nil {
			faults = append(faults, fmt.Errorf("tax rate: %w", err))
		}
	}
	return out, errors.Join(faults...)
}

func (doc Invoice) figures(line Line) (figures, error) {
	quantity, badQuantity := doc.Language.Quantity(line.Quantity)
	price, badPrice := doc.Language.UnitPrice(line.UnitPrice, doc.Currency)
	rate, badRate := doc.rate(line.TaxRate)
	return figures{quantity, price, rate, doc.Language.Figure(line.Amount, doc.Currency)}, errors.Join(badQuantity, badPrice, badRate)
}

// rate says a tax rate; an empty one is "без НДС".
func (doc Invoice) rate(percent string) (string, error) {
	if percent == "" {
		return labels[doc.Language].noTax, nil
	}
	return doc.Language.Percent(percent)
}
