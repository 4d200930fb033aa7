package main

import (
	"errors"
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
	var unfit cadence.RowFault
	if errors.As(err, &unfit) {
		return fmt.Errorf("%w\nA history is CSV, plain or gzip: a header with the columns client, supplier and date, and a row for each order, "+
			"its date as 2026-11-21", err)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%s, %d left out; %s, %d scored\n", many(int64(report.Rows), "row"), report.BadRows,
		many(int64(report.Pairs), "pair"), report.Eligible)
	if report.Rows == report.BadRows {
		return errors.New("there is no row to learn from: a row names a client, a supplier and a date such as 2026-11-21")
	}
	if report.Eligible == 0 {
		fmt.Fprintln(os.Stderr, "A pair is scored once it has ordered on three days before --as-of, the last of them within a year.")
	}
	return nil
}
