package bank

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/bank/statement"
	"povtor/portal/identity"
)

// ImportInput is a file of the bank.
type ImportInput struct {
	Body struct {
		Name    string `json:"name" maxLength:"200" doc:"Of the file."`
		Content []byte `json:"content" doc:"The file, in base64: 1C exchange, camt.053 (also zipped), MT940 or CSV."`
	}
}

// Imported is what a file came to.
type Imported struct {
	Statements []Statement `json:"statements" nullable:"false"`
	Known      bool        `json:"known" doc:"The very same file was imported before; nothing has changed."`
}

// Statement is one account's statement as it was imported.
type Statement struct {
	ID             models.ID[models.BankStatement] `json:"id"`
	Format         string                          `json:"format" enum:"1c,camt.053,mt940,csv"`
	FileName       string                          `json:"file_name"`
	Account        string                          `json:"account" doc:"Empty: the file does not say."`
	Currency       models.Currency                 `json:"currency"`
	From           models.Date                     `json:"from"`
	To             models.Date                     `json:"to"`
	Lines          int                             `json:"lines" doc:"Payments that came in."`
	Added          int                             `json:"added" doc:"Of them not known from another statement."`
	Warnings       []string                        `json:"warnings" nullable:"false" doc:"balance-differs, account-unknown, currency-unknown, lines-left-out."`
	ImportedByName string                          `json:"imported_by_name"`
}

func statementOf(b models.BankStatement) Statement {
	out := Statement{b.ID, b.Format, b.FileName, b.Account, b.Currency, b.FromOn, b.ToOn, b.Lines, b.Added, b.Warnings, b.ImportedByName}
	if out.Warnings == nil {
		out.Warnings = []string{}
	}
	return out
}

// Import reads a file and keeps what came in and is not known yet. A statement of another account or currency than the supplier's
// own is Invalid, and nothing of its file is kept. The same file twice changes nothing.
func (s *Service) Import(ctx context.Context, v identity.Viewer, in ImportInput) (Imported, error) {
	return models.In(ctx, s.db, v.To(identity.BankImport), func(tx *models.Tx) (Imported, error) {
		own, err := models.Get(tx, v.Organisation())
		if err != nil {
			return Imported{}, err
		}
		read, err := statement.Read(in.Body.Content, own.Currency)
		if err != nil {
			return Imported{}, err
		}
		if read, err = theirs(read, *own); err != nil {
			return Imported{}, err
		}
		out := Imported{Statements: make([]Statement, len(read)), Known: true}
		for i, st := range read {
			row, known, err := keep(tx, *own, st, in)
			if err != nil {
				return Imported{}, err
			}
			out.Statements[i], out.Known = statementOf(*row), out.Known && known
		}
		return out, nil
	})
}

// theirs are the statements of the supplier's own account. One that names none is taken for its own.
func theirs(read []statement.Statement, own models.Organisation) ([]statement.Statement, error) {
	account := plain(own.Bank.Account)
	var out []statement.Statement
	for _, st := range read {
		named := plain(st.Account)
		if account == "" || named == "" || named == account || len(named) >= 8 && strings.HasSuffix(account, named) {
			out = append(out, st)
		}
	}
	if len(out) == 0 {
		return nil, models.Faulty(models.Invalid, "another-account", "The statement is of the account "+read[0].Account+", not of yours.")
	}
	for _, st := range out {
		if st.Currency != own.Currency {
			return nil, models.Faulty(models.Invalid, "another-currency", "The statement is in "+string(st.Currency)+", your account in "+string(own.Currency)+".")
		}
	}
	return out, nil
}

func plain(account string) string { return strings.ToUpper(strings.ReplaceAll(account, " ", "")) }

// keep writes a statement and its new lines, unless the same was imported before.
func keep(tx *models.Tx, own models.Organisation, st statement.Statement, in ImportInput) (*models.BankStatement, bool, error) {
	hash := statement.Hash(in.Body.Content)
	row := &models.BankStatement{ID: models.NewID[models.BankStatement](), SupplierID: own.ID, Format: string(st.Format), FileName: in.Body.Name,
		Account: plain(st.Account), Currency: st.Currency, FromOn: st.From, ToOn: st.To, Opening: st.Opening, Closing: st.Closing, Hash: hash,
		ImportedByName: tx.Actor.Name, ImportedAt: tx.Now, Warnings: []string{}}
	for _, w := range st.Warnings {
		row.Warnings = append(row.Warnings, string(w))
	}
	var lines []models.BankLine
	for _, e := range st.Entries {
		if e.Amount > 0 {
			lines = append(lines, models.BankLine{ID: models.NewID[models.BankLine](), SupplierID: own.ID, StatementID: row.ID, Account: row.Account,
				Currency: st.Currency, Key: clip(e.Key, 200), BookedOn: e.On, Amount: e.Amount, Number: clip(e.Number, 100), Payer: clip(e.Payer, 300),
				PayerTaxID: clip(e.PayerTaxID, 30), PayerAccount: clip(e.PayerIBAN, 50), Purpose: clip(e.Purpose, 1000)})
		}
	}
	row.Lines = len(lines)
	fresh, err := models.InsertIfNew(tx, row)
	if err != nil {
		return nil, false, err
	}
	if !fresh {
		known, err := models.First[models.BankStatement](tx, "hash = ? AND account = ? AND currency = ?", hash, row.Account, row.Currency)
		return known, true, err
	}
	if row.Added, err = models.AddBankLines(tx, lines); err != nil {
		return nil, false, err
	}
	return row, false, models.Update(tx, row, "added")
}

// clip keeps a text that the bank wrote within what is kept, and out of it what no text holds.
func clip(s string, most int) string {
	r := []rune(strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), ""))
	return strings.TrimSpace(string(r[:min(len(r), most)]))
}
