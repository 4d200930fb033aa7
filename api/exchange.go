package api

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/encoding/charmap"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/studio"
)

// exchangeInput is a step of the exchange that 1C speaks with sites, over HTTP.
type exchangeInput struct {
	Type          string `query:"type" maxLength:"40"`
	Mode          string `query:"mode" maxLength:"40"`
	Filename      string `query:"filename" maxLength:"600"`
	Authorization string `header:"Authorization" maxLength:"1000"`
	RawBody       []byte `contentType:"application/octet-stream"`
}

// exchangeAnswer is a few lines of plain text in the encoding that 1C reads.
type exchangeAnswer struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	Authenticate string `header:"WWW-Authenticate"`
	Body         []byte
}

const exchangeCookie = "povtor_exchange"

// callsPerExchange is how many steps a key may take in a quarter of an hour.
const callsPerExchange = 6000

// exchangeRoutes are where a supplier's 1C pushes its catalogue by itself. It signs in with a key of the supplier's own, by
// Basic authentication, and goes on by the cookie it gets for it.
func (s *Server) exchangeRoutes(t *Table) {
	for _, address := range []string{"GET /api/1c/exchange", "POST /api/1c/exchange"} {
		op := t.operation("", address, "Exchange with 1C: checkauth, init, file, import")
		op.Tags, op.OperationID, op.MaxBodyBytes = []string{"1c"}, strings.ToLower(address[:strings.IndexByte(address, ' ')])+"-1c-exchange", bodyLimit
		op.Responses = map[string]*huma.Response{"200": {Description: "success, progress or failure, and what there is to say.", Content: map[string]*huma.MediaType{
			"text/plain": {Schema: &huma.Schema{Type: "string"}}}}}
		if op.Method == http.MethodGet {
			huma.Register(t.api, op, func(ctx context.Context, in *struct {
				Type          string `query:"type" maxLength:"40"`
				Mode          string `query:"mode" maxLength:"40"`
				Filename      string `query:"filename" maxLength:"600"`
				Authorization string `header:"Authorization" maxLength:"1000"`
			}) (*exchangeAnswer, error) {
				return s.exchange(ctx, exchangeInput{Type: in.Type, Mode: in.Mode, Filename: in.Filename, Authorization: in.Authorization}), nil
			})
			continue
		}
		op.SkipValidateBody = true
		huma.Register(t.api, op, func(ctx context.Context, in *exchangeInput) (*exchangeAnswer, error) {
			return s.exchange(ctx, *in), nil
		})
	}
}

// exchange answers one step.
func (s *Server) exchange(ctx context.Context, in exchangeInput) *exchangeAnswer {
	who, err := s.exchanger(ctx, in)
	if err != nil {
		return s.exchangeFault(ctx, err)
	}
	if in.Type != "catalog" {
		return plain(http.StatusOK, "failure\nПортал принимает только каталог (type=catalog)")
	}
	if err := s.portal.Identity.CountCalls(ctx, "exchange-calls:"+who.Key.Login, callsPerExchange); err != nil {
		return s.exchangeFault(ctx, err)
	}
	text, err := s.exchangeStep(ctx, s.portal.Studio.With(who), in)
	if err != nil {
		return s.exchangeFault(ctx, err)
	}
	return plain(http.StatusOK, text)
}

// exchangeStep does what a step asks for.
func (s *Server) exchangeStep(ctx context.Context, x studio.Exchange, in exchangeInput) (string, error) {
	switch in.Mode {
	case "checkauth":
		return "success\n" + exchangeCookie + "\n" + s.portal.Identity.ExchangeCookie(x.Exchange) + "\n", nil
	case "init":
		return fmt.Sprintf("zip=yes\nfile_limit=%d\n", studio.Piece), x.Open(ctx)
	case "file":
		return "success\n", x.Put(ctx, in.Filename, in.RawBody)
	case "import":
		v, err := x.Import(ctx, in.Filename)
		switch {
		case err != nil:
			return "", err
		case !v.Done:
			return "progress\n" + v.Text + "\n", nil
		case v.Failed:
			return "failure\n" + v.Text + "\n", nil
		}
		return "success\n" + v.Text + "\n", nil
	case "complete", "deactivate": // some versions say so at the end; what a list no longer has is decided by its import
		return "success\n", nil
	}
	return "failure\nНеизвестный шаг обмена (mode)\n", nil
}

// exchanger is who takes a step: by the cookie of this exchange, or by a key and its secret.
func (s *Server) exchanger(ctx context.Context, in exchangeInput) (identity.Exchange, error) {
	if cookie := requestOf(ctx).exchange; cookie != "" && in.Mode != "checkauth" {
		if who, err := s.portal.Identity.ByExchangeCookie(ctx, cookie); err == nil || in.Authorization == "" {
			return who, err
		}
	}
	word, ok := strings.CutPrefix(in.Authorization, "Basic ")
	text, err := base64.StdEncoding.DecodeString(word)
	login, secret, two := strings.Cut(string(text), ":")
	if !ok || err != nil || !two {
		return identity.Exchange{}, models.Faulty(models.Unauthenticated, "not-signed-in", "Sign in with an exchange key.")
	}
	return s.portal.Identity.ByExchangeKey(ctx, login, secret, requestOf(ctx).address)
}

// exchangeFault tells a fault the way 1C reads it.
func (s *Server) exchangeFault(ctx context.Context, err error) *exchangeAnswer {
	p := problemOf(ctx, err)
	switch p.Status {
	case http.StatusUnauthorized:
		a := plain(p.Status, "failure\nНеверный ключ обмена или его секрет")
		a.Authenticate = `Basic realm="1C"`
		return a
	case http.StatusTooManyRequests:
		return plain(p.Status, "failure\nСлишком много обращений; повторите обмен позже")
	case http.StatusNotFound:
		return plain(http.StatusOK, "failure\nПортал не получил такого файла в этом обмене")
	case http.StatusInternalServerError, http.StatusServiceUnavailable:
		return plain(p.Status, "failure\nПортал не смог принять файл; повторите обмен позже. "+p.Request)
	}
	return plain(http.StatusOK, "failure\n"+p.Code)
}

func plain(status int, text string) *exchangeAnswer {
	body, err := charmap.Windows1251.NewEncoder().String(text)
	if err != nil {
		body = text
	}
	return &exchangeAnswer{Status: status, ContentType: "text/plain; charset=windows-1251", Body: []byte(body)}
}
