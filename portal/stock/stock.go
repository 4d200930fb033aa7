// Package stock is how much of everything a supplier has: in which warehouse, what is on its way, and what to look at. What a
// checkout holds of it is decided by package ordering under the lock of the same rows.
package stock

import "povtor/models"

// Service is the supplier's stock.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// Count is how much of a product there is in one warehouse, or (nil) in all of them together.
type Count = models.StockCount

// Change is what a count changed of a product.
type Change = models.StockChange

// Set is the step by which every figure of a supplier's stock comes in: absolute quantities, each product and warehouse once.
// Products that are not named stay as they are; one that was made to order is counted from now on. A count of less than orders
// hold is taken as it is and told by [models.StockChange.Oversold]: nothing more of it is sold until more is there. The caller
// keeps the products' history around it.
func Set(tx *models.Tx, supplier models.OrganisationID, counts []Count) ([]Change, error) {
	return models.CountStock(tx, supplier, counts)
}

// ToOrder is the step that makes products to order: they do not run out. Those that orders hold something of stay counted and
// are answered.
func ToOrder(tx *models.Tx, supplier models.OrganisationID, products []models.ProductID) ([]Change, error) {
	return models.StopCounting(tx, supplier, products)
}
