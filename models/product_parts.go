package models

import "time"

// ProductUnit is another unit that a product is counted in: 1 box = 12 of the product's own unit.
type ProductUnit struct {
	ProductID  ProductID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Unit       string `gorm:"primaryKey"`
	Factor     Quantity
	GTIN       string `gorm:"column:gtin"`
}

func (ProductUnit) Owner() Ownership { return BySupplier }

// ProductCompanion is what goes with a product.
type ProductCompanion struct {
	ProductID   ProductID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	CompanionID ProductID `gorm:"primaryKey"`
	Position    int
}

func (ProductCompanion) Owner() Ownership { return BySupplier }

// ProductCost is what a unit cost the supplier, before tax and in its own currency: never read for a client.
type ProductCost struct {
	ProductID  ProductID `gorm:"primaryKey"`
	SupplierID OrganisationID
	UnitCost   UnitPrice
	UpdatedAt  time.Time
}

func (ProductCost) Owner() Ownership { return SupplierOwn }

// SetUnits writes a product's other units anew.
func SetUnits(tx *Tx, p Product, units []ProductUnit) error {
	if _, err := DeleteWhere[ProductUnit](tx, "product_id = ?", p.ID); err != nil {
		return err
	}
	rows := make([]*ProductUnit, len(units))
	for i, u := range units {
		u.ProductID, u.SupplierID = p.ID, p.SupplierID
		rows[i] = &u
	}
	return Insert(tx, rows...)
}

// SetCompanions writes anew what goes with a product, in this order; a product does not go with itself.
func SetCompanions(tx *Tx, p Product, with []ProductID) error {
	if _, err := DeleteWhere[ProductCompanion](tx, "product_id = ?", p.ID); err != nil {
		return err
	}
	var rows []*ProductCompanion
	for i, id := range with {
		if id != p.ID {
			rows = append(rows, &ProductCompanion{p.ID, p.SupplierID, id, i})
		}
	}
	return Insert(tx, rows...)
}

// SaveProduct writes what a product's own row says. Its version stays: see [TouchProduct].
func SaveProduct(tx *Tx, p *Product) error {
	return Update(tx, p, "sku", "external_id", "gtin", "name_ru", "name_en", "description_ru", "description_en", "brand", "category_id", "unit",
		"pack_size", "minimum", "multiple", "vat_rate", "status", "substitute_id", "lead_days", "season_from", "season_to", "attributes")
}

// TouchProduct counts a product's version up, as something of it or on it has changed.
func TouchProduct(tx *Tx, p *Product) error {
	p.Version, p.UpdatedAt = p.Version+1, tx.Now
	return Update(tx, p, "version", "updated_at")
}
