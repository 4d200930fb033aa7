package bank

import (
	"regexp"
	"slices"

	"povtor/models"
	"povtor/portal/receivables"
)

// Confidence is how sure a match is.
type Confidence string

const (
	Certain  Confidence = "certain"  // number, amount and payer agree: booked together with others like it
	Likely   Confidence = "likely"   // something is missing
	Possible Confidence = "possible" // something contradicts, or little is known
	Unknown  Confidence = "none"
)

// Why a match is what it is.
const (
	ByNumber     = "number"        // the purpose names the invoices
	ByAmount     = "amount"        // the amount is what they ask for
	ByPayer      = "payer"         // the payer's tax number is the client's
	OtherPayer   = "payer-differs" // it is somebody else's
	LessThanDue  = "less"          // it pays a part
	MoreThanDue  = "more"          // something is left over
	SeveralOwers = "several"       // the invoices named are of several clients
	NothingOpen  = "nothing-open"  // the client owes nothing
	ClosedMonth  = "month-closed"  // the day lies in a closed month
)

// match is what a bank line is probably for.
type match struct {
	confidence Confidence
	reasons    []string
	client     *models.Debtor
	parts      []receivables.Part
	debts      []models.Debt // of the parts
	rest       models.Amount
}

// book is what clients owe while lines are matched with it, one after the other.
type book struct {
	debts   []models.Debt // the first due first
	debtors []models.Debtor
	closed  *models.Date
}

// invoiceNumber is how our invoices' numbers stand in what payers write.
var invoiceNumber = regexp.MustCompile(`(?:^|[^\d-])(\d{4}-\d{5,9})(?:$|[^\d-])`)

// match says what a line is probably for. It books nothing.
func (b book) match(l models.BankLine) match {
	named := b.named(l)
	client := b.byTaxID(l.PayerTaxID)
	var m match
	switch {
	case len(named) > 0:
		m = b.byNumber(l, named, client)
	case client != nil:
		m = b.byClient(l, client)
	default:
		m = b.byAmount(l)
	}
	if b.closed != nil && l.BookedOn <= *b.closed {
		m.reasons = append(m.reasons, ClosedMonth)
		if m.confidence == Certain {
			m.confidence = Likely
		}
	}
	return m
}

// named are the open invoices whose numbers stand in the purpose, in that order.
func (b book) named(l models.BankLine) (out []models.Debt) {
	text := l.Purpose
	for {
		at := invoiceNumber.FindStringSubmatchIndex(text)
		if at == nil {
			return out
		}
		number := text[at[2]:at[3]]
		text = text[at[3]:]
		for _, d := range b.debts {
			if d.Number == number && d.Currency == l.Currency && !slices.ContainsFunc(out, func(o models.Debt) bool { return o.ID == d.ID }) {
				out = append(out, d)
			}
		}
	}
}

func (b book) byTaxID(id string) *models.Debtor {
	if id == "" {
		return nil
	}
	var found *models.Debtor
	for i, d := range b.debtors {
		if d.TaxID == id {
			if found != nil {
				return nil // a company and its branch: a person decides
			}
			found = &b.debtors[i]
		}
	}
	return found
}

func (b book) debtor(id models.OrganisationID) *models.Debtor {
	for i, d := range b.debtors {
		if d.ID == id {
			return &b.debtors[i]
		}
	}
	return nil
}

func (b book) byNumber(l models.BankLine, named []models.Debt, payer *models.Debtor) match {
	client := b.debtor(named[0].ClientID)
	m := fill(match{confidence: Likely, reasons: []string{ByNumber}, client: client}, l.Amount, named)
	due := total(named)
	if slices.ContainsFunc(named, func(d models.Debt) bool { return d.ClientID != named[0].ClientID }) {
		return match{confidence: Possible, reasons: []string{ByNumber, SeveralOwers}, rest: l.Amount}
	}
	switch {
	case l.Amount < due:
		m.reasons = append(m.reasons, LessThanDue)
	case l.Amount > due:
		m.reasons = append(m.reasons, MoreThanDue)
	default:
		m.reasons = append(m.reasons, ByAmount)
	}
	switch {
	case client == nil:
		return match{confidence: Unknown, rest: l.Amount}
	case payer != nil && payer.ID == client.ID || l.PayerTaxID != "" && l.PayerTaxID == client.TaxID:
		m.reasons = append(m.reasons, ByPayer)
		if l.Amount == due {
			m.confidence = Certain
		}
	case l.PayerTaxID != "" && client.TaxID != "":
		m.confidence, m.reasons = Possible, append(m.reasons, OtherPayer)
	}
	return m
}

func (b book) byClient(l models.BankLine, client *models.Debtor) match {
	var open, exact []models.Debt
	for _, d := range b.debts {
		if d.ClientID == client.ID && d.Currency == l.Currency {
			open = append(open, d)
			if d.Balance == l.Amount {
				exact = append(exact, d)
			}
		}
	}
	m := match{confidence: Possible, reasons: []string{ByPayer}, client: client, rest: l.Amount}
	switch {
	case len(open) == 0:
		m.reasons = append(m.reasons, NothingOpen)
		return m
	case len(exact) == 1:
		m.confidence, m.reasons = Likely, append(m.reasons, ByAmount)
		return fill(m, l.Amount, exact)
	case total(open) == l.Amount:
		m.confidence, m.reasons = Likely, append(m.reasons, ByAmount)
	}
	return fill(m, l.Amount, open)
}

func (b book) byAmount(l models.BankLine) match {
	var exact []models.Debt
	for _, d := range b.debts {
		if d.Currency == l.Currency && d.Balance == l.Amount {
			exact = append(exact, d)
		}
	}
	if len(exact) != 1 {
		return match{confidence: Unknown, rest: l.Amount}
	}
	return fill(match{confidence: Possible, reasons: []string{ByAmount}, client: b.debtor(exact[0].ClientID)}, l.Amount, exact)
}

// fill gives the amount to the debts in order, each as much as it asks for.
func fill(m match, amount models.Amount, debts []models.Debt) match {
	m.rest = amount
	for _, d := range debts {
		part := min(m.rest, d.Balance)
		if part == 0 {
			break
		}
		m.parts, m.debts, m.rest = append(m.parts, receivables.Part{Invoice: d.ID, Amount: part}), append(m.debts, d), m.rest-part
	}
	return m
}

func total(debts []models.Debt) (sum models.Amount) {
	for _, d := range debts {
		sum += d.Balance
	}
	return sum
}

// settle takes what was booked off the debts.
func (b *book) settle(parts []receivables.Part) {
	for _, p := range parts {
		for i := range b.debts {
			if b.debts[i].ID == p.Invoice {
				b.debts[i].Balance -= p.Amount
			}
		}
	}
	b.debts = slices.DeleteFunc(b.debts, func(d models.Debt) bool { return d.Balance == 0 })
}
