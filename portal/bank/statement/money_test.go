package statement

import (
	"testing"

	"povtor/models"
)

func TestSums(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text     string
		currency models.Currency
		want     models.Amount
	}{
		{"60 440,50", "RUB", 6_044_050}, {"60\u00a0440.5", "RUB", 6_044_050}, {"1.234,56", "EUR", 123_456}, {"1,234.56", "USD", 123_456},
		{"1,234", "USD", 123_400}, {"1.234", "KWD", 1_234}, {"1,234,567", "USD", 123_456_700}, {"-12", "RUB", -1_200}, {"−12,5", "RUB", -1_250}, {"1500", "JPY", 1_500},
		{"1.500", "JPY", 1_500}, {"12.50", "JPY", -1}, {"1.2.3", "RUB", -1}, {"12,3456", "RUB", -1}, {"1 234 5", "RUB", 1_234_500}, {"", "RUB", -1}, {"abc", "RUB", -1},
		{"99999999999999999999", "RUB", -1},
	} {
		got, err := guessed(c.text, c.currency)
		if (err != nil) != (c.want == -1) || err == nil && got != c.want {
			t.Errorf("%q in %s is %d, %v", c.text, c.currency, got, err)
		}
	}
	if got, err := exact("473.130", "EUR"); got != 47_313 || err != nil {
		t.Errorf("%d, %v", got, err)
	}
	if got, err := exact("60440-00", "RUB"); got != 6_044_000 || err != nil {
		t.Errorf("%d, %v", got, err)
	}
}
