package api

import (
	"log/slog"

	"github.com/gofiber/fiber/v2"
)

// logged writes one line for each call of the API, without query values, bodies or cookies. Pages and probes are told of
// only when somebody debugs.
func (s *Server) logged(c *fiber.Ctx) error {
	began := s.options.Now()
	if err := c.Next(); err != nil {
		if err := sendProblem(c, err); err != nil {
			return err
		}
	}
	ctx := c.UserContext()
	r := requestOf(ctx)
	status, level := c.Response().StatusCode(), slog.LevelDebug
	switch {
	case status >= fiber.StatusInternalServerError:
		level = slog.LevelWarn
	case r.id != "":
		level = slog.LevelInfo
	}
	if !s.options.Log.Enabled(ctx, level) {
		return nil
	}
	about := []slog.Attr{slog.String("method", c.Method()), slog.String("route", c.Route().Path), slog.Int("status", status),
		slog.Duration("took", s.options.Now().Sub(began))}
	if r.id != "" {
		about = append(about, slog.String("request_id", r.id))
	}
	if r.viewer.SignedIn() {
		about = append(about, slog.String("user", r.viewer.User().String()))
	}
	s.options.Log.LogAttrs(ctx, level, "request", about...)
	return nil
}
