package feed

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// Kind is a format.
type Kind string

const (
	CSV        Kind = "csv"
	XLSX       Kind = "xlsx"
	YML        Kind = "yml"
	CommerceML Kind = "commerceml"
	ZIP        Kind = "zip" // with any of the others inside, and pictures
)

// File is a supplier's file, opened: what it is is known, what is in it has not been read.
type File struct {
	Name     string
	Kind     Kind
	Parts    []Part // in the order in which they are to be read
	pictures map[string]*zip.File
	limits   Limits
}

// Part is one catalogue file: the file itself, or one inside an archive.
type Part struct {
	Name     string
	Kind     Kind
	Encoding string // UTF-8, UTF-16LE, UTF-16BE, windows-1251, IBM866 or KOI8-R; "" of a workbook
	open     func() (io.ReadCloser, error)
	book     *workbook
}

// Open finds out what a file is by what stands in it; its name serves in messages only. The reader must stay open as long as
// the File is used. It answers a *Fault when this is nothing that can be read.
func Open(name string, r io.ReaderAt, size int64, limits Limits) (*File, error) {
	f := &File{Name: name, limits: limits.orDefault()}
	head := make([]byte, min(size, 4096))
	if n, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	} else if n == 0 {
		return nil, f.fatal(EmptyFile)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, f.oldWorkbook(io.NewSectionReader(r, 0, size))
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return f, f.openArchive(r, size)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return f, f.add(name, f.unpacked(r, size))
	}
	return f, f.add(name, func() (io.ReadCloser, error) {
		return bounded(io.NopCloser(io.NewSectionReader(r, 0, size)), f.limits.Unpacked), nil
	})
}

// unpacked opens a gzip file within its bounds.
func (f *File) unpacked(r io.ReaderAt, size int64) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		z, err := gzip.NewReader(io.NewSectionReader(r, 0, size))
		if err != nil {
			return nil, f.fatal(UnreadableFile)
		}
		return bounded(z, min(f.limits.Unpacked, f.allowed(size))), nil
	}
}

// allowed is how much so many packed bytes may unpack to. What is small may be dense.
func (f *File) allowed(packed int64) int64 { return 1<<20 + packed*f.limits.Ratio }

// oldWorkbook tells what lies in an OLE file: a workbook of before 2007, or a newer one under a password.
func (f *File) oldWorkbook(r io.Reader) *Fault {
	const enough = 4 << 20
	head, _ := io.ReadAll(io.LimitReader(r, enough))
	locked := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	if bytes.Contains(head, locked) {
		return f.fatal(Encrypted)
	}
	return f.fatal(OldXLS)
}

// add looks into a text file and takes it among the parts.
func (f *File) add(name string, open func() (io.ReadCloser, error)) error {
	p := Part{Name: name, open: open}
	look, err := examine(open)
	if err != nil {
		return f.fault(name, err)
	}
	p.Encoding = look.encoding
	switch start := look.start; {
	case look.empty:
		return f.fault(name, &Fault{Code: EmptyFile, Outcome: Fatal})
	case look.binary:
		return f.fault(name, &Fault{Code: NotAFeed, Outcome: Fatal})
	case strings.HasPrefix(start, "<"):
		if p.Kind, err = kindOfXML(p); err != nil {
			return f.fault(name, err)
		}
	default:
		p.Kind = CSV
	}
	f.Parts = append(f.Parts, p)
	if f.Kind == "" {
		f.Kind = p.Kind
	}
	return nil
}

// fault puts the part's name to a fault that arose in it.
func (f *File) fault(part string, err error) error {
	var fault *Fault
	if errors.As(err, &fault) && fault.File == "" {
		fault.File = part
	}
	return err
}

func (f *File) fatal(code Code) *Fault {
	return &Fault{Place: Place{File: f.Name}, Code: code, Outcome: Fatal}
}

// Pictures are the names of the pictures of an archive.
func (f *File) Pictures() []string {
	names := make([]string, 0, len(f.pictures))
	for n := range f.pictures {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Picture opens a picture of the archive by its name, with or without its folders; nil when there is none.
func (f *File) Picture(name string) (io.ReadCloser, error) {
	z := f.pictures[pictureKey(name)]
	if z == nil {
		for _, n := range f.Pictures() {
			if path.Base(n) == path.Base(pictureKey(name)) {
				z = f.pictures[n]
				break
			}
		}
	}
	if z == nil {
		return nil, nil
	}
	r, err := z.Open()
	if err != nil {
		return nil, &Fault{Place: Place{File: name}, Code: UnreadableFile, Outcome: LeftOut}
	}
	return bounded(r, int64(min(z.UncompressedSize64, 1<<40))), nil
}

func pictureKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/"))
}

// Summary is what a reading came to.
type Summary struct {
	Records     int // that had anything in them
	Items       int // that were yielded
	Faults      []Fault
	MoreFaults  int        // that were counted only
	OnlyChanges bool       // what the file does not name is not gone
	Dictionary  Dictionary // what it and its forerunners tell of groups, properties, price types and warehouses
}

// Read yields the file's Items in their order. The Item is the reader's own again after yield returns. An error is the
// context's, yield's own, or a Fatal *Fault: then what has been yielded is not the whole file.
func (f *File) Read(ctx context.Context, m Mapping, yield func(*Item) error) (Summary, error) {
	r := &reading{ctx: ctx, file: f, mapping: m, yield: yield, keys: map[uint64]int32{}, skus: map[uint64]uint64{}}
	if m.Dictionary != nil {
		r.summary.Dictionary = m.Dictionary.clone()
	}
	for i := range f.Parts {
		if err := r.part(&f.Parts[i]); err != nil {
			return r.summary, f.fault(f.Parts[i].Name, err)
		}
	}
	return r.summary, nil
}
