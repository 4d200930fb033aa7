package cadence

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"povtor/portal/csvfile"
)

// reportedFaults is how many faults a report names; a file that is wrong all
// through says the same a million times.
const reportedFaults = 1000

// history is the order days of every pair before a day. A row costs eight bytes,
// whatever the length of its codes.
type history struct {
	asOf      Day
	clients   codes
	suppliers codes
	index     map[pair]int32
	pairs     []pair
	latest    []Day // by pair, the day of its latest row: most repeats come together
	orders    []orderDay
	report    ScoreReport
}

type pair struct{ client, supplier int32 }

type orderDay struct {
	pair int32
	on   Day
}

// pairState is a pair by its codes, with what its order days have taught.
type pairState struct {
	client, supplier string
	state            State
}

func newHistory(asOf Day) *history {
	return &history{
		asOf:      asOf,
		clients:   codes{number: make(map[string]int32)},
		suppliers: codes{number: make(map[string]int32)},
		index:     make(map[pair]int32),
	}
}

// read takes the whole file in. It fails when the file cannot be read to its end
// or its header lacks a column; a bad row it reports and leaves out.
func (h *history) read(ctx context.Context, file io.Reader) error {
	rows, err := csvfile.Open(file, nil)
	if err != nil {
		return err
	}
	columns, err := rows.Header("client", "supplier", "date")
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if fault, isFault := errors.AsType[RowFault](err); isFault {
			h.report.Rows++
			h.reject(fault)
			continue
		}
		if err != nil {
			return fmt.Errorf("after line %d: %w", rows.Line(), err)
		}
		if !row.Blank() {
			h.report.Rows++
			h.add(row, columns[0], columns[1], columns[2])
		}
	}
}

// add takes one row in, or reports everything that is wrong with it.
func (h *history) add(row csvfile.Record, clientColumn, supplierColumn, dateColumn int) {
	client, supplier := cellText(row.Field(clientColumn)), cellText(row.Field(supplierColumn))
	date := row.Field(dateColumn)
	on, isDate := ParseDay(date)

	var faults []RowFault
	if len(client) == 0 {
		faults = append(faults, RowFault{Line: row.Line, Column: "client", Code: "missing-value"})
	}
	if len(supplier) == 0 {
		faults = append(faults, RowFault{Line: row.Line, Column: "supplier", Code: "missing-value"})
	}
	switch {
	case len(date) == 0:
		faults = append(faults, RowFault{Line: row.Line, Column: "date", Code: "missing-value"})
	case !isDate:
		faults = append(faults, RowFault{Line: row.Line, Column: "date", Value: csvfile.Excerpt(date), Code: "invalid-date"})
	}
	switch {
	case len(faults) > 0:
		h.reject(faults...)
	case on >= h.asOf:
		h.report.Later++
	default:
		h.order(client, supplier, on)
	}
}

func (h *history) reject(faults ...RowFault) {
	h.report.BadRows++
	room := reportedFaults - len(h.report.Faults)
	h.report.Faults = append(h.report.Faults, faults[:min(room, len(faults))]...)
}

func (h *history) order(client, supplier []byte, on Day) {
	key := pair{h.clients.of(client), h.suppliers.of(supplier)}
	i, known := h.index[key]
	if !known {
		i = int32(len(h.pairs))
		h.index[key] = i
		h.pairs = append(h.pairs, key)
		h.latest = append(h.latest, on)
	}
	if known && h.latest[i] == on {
		return
	}
	h.latest[i] = on
	h.orders = append(h.orders, orderDay{i, on})
}

// eligible is the state of every eligible pair, sorted by client and supplier.
// States are folded with the start prior: a prior can only be learned from them.
func (h *history) eligible() []pairState {
	var found []pairState
	for i, days := range h.daysByPair() {
		s := Fold(days, StartPrior())
		if Eligible(s, h.asOf) {
			p := h.pairs[i]
			found = append(found, pairState{h.clients.text[p.client], h.suppliers.text[p.supplier], s})
		}
	}
	slices.SortFunc(found, func(a, b pairState) int {
		return cmp.Or(cmp.Compare(a.client, b.client), cmp.Compare(a.supplier, b.supplier))
	})
	return found
}

// daysByPair sorts the rows by pair, by counting: the file's own order stays
// within each.
func (h *history) daysByPair() [][]Day {
	counts := make([]int, len(h.pairs))
	for _, o := range h.orders {
		counts[o.pair]++
	}
	all := make([]Day, len(h.orders))
	byPair := make([][]Day, len(h.pairs))
	for i, n := range counts {
		byPair[i], all = all[:0:n], all[n:]
	}
	for _, o := range h.orders {
		byPair[o.pair] = append(byPair[o.pair], o.on)
	}
	return byPair
}

// codes numbers the codes of clients or of suppliers, so that each text is kept
// once.
type codes struct {
	number map[string]int32
	text   []string
}

func (c *codes) of(code []byte) int32 {
	if n, ok := c.number[string(code)]; ok {
		return n
	}
	n := int32(len(c.text))
	text := string(bytes.Clone(code))
	c.number[text] = n
	c.text = append(c.text, text)
	return n
}
