package api

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// healthRoutes tell a supervisor whether the process lives and whether it can serve.
func (s *Server) healthRoutes(app *fiber.App) {
	app.Get("/healthz", func(c *fiber.Ctx) error { return c.SendString("ok") })
	app.Get("/readyz", func(c *fiber.Ctx) error {
		if err := s.options.Ready(c.Context()); err != nil {
			return c.Status(fiber.StatusServiceUnavailable).SendString("the database does not answer")
		}
		return c.SendString("ok")
	})
	app.Get("/metrics", adaptor.HTTPHandler(promhttp.HandlerFor(s.options.Metrics, promhttp.HandlerOpts{})))
}

// measure counts requests by route and times them.
func measure(registry *prometheus.Registry, now func() time.Time) fiber.Handler {
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "povtor_http_request_seconds", Help: "Time to answer a request.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
	}, []string{"method", "route", "status"})
	registry.MustRegister(seconds)
	return func(c *fiber.Ctx) error {
		began := now()
		err := c.Next()
		seconds.WithLabelValues(c.Method(), c.Route().Path, strconv.Itoa(c.Response().StatusCode())).
			Observe(now().Sub(began).Seconds())
		return err
	}
}
