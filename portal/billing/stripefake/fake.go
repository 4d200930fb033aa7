// Package stripefake behaves like Stripe towards the portal: connected accounts, hosted pages, charges, refunds, disputes, balances and
// signed events, in memory. Tests let it be slow, out of order, double-tongued or broken; the demo lets a visitor try a card
// payment with it. No money moves, and nothing of it is ever part of a portal that serves.
package stripefake

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options say how the fake stands in the world.
type Options struct {
	Now     func() time.Time
	Key     string                      // the secret key that it takes
	Secret  string                      // with which it signs events
	PageURL func(page string) string    // where a payer goes to pay
	JoinURL func(account string) string // where a supplier goes to answer its questions
	Told    func(Event)                 // hears of every event as it happens; it may not call back at once
	Soon    time.Duration               // after which a promise is kept by itself; 0: by hand
	Kept    func([]byte)                // is handed the whole state after every change
}

// Fake is the fake.
type Fake struct {
	o       Options
	mu      sync.Mutex
	s       state
	trouble func(*http.Request) Trouble
	pending bool // refunds take their time
}

// Trouble is what goes wrong with a call.
type Trouble struct {
	Delay  time.Duration
	Status int  // answered instead; 0: nothing goes wrong
	After  bool // what was asked for is done, and only the answer lost
}

// New makes one.
func New(o Options) *Fake {
	random := make([]byte, 5) // ids are Stripe's own: no two fakes make the same
	_, _ = rand.Read(random)
	f := &Fake{o: o, s: newState()}
	f.s.Run = hex.EncodeToString(random)
	return f
}

// Restore brings one back that was kept.
func Restore(o Options, kept []byte) (*Fake, error) {
	f := New(o)
	if err := json.Unmarshal(kept, &f.s); err != nil {
		return nil, err
	}
	for _, p := range f.s.Pages {
		if i := f.s.Intents[p.Intent]; i != nil && i.State == "processing" {
			f.soon(p.ID)
		}
	}
	return f, nil
}

// Trouble says from now on what goes wrong with which call; nil: nothing.
func (f *Fake) Trouble(t func(*http.Request) Trouble) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trouble = t
}

// SlowRefunds lets refunds wait until they are finished by hand.
func (f *Fake) SlowRefunds(slow bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending = slow
}

// object is what a caller is answered.
type object = map[string]any

// refusal is an error as Stripe puts it.
type refusal struct {
	status              int
	kind, code, message string
}

func (r refusal) Error() string { return r.message }

func missing(what, id string) error {
	return refusal{http.StatusNotFound, "invalid_request_error", "resource_missing", "No such " + what + ": '" + id + "'"}
}

func invalid(code, message string) error {
	return refusal{http.StatusBadRequest, "invalid_request_error", code, message}
}

// call is one request, read.
type call struct {
	account string
	form    url.Values
	method  string
	path    []string
}

// ServeHTTP answers a call.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	hook := f.trouble
	f.mu.Unlock()
	var t Trouble
	if hook != nil {
		t = hook(r)
	}
	time.Sleep(t.Delay)
	if t.Status != 0 && !t.After {
		answer(w, nil, refusal{t.Status, "api_error", "", "Something is wrong on our side."})
		return
	}
	out, err := f.take(r)
	if t.Status != 0 {
		out, err = nil, refusal{t.Status, "api_error", "", "Something is wrong on our side."}
	}
	answer(w, out, err)
}

func answer(w http.ResponseWriter, out object, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Request-Id", "req_fake")
	status := http.StatusOK
	if err != nil {
		var re refusal
		if !errors.As(err, &re) {
			re = refusal{http.StatusInternalServerError, "api_error", "", err.Error()}
		}
		status, out = re.status, object{"error": object{"type": re.kind, "code": re.code, "message": re.message}}
	}
	body, err := json.Marshal(out)
	if err != nil {
		status = http.StatusInternalServerError
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// take does what a call asks for, once for an idempotency key.
func (f *Fake) take(r *http.Request) (object, error) {
	if r.Header.Get("Authorization") != "Bearer "+f.o.Key {
		return nil, refusal{http.StatusUnauthorized, "invalid_request_error", "", "Invalid API Key provided."}
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if r.Method == http.MethodGet {
		form = r.URL.Query()
	}
	if err != nil {
		return nil, invalid("parameter_invalid", "unreadable")
	}
	c := call{r.Header.Get("Stripe-Account"), form, r.Method, strings.Split(strings.Trim(r.URL.Path, "/"), "/")}
	f.mu.Lock()
	told, kept := f.o.Told, len(f.s.Events)
	out, err := f.once(c, r.Header.Get("Idempotency-Key"), body)
	fresh := append([]Event{}, f.s.Events[kept:]...)
	f.keep()
	f.mu.Unlock()
	if told != nil {
		for _, e := range fresh {
			told(e)
		}
	}
	return out, err
}

// once answers a repeated call as before.
func (f *Fake) once(c call, key string, body []byte) (object, error) {
	if key == "" || c.method != http.MethodPost {
		return f.route(c)
	}
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	key = c.account + " " + key
	if was, ok := f.s.Answers[key]; ok {
		if was.Hash != hash {
			return nil, refusal{http.StatusBadRequest, "idempotency_error", "", "Keys for idempotent requests can only be used with the same parameters."}
		}
		return was.Body, nil
	}
	out, err := f.route(c)
	if err == nil {
		f.s.Answers[key] = said{hash, out}
	}
	return out, err
}

func (f *Fake) route(c call) (object, error) {
	at := func(n int) string {
		if n < len(c.path) {
			return c.path[n]
		}
		return ""
	}
	post := c.method == http.MethodPost
	switch name := at(1); {
	case name == "accounts" && post && at(2) == "":
		return f.newAccount(c)
	case name == "accounts":
		return f.readAccount(at(2))
	case name == "account_links":
		return object{"object": "account_link", "url": f.o.JoinURL(c.form.Get("account")), "created": f.o.Now().Unix()}, nil
	case name == "checkout" && post && at(3) == "":
		return f.newPage(c)
	case name == "checkout" && post && at(4) == "expire":
		return f.expirePage(c, at(3))
	case name == "checkout" && at(3) != "":
		return f.readPage(c, at(3))
	case name == "checkout":
		return f.listPages(c)
	case name == "payment_intents":
		return f.readIntent(c, at(2))
	case name == "refunds" && post:
		return f.newRefund(c)
	case name == "refunds":
		return f.listRefunds(c)
	case name == "disputes":
		return f.listDisputes(c)
	case name == "balance_transactions":
		return f.listMoves(c)
	}
	return nil, invalid("url_invalid", "Unrecognized request URL "+strings.Join(c.path, "/"))
}

// list is a stretch of things, the newest first, after a cursor.
func list[T any](c call, all []T, id func(T) string, show func(T) object) object {
	limit, err := strconv.Atoi(c.form.Get("limit"))
	if err != nil {
		limit = 10
	}
	after, data, more := c.form.Get("starting_after"), []object{}, false
	past := after == ""
	for n := len(all) - 1; n >= 0; n-- {
		switch {
		case !past:
			past = id(all[n]) == after
		case len(data) == limit:
			more = true
		default:
			data = append(data, show(all[n]))
		}
	}
	return object{"object": "list", "data": data, "has_more": more, "url": "/" + strings.Join(c.path, "/")}
}

// since is the time from which a list is asked for.
func (c call) since() int64 {
	n, _ := strconv.ParseInt(c.form.Get("created[gte]"), 10, 64) // from the beginning, where nothing is said
	return n
}

// metadata is what a caller wants kept under a name.
func (c call) metadata(name string) map[string]string {
	out := map[string]string{}
	for key, values := range c.form {
		if rest, ok := strings.CutPrefix(key, name+"["); ok && strings.HasSuffix(rest, "]") {
			out[strings.TrimSuffix(rest, "]")] = values[0]
		}
	}
	return out
}

func (f *Fake) id(kind string) string {
	f.s.Next++
	return fmt.Sprintf("%s_test_%s%06d", kind, f.s.Run, f.s.Next)
}

func (f *Fake) keep() {
	if f.o.Kept == nil {
		return
	}
	if b, err := json.Marshal(f.s); err == nil {
		f.o.Kept(b)
	}
}
