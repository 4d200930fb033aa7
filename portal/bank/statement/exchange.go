package statement

import (
	"strings"

	"povtor/models"
)

// readExchange reads the 1C client-bank exchange. It holds a section for each account, and documents that say from which to which.
func readExchange(s string) ([]Statement, error) {
	var out []Statement
	var documents []map[string]string
	var section map[string]string
	head := map[string]string{}
	for _, line := range lines(s) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		value = strings.TrimSpace(value)
		switch key {
		case "СекцияРасчСчет":
			section = map[string]string{}
		case "СекцияДокумент":
			section = map[string]string{}
		case "КонецРасчСчет":
			a, err := accountSection(section)
			if err != nil {
				return nil, err
			}
			out, section = append(out, a), nil
		case "КонецДокумента":
			documents, section = append(documents, section), nil
		default:
			if section != nil {
				section[key] = value
			} else if key == "РасчСчет" {
				head[value] = key
			}
		}
	}
	for account := range head {
		known := false
		for _, a := range out {
			known = known || a.Account == account
		}
		if !known && len(out) == 0 {
			out = append(out, Statement{Format: Exchange1C, Account: account, Currency: currencyOf(account)})
		}
	}
	if len(out) == 0 {
		return nil, unreadable("The file names no account.")
	}
	merged := merge(out)
	for i := range merged {
		for _, d := range documents {
			if err := merged[i].document(d); err != nil {
				return nil, err
			}
		}
	}
	return merged, nil
}

// merge puts the sections of one account together: a file may have one for each day.
func merge(sections []Statement) (out []Statement) {
	for _, s := range sections {
		known := false
		for i := range out {
			if out[i].Account == s.Account {
				out[i].To, out[i].Closing, known = s.To, s.Closing, true
			}
		}
		if !known {
			out = append(out, s)
		}
	}
	return out
}

func accountSection(f map[string]string) (Statement, error) {
	s := Statement{Format: Exchange1C, Account: f["РасчСчет"], Currency: currencyOf(f["РасчСчет"])}
	if s.Currency == "" {
		return s, unreadable("The account " + f["РасчСчет"] + " is none.")
	}
	s.From, _ = day(f["ДатаНачала"])
	s.To, _ = day(f["ДатаКонца"])
	s.Opening, s.Closing = known(f["НачальныйОстаток"], s.Currency), known(f["КонечныйОстаток"], s.Currency)
	return s, nil
}

func known(text string, c models.Currency) *models.Amount {
	a, err := exact(text, c)
	if err != nil {
		return nil
	}
	return &a
}

// document adds what a document moved on the account; one that moved nothing on it is another account's.
func (s *Statement) document(d map[string]string) error {
	in, out := first(d, "ПолучательСчет", "ПолучательРасчСчет") == s.Account, first(d, "ПлательщикСчет", "ПлательщикРасчСчет") == s.Account
	if in == out {
		return nil
	}
	amount, err := exact(d["Сумма"], s.Currency)
	if err != nil || amount <= 0 {
		return unreadable("The document " + d["Номер"] + " has no sum.")
	}
	e := Entry{Amount: amount, Number: d["Номер"], Purpose: purpose(d)}
	at := first(d, "ДатаПоступило", "Дата")
	if out {
		e.Amount, at = -amount, first(d, "ДатаСписано", "Дата")
	} else {
		e.Payer, e.PayerTaxID, e.PayerIBAN = payer(d), d["ПлательщикИНН"], first(d, "ПлательщикСчет", "ПлательщикРасчСчет")
	}
	if e.On, err = day(at); err != nil {
		return unreadable("The document " + d["Номер"] + " has no date.")
	}
	s.Entries = append(s.Entries, e)
	return nil
}

func first(d map[string]string, keys ...string) string {
	for _, k := range keys {
		if d[k] != "" {
			return d[k]
		}
	}
	return ""
}

// payer is the payer's name, without the taxpayer's number that some banks put before it.
func payer(d map[string]string) string {
	name := first(d, "Плательщик1", "Плательщик")
	if strings.HasPrefix(name, "ИНН") {
		name = strings.TrimLeft(strings.TrimPrefix(name, "ИНН"), " 0123456789")
	}
	return strings.TrimSpace(name)
}

// purpose is in one field, or in six of them.
func purpose(d map[string]string) string {
	if d["НазначениеПлатежа"] != "" {
		return d["НазначениеПлатежа"]
	}
	var parts []string
	for _, n := range "123456" {
		if p := d["НазначениеПлатежа"+string(n)]; p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " ")
}
