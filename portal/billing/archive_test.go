package billing_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/table"
)

func content(t *testing.T, f table.File, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestManyPapersInOneArchive(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := billing.New(tr.DB)
	one, two, three := invoice(t, tr, "1"), invoice(t, tr, "2"), invoice(t, tr, "3")
	if _, err := s.Credit(t.Context(), tr.Manager, credit(two)); err != nil {
		t.Fatal(err)
	}
	names := func(in billing.ArchiveInput) []string {
		t.Helper()
		f, err := s.Archive(t.Context(), tr.Buyer, in)
		file := content(t, f, err)
		z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range z.File {
			out = append(out, f.Name[strings.IndexByte(f.Name, '/')+1:])
			if strings.Count(f.Name, "/") != 1 || f.UncompressedSize64 < 1000 {
				t.Error(f.Name, f.UncompressedSize64)
			}
		}
		return out
	}
	if got := strings.Join(names(billing.ArchiveInput{State: "open"}), " "); got != "2026-00003.pdf 2026-00001.pdf" {
		t.Error(got)
	}
	if got := strings.Join(names(billing.ArchiveInput{IDs: one.String() + "," + two.String()}), " "); got != "2026-00001.pdf 2026-00002.pdf CN-2026-00001.pdf" {
		t.Error(got)
	}
	if _, err := s.Archive(t.Context(), tr.Other(t).Buyer, billing.ArchiveInput{IDs: three.String()}); models.KindOf(err) != models.NotFound {
		t.Error("a stranger's archive:", err)
	}
	if _, err := s.Archive(t.Context(), tr.Buyer, billing.ArchiveInput{IDs: strings.Repeat(one.String()+",", billing.MostPapers) + one.String()}); models.CodeOf(err) != "archive-too-large" {
		t.Error("more than an archive holds:", err)
	}
}

func TestAnInvoiceAsAWorkbook(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := billing.New(tr.DB)
	file, err := s.Workbook(t.Context(), tr.Buyer, billing.GetInput{ID: invoice(t, tr, "2", "3")})
	f, err := excelize.OpenReader(bytes.NewReader(content(t, file, err)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Счёт", excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != 4+2+2+3 || !strings.HasPrefix(rows[0][0], "Счёт на оплату № 2026-00001") || rows[7][7] != "61.5" || rows[9][7] != "18.15" || rows[10][7] != "100.65" {
		t.Errorf("%q, %v", rows, err)
	}
}
