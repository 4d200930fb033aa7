package feed

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// openArchive opens a ZIP: a workbook, or catalogue files with their pictures.
func (f *File) openArchive(r io.ReaderAt, size int64) error {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return f.fatal(UnreadableFile)
	}
	if err := f.inspect(z); err != nil {
		return err
	}
	if isWorkbook(z) {
		f.Kind = XLSX
		return f.addWorkbook(f.Name, z)
	}
	f.Kind = ZIP
	f.pictures = map[string]*zip.File{}
	for _, entry := range z.File {
		if err := f.addEntry(entry); err != nil {
			return err
		}
	}
	if len(f.Parts) == 0 && len(f.pictures) == 0 {
		return f.fatal(NotAFeed)
	}
	slices.SortStableFunc(f.Parts, func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.Name, b.Name))
	})
	return nil
}

// inspect refuses an archive by what its index says; what it unpacks to is bounded again as it is read.
func (f *File) inspect(z *zip.Reader) error {
	if len(z.File) > f.limits.Entries {
		return f.fatal(TooManyFiles)
	}
	total := int64(0)
	for _, entry := range z.File {
		refuse := func(c Code) error {
			return &Fault{Place: Place{File: f.Name}, Value: cut(entryName(entry)), Code: c, Outcome: Fatal}
		}
		name := strings.ReplaceAll(entryName(entry), "\\", "/")
		if strings.HasPrefix(name, "/") || strings.Contains(name, ":") || slices.Contains(strings.Split(name, "/"), "..") || strings.ContainsRune(name, 0) {
			return refuse(ZIPPath)
		}
		if entry.Flags&1 != 0 {
			return refuse(Encrypted)
		}
		if entry.UncompressedSize64 > uint64(f.limits.Unpacked) || int64(entry.UncompressedSize64) > f.allowed(int64(min(entry.CompressedSize64, 1<<40))) {
			return refuse(TooLarge)
		}
		if total += int64(entry.UncompressedSize64); total > f.limits.Unpacked {
			return refuse(TooLarge)
		}
	}
	return nil
}

// entryName is the entry's name; archivers of before Unicode wrote Russian in DOS letters.
func entryName(entry *zip.File) string {
	if utf8.ValidString(entry.Name) {
		return entry.Name
	}
	name, err := charmap.CodePage866.NewDecoder().String(entry.Name)
	if err != nil {
		return strings.ToValidUTF8(entry.Name, "_")
	}
	return name
}

func isWorkbook(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(e *zip.File) bool { return strings.EqualFold(e.Name, "xl/workbook.xml") })
}

// addEntry takes what is of use to a catalogue: pictures by their names, tables and XML by what stands in them.
func (f *File) addEntry(entry *zip.File) error {
	name := entryName(entry)
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, "\\", "/")))
	if entry.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__MACOSX/") || entry.UncompressedSize64 == 0 {
		return nil
	}
	switch path.Ext(base) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp":
		f.pictures[pictureKey(name)] = entry
		return nil
	case ".zip", ".rar", ".7z", ".gz", ".tgz":
		return &Fault{Place: Place{File: name}, Code: ZIPNested, Outcome: Fatal}
	case ".xls":
		return &Fault{Place: Place{File: name}, Code: OldXLS, Outcome: Fatal}
	case ".xlsx", ".xlsm":
		return f.addInnerWorkbook(name, entry)
	case ".xml", ".yml", ".csv", ".tsv", ".txt":
		return f.add(name, f.entry(entry))
	}
	return nil
}

// entry opens an entry within the size that the index gives.
func (f *File) entry(entry *zip.File) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		r, err := entry.Open()
		if err != nil {
			return nil, &Fault{Code: UnreadableFile, Outcome: Fatal}
		}
		return bounded(r, int64(entry.UncompressedSize64)), nil
	}
}

// innerWorkbook is how large a workbook inside an archive may be: it is held in memory to be unpacked in its turn.
const innerWorkbook = 64 << 20

func (f *File) addInnerWorkbook(name string, entry *zip.File) error {
	fatal := func(c Code) error { return &Fault{Place: Place{File: name}, Code: c, Outcome: Fatal} }
	if entry.UncompressedSize64 > innerWorkbook {
		return fatal(TooLarge)
	}
	r, err := f.entry(entry)()
	if err != nil {
		return err
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		return fatal(UnreadableFile)
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fatal(UnreadableFile)
	}
	if !isWorkbook(z) {
		return fatal(ZIPNested)
	}
	if err := f.inspect(z); err != nil {
		return err
	}
	return f.addWorkbook(name, z)
}

// rank puts the files of an exchange into the order in which they refer to each other.
func (p Part) rank() int {
	if p.Kind != CommerceML {
		return 9
	}
	base := strings.ToLower(path.Base(strings.ReplaceAll(p.Name, "\\", "/")))
	for i, starts := range []string{"classif groups properties units pricelists pricetypes storages warehouses контрагент", "import goods catalog", "offers", "prices", "rests stock"} {
		for s := range strings.FieldsSeq(starts) {
			if strings.HasPrefix(base, s) {
				return i
			}
		}
	}
	return 1
}
