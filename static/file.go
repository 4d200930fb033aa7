package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// The types are spelt out: the operating system's table differs from machine to machine.
var contentTypes = map[string]string{
	".html":  "text/html; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".mjs":   "text/javascript; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".woff2": "font/woff2",
}

const (
	plainKind = iota
	brotliKind
	gzipKind
)

// file is one thing to send, in up to three encodings, each made once and when first wanted.
type file struct {
	raw     []byte
	etag    string
	headers map[string]string
	packed  bool // the format is compressed already
	encoded [3]struct {
		once sync.Once
		body []byte
	}
}

func newFile(name string, raw []byte, headers map[string]string) *file {
	sum := sha256.Sum256(raw)
	ext := path.Ext(name)
	f := &file{raw: raw, etag: hex.EncodeToString(sum[:8]), packed: ext == ".woff2", headers: map[string]string{
		"Content-Type":           contentTypes[ext],
		"Vary":                   "Accept-Encoding",
		"X-Content-Type-Options": "nosniff",
	}}
	maps.Copy(f.headers, headers)
	return f
}

func (f *file) answer(acceptEncoding, cache string) Answer {
	kind, name := f.choose(acceptEncoding)
	header := maps.Clone(f.headers)
	header["Cache-Control"] = cache
	header["ETag"] = `"` + f.etag + `"`
	if name != "" {
		header["Content-Encoding"] = name
		header["ETag"] = `"` + f.etag + "-" + name + `"`
	}
	return Answer{Header: header, Body: f.encode(kind)}
}

func (f *file) choose(acceptEncoding string) (int, string) {
	switch {
	case f.packed:
		return plainKind, ""
	case accepts(acceptEncoding, "br"):
		return brotliKind, "br"
	case accepts(acceptEncoding, "gzip"):
		return gzipKind, "gzip"
	}
	return plainKind, ""
}

func (f *file) encode(kind int) []byte {
	if kind == plainKind || f.packed {
		return f.raw
	}
	e := &f.encoded[kind]
	e.once.Do(func() { e.body = compress(kind, f.raw) })
	return e.body
}

// compress keeps the window near the file's size: the encoder's own memory grows with it.
func compress(kind int, raw []byte) []byte {
	var b bytes.Buffer
	if kind == gzipKind {
		w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		_, _ = w.Write(raw)
		w.Close()
		return b.Bytes()
	}
	w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: 10, LGWin: 18})
	_, _ = w.Write(raw)
	w.Close()
	return b.Bytes()
}

// accepts reads an Accept-Encoding header; a coding with q=0 is refused.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(params), "q="), 64)
			return err != nil || q > 0
		}
	}
	return false
}
