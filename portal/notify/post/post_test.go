package post

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"povtor/portal/notify/post/posttest"
)

var sentOn = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

func message(id string) Message {
	return Message{
		ID: id, Date: sentOn, To: "Анна Вебер <anna@nordwerk.example>", Subject: "Метиз-Сервис: пора заказать, корзина готова",
		Text: "Пора заказать.\n.точка в начале строки\n" + strings.Repeat("Отвёртка, 12 шт. ", 20) + "\n", HTML: "<p>Пора <b>заказать</b>.</p>\n",
		Headers: map[string]string{"List-Unsubscribe": "<https://portal.example/unsubscribe/" + strings.Repeat("4f1c", 30) + ">", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
	}
}

func open(t testing.TB, url string, options ...Option) *Sender {
	t.Helper()
	s, err := Open(url, "Портал Повтор <noreply@portal.example>", options...)
	if err != nil {
		t.Fatal(err)
	}
	s.settings.timeout = 3 * time.Second
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestSend(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	m := message("018f-nudge-1")
	m.Attachments = []Attachment{{"Счёт № МС-2026-000214.pdf", "application/pdf", []byte("%PDF-1.7\r\n\x00\xff")}}
	if err := open(t, sink.URL()).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got := sink.Mails()
	if len(got) != 1 || got[0].From != "noreply@portal.example" || len(got[0].To) != 1 || got[0].To[0] != "anna@nordwerk.example" {
		t.Fatalf("%+v", got)
	}
	read := got[0].Read(t)
	if read.Subject != m.Subject || read.Text != m.Text || read.HTML != m.HTML {
		t.Errorf("%q\n%q\n%q", read.Subject, read.Text, read.HTML)
	}
	if string(read.Files["Счёт № МС-2026-000214.pdf"]) != "%PDF-1.7\r\n\x00\xff" {
		t.Errorf("files: %q", read.Files)
	}
	if read.MessageID() != "018f-nudge-1@portal.example" || read.Header.Get("Date") != "Sat, 21 Nov 2026 09:30:00 +0000" {
		t.Errorf("%q %q", read.MessageID(), read.Header.Get("Date"))
	}
	for name, want := range m.Headers {
		if read.Header.Get(name) != want {
			t.Errorf("%s: %q", name, read.Header.Get(name))
		}
	}
	if read.Header.Get("X-Mailer")+read.Header.Get("User-Agent") != "" {
		t.Error("the letter names the program that sent it")
	}
}

func TestConnectionsAreReused(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	s := open(t, sink.URL()+"&connections=2")
	var wait sync.WaitGroup
	for i := range 40 {
		wait.Go(func() {
			if err := s.Send(t.Context(), message(fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := len(sink.Mails()); n != 40 {
		t.Errorf("%d messages", n)
	}
	if n := sink.Connections(); n > 2 {
		t.Errorf("%d connections", n)
	}
}

func TestConnectionIsRetiredInTime(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	s := open(t, sink.URL()+"&connections=1")
	for i := range perConnection + 5 {
		if err := s.Send(t.Context(), message(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	if n := sink.Connections(); n != 2 {
		t.Errorf("%d connections", n)
	}
}

// A server that restarts between two messages is not the caller's trouble.
func TestStaleConnectionIsReplaced(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	s := open(t, sink.URL())
	if err := s.Send(t.Context(), message("1")); err != nil {
		t.Fatal(err)
	}
	address := sink.Addr()
	sink.Close()
	again := posttest.Start(t, posttest.Options{Addr: address})
	if err := s.Send(t.Context(), message("2")); err != nil {
		t.Fatal(err)
	}
	if n := len(again.Mails()); n != 1 {
		t.Errorf("%d messages after the restart", n)
	}
}

func TestFaults(t *testing.T) {
	refuse := func(code int, enhanced [3]int) error { return posttest.Refusal(code, enhanced, "no") }
	for _, c := range []struct {
		name      string
		hooks     posttest.Hooks
		kind      error
		code      int
		bounced   bool
		delivered int
	}{
		{"sender refused", posttest.Hooks{Sender: func(string) error { return refuse(550, [3]int{5, 7, 1}) }}, Temporary, 550, false, 0},
		{"sender hung up on", posttest.Hooks{Sender: func(string) error { return posttest.HangUp }}, Temporary, 0, false, 0},
		{"no such user", posttest.Hooks{Recipient: func(string) error { return refuse(550, [3]int{5, 1, 1}) }}, Permanent, 550, true, 0},
		{"mailbox disabled", posttest.Hooks{Recipient: func(string) error { return refuse(550, [3]int{5, 2, 1}) }}, Permanent, 550, true, 0},
		{"refused by policy", posttest.Hooks{Recipient: func(string) error { return refuse(554, [3]int{5, 7, 1}) }}, Permanent, 554, false, 0},
		{"greylisted", posttest.Hooks{Recipient: func(string) error { return refuse(450, [3]int{4, 7, 1}) }}, Temporary, 450, false, 0},
		{"mailbox full", posttest.Hooks{Recipient: func(string) error { return refuse(452, [3]int{4, 2, 2}) }}, Temporary, 452, false, 0},
		{"recipient hung up on", posttest.Hooks{Recipient: func(string) error { return posttest.HangUp }}, Temporary, 0, false, 0},
		{"content refused", posttest.Hooks{Received: func(posttest.Mail) error { return refuse(554, [3]int{5, 7, 0}) }}, Permanent, 554, false, 0},
		{"too busy after the content", posttest.Hooks{Received: func(posttest.Mail) error { return refuse(451, [3]int{4, 3, 0}) }}, Temporary, 451, false, 0},
		{"shutting down", posttest.Hooks{Received: func(posttest.Mail) error { return refuse(421, [3]int{4, 3, 2}) }}, Temporary, 421, false, 0},
		{"cut after the dot, lost", posttest.Hooks{Received: func(posttest.Mail) error { return posttest.HangUp }}, Uncertain, 0, false, 0},
		{"cut after the dot, kept", posttest.Hooks{Kept: func(posttest.Mail) error { return posttest.HangUp }}, Uncertain, 0, false, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sink := posttest.Start(t, posttest.Options{})
			sink.Set(c.hooks)
			s := open(t, sink.URL())
			err := s.Send(t.Context(), message("1"))
			var fault *Fault
			if !errors.As(err, &fault) || !errors.Is(err, c.kind) || fault.Code != c.code || fault.Bounced() != c.bounced {
				t.Errorf("%v: %+v", err, fault)
			}
			if strings.Contains(err.Error(), "anna@") {
				t.Errorf("the error names the recipient: %v", err)
			}
			if n := len(sink.Mails()); n != c.delivered {
				t.Errorf("%d messages", n)
			}
			sink.Set(posttest.Hooks{})
			if err := s.Send(t.Context(), message("2")); err != nil {
				t.Errorf("the next message: %v", err)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	url := sink.URL()
	sink.Close()
	if err := open(t, url).Send(t.Context(), message("1")); !errors.Is(err, Temporary) {
		t.Errorf("%v", err)
	}
}

func TestSilentServer(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	for name, c := range map[string]struct {
		hooks posttest.Hooks
		kind  error
	}{
		"before the content": {posttest.Hooks{Recipient: func(string) error { <-release; return nil }}, Temporary},
		"after the dot":      {posttest.Hooks{Kept: func(posttest.Mail) error { <-release; return nil }}, Uncertain},
	} {
		sink.Set(c.hooks)
		s := open(t, sink.URL())
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		err := s.Send(ctx, message("1"))
		cancel()
		if !errors.Is(err, c.kind) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s, given up: %v", name, err)
		}
		s.settings.timeout = 200 * time.Millisecond
		if err := s.Send(t.Context(), message("2")); !errors.Is(err, c.kind) {
			t.Errorf("%s, timed out: %v", name, err)
		}
	}
}

func TestOnlySoManyAtATime(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	var now, most atomic.Int64
	sink.Set(posttest.Hooks{Received: func(posttest.Mail) error {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(20 * time.Millisecond)
		now.Add(-1)
		return nil
	}})
	s := open(t, sink.URL()+"&connections=3")
	var wait sync.WaitGroup
	for i := range 12 {
		wait.Go(func() {
			if err := s.Send(t.Context(), message(fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if most.Load() > 3 || sink.Connections() > 3 {
		t.Errorf("%d at a time over %d connections", most.Load(), sink.Connections())
	}
}

func TestClosed(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	s := open(t, sink.URL())
	if err := s.Send(t.Context(), message("1")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), message("2")); !errors.Is(err, ErrClosed) || !errors.Is(err, Temporary) {
		t.Errorf("%v", err)
	}
}

func TestUnsendable(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{})
	s := open(t, sink.URL())
	for want, spoil := range map[string]func(*Message){
		"message id":              func(m *Message) { m.ID = "1> \r\nBcc: x" },
		"recipient is not":        func(m *Message) { m.To = "anna@nordwerk.example\r\nRCPT TO:<x@example.com>" },
		"recipient is":            func(m *Message) { m.To = "a@example.com, b@example.com" },
		"the subject":             func(m *Message) { m.Subject = "x\r\nBcc: x@example.com" },
		"no text":                 func(m *Message) { m.Text = "" },
		"no date":                 func(m *Message) { m.Date = time.Time{} },
		"header X-A breaks":       func(m *Message) { m.Headers = map[string]string{"X-A": "1\nBcc: x@example.com"} },
		`header "bcc"`:            func(m *Message) { m.Headers = map[string]string{"bcc": "x@example.com"} },
		`header "content-type"`:   func(m *Message) { m.Headers = map[string]string{"content-type": "text/plain"} },
		`header "X-A: 1`:          func(m *Message) { m.Headers = map[string]string{"X-A: 1\r\nBcc": "x@example.com"} },
		"attachment \"a\\r\\nb\"": func(m *Message) { m.Attachments = []Attachment{{"a\r\nb", "text/plain", nil}} },
		"of type \"text\"":        func(m *Message) { m.Attachments = []Attachment{{"a", "text", nil}} },
	} {
		m := message("1")
		spoil(&m)
		err := s.Send(t.Context(), m)
		if !errors.Is(err, Permanent) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if n := sink.Connections(); n != 0 {
		t.Errorf("%d connections for messages that cannot be sent", n)
	}
}

func BenchmarkSend(b *testing.B) {
	for _, connections := range []int{1, 4} {
		b.Run(fmt.Sprintf("connections=%d", connections), func(b *testing.B) {
			sink := posttest.Start(b, posttest.Options{})
			s := open(b, sink.URL()+fmt.Sprintf("&connections=%d", connections))
			b.SetParallelism(4)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := s.Send(b.Context(), message("1")); err != nil {
						b.Error(err)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}
