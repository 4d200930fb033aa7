package posttest

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
)

// Mail is a message as it came in.
type Mail struct {
	From string
	To   []string
	Raw  []byte
}

// Read is a message taken apart.
type Read struct {
	Header     mail.Header
	Subject    string
	Text, HTML string
	Files      map[string][]byte
}

// Read decodes the message; one that cannot be decoded fails the test.
func (m Mail) Read(t testing.TB) Read {
	t.Helper()
	message, err := mail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		t.Fatalf("not a message: %v", err)
	}
	out := Read{Header: message.Header, Files: map[string][]byte{}}
	if out.Subject, err = new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject")); err != nil {
		t.Fatalf("subject: %v", err)
	}
	if err := out.part(message.Header.Get("Content-Type"), message.Header.Get("Content-Transfer-Encoding"), "", message.Body); err != nil {
		t.Fatalf("message: %v", err)
	}
	return out
}

// MessageID without its brackets.
func (r Read) MessageID() string { return strings.Trim(r.Header.Get("Message-Id"), "<>") }

func (r *Read) part(contentType, encoding, file string, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return err
	}
	if strings.HasPrefix(kind, "multipart/") {
		return r.parts(multipart.NewReader(body, params["boundary"]))
	}
	switch strings.ToLower(encoding) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	said := strings.ReplaceAll(string(content), "\r\n", "\n")
	switch {
	case file != "":
		r.Files[file] = content
	case kind == "text/html":
		r.HTML = said
	default:
		r.Text = said
	}
	return nil
}

func (r *Read) parts(reader *multipart.Reader) error {
	for {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		name := ""
		if _, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition")); err == nil {
			if name, err = new(mime.WordDecoder).DecodeHeader(params["filename"]); err != nil {
				return err
			}
		}
		if err := r.part(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), name, part); err != nil {
			return err
		}
	}
}
