package statement

import (
	"archive/zip"
	"bytes"
	"io"

	"povtor/models"
)

const (
	mostFiles = 100
	mostRatio = 200
)

// readZip reads the statements of an archive, each file of which is one of the formats and none another archive.
func readZip(data []byte, currency models.Currency) ([]Statement, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, unreadable("The archive cannot be opened.")
	}
	if len(r.File) > mostFiles {
		return nil, unreadable("The archive holds too many files.")
	}
	var out []Statement
	left := int64(mostBytes)
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		content, err := inflate(f, left)
		if err != nil {
			return nil, err
		}
		left -= int64(len(content))
		if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
			return nil, unreadable("The archive holds another archive.")
		}
		found, err := Read(content, currency)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	if len(out) == 0 {
		return nil, unreadable("The archive is empty.")
	}
	return out, nil
}

// inflate believes the bytes that come, not what the archive says of them.
func inflate(f *zip.File, most int64) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, unreadable("The archive is damaged.")
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, unreadable("The archive is damaged.")
	}
	if int64(len(content)) > most || uint64(len(content)) > mostRatio*max(f.CompressedSize64, 1024) {
		return nil, models.Faulty(models.Invalid, "file-too-large", "The archive unpacks to more than is read.")
	}
	return content, nil
}
