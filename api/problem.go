package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"povtor/models"
)

// Problem is how every fault is answered (RFC 9457).
type Problem struct {
	Type    string              `json:"type" example:"about:blank"`
	Title   string              `json:"title" example:"Unprocessable Entity"`
	Status  int                 `json:"status" example:"422"`
	Code    string              `json:"code" doc:"A stable slug to act on." example:"below-minimum-order"`
	Detail  string              `json:"detail,omitempty"`
	Request string              `json:"request_id,omitempty" doc:"Quote it when asking for help."`
	Errors  []models.FieldFault `json:"errors,omitempty" doc:"Every place at fault."`

	retry int
}

func (p *Problem) Error() string             { return p.Code + ": " + p.Detail }
func (p *Problem) GetStatus() int            { return p.Status }
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders tells Huma what else goes out with it.
func (p *Problem) GetHeaders() http.Header {
	if p.retry == 0 {
		return nil
	}
	return http.Header{"Retry-After": {strconv.Itoa(p.retry)}}
}

var statusOf = map[models.Kind]int{
	models.Internal: 500, models.Malformed: 400, models.Unauthenticated: 401, models.Forbidden: 403, models.NotFound: 404,
	models.Conflict: 409, models.Gone: 410, models.Stale: 412, models.Invalid: 422, models.Limited: 429, models.Unavailable: 503,
}

// problemOf translates a fault once, here, and logs what is ours to mend.
func problemOf(ctx context.Context, err error) *Problem {
	request := requestID(ctx)
	var known *Problem
	if errors.As(err, &known) {
		known.Request = request
		return known
	}
	var f *models.Fault
	if !errors.As(err, &f) || f.Kind == models.Internal {
		if errors.Is(err, context.Canceled) {
			return newProblem(499, "client-gone", "", request)
		}
		slog.ErrorContext(ctx, "request failed", "err", err, "request_id", request)
		return newProblem(500, "internal", "Something went wrong on our side.", request)
	}
	if f.Kind == models.Unavailable {
		slog.WarnContext(ctx, "unavailable", "err", err, "request_id", request)
	}
	p := newProblem(statusOf[f.Kind], f.Code, f.Message, request)
	p.Errors = f.Fields
	p.retry = int(f.Retry.Seconds())
	return p
}

// orProblem is the fault translated, or nothing.
func orProblem(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return problemOf(ctx, err)
}

func newProblem(status int, code, detail, request string) *Problem {
	title := http.StatusText(status)
	if title == "" {
		title = "Request ended"
	}
	return &Problem{Type: "about:blank", Title: title, Status: status, Code: code, Detail: detail, Request: request}
}

// useProblems makes Huma's own refusals (a body that does not fit its schema) look like everybody else's. Huma keeps
// them in variables of its package, so they are set once however many servers are built at the same time.
var useProblems = sync.OnceFunc(func() {
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		code := "invalid-input"
		switch status {
		case 400:
			code = "malformed"
		case 406, 415:
			code = "media-type"
		case 413:
			code = "too-large"
		}
		p := newProblem(status, code, message, "")
		for _, e := range errs {
			var d huma.ErrorDetailer
			if errors.As(e, &d) {
				x := d.ErrorDetail()
				p.Errors = append(p.Errors, models.FieldFault{Field: fieldPath(x.Location), Code: "invalid", Message: x.Message})
			}
		}
		return p
	}
	huma.NewErrorWithContext = func(c huma.Context, status int, message string, errs ...error) huma.StatusError {
		p := huma.NewError(status, message, errs...).(*Problem)
		if c != nil {
			p.Request = requestID(c.Context())
		}
		return p
	}
})

// fieldPath makes "lines/3/quantity" of Huma's "body.lines[3].quantity".
func fieldPath(location string) string {
	out := make([]byte, 0, len(location))
	for i := range len(location) {
		switch c := location[i]; c {
		case '.', '[':
			out = append(out, '/')
		case ']':
		default:
			out = append(out, c)
		}
	}
	for _, prefix := range []string{"body/", "query/", "path/", "header/"} {
		if len(out) > len(prefix) && string(out[:len(prefix)]) == prefix {
			return string(out[len(prefix):])
		}
	}
	return string(out)
}

// sendProblem answers a fault from outside Huma.
func sendProblem(c *fiber.Ctx, err error) error {
	var fe *fiber.Error
	if errors.As(err, &fe) {
		code := fiberCodes[fe.Code]
		if code == "" {
			code = "request-refused"
		}
		err = newProblem(fe.Code, code, "", "") // the server's own words may repeat what was sent
	}
	p := problemOf(c.UserContext(), err)
	for name, values := range p.GetHeaders() {
		c.Set(name, values[0])
	}
	if err := c.Status(p.Status).JSON(p); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return nil
}

var fiberCodes = map[int]string{404: "not-found", 405: "method-not-allowed", 413: "too-large", 408: "timeout", 431: "headers-too-large"}
