package main

import (
	"fmt"
	"io"
	"os"

	"povtor/portal/cadence"
)

type cadenceCommand struct {
	Score scoreCommand `cmd:"" help:"Forecast every pair of an order history: when it is due, late, and whether it will buy."`
}

type scoreCommand struct {
	Orders  string `required:"" placeholder:"FILE.csv[.gz]" help:"The history: columns client, supplier, date; '-' reads standard input."`
	AsOf    string `required:"" placeholder:"DATE" help:"The day to stand on, as 2026-11-21; only days before it are used."`
	Horizon int    `default:"31" help:"Days ahead that p_buy looks."`
}

func (c scoreCommand) Run(p *program) error {
	asOf, ok := cadence.ParseDay(c.AsOf)
	if !ok {
		return fmt.Errorf("--as-of: %q is not a day like 2026-11-21", c.AsOf)
	}
	var orders io.Reader = os.Stdin
	if c.Orders != "-" {
		f, err := os.Open(c.Orders)
		if err != nil {
			return err
		}
		defer f.Close()
		orders = f
	}
	report, err := cadence.Score(p.ctx, orders, asOf, c.Horizon, p.out)
	for _, f := range report.Faults {
		fmt.Fprintln(os.Stderr, f)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d rows, %d left out; %d pairs, %d scored\n", report.Rows, report.BadRows, report.Pairs, report.Eligible)
	return nil
}
