package demo

import (
	"fmt"
	"strconv"
	"strings"
)

// Registration numbers have valid check digits, so that every form takes them, and belong to nobody: taxpayers are never
// registered at the offices RR00, region 99 has no banks, and GTINs from 20 are kept for a company's own use.

// taxID is the ИНН of a company: ten digits, the tax office first, the last one a check.
func taxID(region string, n int) string {
	body := fmt.Sprintf("%s00%05d", region, n%100000)
	return body + weighted(body, 2, 4, 10, 3, 5, 9, 4, 6, 8)
}

// personalTaxID is the ИНН of a sole trader: twelve digits, the last two a check.
func personalTaxID(region string, n int) string {
	body := fmt.Sprintf("%s00%06d", region, n%1000000)
	body += weighted(body, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
	return body + weighted(body, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
}

// taxCode is the КПП of a company at its own tax office.
func taxCode(region string) string { return region + "0001001" }

func weighted(digits string, weights ...int) string {
	sum := 0
	for i, w := range weights {
		sum += w * int(digits[i]-'0')
	}
	return strconv.Itoa(sum % 11 % 10)
}

// gtin is a GTIN-13 for a supplier's n-th product.
func gtin(supplier, n int) string {
	body := fmt.Sprintf("20%03d%07d", supplier, n)
	sum := 0
	for i, c := range body {
		sum += int(c-'0') * (1 + 2*(i%2))
	}
	return body + strconv.Itoa((10-sum%10)%10)
}

// The bank of all suppliers.
const (
	bankName = "Банк «Кругосчёт» (АО), г. Москва"
	bankCode = "049999014"
)

// bankAccount is a company's rouble account, its ninth digit a check over the bank's code.
func bankAccount(n int) string {
	return keyed(bankCode[6:], fmt.Sprintf("40702810?0000%07d", n))
}

// correspondentAccount is the bank's own account with the central bank.
func correspondentAccount() string {
	return keyed("0"+bankCode[4:6], "30101810?00000000"+bankCode[6:])
}

// keyed puts the check digit in the place of the question mark.
func keyed(bank, account string) string {
	digits := bank + strings.Replace(account, "?", "0", 1)
	sum := 0
	for i, c := range digits {
		sum += int(c-'0') * [3]int{7, 1, 3}[i%3] % 10
	}
	return strings.Replace(account, "?", strconv.Itoa(sum*3%10), 1)
}
