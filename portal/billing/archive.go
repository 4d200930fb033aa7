package billing

import (
	"archive/zip"
	"context"
	"io"
	"strings"

	"povtor/models"
	"povtor/portal/billing/pdf"
	"povtor/portal/identity"
	"povtor/portal/table"
)

// MostPapers is how many papers one archive holds.
const MostPapers = 300

// ArchiveInput says which invoices are wanted on paper: those named, or those of a list.
type ArchiveInput struct {
	IDs    string `query:"ids" maxLength:"12000" doc:"Of invoices, with commas between; without them those of the list."`
	Client string `query:"client" format:"uuid"`
	State  string `query:"state" enum:",open,overdue,paid"`
	Words  string `query:"q" maxLength:"100"`
}

// errTooManyPapers asks for fewer.
var errTooManyPapers = models.Faulty(models.Invalid, "archive-too-large", "An archive holds three hundred invoices. Narrow the list.")

// Archive puts many invoices of the viewer's side, and the credit notes that take them back, into one archive of PDFs. More than it
// holds are refused before anything is written; an invoice that is not there is NotFound.
func (s *Service) Archive(ctx context.Context, v identity.Viewer, in ArchiveInput) (table.File, error) {
	ids, err := s.chosen(ctx, v, in)
	if err != nil {
		return table.File{}, err
	}
	return table.File{Name: "invoices.zip", ContentType: "application/zip", Write: func(ctx context.Context, to io.Writer) error {
		z := zip.NewWriter(to)
		for _, id := range ids {
			if err := s.pack(ctx, v, z, id); err != nil {
				return err
			}
		}
		return z.Close()
	}}, nil
}

// chosen are the ids of the invoices that are wanted, all within reach.
func (s *Service) chosen(ctx context.Context, v identity.Viewer, in ArchiveInput) (ids []models.InvoiceID, err error) {
	if in.IDs == "" {
		list, err := s.List(ctx, v, ListInput{Client: in.Client, State: in.State, Words: in.Words, Limit: MostPapers})
		if err != nil {
			return nil, err
		}
		if list.Next != "" {
			return nil, errTooManyPapers
		}
		for _, i := range list.Items {
			ids = append(ids, i.ID)
		}
		return ids, nil
	}
	for text := range strings.SplitSeq(in.IDs, ",") {
		id, err := models.ParseID[models.Invoice](text)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if len(ids) > MostPapers {
		return nil, errTooManyPapers
	}
	_, err = models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (struct{}, error) {
		for _, id := range ids {
			if _, err := models.Get(tx, id); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return ids, err
}

// pack adds one invoice and its credit notes. Suppliers number alike, so that each has a folder of its own.
func (s *Service) pack(ctx context.Context, v identity.Viewer, z *zip.Writer, id models.InvoiceID) error {
	type papers struct {
		invoice *models.InvoiceSheet
		notes   []*models.CreditNoteSheet
	}
	found, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (out papers, err error) {
		if out.invoice, err = models.ReadInvoice(tx, id, v.Locale()); err != nil {
			return out, err
		}
		for _, n := range out.invoice.CreditNotes {
			note, err := models.ReadCreditNote(tx, n.ID, v.Locale())
			if err != nil {
				return out, err
			}
			out.notes = append(out.notes, note)
		}
		return out, nil
	})
	if err != nil {
		return err
	}
	folder := found.invoice.Supplier
	if v.Kind() == models.SupplierKind {
		folder = found.invoice.Client
	}
	folder = fileName(folder)
	if err := packed(z, folder+"/"+fileName(found.invoice.Number)+".pdf", printed(*found.invoice)); err != nil {
		return err
	}
	for _, n := range found.notes {
		if err := packed(z, folder+"/"+fileName(n.Number)+".pdf", printedCredit(*n)); err != nil {
			return err
		}
	}
	return nil
}

// packed draws a paper into an archive; papers are compressed already.
func packed(z *zip.Writer, name string, doc pdf.Invoice) error {
	file, err := pdf.Render(doc)
	if err != nil {
		return err
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		return err
	}
	_, err = w.Write(file)
	return err
}

// fileName is a name without what leads out of its folder or is refused by file systems.
func fileName(s string) string {
	s = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, s), " .")
	if s == "" {
		return "_"
	}
	return s
}
