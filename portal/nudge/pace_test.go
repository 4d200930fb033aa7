package nudge_test

import (
	"strings"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/identity/identitytest"
	"povtor/portal/nudge"
	"povtor/portal/reorder/reordertest"
)

// What is said in quiet hours, on a weekend or too often is put off, not dropped.
func TestWhatIsPutOff(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, _ := w.late(t)
	reordertest.Change[models.Organisation](t, w.World, map[string]any{"time_zone": "Asia/Vladivostok"}, "id = ?", c.ID)
	w.At(time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)) // Friday 13:00 in Moscow, 20:00 in Vladivostok
	got := w.plan(t).Candidates[0]
	if got.Verdict != nudge.Defer || got.Why != nudge.QuietHours || !got.Until.Equal(time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC)) {
		t.Errorf("on Friday evening: %s %s until %s", got.Verdict, got.Why, got.Until)
	}
	if out := w.send(t); out.Deferred != 1 || len(w.nudges(t)) != 0 {
		t.Errorf("sent %+v", out)
	}
	w.At(got.Until)
	if out := w.send(t); out.Digests != 1 {
		t.Errorf("on Monday morning: %+v", out)
	}
}

func TestTwoDigestsInSevenDaysAtMost(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, _ := w.late(t)
	w.send(t)
	for _, step := range []struct {
		days int
		want nudge.Code
	}{{0, nudge.DigestToday}, {1, ""}, {4, nudge.FrequencyCap}, {6, nudge.FrequencyCap}, {7, ""}} {
		w.At(noon.Add(time.Duration(step.days) * 24 * time.Hour)) // Thursday, Friday, Monday, Wednesday, Thursday
		if step.days != 6 {
			w.also(t, c)
		}
		for _, got := range w.plan(t).Candidates {
			if got.Why != step.want {
				t.Errorf("after %d days: %s %s", step.days, got.Verdict, got.Why)
			}
		}
		w.send(t)
	}
	if n := len(w.mails(t)); n != 3 {
		t.Errorf("%d digests", n)
	}
}

func TestTheCalendarRule(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, c.Organisation, s.Organisation)
	w.Orders(t, c, s, today.Add(-40))
	w.arm(t, c, false)
	months := 0
	for at := noon; at.Before(noon.AddDate(0, 6, 0)); at = at.Add(24 * time.Hour) {
		w.At(at)
		out := w.send(t)
		months += out.Digests
		if out.Digests > 0 && at.AddDate(0, 0, 7).Month() == at.Month() {
			t.Errorf("on %s the month was not nearly over", at)
		}
	}
	nudges := w.nudges(t)
	if months != 3 || len(nudges) != 3 || nudges[0].Kind != models.NudgeCalendar || nudges[0].Cycle != "2026-11" || nudges[2].Cycle != "2027-01" {
		t.Errorf("%d digests: %+v", months, nudges)
	}
	if text := w.deliver(t)[0].Text; !strings.Contains(text, "ноябре") {
		t.Errorf("the mail says:\n%s", text)
	}
}

func TestPlanForADay(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, _ := w.late(t)
	lateOn := *reordertest.Rows[models.Cadence](t, w.World, "client_id", "client_id = ?", c.ID)[0].LateOn
	for _, d := range []struct {
		asOf models.Date
		want int
	}{{lateOn.Add(-1), 0}, {lateOn, 1}, {today.Add(30), 1}, {today.Add(400), 0}} {
		p, err := w.service.Plan(t.Context(), w.System, nudge.PlanInput{AsOf: d.asOf})
		if err != nil || len(p.Candidates) != d.want {
			t.Errorf("as of %s: %+v, %v", d.asOf, p.Candidates, err)
		}
	}
	var table strings.Builder
	if err := w.plan(t).Table(&table); err != nil || !strings.Contains(table.String(), "day 20, late after day 15") ||
		!strings.Contains(table.String(), "1 digests with 1 reminders to send") {
		t.Errorf("the table:\n%s%v", table.String(), err)
	}
}

func TestSendForADay(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.late(t)
	if _, err := w.service.Send(t.Context(), w.System, nudge.SendInput{AsOf: today.Add(2)}); models.KindOf(err) != models.Invalid {
		t.Error("sent what will be due:", err)
	}
	out, err := w.service.Send(t.Context(), w.System, nudge.SendInput{AsOf: today.Add(-2)})
	if err != nil || out.Digests != 1 {
		t.Fatalf("sent %+v, %v", out, err)
	}
	if n := w.nudges(t)[0]; n.PlannedOn != today || n.SilentDays != 20 {
		t.Errorf("kept %+v", n)
	}
	if m := w.deliver(t)[0]; m.State != models.MessageSent || !strings.Contains(m.Text, "день 20") {
		t.Errorf("%s %s:\n%s", m.State, m.Reason, m.Text)
	}
}

func TestOnlyTheSystemPlansAndSends(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, _ := w.late(t)
	if _, err := w.service.Plan(t.Context(), c.Buyer, nudge.PlanInput{}); models.KindOf(err) != models.Forbidden {
		t.Error("planned:", err)
	}
	if _, err := w.service.Send(t.Context(), c.Buyer, nudge.SendInput{}); models.KindOf(err) != models.Forbidden {
		t.Error("sent:", err)
	}
}
