package statement

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"povtor/models"
)

// column is what a column of a table means.
type column int

const (
	noColumn column = iota
	dateColumn
	amountColumn
	inColumn
	outColumn
	payerColumn
	taxColumn
	accountColumn
	purposeColumn
	numberColumn
	currencyColumn
	keyColumn
)

// headings are the words by which columns are known, the telling ones first.
var headings = []struct {
	column column
	words  []string
}{
	{taxColumn, []string{"инн", "tax id", "vat no"}},
	{keyColumn, []string{"идентификатор", "transaction id", "id операции"}},
	{currencyColumn, []string{"валюта", "currency", "währung"}},
	{purposeColumn, []string{"назначение", "purpose", "description", "details", "verwendungszweck", "основание", "reference text"}},
	{accountColumn, []string{"счет контрагента", "счёт контрагента", "счет плательщика", "счёт плательщика", "iban", "payer account"}},
	{inColumn, []string{"поступление", "приход", "кредит", "credit", "зачислено", "paid in"}},
	{outColumn, []string{"списание", "расход", "дебет", "debit", "списано", "paid out"}},
	{payerColumn, []string{"плательщик", "контрагент", "payer", "counterparty", "auftraggeber", "отправитель", "name"}},
	{numberColumn, []string{"номер", "№", "number", "document", "документ"}},
	{dateColumn, []string{"дата", "date", "buchungstag"}},
	{amountColumn, []string{"сумма", "amount", "betrag"}},
}

// readCSV reads a table whose first row with a date and a sum in it names its columns.
func readCSV(s string, currency models.Currency) ([]Statement, error) {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = delimiter(s), -1, true, true
	out := Statement{Format: CSV}
	var columns []column
	for rows := 0; ; rows++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || rows > 2*mostEntries {
			return nil, unreadable("The table cannot be read.")
		}
		if columns == nil {
			columns = recognise(row)
			continue
		}
		out.row(columns, row, currency)
	}
	if columns == nil {
		return nil, unreadable("The file is not a statement: no column is called date and none amount.")
	}
	if out.Currency == "" {
		out.Currency = currency
		out.warn(CurrencyUnknown)
	}
	return []Statement{out}, nil
}

// delimiter is whichever of the usual ones stands most often in the first lines.
func delimiter(s string) rune {
	head := s[:min(len(s), 2000)]
	best := ','
	for _, d := range []rune{';', '\t'} {
		if strings.Count(head, string(d)) > strings.Count(head, string(best)) {
			best = d
		}
	}
	return best
}

// recognise says what each column means; nil for a row that does not name them.
func recognise(row []string) []column {
	columns := make([]column, len(row))
	taken := map[column]bool{}
	for _, h := range headings {
		for i, cell := range row {
			cell = strings.ToLower(strings.TrimSpace(cell))
			if columns[i] == noColumn && !taken[h.column] && cell != "" && holdsAny(cell, h.words) {
				columns[i], taken[h.column] = h.column, true
			}
		}
	}
	if !taken[dateColumn] || !taken[amountColumn] && !taken[inColumn] {
		return nil
	}
	return columns
}

func holdsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// row adds an entry; a row without a date or a sum is left out, with a word about it unless it is empty.
func (s *Statement) row(columns []column, row []string, currency models.Currency) {
	cell := map[column]string{}
	for i, c := range columns {
		if i < len(row) {
			cell[c] = strings.TrimSpace(row[i])
		}
	}
	delete(cell, noColumn)
	if strings.Join(row, "") == "" {
		return
	}
	if c := strings.ToUpper(cell[currencyColumn]); len(c) == 3 && s.Currency == "" {
		s.Currency = models.Currency(strings.Replace(c, "RUR", "RUB", 1))
	}
	if s.Currency != "" {
		currency = s.Currency
	}
	on, err := day(cell[dateColumn])
	amount, wrong := cellSum(cell, currency)
	if err != nil || wrong != nil || amount == 0 {
		s.warn(LinesLeftOut)
		return
	}
	e := Entry{Key: cell[keyColumn], On: on, Amount: amount, Number: cell[numberColumn], Purpose: cell[purposeColumn]}
	if amount > 0 {
		e.Payer, e.PayerTaxID, e.PayerIBAN = cell[payerColumn], cell[taxColumn], cell[accountColumn]
		if e.PayerTaxID == "" {
			e.PayerTaxID = taxIDIn(e.Payer, e.Purpose)
		}
	}
	s.Entries = append(s.Entries, e)
}

// cellSum is what came in less what went out, or the one sum with its sign.
func cellSum(cell map[column]string, c models.Currency) (models.Amount, error) {
	if cell[inColumn] == "" && cell[outColumn] == "" {
		return guessed(cell[amountColumn], c)
	}
	var total models.Amount
	for column, sign := range map[column]models.Amount{inColumn: 1, outColumn: -1} {
		if cell[column] == "" {
			continue
		}
		a, err := guessed(cell[column], c)
		if err != nil {
			return 0, err
		}
		total += sign * max(a, -a)
	}
	return total, nil
}
