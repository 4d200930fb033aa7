package statement

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"povtor/models"
)

// camt is the part of a camt.053 document that is read; versions 2 to 8 differ in it only where two places are named.
type camt struct {
	XMLName    xml.Name
	Statements []camtStatement `xml:"BkToCstmrStmt>Stmt"`
}

type camtStatement struct {
	Account struct {
		IBAN     string `xml:"Id>IBAN"`
		Other    string `xml:"Id>Othr>Id"`
		Currency string `xml:"Ccy"`
	} `xml:"Acct"`
	From     string        `xml:"FrToDt>FrDtTm"`
	To       string        `xml:"FrToDt>ToDtTm"`
	Balances []camtBalance `xml:"Bal"`
	Entries  []camtEntry   `xml:"Ntry"`
}

type camtSum struct {
	Value    string `xml:",chardata"`
	Currency string `xml:"Ccy,attr"`
}

type camtDay struct {
	Day  string `xml:"Dt"`
	Time string `xml:"DtTm"`
}

type camtBalance struct {
	Code   string  `xml:"Tp>CdOrPrtry>Cd"`
	Amount camtSum `xml:"Amt"`
	Sign   string  `xml:"CdtDbtInd"`
	On     camtDay `xml:"Dt"`
}

type camtEntry struct {
	Reference string  `xml:"NtryRef"`
	Amount    camtSum `xml:"Amt"`
	Sign      string  `xml:"CdtDbtInd"`
	Status    struct {
		Text string `xml:",chardata"` // version 2 to 7
		Code string `xml:"Cd"`        // version 8
	} `xml:"Sts"`
	Booked  camtDay    `xml:"BookgDt"`
	Value   camtDay    `xml:"ValDt"`
	BankRef string     `xml:"AcctSvcrRef"`
	Details []camtPart `xml:"NtryDtls>TxDtls"`
	More    string     `xml:"AddtlNtryInf"`
}

type camtPart struct {
	BankRef  string  `xml:"Refs>AcctSvcrRef"`
	EndToEnd string  `xml:"Refs>EndToEndId"`
	Amount   camtSum `xml:"Amt"`
	AmountV2 camtSum `xml:"AmtDtls>TxAmt>Amt"`
	Sign     string  `xml:"CdtDbtInd"`
	Payer    struct {
		Name    string   `xml:"Nm"`
		NameNew string   `xml:"Pty>Nm"` // version 8
		IDs     []string `xml:"Id>OrgId>Othr>Id"`
		IDsNew  []string `xml:"Pty>Id>OrgId>Othr>Id"`
	} `xml:"RltdPties>Dbtr"`
	IBAN      string   `xml:"RltdPties>DbtrAcct>Id>IBAN"`
	Account   string   `xml:"RltdPties>DbtrAcct>Id>Othr>Id"`
	Free      []string `xml:"RmtInf>Ustrd"`
	Structure []string `xml:"RmtInf>Strd>CdtrRefInf>Ref"`
}

var camtSpace = regexp.MustCompile(`^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.0[2-8]$`)

func readCamt(data []byte) ([]Statement, error) {
	if err := harmless(data); err != nil {
		return nil, err
	}
	var doc camt
	if err := decoder(data).Decode(&doc); err != nil {
		return nil, unreadable("The file is not a camt.053 statement.")
	}
	if doc.XMLName.Local != "Document" || !camtSpace.MatchString(doc.XMLName.Space) {
		return nil, unreadable("The file is not a camt.053 statement of version 2 to 8.")
	}
	out := make([]Statement, len(doc.Statements))
	for i, s := range doc.Statements {
		read, err := s.read()
		if err != nil {
			return nil, err
		}
		out[i] = read
	}
	if len(out) == 0 {
		return nil, unreadable("The file holds no statement.")
	}
	return out, nil
}

func decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		switch strings.ToLower(name) {
		case "windows-1251", "cp1251":
			return charmap.Windows1251.NewDecoder().Reader(in), nil
		case "iso-8859-1", "latin1":
			return charmap.ISO8859_1.NewDecoder().Reader(in), nil
		case "windows-1252":
			return charmap.Windows1252.NewDecoder().Reader(in), nil
		}
		return nil, errors.New("unknown encoding")
	}
	return d
}

// harmless refuses a document type, with which entities come, and nesting that no statement has.
func harmless(data []byte) error {
	d, depth := decoder(data), 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable("The file is not XML.")
		}
		switch token.(type) {
		case xml.Directive:
			return models.Faulty(models.Invalid, "xml-doctype", "A statement with a document type is not read.")
		case xml.StartElement:
			if depth++; depth > 64 {
				return unreadable("The file is nested too deeply.")
			}
		case xml.EndElement:
			depth--
		}
	}
}

func (s camtStatement) read() (Statement, error) {
	out := Statement{Format: Camt053, Account: s.Account.IBAN + s.Account.Other, Currency: models.Currency(s.Account.Currency)}
	if s.Account.IBAN != "" {
		out.Account = s.Account.IBAN
	}
	if out.Currency == "" && len(s.Balances) > 0 {
		out.Currency = models.Currency(s.Balances[0].Amount.Currency)
	}
	out.From, _ = day(s.From)
	out.To, _ = day(s.To)
	for _, b := range s.Balances {
		amount, err := signed(b.Amount, b.Sign, out.Currency)
		if err != nil {
			return out, err
		}
		switch b.Code {
		case "OPBD", "PRCD":
			out.Opening = &amount
		case "CLBD":
			out.Closing = &amount
		}
	}
	for _, e := range s.Entries {
		if status := strings.TrimSpace(e.Status.Text) + e.Status.Code; status != "" && !strings.Contains(status, "BOOK") {
			continue
		}
		entries, err := e.read(out.Currency)
		if err != nil {
			return out, err
		}
		out.Entries = append(out.Entries, entries...)
	}
	return out, nil
}

func signed(a camtSum, sign string, c models.Currency) (models.Amount, error) {
	if a.Currency != "" && a.Currency != string(c) {
		return 0, models.Faulty(models.Invalid, "another-currency", "The statement holds sums in "+a.Currency+".")
	}
	amount, err := exact(a.Value, c)
	if err != nil || amount < 0 {
		return 0, unreadable("A sum of the statement cannot be read.")
	}
	if sign == "DBIT" {
		amount = -amount
	}
	return amount, nil
}

// read is the entry, or where it gathers several payments whose sums it gives, each of them.
func (e camtEntry) read(c models.Currency) ([]Entry, error) {
	amount, err := signed(e.Amount, e.Sign, c)
	if err != nil {
		return nil, err
	}
	on, err := day(e.Booked.Day + e.Booked.Time)
	if err != nil {
		if on, err = day(e.Value.Day + e.Value.Time); err != nil {
			return nil, unreadable("An entry has no date.")
		}
	}
	key := strings.TrimSpace(e.BankRef)
	whole := Entry{Key: key, On: on, Amount: amount, Purpose: e.More}
	if len(e.Details) == 1 {
		e.Details[0].tell(&whole)
		return []Entry{whole}, nil
	}
	var parts []Entry
	var all models.Amount
	for _, d := range e.Details {
		part, known := d.sum(e.Sign, c)
		if !known {
			return []Entry{whole}, nil
		}
		p := Entry{On: on, Amount: part, Purpose: e.More}
		if d.BankRef != "" {
			p.Key = d.BankRef
		} else if key != "" && d.EndToEnd != "" {
			p.Key = key + "/" + d.EndToEnd
		}
		d.tell(&p)
		parts, all = append(parts, p), all+part
	}
	if len(parts) == 0 || all != amount {
		return []Entry{whole}, nil
	}
	return parts, nil
}

// sum is what the part itself says it comes to, where it says so.
func (d camtPart) sum(sign string, c models.Currency) (models.Amount, bool) {
	given := d.Amount
	if given.Value == "" {
		given = d.AmountV2
	}
	if d.Sign != "" {
		sign = d.Sign
	}
	amount, err := signed(given, sign, c)
	return amount, err == nil
}

func (d camtPart) tell(e *Entry) {
	e.Payer, e.PayerIBAN = d.Payer.Name+d.Payer.NameNew, d.IBAN+d.Account
	if ids := append(d.Payer.IDs, d.Payer.IDsNew...); len(ids) > 0 {
		e.PayerTaxID = ids[0]
	}
	if said := strings.TrimSpace(strings.Join(append(d.Free, d.Structure...), " ")); said != "" {
		e.Purpose = said
	}
	if d.EndToEnd != "NOTPROVIDED" {
		e.Number = d.EndToEnd
	}
	if e.PayerTaxID == "" {
		e.PayerTaxID = taxIDIn(e.Payer, e.Purpose)
	}
}
