// Package pdftest reads an invoice back, for tests that ask what is on the paper.
package pdftest

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

var shown = regexp.MustCompile(`(?s)\(((?:[^\\)]|\\.)*)\) Tj`)

// Pages checks that a file is a sound PDF and gives the text of every page: one line for each piece of text, in the order in which
// it was drawn, with plain spaces for no-break ones.
func Pages(t testing.TB, file []byte) []string {
	t.Helper()
	api.DisableConfigDir()
	doc, err := api.ReadContext(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatalf("not a PDF: %v", err)
	}
	if err := api.ValidateContext(doc); err != nil {
		t.Fatalf("not a sound PDF: %v", err)
	}
	pages := make([]string, doc.PageCount)
	for i := range pages {
		content, err := pdfcpu.ExtractPageContent(doc, i+1)
		if err != nil {
			t.Fatalf("page %d: %v", i+1, err)
		}
		drawn, err := io.ReadAll(content)
		if err != nil {
			t.Fatalf("page %d: %v", i+1, err)
		}
		pages[i] = text(drawn)
	}
	return pages
}

// Text is all pages in one, with the line breaks of the paper taken out: what a reader would say the invoice says.
func Text(t testing.TB, file []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(strings.Join(Pages(t, file), " ")), " ")
}

// text reads the strings of a page's drawing orders: UTF-16, as the fonts of our papers are addressed.
func text(drawn []byte) string {
	var out strings.Builder
	for _, match := range shown.FindAllSubmatch(drawn, -1) {
		raw := unescaped(match[1])
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
		}
		out.WriteString(strings.ReplaceAll(string(utf16.Decode(units)), "\u00a0", " ") + "\n")
	}
	return out.String()
}

func unescaped(literal []byte) []byte {
	var out []byte
	for i := 0; i < len(literal); i++ {
		if literal[i] != '\\' || i+1 == len(literal) {
			out = append(out, literal[i])
			continue
		}
		i++
		if literal[i] == 'r' {
			out = append(out, '\r')
			continue
		}
		out = append(out, literal[i])
	}
	return out
}
