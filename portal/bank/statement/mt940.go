package statement

import (
	"regexp"
	"strings"

	"povtor/models"
)

var (
	mtTag     = regexp.MustCompile(`^:(\d{2}[A-Z]?):(.*)$`)
	mtBalance = regexp.MustCompile(`^([CD])(\d{6})([A-Z]{3})([\d,]+)$`)
	mtEntry   = regexp.MustCompile(`^(\d{6})(\d{4})?(R?[CD])([A-Z])?([\d,]+)([A-Z][A-Z0-9]{3})([^/\n]*)(?://([^\n]*))?`)
	mtField   = regexp.MustCompile(`\?(\d{2})([^?]*)`)
)

// readMT940 reads SWIFT statements: fields begin with a tag between colons and go on until the next.
func readMT940(s string) ([]Statement, error) {
	var out []Statement
	var tag, value string
	var err error
	take := func() {
		if tag != "" && err == nil {
			out, err = mtTake(out, tag, strings.TrimRight(value, "\n"))
		}
	}
	for _, line := range lines(s) {
		if i := strings.Index(line, "{4:"); strings.HasPrefix(line, "{1:") && i >= 0 {
			line = line[i+3:]
		}
		if line == "-" || strings.HasPrefix(line, "-}") {
			take()
			tag = ""
			continue
		}
		if m := mtTag.FindStringSubmatch(line); m != nil {
			take()
			tag, value = m[1], m[2]
		} else {
			value += "\n" + line
		}
	}
	take()
	if err == nil && (len(out) == 0 || out[0].Currency == "") {
		err = unreadable("The file is not an MT940 statement.")
	}
	return out, err
}

// mtTake adds what a field says to the last statement.
func mtTake(out []Statement, tag, value string) ([]Statement, error) {
	if tag == "20" {
		return append(out, Statement{Format: MT940}), nil
	}
	if len(out) == 0 {
		return out, unreadable("The statement does not begin with :20:.")
	}
	s := &out[len(out)-1]
	switch tag {
	case "25", "25P":
		account := strings.TrimSpace(strings.Split(value, "\n")[0])
		s.Account = account[strings.LastIndexByte(account, '/')+1:]
	case "60F", "60M", "62F", "62M":
		return out, s.mtBalance(tag, value)
	case "61":
		return out, s.mtEntry(value)
	case "86":
		if n := len(s.Entries); n > 0 {
			s.Entries[n-1].mtSays(value)
		}
	}
	return out, nil
}

func (s *Statement) mtBalance(tag, value string) error {
	m := mtBalance.FindStringSubmatch(strings.TrimSpace(value))
	if m == nil {
		return unreadable("A balance of the statement cannot be read.")
	}
	if s.Currency == "" {
		s.Currency = models.Currency(m[3])
	}
	if s.Currency != models.Currency(m[3]) {
		return models.Faulty(models.Invalid, "another-currency", "The statement holds sums in "+m[3]+".")
	}
	amount, err := exact(m[4], s.Currency)
	on, wrong := day(m[2])
	if err != nil || wrong != nil {
		return unreadable("A balance of the statement cannot be read.")
	}
	if m[1] == "D" {
		amount = -amount
	}
	if tag[0:2] == "60" {
		s.Opening, s.From = &amount, on
	} else {
		s.Closing, s.To = &amount, on
	}
	return nil
}

func (s *Statement) mtEntry(value string) error {
	m := mtEntry.FindStringSubmatch(value)
	if m == nil {
		return unreadable("An entry of the statement cannot be read.")
	}
	on, err := day(m[1])
	amount, wrong := exact(m[5], s.Currency)
	if err != nil || wrong != nil {
		return unreadable("An entry of the statement cannot be read.")
	}
	if m[3] == "D" || m[3] == "RC" {
		amount = -amount
	}
	e := Entry{On: on, Amount: amount, Number: strings.TrimSpace(m[7])}
	if e.Number == "NONREF" {
		e.Number = ""
	}
	if ref := strings.TrimSpace(m[8]); ref != "" {
		e.Key = on.String() + "/" + ref
	}
	s.Entries = append(s.Entries, e)
	return nil
}

// mtSays reads the text beside an entry: free, or in the numbered fields that German banks write.
func (e *Entry) mtSays(value string) {
	joined := strings.ReplaceAll(value, "\n", "")
	fields := mtField.FindAllStringSubmatch(joined, -1)
	if len(fields) == 0 {
		e.Purpose = strings.TrimSpace(strings.ReplaceAll(value, "\n", " "))
		e.PayerTaxID = taxIDIn(e.Purpose)
		return
	}
	for _, f := range fields {
		switch n := f[1]; {
		case n >= "20" && n <= "29" || n >= "60" && n <= "63":
			e.Purpose += f[2]
		case n == "32" || n == "33":
			e.Payer += f[2]
		case n == "31":
			e.PayerIBAN = strings.TrimSpace(f[2])
		}
	}
	e.Purpose, e.Payer = strings.TrimSpace(e.Purpose), strings.TrimSpace(e.Payer)
	e.PayerTaxID = taxIDIn(e.Payer, e.Purpose)
}
