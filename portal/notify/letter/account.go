package letter

import (
	"fmt"
	"time"
)

// Invitation asks a person to join a company in the portal.
type Invitation struct {
	Inviter, Company string
	Role             string // in the reader's words: "менеджер по закупкам"
	ValidFor         time.Duration
	Link             string
}

// PasswordReset lets a person choose a new password.
type PasswordReset struct {
	ValidFor time.Duration
	Link     string
}

func (Invitation) Kind() Kind    { return KindInvitation }
func (PasswordReset) Kind() Kind { return KindPasswordReset }

func (a Invitation) write(w *writer) {
	inviter, company := shortened(oneLine(a.Inviter), 80), shortened(oneLine(a.Company), 80)
	w.page.Subject = fmt.Sprintf(w.say.inviteSubject, company, w.page.Portal)
	w.page.Preheader = fmt.Sprintf(w.say.invitePreheader, inviter)
	w.page.Company, w.page.Why = company, fmt.Sprintf(w.say.inviteWhy, inviter)
	c := card{Title: fmt.Sprintf(w.say.inviteTitle, company), Paragraphs: []string{
		w.hello() + " " + fmt.Sprintf(w.say.inviteText, inviter, company, w.page.Portal),
		w.say.inviteWhat,
	}}
	if a.Role != "" {
		c.Facts = []fact{{w.say.factRole, a.Role}}
	}
	c.Button, c.ButtonNote = w.link(w.say.inviteAccept, a.Link), fmt.Sprintf(w.say.validFor, w.lang.Lasting(a.ValidFor))
	c.Terms = w.say.inviteIgnore
	w.page.Cards = []card{c}
}

func (a PasswordReset) write(w *writer) {
	w.page.Subject = fmt.Sprintf(w.say.resetSubject, w.page.Portal)
	w.page.Preheader = fmt.Sprintf(w.say.validFor, w.lang.Lasting(a.ValidFor))
	w.page.Cards = []card{{
		Title: w.say.resetTitle, Paragraphs: []string{w.hello() + " " + w.say.resetText},
		Button: w.link(w.say.resetChoose, a.Link), ButtonNote: fmt.Sprintf(w.say.validFor, w.lang.Lasting(a.ValidFor)),
		Terms: w.say.resetIgnore,
	}}
}
