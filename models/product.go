package models

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// CategoryID names a category.
type CategoryID = ID[Category]

// Category is a branch or a leaf of the operator's tree; suppliers hang products on its leaves.
type Category struct {
	ID       CategoryID `gorm:"primaryKey"`
	ParentID *CategoryID
	Slug     string
	NameRu   string
	NameEn   string
	Icon     string
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
	Version       int
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

func (Product) Owner() Ownership { return BySupplier }

// In is the product's name in a language.
func (p Product) In(locale string) string { return NameIn(locale, p.NameRu, p.NameEn) }

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
