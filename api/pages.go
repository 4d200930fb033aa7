package api

import (
	"github.com/gofiber/fiber/v2"

	"povtor/static"
)

// pages serves the front end: files under their content's hash for ever, pages fresh.
func (s *Server) pages(app *fiber.App) error {
	site, err := static.New()
	if err != nil {
		return err
	}
	s.site = site
	app.Get("/a/:hash/*", func(c *fiber.Ctx) error {
		a, ok := site.Asset(c.Params("hash"), c.Params("*"), c.Get(fiber.HeaderAcceptEncoding))
		if !ok {
			return fiber.ErrNotFound
		}
		return send(c, a)
	})
	app.Get("/favicon.ico", func(c *fiber.Ctx) error { return send(c, site.Icon(c.Get(fiber.HeaderAcceptEncoding))) })
	app.Get("/robots.txt", func(c *fiber.Ctx) error { return c.SendString("User-agent: *\nDisallow: /\n") })
	app.Get("/*", func(c *fiber.Ctx) error {
		a, known := site.Page(c.Path(), c.Get(fiber.HeaderAcceptEncoding))
		if !known {
			c.Status(fiber.StatusNotFound) // with the page, which says so in the reader's language
		}
		return send(c, a)
	})
	return nil
}

func send(c *fiber.Ctx, a static.Answer) error {
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	for name, value := range a.Header {
		c.Set(name, value)
	}
	if a.Fresh(c.Get(fiber.HeaderIfNoneMatch)) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	return c.Send(a.Body)
}
