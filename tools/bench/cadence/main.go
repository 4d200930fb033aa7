// Command cadence measures the cadence model on real orders it has not seen, and
// prints the tables of docs/cadence.md:
//
//	go run ./tools/bench/cadence -data ../shared/data/iowa
//
// It exits with 1 when the model falls short of its goals.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"povtor/portal/cadence"
)

func main() {
	data := flag.String("data", "../shared/data/iowa", "folder with orders_2017.csv.gz to orders_2020.csv.gz")
	flag.Parse()
	if err := run(os.Stdout, *data); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out io.Writer, data string) error {
	histories, err := loadOrders(data, 2017, 2020)
	if err != nil {
		return err
	}
	forecasts := rollOrigin(histories, 2019)
	forecasts.print(out)
	fmt.Fprintln(out)
	forecasts.printCalibration(out)
	fmt.Fprintln(out)
	watchCycles(histories, forecasts.priors, cadence.Date(2021, 1, 1)).print(out)
	return forecasts.missedGoals()
}
