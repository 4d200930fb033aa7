package cadence

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"povtor/portal/csvfile"
)

// lapseDays is the silence that p_lapse_90 speaks of.
const lapseDays = 90

var scoreColumns = []string{
	"client", "supplier", "order_days", "last_on", "due_on", "late_on", "alert_on", "p_buy", "p_lapse_90", "p_alive",
}

// RowFault is one thing wrong with an order file; besides what [csvfile.Fault] names there are missing-value and
// invalid-date.
type RowFault = csvfile.Fault

// ScoreReport says what Score made of the file.
type ScoreReport struct {
	Rows     int        // rows with anything in them, the header not counted
	Later    int        // good rows on or after the day in question, not looked at
	BadRows  int        // rows left out
	Faults   []RowFault // what was wrong with them; the first 1,000
	Pairs    int        // pairs with an order before the day
	Eligible int        // pairs scored: three order days, silent for no more than a year
	Prior    Prior      // learned from the scored pairs
}

// Score forecasts every eligible pair of an order history as the day asOf begins.
//
// The history is CSV, plain or gzip, with the columns client, supplier and date
// in any order among others; several rows for one day are one order day. Only
// rows before asOf are used. A bad row is reported and left out, the rest stands;
// a file that cannot be read to its end, or lacks a column, is an error and
// nothing is written.
//
// The answer is CSV, a row for each eligible pair, sorted by client and supplier:
//
//	order_days, last_on          before asOf
//	due_on, late_on, alert_on    a half, nine tenths, nineteen twentieths of its cycles are over
//	p_buy                        orders on asOf or one of the horizon-1 days after it
//	p_lapse_90                   does not order on asOf nor on the 89 days after it
//	p_alive                      will ever order again
//
// The prior is that of the scored pairs themselves: their states are folded with
// the start prior's s0, LearnPrior is taken over them, and each is forecast with
// it. The silence t is asOf - last_on, and p_buy is PBuy(t, horizon).
func Score(ctx context.Context, orders io.Reader, asOf Day, horizon int, answer io.Writer) (ScoreReport, error) {
	if horizon < 1 {
		return ScoreReport{}, fmt.Errorf("horizon: %d days is no time to buy in; give 1 or more", horizon)
	}
	h := newHistory(asOf)
	if err := h.read(ctx, orders); err != nil {
		return h.report, err
	}
	scored := h.eligible()
	h.report.Pairs = len(h.pairs)
	h.report.Eligible = len(scored)
	h.report.Prior = LearnPrior(states(scored))
	return h.report, writeScores(answer, scored, h.report.Prior, asOf, horizon)
}

func states(pairs []pairState) iter.Seq[State] {
	return func(yield func(State) bool) {
		for _, p := range pairs {
			if !yield(p.state) {
				return
			}
		}
	}
}

func writeScores(w io.Writer, pairs []pairState, prior Prior, asOf Day, horizon int) error {
	out := csv.NewWriter(w)
	if err := out.Write(scoreColumns); err != nil {
		return err
	}
	probability := func(p float64) string { return strconv.FormatFloat(p, 'f', 6, 64) }
	for _, p := range pairs {
		f := p.state.Forecast(prior)
		silent := int(asOf - p.state.LastOn)
		err := out.Write([]string{
			textCell(p.client),
			textCell(p.supplier),
			strconv.Itoa(p.state.OrderDays),
			p.state.LastOn.String(),
			f.DueOn().String(),
			f.LateOn().String(),
			f.AlertOn().String(),
			probability(f.PBuy(silent, horizon)),
			probability(f.PLapse(silent, lapseDays)),
			probability(f.PAlive(silent)),
		})
		if err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formulaStarts are the characters by which a spreadsheet takes a text for a
// formula.
const formulaStarts = "=+-@\t\r"

// textCell keeps a spreadsheet from running a client's code as a formula: such a
// text gets a leading apostrophe, which [cellText] takes off again on reading.
func textCell(text string) string {
	if text != "" && strings.IndexByte(formulaStarts, text[0]) >= 0 {
		return "'" + text
	}
	return text
}

func cellText(cell []byte) []byte {
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte(formulaStarts, cell[1]) >= 0 {
		return cell[1:]
	}
	return cell
}
