// Package letter writes what the portal sends by mail: subject, HTML, plain text and headers, in English and in Russian.
//
// A letter is written from plain values and knows no database, no address and no key. The HTML is tables and inline styles, dark
// where the reader's program allows it, with no pictures, no script and nothing fetched; the text says the same and holds every
// link. Names come from other companies: they are escaped, kept on one line and never reach a header unchecked.
package letter

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	html "html/template"
	"strings"
	text "text/template"

	"povtor/portal/wording"
)

// Kind names a letter in the records.
type Kind string

const (
	KindNudge          Kind = "nudge"
	KindOrderReceived  Kind = "order-received"
	KindOrderPlaced    Kind = "order-placed"
	KindOrderConfirmed Kind = "order-confirmed"
	KindOrderRefused   Kind = "order-refused"
	KindInvitation     Kind = "invitation"
	KindPasswordReset  Kind = "password-reset"
	KindDunning        Kind = "dunning"
)

// Letter is ready to be sent.
type Letter struct {
	Kind                Kind
	Subject, HTML, Text string
	Headers             map[string]string
}

// Sender is the operator as it signs every letter: the portal's name, and who is behind it with a postal address.
type Sender struct{ Portal, Imprint string }

// Reader is whom we write to. Both may be empty: a person who is invited has no name yet.
type Reader struct{ Name, Company string }

// About is the occasion of a letter: Nudge, OrderReceived, OrderPlaced, OrderConfirmed, OrderRefused, Invitation, PasswordReset or Dunning.
type About interface {
	Kind() Kind
	write(*writer)
}

//go:embed letter.html.tmpl letter.txt.tmpl
var files embed.FS

var (
	asHTML = html.Must(html.ParseFS(files, "letter.html.tmpl"))
	asText = text.Must(text.ParseFS(files, "letter.txt.tmpl"))
)

// Render writes the letter. A missing or unsafe link, or a figure that is no number, is an error: such a letter must not go out.
func Render(lang wording.Language, from Sender, to Reader, about About) (Letter, error) {
	lang = wording.Of(string(lang))
	w := writer{lang: lang, say: phrases[lang], to: to, headers: map[string]string{
		"Auto-Submitted":           "auto-generated",
		"X-Auto-Response-Suppress": "All",
	}}
	w.page = page{Lang: string(lang), Portal: from.Portal, Imprint: from.Imprint, Company: to.Company, Why: w.say.why}
	about.write(&w)
	if err := errors.Join(w.faults...); err != nil {
		return Letter{}, fmt.Errorf("letter %s: %w", about.Kind(), err)
	}
	w.page.tidy()
	var asPage, asLines bytes.Buffer
	if err := asHTML.Execute(&asPage, w.page); err != nil {
		return Letter{}, fmt.Errorf("letter %s: %w", about.Kind(), err)
	}
	if err := asText.Execute(&asLines, w.page); err != nil {
		return Letter{}, fmt.Errorf("letter %s: %w", about.Kind(), err)
	}
	return Letter{about.Kind(), w.page.Subject, asPage.String(), strings.TrimSpace(asLines.String()) + "\n", w.headers}, nil
}
