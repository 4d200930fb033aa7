package gateway

import (
	"testing"

	"github.com/stripe/stripe-go/v76"
	"pgregory.net/rapid"

	"povtor/models"
)

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		amount   models.Amount
		currency models.Currency
		units    int64
		fault    string
	}{
		{12345, "RUB", 12345, ""}, {12345, "JPY", 12345, ""}, {12340, "KWD", 12340, ""}, {12345, "KWD", 0, "uneven-by-card"}, {50, "ISK", 5000, ""},
		{7, "UGX", 700, ""}, {500, "MGA", 5, ""}, {550, "MGA", 0, "uneven-by-card"}, {100, "LYD", 0, "currency-not-by-card"}, {99_999_999, "USD", 99_999_999, ""},
		{100_000_000, "USD", 0, "above-card-limit"}, {1 << 62, "ISK", 0, "above-card-limit"},
	} {
		if got, err := Units(c.amount, c.currency); got != c.units || models.CodeOf(err) != c.fault {
			t.Errorf("%d %s: %d %v", c.amount, c.currency, got, err)
		}
	}
}

// What we tell Stripe comes back as it was, in every currency.
func TestUnitsComeBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := models.Currency(rapid.SampledFrom([]string{"RUB", "EUR", "JPY", "KRW", "ISK", "UGX", "MGA", "KWD", "BHD", "TND", "CLP", "VND"}).Draw(r, "currency"))
		a := models.Amount(rapid.Int64Range(1, 1_200_000).Draw(r, "amount"))
		units, err := Units(a, c)
		if err != nil {
			return
		}
		if got, currency := amountOf(units, stripe.Currency(c)); got != a || currency != c {
			r.Fatalf("%d %s is %d units and comes back as %d %s", a, c, units, got, currency)
		}
	})
}

func TestAKeyGoesToStripeAlone(t *testing.T) {
	for address, fine := range map[string]bool{"https://api.stripe.com": true, "http://127.0.0.1:12111": true, "http://localhost:1": true, "http://[::1]:1": true,
		"http://stripe.example": false, "http://10.0.0.1": false, "https://user@stripe.example": false, "ftp://127.0.0.1": false, "nonsense": false} {
		if got := (Options{Key: "sk_test_1", WebhookSecrets: "w", URL: address}).Unsound() == nil; got != fine {
			t.Errorf("%s: %v", address, got)
		}
	}
	for _, o := range []Options{{Key: "sk_test_1"}, {WebhookSecrets: "w"}, {Key: "pk_test_1", WebhookSecrets: "w"}, {URL: "https://x.example"}} {
		if o.Unsound() == nil {
			t.Errorf("%+v passes", o)
		}
	}
	if g, err := New(Options{}); g != nil || err != nil {
		t.Error("without keys:", g, err)
	}
}
