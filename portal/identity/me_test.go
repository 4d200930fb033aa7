package identity_test

import (
	"testing"

	"povtor/models"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
)

func TestAnOwnNameIsSomethingToBeSeen(t *testing.T) {
	w := open(t)
	v := Viewer(t, w.db, Company(t, w.db, models.ClientKind, "Кафе"), identity.Buyer)
	for _, blank := range []string{"", "  ", "\u200b", "\u202e\u202c", "\t\n"} {
		var in identity.MeInput
		in.Body.Name = &blank
		if err := in.Validate(); models.KindOf(err) != models.Invalid {
			t.Errorf("%q: %v", blank, err)
		}
	}
	var in identity.MeInput
	in.Body.Locale = "en"
	if s, err := w.id.ChangeMe(t.Context(), v, in); err != nil || s.User.Name == "" || s.User.Locale != "en" {
		t.Errorf("the language alone: %+v, %v", s.User, err)
	}
	name := " Анна\u202e \u0007Петрова\n"
	in.Body.Name = &name
	if s, err := w.id.ChangeMe(t.Context(), v, in); err != nil || s.User.Name != "Анна Петрова" || in.Validate() != nil {
		t.Errorf("%q, %v", s.User.Name, err)
	}
}
