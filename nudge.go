package main

import (
	"fmt"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/nudge"
)

type nudgeCommand struct {
	Plan nudgePlanCommand `cmd:"" help:"Say who would get a reminder and why, and who not and why not; nothing is sent."`
	Send nudgeSendCommand `cmd:"" help:"Queue today's reminders; the jobs deliver them."`
}

type nudgePlanCommand struct {
	AsOf string `placeholder:"DATE" help:"The day to plan for, as 2026-11-21; without it today, by each client's own calendar."`
	Data string `placeholder:"DIR" help:"Without DATABASE_URL: the demo's directory, ./data where there is one; made when it is named here."`
}

func (c nudgePlanCommand) Run(p *program) error {
	asOf, err := optionalDay(c.AsOf)
	if err != nil {
		return err
	}
	return p.withHouse(c.Data, func(h *house) error {
		plan, err := h.nudge.Plan(p.ctx, identity.System("nudge"), nudge.PlanInput{AsOf: asOf})
		if err != nil {
			return err
		}
		return plan.Table(p.out)
	})
}

type nudgeSendCommand struct {
	AsOf string `placeholder:"DATE" help:"The day to stand on; without it today, by each client's own calendar."`
	Data string `placeholder:"DIR" help:"Without DATABASE_URL: the demo's directory, ./data where there is one; made when it is named here."`
}

func (c nudgeSendCommand) Run(p *program) error {
	asOf, err := optionalDay(c.AsOf)
	if err != nil {
		return err
	}
	return p.withHouse(c.Data, func(h *house) error {
		sent, err := h.nudge.Send(p.ctx, identity.System("nudge"), nudge.SendInput{AsOf: asOf})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(p.out, "%d digests with %d reminders queued, %d held out, %d deferred, %d stopped\n",
			sent.Digests, sent.Nudges, sent.HeldOut, sent.Deferred, sent.Stopped)
		return err
	})
}

// optionalDay reads a day; none is zero.
func optionalDay(s string) (models.Date, error) {
	if s == "" {
		return 0, nil
	}
	d, err := models.ParseDate(s)
	if err != nil {
		return 0, fmt.Errorf("--as-of: %w", err)
	}
	return d, nil
}
