package studio

import (
	"context"
	"encoding/csv"
	"io"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// FaultFile is what of a run could not be taken as a file, in the reader's language: nothing in it is taken for a formula.
func (s *Service) FaultFile(ctx context.Context, v identity.Viewer, in GetInput) (Export, error) {
	grant := v.To(identity.ImportManage)
	type about struct {
		run   *models.ImportRun
		files []models.ImportFile
	}
	a, err := models.Read(ctx, s.db, grant, func(tx *models.Tx) (a about, err error) {
		if a.run, err = models.Get(tx, in.ID); err != nil {
			return a, err
		}
		_, a.files, err = models.FilesOfRun(tx, in.ID)
		return a, err
	})
	if err != nil {
		return Export{}, err
	}
	header := []string{"Файл", "Лист", "Строка", "Столбец", "Значение", "Код", "Что не так", "Строка взята"}
	taken := map[bool]string{true: "да", false: "нет"}
	if v.Locale() == "en" {
		header, taken = []string{"File", "Sheet", "Line", "Column", "Value", "Code", "What is wrong", "Row taken"}, map[bool]string{true: "yes", false: "no"}
	}
	return Export{Name: "faults-" + in.ID.String()[24:] + ".csv", ContentType: "text/csv; charset=utf-8", Write: func(ctx context.Context, to io.Writer) error {
		if _, err := io.WriteString(to, "\ufeff"); err != nil {
			return err
		}
		out := csv.NewWriter(to)
		out.Comma = ';'
		_ = out.Write(header) // told by Error
		for after := 0; ; {
			found, err := models.Read(ctx, s.db, grant, func(tx *models.Tx) ([]models.RunFault, error) { return models.RunFaults(tx, in.ID, after, batch) })
			if err != nil {
				return err
			}
			for _, row := range found {
				f := faultOf(row, a.files, v.Locale())
				_ = out.Write([]string{noFormula(f.File), noFormula(f.Sheet), itoa(f.Line), noFormula(f.Column), noFormula(f.Value), f.Code, f.Message, taken[f.Note]})
				after = row.Seq
			}
			out.Flush()
			if err := out.Error(); err != nil || len(found) < batch {
				return err
			}
		}
	}}, nil
}

// noFormula keeps a spreadsheet from taking text for a formula.
func noFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
