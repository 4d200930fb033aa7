package demo

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/pricing"
)

// saturday is a day in the middle of nothing; the others are a plain Tuesday, the end of the winter holidays, the morning after
// the May ones, and a leap day.
var (
	saturday = models.NewDate(2026, 11, 21)
	someDays = []models.Date{saturday, models.NewDate(2026, 12, 1), models.NewDate(2027, 1, 8), models.NewDate(2027, 5, 10), models.NewDate(2028, 2, 29)}
)

// authors are built once for all tests, which only read them.
var authors = func() func(models.Date) *author {
	var built sync.Map
	return func(day models.Date) *author {
		once, _ := built.LoadOrStore(day, sync.OnceValue(func() *author {
			return write(clock(day, closes, models.ZoneOf("Europe/Moscow")), worldSeed)
		}))
		return once.(func() *author)()
	}
}()

// onSomeDays runs a test on several days, each a world of its own.
func onSomeDays(t *testing.T, test func(t *testing.T, a *author)) {
	t.Helper()
	t.Parallel()
	for _, day := range someDays {
		t.Run(day.String(), func(t *testing.T) { t.Parallel(); test(t, authors(day)) })
	}
}

func TestSameDaySameWorld(t *testing.T) {
	t.Parallel()
	once, again, other := Build(saturday, worldSeed), Build(saturday, worldSeed), Build(saturday, worldSeed+1)
	if !reflect.DeepEqual(once, again) {
		t.Error("two worlds of one day differ")
	}
	if once.Orders[0].ID == other.Orders[0].ID {
		t.Error("another seed gave the same orders")
	}
}

func TestCast(t *testing.T) {
	t.Parallel()
	w := authors(saturday).world
	companies := map[models.OrganisationID]models.Organisation{}
	count := map[string]int{}
	for _, o := range w.Companies {
		companies[o.ID] = o
		count[o.Kind]++
		if !strings.HasSuffix(o.Email, ".example") {
			t.Errorf("%s has the address %s", o.Name, o.Email)
		}
	}
	if count[models.OperatorKind] != 1 || count[models.SupplierKind] != 8 || count[models.ClientKind] != 60 {
		t.Errorf("companies: %v", count)
	}
	if n := len(w.Products); n < 1400 || n > 1600 {
		t.Errorf("%d products", n)
	}
	roles := map[identity.Role]bool{}
	for _, m := range w.Memberships {
		role := identity.Role(m.Role)
		roles[role] = true
		if !role.Fits(companies[m.OrganisationID].Kind) {
			t.Errorf("a %s at %s", role, companies[m.OrganisationID].Name)
		}
	}
	seats := map[string]string{}
	for _, u := range w.Users {
		for _, m := range w.Memberships {
			if m.UserID == u.ID {
				seats[u.Email] += m.Role + "@" + companies[m.OrganisationID].Name + " "
			}
		}
	}
	for _, p := range People() {
		if want := string(p.Role) + "@" + p.Organisation + " "; !strings.HasPrefix(seats[p.Email], want) {
			t.Errorf("%s is %q, not %s", p.Email, seats[p.Email], want)
		}
		delete(roles, p.Role)
	}
	if len(roles) > 0 {
		t.Errorf("nobody to sign in as %v", roles)
	}
	if got := seats[second.email]; got != "buyer@Утровица approver@Хлебодария " {
		t.Errorf("the one with two companies is %s", got)
	}
}

func TestNumbersAreValid(t *testing.T) {
	t.Parallel()
	w := authors(saturday).world
	sum := func(digits string, weights ...int) (n int) {
		for i, weight := range weights {
			n += weight * int(digits[i]-'0')
		}
		return n
	}
	seen := map[string]bool{}
	for _, o := range w.Companies {
		n := o.TaxID
		switch {
		case len(n) == 10 && sum(n, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 == int(n[9]-'0') && len(o.TaxCode) == 9:
		case len(n) == 12 && sum(n, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 == int(n[10]-'0') &&
			sum(n, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 == int(n[11]-'0') && o.TaxCode == "":
		default:
			t.Errorf("%s has the tax number %q, code %q", o.Name, n, o.TaxCode)
		}
		if seen[n] || n[2:4] != "00" {
			t.Errorf("the tax number %s may be somebody's", n)
		}
		seen[n] = true
		if o.Kind != models.SupplierKind {
			continue
		}
		b := o.Bank
		weights := strings.Split(strings.Repeat("7 1 3 ", 8), " ")
		check := func(digits string) (n int) {
			for i, c := range digits {
				n += int(c-'0') * int(weights[i][0]-'0')
			}
			return n % 10
		}
		if len(b.Account) != 20 || len(b.Correspondent) != 20 || check(b.BIC[6:]+b.Account) != 0 || check("0"+b.BIC[4:6]+b.Correspondent) != 0 {
			t.Errorf("%s banks at %+v", o.Name, b)
		}
	}
	for _, p := range w.Products {
		if g := p.GTIN; len(g) != 13 || g[:2] != "20" || seen[g] || sum(g, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)%10 != 0 {
			t.Errorf("%s has the GTIN %s", p.SKU, g)
		}
		seen[p.GTIN] = true
	}
}

func TestProductsReadWell(t *testing.T) {
	t.Parallel()
	w := authors(saturday).world
	icons, err := os.ReadFile("../../static/js/ui/icon-data.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range w.Categories {
		if !strings.Contains(string(icons), "'"+c.Icon+"':") {
			t.Errorf("the pages have no icon %s", c.Icon)
		}
	}
	names := map[string]bool{}
	for _, p := range w.Products {
		for _, name := range []string{p.NameRu, p.NameEn, p.DescriptionRu, p.DescriptionEn, p.Brand} {
			if name == "" || strings.ContainsAny(name, "{}=@|;") || strings.Contains(name, "  ") {
				t.Errorf("%s reads %q", p.SKU, name)
			}
		}
		if strings.ContainsAny(p.NameEn+p.DescriptionEn+p.Brand, "абвгдежзиклмнопрстуфхцчшыэюяАБВГДЕЖЗИКЛМНОПРСТ") {
			t.Errorf("%s is called %q in English", p.SKU, p.NameEn)
		}
		for _, name := range []string{p.NameRu, p.NameEn} {
			key := p.SupplierID.String() + name
			if names[key] {
				t.Errorf("two products are called %q", name)
			}
			names[key] = true
		}
		if !p.Minimum.IsPositive() || !p.Multiple.IsPositive() || !p.PackSize.IsPositive() {
			t.Errorf("%s is sold in %s + %s, pack %s", p.SKU, p.Minimum, p.Multiple, p.PackSize)
		}
	}
}

func TestDocumentsAddUp(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		for _, o := range a.world.Orders {
			taxes := models.TaxesOn(o.Lines)
			if sums := models.TotalsOf(taxes); sums != (models.Totals{Net: o.Net, Tax: o.Tax, Total: o.Total}) || o.LinesCount != len(o.Lines) {
				t.Fatalf("%s comes to %d, its lines to %+v", o.Number, o.Total, sums)
			}
			for _, l := range o.Lines {
				if l.Net != models.Extend(l.UnitPrice, l.Quantity, o.Currency) {
					t.Fatalf("%s line %d: %s × %s is not %d", o.Number, l.Position, l.UnitPrice, l.Quantity, l.Net)
				}
			}
			i := o.Invoice
			if (i != nil) != (o.ConfirmedAt != nil) {
				t.Fatalf("%s is %s and has invoice %v", o.Number, o.Status, i)
			}
			if i == nil {
				continue
			}
			var paid models.Amount
			for _, p := range o.Payments {
				paid += p.Amount
			}
			if i.Net != o.Net || i.Tax != o.Tax || i.Total != o.Total || len(o.InvoiceLines) != len(o.Lines) || paid != i.Paid || paid > i.Total {
				t.Fatalf("invoice %s is for %d, %d of it paid by %d; its order comes to %d", i.Number, i.Total, i.Paid, paid, o.Total)
			}
			if diff := cmp.Diff(taxes, i.Taxes); diff != "" {
				t.Fatal("taxes of order and invoice differ:", diff)
			}
		}
	})
}

func TestInvoiceNumbersHaveNoGaps(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		numbers := map[NumberSeries]map[int]time.Time{}
		for _, o := range a.world.Orders {
			if i := o.Invoice; i != nil {
				key := NumberSeries{Supplier: i.SupplierID, Series: i.Series, Year: i.IssuedOn.Time().Year()}
				if numbers[key] == nil {
					numbers[key] = map[int]time.Time{}
				}
				if i.Number != models.InvoiceNumber(i.Series, key.Year, i.Sequence) || !numbers[key][i.Sequence].IsZero() {
					t.Fatalf("invoice %s is the %d of %d", i.Number, i.Sequence, key.Year)
				}
				numbers[key][i.Sequence] = i.IssuedAt
			}
		}
		if len(a.world.Series) != len(numbers) {
			t.Errorf("%d series are kept, %d are used", len(a.world.Series), len(numbers))
		}
		for _, s := range a.world.Series {
			used := numbers[NumberSeries{Supplier: s.Supplier, Series: s.Series, Year: s.Year}]
			for n := 1; n <= s.Last; n++ {
				if used[n].IsZero() || n > 1 && used[n].Before(used[n-1]) {
					t.Fatalf("number %d of %d in %d is missing or out of turn", n, s.Last, s.Year)
				}
			}
			if len(used) != s.Last {
				t.Errorf("the series ends at %d and has %d numbers", s.Last, len(used))
			}
		}
	})
}

func TestOrdersCouldHaveBeenPlaced(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		products := map[models.ProductID]*product{}
		for _, s := range a.suppliers {
			for _, p := range s.products {
				products[p.row.ID] = p
			}
		}
		deals := map[models.AgreementID]*deal{}
		for _, l := range a.deals {
			deals[l.row.ID] = l
		}
		for n, o := range a.world.Orders {
			l := deals[*o.AgreementID]
			if o.Number != models.OrderNumber(int64(n+1)) || o.Net < l.row.MinimumOrder || o.PlacedOn < l.row.ValidFrom {
				t.Fatalf("order %d is %s over %d, at least %d, on %s, since %s", n, o.Number, o.Net, l.row.MinimumOrder, o.PlacedOn, l.row.ValidFrom)
			}
			for _, line := range o.Lines {
				p := products[line.ProductID]
				if !(pricing.Lot{Minimum: p.row.Minimum, Multiple: p.row.Multiple}).Fits(line.Quantity) || p.gone != 0 && o.PlacedOn >= p.gone {
					t.Fatalf("%s takes %s of %s", o.Number, line.Quantity, p.row.NameRu)
				}
			}
		}
	})
}

// What an order of today paid is what the world's own price lists say, by the rule that everything else asks.
func TestPricesAreTheListsOwn(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		w := a.world
		lists := map[models.PriceListID]*models.PriceList{}
		base := map[models.OrganisationID]models.PriceListID{}
		for i, l := range w.PriceLists {
			lists[l.ID] = &w.PriceLists[i]
			if l.Kind == models.ListPrice {
				base[l.SupplierID] = l.ID
			}
		}
		tiers := map[string][]pricing.Tier{}
		for _, p := range w.Prices {
			key := fmt.Sprint(p.PriceListID, p.ProductID)
			tiers[key] = append(tiers[key], pricing.Tier{From: p.FromQuantity, UnitPrice: p.UnitPrice})
		}
		agreed := map[models.AgreementID][]models.PriceListID{}
		for _, l := range w.AgreementPriceLists {
			agreed[l.AgreementID] = append(agreed[l.AgreementID], l.PriceListID)
		}
		revised := map[models.ProductID]models.Date{}
		for _, s := range a.suppliers {
			for _, p := range s.products {
				for _, r := range p.revisions {
					revised[p.row.ID] = max(revised[p.row.ID], r.on)
				}
			}
		}
		checked := 0
		for _, o := range w.Orders[len(w.Orders)-400:] {
			for _, line := range o.Lines {
				if o.PlacedOn < revised[line.ProductID] {
					continue
				}
				offers := pricing.Offers{Currency: o.Currency}
				for _, id := range append(append([]models.PriceListID{}, agreed[*o.AgreementID]...), base[o.SupplierID]) {
					offers.Lists = append(offers.Lists, pricing.Offer{List: lists[id], Tiers: tiers[fmt.Sprint(id, line.ProductID)]})
				}
				price, err := pricing.Resolve(offers, line.Quantity, o.PlacedOn)
				if err != nil || !price.UnitPrice.Equal(line.UnitPrice) || price.Origin() != line.PriceFrom {
					t.Fatalf("%s: %s of %s at %s (%s), the lists say %+v %v", o.Number, line.Quantity, line.NameRu, line.UnitPrice, line.PriceFrom, price, err)
				}
				checked++
			}
		}
		if checked < 500 {
			t.Errorf("only %d lines could be compared", checked)
		}
	})
}
