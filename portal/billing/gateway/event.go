package gateway

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/webhook"

	"povtor/models"
)

// Tolerance is how old a signature may be, and how far ahead of our clock.
const Tolerance = 300 * time.Second

// Event is something Stripe says has happened: a hint to look, never the fact itself.
type Event struct {
	ID        string
	Kind      string // charge.refunded
	Account   string // whose; empty: the portal's own
	Live      bool
	At        time.Time
	Object    string // the id of what it is about
	Reference string // our own row's id, where it bears one
	Intent    string
	Page      string
}

var (
	errForged = models.Faulty(models.Malformed, "bad-signature", "The signature does not fit the body.")
	errStale  = models.Faulty(models.Malformed, "stale-signature", "The signature is too old.")
)

// Read checks an event's signature over the very bytes that came, and reads it. A forged or stale one is Malformed.
func (g *Gateway) Read(body []byte, signature string) (Event, error) {
	signed := false
	for _, secret := range g.secrets {
		signed = signed || webhook.ValidatePayloadIgnoringTolerance(body, signature, secret) == nil
	}
	if !signed {
		return Event{}, errForged
	}
	if age := g.now().Sub(signedAt(signature)); age > Tolerance || age < -Tolerance {
		return Event{}, errStale
	}
	var e stripe.Event
	if err := json.Unmarshal(body, &e); err != nil || e.ID == "" || e.Data == nil {
		return Event{}, models.Faulty(models.Malformed, "not-an-event", "This is no event.")
	}
	out := Event{ID: e.ID, Kind: string(e.Type), Account: e.Account, Live: e.Livemode, At: time.Unix(e.Created, 0).UTC()}
	return out, out.readObject(e.Data.Raw)
}

// signedAt is when a header says it was made; the signature covers it.
func signedAt(header string) time.Time {
	for part := range strings.SplitSeq(header, ",") {
		if value, ok := strings.CutPrefix(part, "t="); ok {
			if at, err := strconv.ParseInt(value, 10, 64); err == nil {
				return time.Unix(at, 0)
			}
		}
	}
	return time.Time{}
}

// readObject takes from an event's object by what we know it.
func (e *Event) readObject(raw json.RawMessage) error {
	var o struct {
		ID        string            `json:"id"`
		Object    string            `json:"object"`
		Reference string            `json:"client_reference_id"`
		Metadata  map[string]string `json:"metadata"`
		Intent    json.RawMessage   `json:"payment_intent"`
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return models.Faulty(models.Malformed, "not-an-event", "This is no event.")
	}
	e.Object, e.Reference = o.ID, o.Metadata[mark]
	switch o.Object {
	case "checkout.session":
		e.Page = o.ID
		if e.Reference == "" {
			e.Reference = o.Reference
		}
	case "payment_intent":
		e.Intent = o.ID
	}
	if e.Intent == "" && len(o.Intent) > 0 {
		var id string
		var whole struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(o.Intent, &id) != nil && json.Unmarshal(o.Intent, &whole) == nil {
			id = whole.ID
		}
		e.Intent = id
	}
	return nil
}
