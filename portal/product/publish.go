package product

import (
	"slices"

	"povtor/models"
)

// missing names what a product needs before it can be on sale: a name, and a price to be bought at.
func missing(o models.Offering) []models.FieldFault {
	out := []models.FieldFault{}
	if o.NameRu == "" {
		out = append(out, models.FieldFault{Field: "name_ru", Code: "required", Message: "A product has a name."})
	}
	if slices.Contains(o.Lacks, models.LacksPrice) {
		out = append(out, models.FieldFault{Field: "list_price", Code: "required", Message: "No price list has a price for it."})
	}
	return out
}

// ready is Invalid (not-ready), naming every place, where a product that shall be on sale lacks something.
func ready(tx *models.Tx, id models.ProductID) error {
	o, err := models.OfferingOf(tx, id, "")
	if err != nil {
		return err
	}
	if lacking := missing(*o); len(lacking) > 0 {
		f := models.Faulty(models.Invalid, "not-ready", "The product cannot be on sale yet.")
		f.Fields = lacking
		return f
	}
	return nil
}
