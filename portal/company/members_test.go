package company_test

import (
	"sync"
	"testing"

	"povtor/models"
	"povtor/portal/company"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
)

func (w *world) remove(t *testing.T, by identity.Viewer, id models.MembershipID) error {
	t.Helper()
	_, err := w.company.Remove(t.Context(), by, company.RemoveInput{ID: id})
	return err
}

func TestEndingAMembershipEndsItsSessionsThere(t *testing.T) {
	w := open(t)
	cafe, admin := w.cafe(t)
	bar := Company(t, w.db, models.ClientKind, "Бар")
	w.person(t, "olga@cafe.example", "her own password", identity.Buyer, cafe, bar)
	there, err := w.signIn(t, "olga@cafe.example", "her own password")
	if err != nil || there.Session.Organisation.ID != cafe.ID {
		t.Fatalf("%v in %s", err, there.Session.Organisation.Name)
	}
	elsewhere, _ := w.signIn(t, "olga@cafe.example", "her own password")
	v, _ := w.id.Recognise(elsewhere.Access)
	var move identity.SwitchInput
	for _, seat := range elsewhere.Session.Memberships {
		if seat.Organisation.ID == bar.ID {
			move.Body.Membership = seat.ID
		}
	}
	if elsewhere, err = w.id.Switch(t.Context(), v, move); err != nil {
		t.Fatal(err)
	}
	if err := w.remove(t, admin, there.Session.Membership); err != nil {
		t.Fatal("remove:", err)
	}
	_, err = w.id.Refresh(t.Context(), there.Refresh)
	want(t, "the session there", err, "session-ended")
	if again, err := w.id.Refresh(t.Context(), elsewhere.Refresh); err != nil || len(again.Session.Memberships) != 1 {
		t.Errorf("the session elsewhere: %v, %+v", err, again.Session.Memberships)
	}
	if got := w.members(t, admin); got != "admin@cafe.example" {
		t.Error("members:", got)
	}
	want(t, "ended twice", w.remove(t, admin, there.Session.Membership), "not-found")

	back, err := w.accept(t, w.invited(t, admin, "olga@cafe.example", identity.Accountant), "", "her own password", false)
	if err != nil || back.Session.Role != identity.Accountant || back.Session.Membership != there.Session.Membership {
		t.Errorf("back: %v, %+v", err, back.Session)
	}
}

func TestOnlyAdministratorsRemoveAndOnlyAtHome(t *testing.T) {
	w := open(t)
	cafe, admin := w.cafe(t)
	bar := Company(t, w.db, models.ClientKind, "Бар")
	w.person(t, "boss@bar.example", "administrator", identity.CompanyAdmin, bar)
	stranger := w.viewer(t, "boss@bar.example", "administrator")
	w.person(t, "olga@cafe.example", "her own password", identity.Buyer, cafe)
	olga, _ := w.signIn(t, "olga@cafe.example", "her own password")
	buyer, _ := w.id.Recognise(olga.Access)
	mine, _ := w.signIn(t, "admin@cafe.example", "administrator")

	want(t, "another company's administrator", w.remove(t, stranger, olga.Session.Membership), "not-found")
	want(t, "a buyer", w.remove(t, buyer, mine.Session.Membership), "not-allowed")
	want(t, "nobody", w.remove(t, identity.Viewer{}, olga.Session.Membership), "not-signed-in")
	want(t, "oneself", w.remove(t, admin, mine.Session.Membership), "own-membership")
	if got := w.members(t, stranger); got != "boss@bar.example" {
		t.Error("another company's people:", got)
	}

	m, err := w.invite(t, admin, "petr@cafe.example", identity.Buyer)
	if err != nil {
		t.Fatal(err)
	}
	token := w.token(t, "petr@cafe.example", "/invitation/")
	want(t, "another company's invitation", w.remove(t, stranger, m.ID), "not-found")
	want(t, "one's own invitation", w.remove(t, admin, m.ID), "")
	_, err = w.accept(t, token, "Пётр", "a good password", false)
	want(t, "after it was taken back", err, "link-withdrawn")
}

func TestTwoAdministratorsDoNotRemoveEachOther(t *testing.T) {
	w := open(t)
	cafe, _ := w.cafe(t)
	w.person(t, "second@cafe.example", "administrator", identity.CompanyAdmin, cafe)
	a, _ := w.signIn(t, "admin@cafe.example", "administrator")
	b, _ := w.signIn(t, "second@cafe.example", "administrator")
	first, _ := w.id.Recognise(a.Access)
	second, _ := w.id.Recognise(b.Access)
	var both sync.WaitGroup
	var one, other error
	both.Go(func() { one = w.remove(t, first, b.Session.Membership) })
	both.Go(func() { other = w.remove(t, second, a.Session.Membership) })
	both.Wait()
	if (one == nil) == (other == nil) {
		t.Errorf("%v and %v", one, other)
	}
}

func TestMembersArePaged(t *testing.T) {
	w := open(t)
	cafe, admin := w.cafe(t)
	for range 4 {
		Viewer(t, w.db, cafe, identity.Buyer)
	}
	if _, err := w.invite(t, admin, "petr@cafe.example", identity.Buyer); err != nil {
		t.Fatal(err)
	}
	seen := map[models.MembershipID]bool{}
	in := company.MembersInput{Limit: 2}
	for {
		page, err := w.company.Members(t.Context(), admin, in)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Items {
			seen[m.ID] = true
		}
		if in.After = page.Next; in.After == "" {
			break
		}
	}
	if len(seen) != 6 {
		t.Errorf("%d of 6", len(seen))
	}
}
