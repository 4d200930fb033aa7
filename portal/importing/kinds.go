package importing

import (
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
)

func readCompany(r *row) {
	r.stage(r.line)
	r.stage(models.NewID[models.Organisation]())
	r.text("code", 60)
	r.text("name", 200)
	for _, name := range []string{"name_en", "legal_name", "tax_id", "tax_code", "address", "city", "email", "phone", "trade"} {
		r.text(name, 300)
	}
	r.oneOf("locale", "ru", "en")
	r.zone("time_zone")
	r.text("currency", 3)
}

// zone stages a time zone that there is.
func (r *row) zone(name string) {
	if s := r.cell(name); s != "" {
		if _, err := time.LoadLocation(s); err != nil {
			r.fault(name, s, "unknown-time-zone")
		}
	}
	r.text(name, 60)
}

func readProduct(r *row) {
	r.stage(r.line)
	r.stage(models.NewID[models.Product]())
	r.text("supplier", 60)
	r.text("sku", 60)
	r.text("name", 300)
	for _, name := range []string{"name_en", "gtin", "brand", "category", "unit"} {
		r.text(name, 300)
	}
	for _, name := range []string{"pack", "minimum", "multiple"} {
		r.number(name, smallest, 3)
	}
	r.number("vat_rate", decimal.Zero, 2)
	r.number("price", decimal.Zero, 4)
	r.number("stock", decimal.Zero, 3)
	if r.cell("currency") == "" {
		r.stage(string(r.currency))
		return
	}
	r.text("currency", 3)
}

func readHistory(r *row) {
	r.stage(r.line)
	r.text("client", 60)
	r.text("supplier", 60)
	r.text("sku", 60)
	r.day("date")
	r.number("quantity", smallest, 3)
	r.amount("amount")
	r.number("vat_rate", decimal.Zero, 2)
	r.text("order", 100)
	r.text("line", 100)
}
