// Package identity knows who is there and what they may do. It alone makes a Viewer, and a Viewer's To is the only way
// to a database handle.
package identity

import (
	"time"

	"povtor/models"
)

// Viewer is somebody in one of their companies, or the system itself. Its fields are closed so that nobody else can
// make one up.
type Viewer struct {
	user         models.UserID
	name         string
	membership   models.MembershipID
	session      models.SessionID
	organisation models.OrganisationID
	kind         string // operator, supplier, client
	role         Role
	locale       string
	zone         *time.Location
	zoneName     string
	system       string
	only         Permission // the system's, for one errand: nothing else
	request      string
}

// System is the program acting on its own, for the named part of it: jobs, imports, the demo world.
func System(part string) Viewer {
	return Viewer{system: part, name: "Povtor", locale: "ru", zone: models.ZoneOf("Europe/Moscow"), zoneName: "Europe/Moscow"}
}

// Within is the program acting for one supplier, with leave for one thing: what its jobs and its own systems do reaches no
// other supplier's rows.
func Within(part string, supplier models.Organisation, only Permission) Viewer {
	v := System(part)
	v.organisation, v.kind, v.only = supplier.ID, models.SupplierKind, only
	v.locale, v.zoneName, v.zone = supplier.Locale, supplier.TimeZone, supplier.Zone()
	return v
}

// To names what the viewer is about to do and yields the grant for it: whose rows, in whose name, or why not.
func (v Viewer) To(p Permission) models.Grant {
	g := models.Grant{Scope: v.scope(), Actor: models.Actor{
		User: v.user, Organisation: v.organisation, Name: v.name, System: v.system, RequestID: v.request,
	}}
	switch {
	case v.system == "" && v.user.IsZero():
		g.Refuse = models.Faulty(models.Unauthenticated, "not-signed-in", "Sign in first.")
	case !v.Can(p):
		g.Refuse = models.Faulty(models.Forbidden, "not-allowed", "Your role does not allow this.")
	}
	return g
}

// OnBehalf is a grant for what the system does at the viewer's word, in their name: with people, invitations and sessions,
// which are the system's own rows. Whoever asks for it holds every statement to the viewer's company.
func (v Viewer) OnBehalf(p Permission) models.Grant {
	g := v.To(p)
	g.Scope = models.OfEverything()
	return g
}

// scope is whose rows the viewer's role reaches.
func (v Viewer) scope() models.Scope {
	switch {
	case v.only != "":
		return models.OfSupplier(v.organisation)
	case v.system != "", v.role == HeadOfSales, v.role == Marketer, v.role == OperatorAdmin:
		return models.OfEverything()
	case v.role == AccountManager:
		return models.OfBook(v.user)
	case v.kind == models.SupplierKind:
		return models.OfSupplier(v.organisation)
	case v.kind == models.ClientKind:
		return models.OfClient(v.organisation)
	}
	return models.Scope{}
}

// Can reports whether the viewer's role allows it; nobody signed in may do nothing.
func (v Viewer) Can(p Permission) bool {
	if v.only != "" {
		return p == v.only
	}
	return v.system != "" || v.role.Allows(p)
}

// SignedIn reports a person, not the system and not nobody.
func (v Viewer) SignedIn() bool { return !v.user.IsZero() }

// User is the person.
func (v Viewer) User() models.UserID { return v.user }

// Name is how timelines show them.
func (v Viewer) Name() string { return v.name }

// Organisation is the company they act in just now.
func (v Viewer) Organisation() models.OrganisationID { return v.organisation }

// Kind is their company's: client, supplier or operator.
func (v Viewer) Kind() string { return v.kind }

// Role is what they are in that company.
func (v Viewer) Role() Role { return v.role }

// Session is the browser they signed in with.
func (v Viewer) Session() models.SessionID { return v.session }

// Locale is the language they read: ru or en.
func (v Viewer) Locale() string { return v.locale }

// Zone is their company's time zone.
func (v Viewer) Zone() *time.Location { return v.zone }

// Today is the civil day in their company's time zone.
func (v Viewer) Today(now time.Time) models.Date { return models.DateOf(now, v.zone) }

// Reading is the same viewer with texts in another language; an unknown one changes nothing.
func (v Viewer) Reading(locale string) Viewer {
	if locale == "ru" || locale == "en" {
		v.locale = locale
	}
	return v
}

// On is the same viewer within one request, so that records can be traced to it.
func (v Viewer) On(requestID string) Viewer { v.request = requestID; return v }
