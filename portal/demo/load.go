package demo

import (
	"context"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Summary says what a world came to.
type Summary struct {
	Loaded    bool // false: the world was there already, and nothing was touched
	Suppliers int
	Products  int
	Clients   int
	People    int
	Orders    int
	Lines     int
	Invoices  int
}

// mark is the line of the audit log that marks a database as a demo world.
const mark = "demo.filled"

// Fill loads the demo world as of an instant, once: a database that was filled before is left as it is. One that has companies from
// elsewhere is refused as not-the-demos (Conflict): nobody could tell theirs from ours. Everybody gets the same password. All or
// nothing.
func Fill(ctx context.Context, db *models.DB, now time.Time, passwordHash string) (Summary, error) {
	viewer := identity.System("demo")
	return models.In(ctx, db, viewer.To(identity.ImportRun), func(tx *models.Tx) (Summary, error) {
		if done, err := models.Audited(tx, mark); err != nil || done {
			return Summary{}, err
		}
		if inhabited, err := models.Exists[models.Organisation](tx, "true"); err != nil {
			return Summary{}, err
		} else if inhabited {
			return Summary{}, models.Faulty(models.Conflict, "not-the-demos", "There are companies in this database that are not the demo's.")
		}
		w := At(now, worldSeed)
		for i := range w.Users {
			w.Users[i].PasswordHash = passwordHash
		}
		if err := w.load(tx); err != nil {
			return Summary{}, err
		}
		sum := w.summary()
		return sum, tx.Audit(models.Audit{Action: mark, Detail: map[string]any{"orders": sum.Orders, "today": w.Today}})
	})
}

func (w World) summary() Summary {
	sum := Summary{Loaded: true, Products: len(w.Products), People: len(w.Users), Orders: len(w.Orders)}
	for _, o := range w.Companies {
		switch o.Kind {
		case models.SupplierKind:
			sum.Suppliers++
		case models.ClientKind:
			sum.Clients++
		}
	}
	for _, o := range w.Orders {
		sum.Lines += len(o.Lines)
		if o.Invoice != nil {
			sum.Invoices++
		}
	}
	return sum
}

// load writes every row, whatever others refer to first.
func (w World) load(tx *models.Tx) error {
	for _, part := range []func(*models.Tx) error{w.loadPeople, w.loadCatalogue, w.loadGoods, w.loadPictures, w.loadStores, w.loadOrders, w.loadBills, w.loadEvents, w.loadRhythms, w.loadWords, w.loadPricing, w.loadDealings} {
		if err := part(tx); err != nil {
			return err
		}
	}
	return nil
}

// put copies rows into a table; the columns are named as the values come.
func put[T any](tx *models.Tx, table, columns string, rows []T, values func(r *T) []any) error {
	next := 0
	_, err := models.Load(tx, table, strings.Fields(columns), func() ([]any, error) {
		if next == len(rows) {
			return nil, nil
		}
		next++
		return values(&rows[next-1]), nil
	})
	return err
}

func (w World) loadPeople(tx *models.Tx) error {
	if err := put(tx, "organisations", `id kind code name name_en legal_name tax_id tax_code address city city_en email phone trade trade_en bank
		locale time_zone currency parent_id nudge_rule version created_at`, w.Companies, func(o *models.Organisation) []any {
		return []any{o.ID, o.Kind, o.Code, o.Name, o.NameEn, o.LegalName, o.TaxID, o.TaxCode, o.Address, o.City, o.CityEn, o.Email, o.Phone, o.Trade, o.TradeEn, o.Bank,
			o.Locale, o.TimeZone, o.Currency, o.ParentID, o.NudgeRule, o.Version, o.CreatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "locations", `id client_id name address city is_default created_at`, w.Locations, func(l *models.Location) []any {
		return []any{l.ID, l.ClientID, l.Name, l.Address, l.City, l.IsDefault, l.CreatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "users", `id email name locale password_hash created_at`, w.Users, func(u *models.User) []any {
		return []any{u.ID, u.Email, u.Name, u.Locale, u.PasswordHash, u.CreatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "memberships", `id user_id organisation_id role job_title influence created_at`, w.Memberships, func(m *models.Membership) []any {
		return []any{m.ID, m.UserID, m.OrganisationID, m.Role, m.JobTitle, m.Influence, m.CreatedAt}
	}); err != nil {
		return err
	}
	return put(tx, "agreements", `id client_id supplier_id number status currency net_days credit_limit minimum_order delivery_note
		lead_days account_manager_id valid_from valid_to version created_at`, w.Agreements, func(a *models.Agreement) []any {
		return []any{a.ID, a.ClientID, a.SupplierID, a.Number, a.Status, a.Currency, a.NetDays, a.CreditLimit, a.MinimumOrder, a.DeliveryNote,
			a.LeadDays, a.AccountManagerID, a.ValidFrom, a.ValidTo, a.Version, a.CreatedAt}
	})
}

func (w World) loadCatalogue(tx *models.Tx) error {
	if err := put(tx, "categories", `id parent_id slug name_ru name_en icon`, w.Categories, func(c *models.Category) []any {
		return []any{c.ID, c.ParentID, c.Slug, c.NameRu, c.NameEn, c.Icon}
	}); err != nil {
		return err
	}
	if err := put(tx, "products", `id supplier_id sku gtin name_ru name_en description_ru description_en brand category_id unit pack_size
		minimum multiple vat_rate status substitute_id lead_days season_from season_to attributes version created_at updated_at`, w.Products, func(p *models.Product) []any {
		return []any{p.ID, p.SupplierID, p.SKU, p.GTIN, p.NameRu, p.NameEn, p.DescriptionRu, p.DescriptionEn, p.Brand, p.CategoryID, p.Unit, p.PackSize,
			p.Minimum, p.Multiple, p.VATRate, p.Status, p.SubstituteID, p.LeadDays, p.SeasonFrom, p.SeasonTo, p.Attributes, p.Version, p.CreatedAt, p.UpdatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "stock", `product_id supplier_id on_hand reserved restock_on updated_at`, w.Stock, func(s *models.Stock) []any {
		return []any{s.ProductID, s.SupplierID, s.OnHand, s.Reserved, s.RestockOn, s.UpdatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "price_lists", `id supplier_id name kind currency valid_from valid_to created_at`, w.PriceLists, func(l *models.PriceList) []any {
		return []any{l.ID, l.SupplierID, l.Name, l.Kind, l.Currency, l.ValidFrom, l.ValidTo, l.CreatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "prices", `price_list_id supplier_id product_id from_quantity unit_price`, w.Prices, func(p *models.Price) []any {
		return []any{p.PriceListID, p.SupplierID, p.ProductID, p.FromQuantity, p.UnitPrice}
	}); err != nil {
		return err
	}
	return put(tx, "agreement_price_lists", `agreement_id client_id supplier_id price_list_id position`, w.AgreementPriceLists,
		func(l *models.AgreementPriceList) []any {
			return []any{l.AgreementID, l.ClientID, l.SupplierID, l.PriceListID, l.Position}
		})
}

func (w World) loadOrders(tx *models.Tx) error {
	if err := put(tx, "purchase_orders", `id number client_id supplier_id agreement_id location_id status currency net tax total
		lines_count client_number note source checkout_id content placed_by placed_by_name placed_at placed_on wanted_on promised_on
		confirmed_at version`, w.Orders, func(r **Order) []any {
		o := *r
		return []any{o.ID, o.Number, o.ClientID, o.SupplierID, o.AgreementID, o.LocationID, o.Status, o.Currency, o.Net, o.Tax, o.Total,
			o.LinesCount, o.ClientNumber, o.Note, o.Source, o.CheckoutID, []byte{}, o.PlacedBy, o.PlacedByName, o.PlacedAt, o.PlacedOn, o.WantedOn, o.PromisedOn,
			o.ConfirmedAt, o.Version}
	}); err != nil {
		return err
	}
	lines := gather(w.Orders, func(o *Order) []models.PurchaseOrderLine { return o.Lines })
	if err := put(tx, "purchase_order_lines", `id order_id client_id supplier_id position product_id sku name_ru name_en unit quantity unit_price
		vat_rate net price_from reserved`, lines, func(l *models.PurchaseOrderLine) []any {
		return []any{l.ID, l.OrderID, l.ClientID, l.SupplierID, l.Position, l.ProductID, l.SKU, l.NameRu, l.NameEn, l.Unit, l.Quantity, l.UnitPrice,
			l.VatRate, l.Net, l.PriceFrom, l.Reserved}
	}); err != nil {
		return err
	}
	if err := models.RebuildSales(tx, models.OrganisationID{}); err != nil {
		return err
	}
	return models.ContinueOrderNumbers(tx, int64(len(w.Orders)))
}

func (w World) loadBills(tx *models.Tx) error {
	invoices := gather(w.Orders, func(o *Order) []*models.Invoice {
		if o.Invoice == nil {
			return nil
		}
		return []*models.Invoice{o.Invoice}
	})
	if err := put(tx, "invoices", `id client_id supplier_id order_id series year sequence number locale currency issued_on due_on net tax total
		paid parties taxes order_number client_number issued_at`, invoices, func(r **models.Invoice) []any {
		i := *r
		return []any{i.ID, i.ClientID, i.SupplierID, i.OrderID, i.Series, i.Year, i.Sequence, i.Number, i.Locale, i.Currency, i.IssuedOn, i.DueOn, i.Net, i.Tax, i.Total,
			i.Paid, i.Parties, i.Taxes, i.OrderNumber, i.ClientNumber, i.IssuedAt}
	}); err != nil {
		return err
	}
	lines := gather(w.Orders, func(o *Order) []*models.InvoiceLine { return o.InvoiceLines })
	if err := put(tx, "invoice_lines", `invoice_id client_id supplier_id position sku name unit quantity unit_price vat_rate net`, lines,
		func(r **models.InvoiceLine) []any {
			l := *r
			return []any{l.InvoiceID, l.ClientID, l.SupplierID, l.Position, l.SKU, l.Name, l.Unit, l.Quantity, l.UnitPrice, l.VatRate, l.Net}
		}); err != nil {
		return err
	}
	payments := gather(w.Orders, func(o *Order) []models.Payment { return o.Payments })
	if err := put(tx, "payments", `id client_id supplier_id currency amount allocated received_on reference purpose payer payer_tax_id source
		recorded_by_name recorded_at`, payments, func(p *models.Payment) []any {
		return []any{p.ID, p.ClientID, p.SupplierID, p.Currency, p.Amount, p.Allocated, p.ReceivedOn, p.Reference, p.Purpose, p.Payer, p.PayerTaxID,
			p.Source, p.RecordedByName, p.RecordedAt}
	}); err != nil {
		return err
	}
	if err := w.loadLedger(tx); err != nil {
		return err
	}
	return put(tx, "number_series", `supplier_id series year last`, w.Series, func(s *NumberSeries) []any {
		return []any{s.Supplier, s.Series, s.Year, s.Last}
	})
}

func (w World) loadEvents(tx *models.Tx) error {
	events := append(gather(w.Orders, func(o *Order) []models.Event { return o.Events }), w.Contacts...)
	return put(tx, "events", `id client_id supplier_id order_id invoice_id at kind actor_id actor_name note internal detail`, events,
		func(e *models.Event) []any {
			return []any{e.ID, e.ClientID, e.SupplierID, e.OrderID, e.InvoiceID, e.At, e.Kind, e.ActorID, e.ActorName, e.Note, e.Internal, e.Detail}
		})
}

func (w World) loadRhythms(tx *models.Tx) error {
	if err := put(tx, "cadences", `client_id supplier_id order_days gaps log_mean log_variance first_on last_on due_on late_on alert_on
		usual_total currency snoozed_until not_needed_on contacted_on updated_at`, w.Cadences, func(c *models.Cadence) []any {
		return []any{c.ClientID, c.SupplierID, c.OrderDays, c.Gaps, c.LogMean, c.LogVariance, c.FirstOn, c.LastOn, c.DueOn, c.LateOn, c.AlertOn,
			c.UsualTotal, c.Currency, c.SnoozedUntil, c.NotNeededOn, c.ContactedOn, c.UpdatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "consents", `id user_id client_id kind granted source at`, w.Consents, func(c *models.Consent) []any {
		return []any{c.ID, c.UserID, c.ClientID, c.Kind, c.Granted, c.Source, c.At}
	}); err != nil {
		return err
	}
	if err := models.Insert(tx, &w.Holdout); err != nil {
		return err
	}
	return models.SavePrior(tx, w.Prior)
}

// gather is what all orders have of one kind.
func gather[T any](orders []*Order, of func(*Order) []T) (all []T) {
	for _, o := range orders {
		all = append(all, of(o)...)
	}
	return all
}
