package importing

import (
	"time"

	"povtor/models"
)

func readCompany(r *row) {
	r.stage(r.record.Line)
	r.stage(models.NewID[models.Organisation]())
	r.text("code", 60)
	r.text("name", 200)
	for _, name := range []string{"name_en", "legal_name", "tax_id", "tax_code", "address", "city", "email", "phone", "trade"} {
		r.text(name, 300)
	}
	r.oneOf("locale", "ru", "en")
	r.zone("time_zone")
	r.money("currency")
}

// zone stages a time zone that there is.
func (r *row) zone(name string) {
	if s := r.cell(name); s != "" {
		if _, err := time.LoadLocation(s); err != nil || s == "Local" {
			r.fault(name, s, "unknown-time-zone")
		}
	}
	r.text(name, 60)
}

func readProduct(r *row) {
	r.stage(r.record.Line)
	r.stage(models.NewID[models.Product]())
	r.text("supplier", 60)
	r.text("sku", 60)
	r.text("name", 300)
	for _, name := range []string{"name_en", "gtin", "brand", "category", "unit"} {
		r.text(name, 300)
	}
	for _, name := range []string{"pack", "minimum", "multiple"} {
		r.number(name, quantities)
	}
	r.number("vat_rate", rates)
	r.number("price", prices)
	r.number("stock", counts)
	if r.cell("currency") == "" {
		r.stage(string(r.currency))
		return
	}
	r.money("currency")
}

func readHistory(r *row) {
	r.stage(r.record.Line)
	r.text("client", 60)
	r.text("supplier", 60)
	r.text("sku", 60)
	r.day("date")
	r.number("quantity", quantities)
	r.amount("amount")
	r.number("vat_rate", rates)
	r.text("order", 100)
	r.text("line", 100)
}
