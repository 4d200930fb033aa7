package letter

import (
	"html"
	"mime"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"povtor/portal/wording"
)

var languages = []wording.Language{wording.English, wording.Russian}

// The golden files are what a reader gets; UPDATE=1 rewrites them.
func TestGolden(t *testing.T) {
	for _, lang := range languages {
		for _, s := range samples(lang) {
			l, err := Render(lang, s.from, s.to, s.about)
			if err != nil {
				t.Fatal(s.name, lang, err)
			}
			golden(t, s.name+"."+string(lang)+".html", l.HTML)
			golden(t, s.name+"."+string(lang)+".txt", "Subject: "+l.Subject+"\n\n"+l.Text)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs from its golden form (UPDATE=1 rewrites it)", name)
	}
}

var hrefs = regexp.MustCompile(`href="([^"]*)"`)

func TestEveryLetter(t *testing.T) {
	for _, lang := range languages {
		for _, s := range samples(lang) {
			l, err := Render(lang, s.from, s.to, s.about)
			if err != nil {
				t.Fatal(s.name, lang, err)
			}
			if l.Kind != s.about.Kind() || l.Subject == "" || len(l.Subject) > 4*longestSubject {
				t.Errorf("%s %s: kind %s, subject %q", s.name, lang, l.Kind, l.Subject)
			}
			for _, bad := range []string{"<img", "<script", "ZgotmplZ", "%!", "<no value>", "src="} {
				if strings.Contains(l.HTML, bad) || strings.Contains(l.Text, bad) || strings.Contains(l.Subject, bad) {
					t.Errorf("%s %s holds %s", s.name, lang, bad)
				}
			}
			if len(l.HTML) > 100<<10 {
				t.Errorf("%s %s: %d bytes, over the size at which mail programs cut", s.name, lang, len(l.HTML))
			}
			links := hrefs.FindAllStringSubmatch(l.HTML, -1)
			if len(links) == 0 {
				t.Errorf("%s %s has no link", s.name, lang)
			}
			for _, link := range links {
				if !strings.Contains(l.Text, html.UnescapeString(link[1])) {
					t.Errorf("%s %s: %s is missing from the plain text", s.name, lang, link[1])
				}
			}
			if l.Headers["Auto-Submitted"] != "auto-generated" {
				t.Errorf("%s %s does not say that a machine wrote it", s.name, lang)
			}
		}
	}
}

// Only reminders are subscribed to; a letter about an order or a password is not.
func TestUnsubscribe(t *testing.T) {
	for _, s := range samples(wording.English) {
		l, err := Render(wording.English, s.from, s.to, s.about)
		if err != nil {
			t.Fatal(err)
		}
		where, how := "", ""
		if l.Kind == KindNudge {
			where, how = "<"+site+"/unsubscribe/4f1c?k=a&m=nudge>", "List-Unsubscribe=One-Click"
		}
		if l.Headers["List-Unsubscribe"] != where || l.Headers["List-Unsubscribe-Post"] != how {
			t.Errorf("%s: %q", s.name, l.Headers)
		}
	}
}

func TestReasons(t *testing.T) {
	for _, c := range []struct {
		lang wording.Language
		due  Due
		want string
	}{
		{wording.English, rhythm(wording.English), "You usually order from Hanse Fasteners about every 12 days; it is day 20, and in 9 of 10 of your cycles the order had come by day 16."},
		{wording.Russian, rhythm(wording.Russian), "Обычно вы заказываете у «Метиз-Сервис» примерно раз в 12 дней; сегодня день 20, а в 9 из 10 ваших циклов заказ был к дню 16."},
		{wording.English, monthly(wording.English), "You have ordered from Kontor Paper Ltd before, but not yet in November; the last order was on 14 October."},
		{wording.Russian, monthly(wording.Russian), "Раньше вы заказывали у ООО «Контора», а в ноябре заказа ещё не было; последний был 14 октября."},
	} {
		l, err := Render(c.lang, Sender{"Povtor", ""}, Reader{}, Nudge{Today: on(11, 21), Suppliers: []Due{c.due}, Unsubscribe: site + "/u"})
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.ReplaceAll(l.Text, "\u00a0", " "); !strings.Contains(text, c.want) {
			t.Errorf("%q is not in\n%s", c.want, text)
		}
	}
	for n, want := range map[int]string{1: "примерно каждый день", 2: "раз в 2 дня", 5: "раз в 5 дней", 21: "раз в 21 день"} {
		w := writer{lang: wording.Russian, say: russian}
		if got := strings.ReplaceAll(Rhythm{Every: n}.reason(&w, "X"), "\u00a0", " "); !strings.Contains(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTerms(t *testing.T) {
	for want, terms := range map[string]Terms{
		"":            {},
		"Предоплата.": {PrepaidPercent: 100},
		"Предоплата 30 %, остальное в течение 21 дня.":        {PrepaidPercent: 30, NetDays: 21},
		"Отсрочка 21 день.":                                   {NetDays: 21},
		"Минимальный заказ 5 000 ₽, не хватает 815,50 ₽.":     {MinimumOrder: 500000, BasketTotal: 418450},
		"Минимальный заказ 5 000 ₽ набран. Только по средам.": {MinimumOrder: 500000, BasketTotal: 500000, Remark: "Только\nпо средам."},
	} {
		w := writer{lang: wording.Russian, say: russian}
		if got := strings.ReplaceAll(terms.said(&w, "RUB"), "\u00a0", " "); got != want || w.faults != nil {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	good := func() Nudge {
		return Nudge{Today: on(11, 21), Suppliers: []Due{rhythm(wording.English)}, Unsubscribe: site + "/u"}
	}
	for want, spoil := range map[string]func(*Nudge){
		`no link for "Review and order"`:                          func(n *Nudge) { n.Suppliers[0].Basket = "" },
		`no link for "Unsubscribe`:                                func(n *Nudge) { n.Unsubscribe = "" },
		`link for "Ask the supplier" is not a web address`:        func(n *Nudge) { n.Suppliers[0].Ask = "javascript:alert(1)" },
		`link for "Unsubscribe with one click" is not an address`: func(n *Nudge) { n.Unsubscribe = site + "/u>\r\nBcc: all@example.com" },
		`link for "Remind me in a week" is not a web address`:     func(n *Nudge) { n.Suppliers[0].Later = "/later" },
		`link for "Not needed this time" is not a web address`:    func(n *Nudge) { n.Suppliers[0].NotNeeded = "https://user:pass@evil.example" },
		"no suppliers":              func(n *Nudge) { n.Suppliers = nil },
		`"a dozen" is not a number`: func(n *Nudge) { n.Suppliers[0].Lines[0].Quantity = "a dozen" },
		`"12,50" is not a number`:   func(n *Nudge) { n.Suppliers[0].Lines[0].UnitPrice = "12,50" },
		"no day of the last order":  func(n *Nudge) { n.Suppliers[0].Rhythm = nil },
	} {
		n := good()
		spoil(&n)
		if _, err := Render(wording.English, Sender{}, Reader{}, n); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := Render(wording.English, Sender{}, Reader{}, OrderRefused{Order: order(wording.English), Reason: " \n "}); err == nil || !strings.Contains(err.Error(), "no reason") {
		t.Errorf("a refusal without a reason: %v", err)
	}
}

const hostile = "Evil\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>\u202egnp.exe\x00 \"'><a href=https://evil.example>x</a> https://evil.example {{.}} %s"

func TestHostileNames(t *testing.T) {
	for _, lang := range languages {
		due, ordered := rhythm(lang), order(lang)
		due.Supplier, due.Lines[0].Name, due.Lines[0].SKU, due.Lines[0].Unit, due.Terms.Remark = hostile, hostile, hostile, hostile, hostile
		due.Lines[3].Substitute = hostile
		ordered.Supplier, ordered.Client, ordered.ClientNumber, ordered.DeliverTo, ordered.PlacedBy, ordered.Remark = hostile, hostile, hostile, hostile, hostile, hostile
		ordered.Lines[0].Name, ordered.Number, ordered.ActingFor = hostile, hostile, true
		for _, about := range []About{
			Nudge{Today: on(11, 21), Suppliers: []Due{due}, Unsubscribe: site + "/u"},
			Nudge{Today: on(11, 21), Suppliers: []Due{due, due}, Unsubscribe: site + "/u"},
			OrderReceived{ordered}, OrderPlaced{ordered}, OrderConfirmed{ordered, Invoice{hostile, on(12, 1), 1, site}}, OrderRefused{ordered, hostile, ""},
			Invitation{hostile, hostile, hostile, time.Hour, site}, PasswordReset{time.Hour, site},
		} {
			l, err := Render(lang, Sender{hostile, hostile}, Reader{hostile, hostile}, about)
			if err != nil {
				t.Fatal(about.Kind(), err)
			}
			for name, value := range l.Headers {
				if strings.ContainsAny(name+value, "\r\n") {
					t.Errorf("%s: header %s breaks its line: %q", l.Kind, name, value)
				}
			}
			if strings.ContainsAny(l.Subject, "\r\n\x00\u202e") || strings.ContainsAny(mime.QEncoding.Encode("utf-8", l.Subject), "\r\n") {
				t.Errorf("%s: subject breaks its line: %q", l.Kind, l.Subject)
			}
			for _, bad := range []string{"<script>", "<a href=https", "\u202e", "\x00", "://evil"} {
				if strings.Contains(l.HTML, bad) {
					t.Errorf("%s: the page holds %q", l.Kind, bad)
				}
			}
			for _, bad := range []string{"\nBcc:", "\u202e", "\x00", "://evil", "%!"} {
				if strings.Contains(l.Text, bad) {
					t.Errorf("%s: the text holds %q:\n%s", l.Kind, bad, l.Text)
				}
			}
		}
	}
}

func TestStrip(t *testing.T) {
	orders := []time.Time{on(8, 20), on(9, 2), on(9, 14), on(9, 28), on(10, 9), on(10, 21), on(11, 1)}
	marks := strip(orders, on(11, 13), on(11, 17), on(11, 21))
	var kinds []string
	sum := 0
	for _, m := range marks {
		kinds, sum = append(kinds, m.Kind), sum+m.Width
		if m.Width <= 0 {
			t.Errorf("%s is %d wide", m.Kind, m.Width)
		}
	}
	if want := "gap" + strings.Repeat(" dot gap", 7) + " band gap today gap"; strings.Join(kinds, " ") != want {
		t.Errorf("%s, want %s", strings.Join(kinds, " "), want)
	}
	if sum != 100 {
		t.Errorf("widths add up to %d", sum)
	}
}

func TestStripOfAnyHistory(t *testing.T) {
	for n := range 40 {
		for _, every := range []int{1, 2, 7, 30, 180} {
			var orders []time.Time
			for i := range n {
				orders = append(orders, on(1, 1).AddDate(0, 0, i*every))
			}
			last := on(1, 1).AddDate(0, 0, max(0, n-1)*every)
			marks := strip(orders, last.AddDate(0, 0, every), last.AddDate(0, 0, every+every/3+1), last.AddDate(0, 0, 2*every+2))
			sum := 0
			for _, m := range marks {
				sum += m.Width
			}
			if (n >= 2) != (marks != nil) || marks != nil && sum != 100 {
				t.Errorf("%d orders every %d days: %d marks, %d per cent", n, every, len(marks), sum)
			}
		}
	}
	if strip([]time.Time{on(1, 1), on(2, 1)}, on(3, 1), on(3, 5), on(2, 15)) != nil {
		t.Error("a strip before the usual time is over")
	}
}

func BenchmarkRenderNudge(b *testing.B) {
	n := Nudge{Today: on(11, 21), Suppliers: []Due{rhythm(wording.Russian)}, Unsubscribe: site + "/u"}
	for b.Loop() {
		if _, err := Render(wording.Russian, Sender{"Povtor", ""}, Reader{"Анна", "ООО «Нордверк»"}, n); err != nil {
			b.Fatal(err)
		}
	}
}
