package feed

// Limits bound what a file may ask of the machine. Zero fields take their defaults.
type Limits struct {
	Unpacked int64 // bytes of everything in an archive or workbook together
	Ratio    int64 // bytes unpacked for each byte packed
	Entries  int   // files in an archive
	Rows     int   // records of a file
	Columns  int
	Cell     int // bytes of one value
	Depth    int // elements inside each other
	Faults   int // that are kept word for word; the rest are counted
}

// Bounds are the limits for anybody's file.
var Bounds = Limits{
	Unpacked: 2 << 30, Ratio: 200, Entries: 200_000, Rows: 1_000_000, Columns: 1024, Cell: 64 << 10, Depth: 64, Faults: 10_000,
}

func (l Limits) orDefault() Limits {
	or := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	or(&l.Entries, Bounds.Entries)
	or(&l.Rows, Bounds.Rows)
	or(&l.Columns, Bounds.Columns)
	or(&l.Cell, Bounds.Cell)
	or(&l.Depth, Bounds.Depth)
	or(&l.Faults, Bounds.Faults)
	if l.Unpacked <= 0 {
		l.Unpacked = Bounds.Unpacked
	}
	if l.Ratio <= 0 {
		l.Ratio = Bounds.Ratio
	}
	return l
}
