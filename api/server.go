package api

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"reflect"
	"strings"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"
	"github.com/prometheus/client_golang/prometheus"

	"povtor/portal/billing/stripefake"
	"povtor/static"
)

// Options say how to serve.
type Options struct {
	Secure    bool             // cookies only over https
	Proxies   []string         // addresses or networks whose X-Forwarded-For is believed
	Demo      bool             // the outbox page and the demo people are shown
	TestCards *stripefake.Fake // a demo's: pages in the place of Stripe's
	Version   string
	Now       func() time.Time
	Ready     func(context.Context) error
	Metrics   *prometheus.Registry
	Log       *slog.Logger
}

// Server is the portal over HTTP.
type Server struct {
	portal  Portal
	options Options
	app     *fiber.App
	table   *Table
	site    *static.Site
	closing atomic.Bool
}

const bodyLimit = 4 << 20

// New builds the server with every route.
func New(p Portal, o Options) (*Server, error) {
	useProblems()
	s := &Server{portal: p, options: o, app: fiber.New(fiber.Config{
		DisableStartupMessage: true, Immutable: true, BodyLimit: bodyLimit, ErrorHandler: sendProblem,
		ReadTimeout: 30 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute,
		ReadBufferSize: 16 << 10, // room for cookies
		ProxyHeader:    fiber.HeaderXForwardedFor, EnableTrustedProxyCheck: true, TrustedProxies: o.Proxies, EnableIPValidation: true,
	})}
	s.app.Use(measure(o.Metrics, o.Now), s.logged, recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: s.panicked}))
	s.healthRoutes(s.app)
	s.app.Use("/api", s.recognise, private)
	s.table = &Table{}
	s.table.api = humafiber.NewV2(s.app, s.describe(s.table))
	s.routes(s.table)
	s.app.Use("/api/v1", func(*fiber.Ctx) error { return fiber.ErrNotFound })
	if err := s.pages(s.app); err != nil {
		return nil, err
	}
	return s, nil
}

// describe is the head of the OpenAPI document.
func (s *Server) describe(t *Table) huma.Config {
	c := huma.DefaultConfig("Povtor", s.options.Version)
	c.Info.Description = "The buyer portal's own API: everything its pages do. Money and quantities are decimal strings; " +
		"lists are paged by ?after=; writes take an Idempotency-Key; faults are problem+json with a stable code."
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "/api/openapi", "", ""
	c.CreateHooks = nil
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", t.schemaName)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "The access token, as a bearer or in the cookie " + accessCookie + "."},
	}
	return c
}

// schemaName keeps types of the same name in different capabilities apart: ordering.Line is OrderingLine, a page of them
// OrderingPageLine. A body without a name of its own is called after its route.
func (t *Table) schemaName(of reflect.Type, hint string) string {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	name := huma.DefaultSchemaNamer(of, hint)
	if of.Name() == "" && of.Kind() == reflect.Struct {
		return t.bodyName(name)
	}
	home := homeOf(of)
	if home == "" || home == "models" || home == "api" || strings.HasPrefix(strings.ToLower(name), home) {
		return name
	}
	return strings.ToUpper(home[:1]) + home[1:] + name
}

// homeOf is the package that a type is at home in: a page of something is where that is.
func homeOf(of reflect.Type) string {
	path := of.PkgPath()
	home := path[strings.LastIndexByte(path, '/')+1:]
	if _, inside, generic := strings.Cut(of.Name(), "["); generic && home == "models" {
		path = inside[:max(0, strings.LastIndexByte(inside, '.'))]
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

// private keeps priced answers out of every shared cache.
func private(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	c.Set(fiber.HeaderVary, "Accept-Language, Cookie, Authorization")
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	return c.Next()
}

func (s *Server) panicked(c *fiber.Ctx, e any) {
	s.options.Log.ErrorContext(c.UserContext(), "panic", "what", e, "route", c.Route().Path, "request_id", requestID(c.UserContext()))
}

// Routes are the table, for the access test.
func (s *Server) Routes() []Route { return s.table.Routes() }

// App is Fiber's own handle, for tests.
func (s *Server) App() *fiber.App { return s.app }

// Serve answers on the listener until Shutdown.
func (s *Server) Serve(l net.Listener) error {
	go s.site.Warm(s.closing.Load) // so that no visitor waits for a file to be compressed
	if err := s.app.Listener(l); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// Shutdown stops taking requests and waits for those under way.
func (s *Server) Shutdown(ctx context.Context) error {
	s.closing.Store(true)
	return s.app.ShutdownWithContext(ctx)
}
