package feed

import "io"

// shape is how a cell stands in a workbook; in a CSV file all is text.
type shape uint8

const (
	textCell shape = iota
	numberCell
	dateCell
	errorCell
)

// cell is one value of a table: as people see it, and the exact number behind it where the file knows one.
type cell struct {
	text  string
	raw   string // of numbers and dates in workbooks
	shape shape
}

// row is a line of a table. It is good until the next is asked for.
type row struct {
	line  int
	cells []cell
	fault *Fault // the line cannot be read, others may
}

func (r *row) at(i int) cell {
	if i < 0 || i >= len(r.cells) {
		return cell{}
	}
	return r.cells[i]
}

// filled counts the cells that hold something, and says where the last of them is.
func (r *row) filled() (n, last int) {
	for i, c := range r.cells {
		if c.text != "" {
			n, last = n+1, i
		}
	}
	return n, last
}

// rows are the lines of a table, one after the other; io.EOF after the last.
type rows interface {
	next() (*row, error)
	io.Closer
}
