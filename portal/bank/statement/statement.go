// Package statement reads what banks say came in and went out: the 1C client-bank exchange, ISO 20022 camt.053, MT940, and CSV.
//
// It touches no database and believes nothing: sizes are bounded, XML with a document type is refused, balances that do not add up are
// warned about, and two readings of the same file give the same keys.
package statement

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"povtor/models"
)

// Format is how a statement is written.
type Format string

const (
	Exchange1C Format = "1c"
	Camt053    Format = "camt.053"
	MT940      Format = "mt940"
	CSV        Format = "csv"
)

// Statement is what happened on one account over a period.
type Statement struct {
	Format   Format
	Account  string // empty: the file does not say
	Currency models.Currency
	From, To models.Date
	Opening  *models.Amount // nil: the file does not say
	Closing  *models.Amount
	Entries  []Entry
	Warnings []Warning
}

// Entry is one movement on the account.
type Entry struct {
	Key        string // the bank's own id, or made from the content: the same movement has the same one in every statement
	On         models.Date
	Amount     models.Amount // above zero: came in
	Number     string        // of the payer's document
	Payer      string        // of what came in
	PayerTaxID string
	PayerIBAN  string // or account number
	Purpose    string
}

// Warning is something about a statement that a person should look at.
type Warning string

const (
	BalanceDiffers  Warning = "balance-differs"  // opening + movements is not closing
	AccountUnknown  Warning = "account-unknown"  // the file does not say whose account it is
	CurrencyUnknown Warning = "currency-unknown" // nor in which currency
	LinesLeftOut    Warning = "lines-left-out"   // some lines could not be read
)

const (
	mostBytes   = 16 << 20
	mostEntries = 20_000
)

// Read reads a file of any of the formats, as many statements as it holds. Dates and sums are read as the format writes them; currency is
// that of a file that does not name one.
func Read(data []byte, currency models.Currency) ([]Statement, error) {
	if len(data) > mostBytes {
		return nil, models.Faulty(models.Invalid, "file-too-large", "The file is too large.")
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return readZip(data, currency)
	}
	out, err := read(data, currency)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if len(out[i].Entries) > mostEntries {
			return nil, models.Faulty(models.Invalid, "too-many-lines", fmt.Sprintf("A statement holds at most %d lines.", mostEntries))
		}
		out[i].finish()
	}
	return out, nil
}

func read(data []byte, currency models.Currency) ([]Statement, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	head := bytes.TrimSpace(data[:min(len(data), 4096)])
	switch {
	case len(head) == 0:
		return nil, unreadable("The file is empty.")
	case bytes.HasPrefix(head, []byte("1CClientBankExchange")):
		return readExchange(text(data, "Кодировка", "СекцияДокумент"))
	case head[0] == '<':
		return readCamt(data)
	case bytes.HasPrefix(head, []byte(":20:")) || bytes.HasPrefix(head, []byte("{1:")) || bytes.Contains(head, []byte("\n:60F:")):
		return readMT940(text(data))
	}
	return readCSV(text(data), currency)
}

func unreadable(why string) error { return models.Faulty(models.Invalid, "unreadable-statement", why) }

// finish gives entries their keys and adds the balance up.
func (s *Statement) finish() {
	times, taken := map[string]int{}, map[string]bool{}
	sum := models.Amount(0)
	for i := range s.Entries {
		e := &s.Entries[i]
		sum += e.Amount
		if e.Key == "" {
			e.Key = s.keyOf(*e)
		}
		base := e.Key
		for taken[e.Key] {
			times[base]++
			e.Key = fmt.Sprintf("%s#%d", base, times[base]+1)
		}
		taken[e.Key] = true
	}
	if s.Opening != nil && s.Closing != nil && *s.Opening+sum != *s.Closing {
		s.warn(BalanceDiffers)
	}
	if s.Account == "" {
		s.warn(AccountUnknown)
	}
	if s.From == 0 && len(s.Entries) > 0 {
		by := func(a, b Entry) int { return int(a.On) - int(b.On) }
		s.From, s.To = slices.MinFunc(s.Entries, by).On, slices.MaxFunc(s.Entries, by).On
	}
}

func (s *Statement) warn(w Warning) {
	if !slices.Contains(s.Warnings, w) {
		s.Warnings = append(s.Warnings, w)
	}
}

// keyOf is made from everything about a movement that a bank repeats in its next statement.
func (s *Statement) keyOf(e Entry) string {
	h := sha256.Sum256([]byte(strings.Join([]string{s.Account, string(s.Currency), e.On.String(), e.Amount.In(s.Currency), e.Number, e.PayerTaxID, e.PayerIBAN, e.Purpose}, "\x00")))
	return hex.EncodeToString(h[:16])
}

// Hash tells files apart.
func Hash(data []byte) []byte {
	h := sha256.Sum256(data)
	return h[:]
}
