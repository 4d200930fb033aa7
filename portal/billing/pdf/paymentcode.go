package pdf

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/boombuler/barcode/qr"

	"povtor/portal/wording"
)

var (
	bicDigits     = regexp.MustCompile(`^\d{9}$`)
	accountDigits = regexp.MustCompile(`^\d{20}$`)
	taxDigits     = regexp.MustCompile(`^(\d{10}|\d{12})$`)
	registryDigit = regexp.MustCompile(`^\d{9}$`)
)

// PaymentCode is the payment order that a Russian bank's application reads from the invoice's QR code (GOST R 56042-2014,
// UTF-8). Only an invoice in roubles with the full details of a rouble account, and something to pay, has one.
func PaymentCode(doc Invoice) (payload string, ok bool) {
	if doc.Currency != "RUB" || doc.Total <= 0 || doc.Credits != nil || doc.Bank.Name == "" || doc.Supplier.Name == "" ||
		!bicDigits.MatchString(doc.Bank.BIC) || !accountDigits.MatchString(doc.Bank.Account) ||
		!accountDigits.MatchString(doc.Bank.CorrespondentAccount) || !taxDigits.MatchString(doc.Supplier.TaxNumber) {
		return "", false
	}
	fields := []string{
		"ST00012",
		"Name=" + codeText(doc.Supplier.Name, 160),
		"PersonalAcc=" + doc.Bank.Account,
		"BankName=" + codeText(doc.Bank.Name, 45),
		"BIC=" + doc.Bank.BIC,
		"CorrespAcc=" + doc.Bank.CorrespondentAccount,
		fmt.Sprintf("Sum=%d", doc.Total),
		"Purpose=" + codeText(doc.Purpose(), 210),
		"PayeeINN=" + doc.Supplier.TaxNumber,
	}
	if registryDigit.MatchString(doc.Supplier.RegistryCode) {
		fields = append(fields, "KPP="+doc.Supplier.RegistryCode)
	}
	return strings.Join(fields, "|"), true
}

// Purpose is what stands in a rouble payment order: always in Russian, and always with a word about VAT, which the bank asks for.
func (doc Invoice) Purpose() string {
	var tax int64
	for _, t := range doc.Taxes {
		tax += t.Amount
	}
	vat := "Без НДС"
	if tax > 0 {
		vat = "В т.ч. НДС " + strings.ReplaceAll(wording.Russian.Figure(tax, "RUB"), "\u00a0", "") + " руб."
	}
	return fmt.Sprintf("Оплата по счёту № %s от %s. %s", doc.Number, doc.IssuedOn.Format("02.01.2006"), vat)
}

// codeText keeps a value inside its field: no separators, no line breaks, no longer than the standard allows.
func codeText(value string, longest int) string {
	clean := []rune(strings.NewReplacer("|", " ", "\u00a0", " ").Replace(regular().printable(value)))
	return strings.TrimSpace(string(clean[:min(len(clean), longest)]))
}

// Drawing is a code to be scanned: a square of so many modules, and an SVG path over its dark ones.
func Drawing(payload string) (side int, path string, err error) {
	code, err := qr.Encode(payload, qr.M, qr.Auto)
	if err != nil {
		return 0, "", err
	}
	side = code.Bounds().Dx()
	dark := func(x, y int) bool {
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	var b strings.Builder
	for y := range side {
		for x := 0; x < side; x++ {
			from := x
			for x < side && dark(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	return side, b.String(), nil
}
