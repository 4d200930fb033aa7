package models

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// CategoryID names a category.
type CategoryID = ID[Category]

// Category is a branch or a leaf of the operator's tree, or of what a supplier hung into it for its own goods.
type Category struct {
	ID       CategoryID `gorm:"primaryKey"`
	ParentID *CategoryID
	Slug     string
	NameRu   string
	NameEn   string
	Icon     string

	SupplierID *OrganisationID // whose own it is; nil: the operator's, for all
	Position   int
	Version    int `gorm:"default:1"`
}

func (Category) Owner() Ownership { return Common }

// In is the category's name in a language.
func (c Category) In(locale string) string { return NameIn(locale, c.NameRu, c.NameEn) }

// ProductID names a product.
type ProductID = ID[Product]

// ProductStatus is where a product is in its life.
type ProductStatus string

const (
	ProductDraft        ProductStatus = "draft"  // the supplier's alone
	ProductActive       ProductStatus = "active" // on sale
	ProductDiscontinued ProductStatus = "discontinued"
)

// Product is what a supplier sells, and in which lots.
type Product struct {
	ID            ProductID `gorm:"primaryKey"`
	SupplierID    OrganisationID
	SKU           string `gorm:"column:sku"`
	GTIN          string `gorm:"column:gtin"`
	NameRu        string
	NameEn        string
	DescriptionRu string
	DescriptionEn string
	Brand         string
	CategoryID    CategoryID
	Unit          string          // what one of quantity is: pcs, kg, l, m, box, pack, pallet
	PackSize      Quantity        // pieces in one unit sold
	Minimum       Quantity        // the least that is sold
	Multiple      Quantity        // in steps of, counted from the minimum
	VATRate       decimal.Decimal `gorm:"column:vat_rate"` // per cent
	Status        ProductStatus
	SubstituteID  *ProductID // what to buy instead, of the same supplier
	ExternalID    string     // the id of the supplier's own system, such as 1C's
	LeadDays      *int       // from the order to the delivery; nil: as the agreement says
	SeasonFrom    *int       // the first month it is sold in; nil: all the year
	SeasonTo      *int       // the last
	Attributes    Attributes // what was answered to the questions of its category
	Version       int
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

func (Product) Owner() Ownership { return BySupplier }

// In is the product's name in a language.
func (p Product) In(locale string) string { return NameIn(locale, p.NameRu, p.NameEn) }

// Attributes are values by the codes of attributes: JSON texts, numbers and booleans.
type Attributes map[string]json.RawMessage

// GormDataType tells GORM the column's type.
func (Attributes) GormDataType() string { return "jsonb" }

// Value sends them to the database.
func (a Attributes) Value() (driver.Value, error) {
	if a == nil {
		return "{}", nil
	}
	text, err := json.Marshal(map[string]json.RawMessage(a))
	return string(text), err
}

// Scan takes them from the database.
func (a *Attributes) Scan(src any) error {
	switch text := src.(type) {
	case string:
		return json.Unmarshal([]byte(text), a)
	case []byte:
		return json.Unmarshal(text, a)
	}
	return fmt.Errorf("attributes are not %T", src)
}

// Quantities are kept to three places and stay below a thousand million: more is a slip of the hand.
const (
	QuantityPlaces = 3
	quantityDigits = 9
)

// ParseQuantity reads a plain decimal such as "12" or "0.5": no sign, no exponent, at most three places.
func ParseQuantity(s string) (Quantity, error) {
	whole, part, point := strings.Cut(s, ".")
	if whole == "" || len(whole) > quantityDigits || len(part) > QuantityPlaces || point && part == "" ||
		strings.Trim(whole+part, "0123456789") != "" {
		return Quantity{}, fmt.Errorf("%q is not a quantity", s)
	}
	return decimal.NewFromString(s)
}
