package statement_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"povtor/models"
	"povtor/portal/bank/statement"
)

const exchange = `1CClientBankExchange
ВерсияФормата=1.03
Кодировка=%s
Отправитель=Бухгалтерия
ДатаНачала=14.11.2026
ДатаКонца=15.11.2026
РасчСчет=40702810938000012345
СекцияРасчСчет
ДатаНачала=14.11.2026
ДатаКонца=15.11.2026
РасчСчет=40702810938000012345
НачальныйОстаток=1000.00
ВсегоПоступило=60440.50
ВсегоСписано=440.50
КонечныйОстаток=61000.00
КонецРасчСчет
СекцияДокумент=Платежное поручение
Номер=214
Дата=13.11.2026
Сумма=60440.50
ПлательщикСчет=40702810100000000001
Плательщик=ИНН 7812345678 ООО "Нордверк"
ПлательщикИНН=7812345678
ПолучательСчет=40702810938000012345
ДатаПоступило=14.11.2026
НазначениеПлатежа=Оплата по счёту № 2026-00042 от 01.11.2026
КонецДокумента
СекцияДокумент=Платежное поручение
Номер=7
Дата=15.11.2026
Сумма=440.50
ПлательщикСчет=40702810938000012345
ПолучательСчет=40702810100000000002
ДатаСписано=15.11.2026
НазначениеПлатежа=Комиссия
КонецДокумента
КонецФайла
`

// camt is a document of a version: names and states moved in the eighth.
func camt(version int) string {
	party, state := "<Nm>Nordwerk GmbH</Nm>", "BOOK"
	if version >= 8 {
		party, state = "<Pty>"+party+"</Pty>", "<Cd>BOOK</Cd>"
	}
	return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.%02d"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt>
<Id>S1</Id><FrToDt><FrDtTm>2026-11-14T00:00:00Z</FrDtTm><ToDtTm>2026-11-15T00:00:00Z</ToDtTm></FrToDt>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-11-14</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">373.13</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-15</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">473.13</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>%s</Sts><BookgDt><Dt>2026-11-14</Dt></BookgDt><AcctSvcrRef>B-1</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>NW-7781</EndToEndId></Refs><RltdPties><Dbtr>%s</Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>Invoice HF-2026-00087</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>%s</Sts><BookgDt><Dt>2026-11-15</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>`, version, state, party, strings.ReplaceAll(state, "BOOK", "PDNG"))
}

const mt940 = `{1:F01BANKDEFFAXXX0000000000}{2:I940BANKDEFFXXXXN}{4:
:20:STARTUMS
:25:37040044/0532013000
:28C:1/1
:60F:D261114EUR100,00
:61:2611141114CR473,13NTRFNW-7781//B-1
:86:166?00GUTSCHRIFT?20Invoice HF-2026-?2100087?31DE02120300000000202051?32Nordwerk
 GmbH
:62F:C261115EUR373,13
-}`

const table = "Дата операции;Сумма;Контрагент;ИНН контрагента;Назначение платежа;Номер документа\n" +
	"14.11.2026;60 440,50;ООО Нордверк;7812345678;Оплата по счёту № 2026-00042 от 01.11.2026;214\n" +
	"15.11.2026;-440,50;Банк;;Комиссия;7\n;;;;;\nИтого;60 000,00;;;;\n"

func read(t *testing.T, data []byte) statement.Statement {
	t.Helper()
	all, err := statement.Read(data, "RUB")
	if err != nil || len(all) != 1 {
		t.Fatalf("%d statements, %v", len(all), err)
	}
	return all[0]
}

func encoded(t *testing.T, m *charmap.Charmap, s string) []byte {
	t.Helper()
	out, err := m.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheExchangeInEveryEncoding(t *testing.T) {
	t.Parallel()
	said := fmt.Sprintf(exchange, "Windows")
	var keys []string
	for name, data := range map[string][]byte{"Windows": encoded(t, charmap.Windows1251, said), "UTF-8": []byte(said), "BOM, CR LF": []byte("\xef\xbb\xbf" + strings.ReplaceAll(said, "\n", "\r\n")),
		"DOS": encoded(t, charmap.CodePage866, strings.ReplaceAll(fmt.Sprintf(exchange, "DOS"), "ё", "е"))} {
		s := read(t, data)
		if s.Account != "40702810938000012345" || s.Currency != "RUB" || *s.Opening != 100_000 || *s.Closing != 6_100_000 || len(s.Entries) != 2 || len(s.Warnings) != 0 {
			t.Fatalf("%s: %+v", name, s)
		}
		e := s.Entries[0]
		if e.Amount != 6_044_050 || e.On.String() != "2026-11-14" || e.Payer != `ООО "Нордверк"` || e.PayerTaxID != "7812345678" || e.Number != "214" || !strings.Contains(e.Purpose, "№ 2026-00042") {
			t.Errorf("%s: %+v", name, e)
		}
		if s.Entries[1].Amount != -44_050 {
			t.Errorf("%s: %+v", name, s.Entries[1])
		}
		if name != "DOS" {
			keys = append(keys, e.Key)
		}
	}
	if len(slices.Compact(keys)) != 1 {
		t.Errorf("one movement has several keys: %v", keys)
	}
}

func TestCamtOfEveryVersion(t *testing.T) {
	t.Parallel()
	for version := 2; version <= 8; version++ {
		s := read(t, []byte(camt(version)))
		if s.Account != "DE89370400440532013000" || s.Currency != "EUR" || *s.Opening != -10_000 || *s.Closing != 37_313 || len(s.Warnings) != 0 || len(s.Entries) != 1 {
			t.Fatalf("%d: %+v", version, s)
		}
		e := s.Entries[0]
		if e.Key != "B-1" || e.Amount != 47_313 || e.Payer != "Nordwerk GmbH" || e.Purpose != "Invoice HF-2026-00087" || e.PayerIBAN != "DE02120300000000202051" || e.Number != "NW-7781" {
			t.Errorf("%d: %+v", version, e)
		}
	}
}

func TestZippedStatements(t *testing.T) {
	t.Parallel()
	all, err := statement.Read(zipped(t, camt(2), camt(8)), "EUR")
	if err != nil || len(all) != 2 || all[1].Entries[0].Amount != 47_313 {
		t.Errorf("%+v, %v", all, err)
	}
}

func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, content := range files {
		f, err := w.Create(fmt.Sprint(i, ".xml"))
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMT940(t *testing.T) {
	t.Parallel()
	s := read(t, []byte(strings.ReplaceAll(mt940, "\n", "\r\n")))
	if s.Account != "0532013000" || s.Currency != "EUR" || *s.Opening != -10_000 || *s.Closing != 37_313 || len(s.Warnings) != 0 {
		t.Fatalf("%+v", s)
	}
	e := s.Entries[0]
	if e.Amount != 47_313 || e.Payer != "Nordwerk GmbH" || e.Purpose != "Invoice HF-2026-00087" || e.Key != "2026-11-14/B-1" || e.Number != "NW-7781" {
		t.Errorf("%+v", e)
	}
}

func TestATable(t *testing.T) {
	t.Parallel()
	for _, data := range [][]byte{[]byte(table), encoded(t, charmap.Windows1251, table)} {
		s := read(t, data)
		if len(s.Entries) != 2 || s.Entries[0].Amount != 6_044_050 || s.Entries[1].Amount != -44_050 || s.Entries[0].PayerTaxID != "7812345678" || s.Entries[0].Number != "214" {
			t.Fatalf("%+v", s)
		}
		for _, w := range []statement.Warning{statement.LinesLeftOut, statement.AccountUnknown, statement.CurrencyUnknown} {
			if !slices.Contains(s.Warnings, w) {
				t.Errorf("no word of %s: %v", w, s.Warnings)
			}
		}
	}
	two := read(t, []byte("Date,Credit,Debit,Payer,Description,Currency\n2026-11-14,\"1,234.56\",,Nordwerk,Invoice 1,USD\n2026-11-15,,4.5,Bank,Fee,USD\n"))
	if two.Currency != "USD" || two.Entries[0].Amount != 123_456 || two.Entries[1].Amount != -450 {
		t.Errorf("%+v", two)
	}
}

func TestBalancesThatDoNotAddUp(t *testing.T) {
	t.Parallel()
	s := read(t, []byte(strings.Replace(fmt.Sprintf(exchange, "Windows"), "КонечныйОстаток=61000.00", "КонечныйОстаток=61000.01", 1)))
	if !slices.Contains(s.Warnings, statement.BalanceDiffers) {
		t.Error("no word of it")
	}
}

func TestTwinsAreTwo(t *testing.T) {
	t.Parallel()
	row := "14.11.2026;100;A\n"
	s := read(t, []byte("Дата;Сумма;Плательщик\n"+row+row))
	if s.Entries[0].Key == s.Entries[1].Key {
		t.Error("two equal payments of one day are taken for one")
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, code string }{
		"empty":                  {"", "unreadable-statement"},
		"prose":                  {"Dear sirs,\nplease find", "unreadable-statement"},
		"a document type":        {`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&a;</Document>`, "xml-doctype"},
		"version 9":              {strings.Replace(camt(8), "001.08", "001.09", 1), "unreadable-statement"},
		"another message":        {strings.Replace(camt(8), "camt.053", "camt.054", 1), "unreadable-statement"},
		"two currencies":         {strings.Replace(camt(8), `Ccy="EUR">473`, `Ccy="USD">473`, 1), "another-currency"},
		"deep":                   {strings.Repeat("<a>", 100), "unreadable-statement"},
		"no sum":                 {strings.Replace(fmt.Sprintf(exchange, "Windows"), "Сумма=60440.50", "Сумма=", 1), "unreadable-statement"},
		"an archive in another":  {string(zipped(t, string(zipped(t, camt(2))))), "unreadable-statement"},
		"a bomb":                 {string(zipped(t, strings.Repeat(" ", 30<<20))), "file-too-large"},
		"a damaged archive":      {"PK\x03\x04nonsense", "unreadable-statement"},
		"more decimals than are": {strings.Replace(camt(8), ">473.13<", ">473.1354<", 1), "unreadable-statement"},
	} {
		if _, err := statement.Read([]byte(c.data), "RUB"); models.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever comes, it is read or refused, twice the same, and never with a sum of nothing.
func FuzzRead(f *testing.F) {
	for _, s := range []string{fmt.Sprintf(exchange, "Windows"), camt(2), camt(8), mt940, table} {
		f.Add([]byte(s))
	}
	f.Add(zipped(f, camt(2)))
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := statement.Read(data, "RUB")
		again, twice := statement.Read(data, "RUB")
		if (err == nil) != (twice == nil) || len(once) != len(again) {
			t.Fatal("two readings differ:", err, twice)
		}
		if err != nil && models.KindOf(err) != models.Invalid {
			t.Fatal(err)
		}
		for i, s := range once {
			keys := map[string]bool{}
			for k, e := range s.Entries {
				if keys[e.Key] || e.Key != again[i].Entries[k].Key {
					t.Fatalf("the key %q is not one movement's own", e.Key)
				}
				keys[e.Key] = true
			}
		}
	})
}
