package csvfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readAll(t *testing.T, file string) (rows [][]string, faults []Fault) {
	t.Helper()
	r, err := Open(strings.NewReader(file), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Header("a", "b"); err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, faults
		}
		if fault, isFault := errors.AsType[Fault](err); isFault {
			faults = append(faults, fault)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, texts(row))
	}
}

func texts(row Record) []string {
	fields := make([]string, len(row.Fields))
	for i := range fields {
		fields[i] = string(row.Field(i))
	}
	return fields
}

func TestRecordsAndTheirQuotes(t *testing.T) {
	unclosed := func(line int, value string) []Fault {
		return []Fault{{Line: line, Value: value, Code: "unclosed-quote"}}
	}
	for name, c := range map[string]struct {
		file   string
		rows   [][]string
		faults []Fault
	}{
		"a quote is a character inside a plain field": {
			"a,b\n12\" pan,2\nx,3\" nail\n", [][]string{{`12" pan`, "2"}, {"x", `3" nail`}}, nil},
		"doubled quotes in two fields": {
			"a,b\n\"x\"\"y\",\"\"\"z\"\n", [][]string{{`x"y`, `"z`}}, nil},
		"an empty quoted field, and one at the end": {
			"a,b\n\"\",\"\"\n\"1\",\n", [][]string{{"", ""}, {"1", ""}}, nil},
		"line breaks in quotes": {
			"a,b\n\"one\r\n\ntwo\",2\nx,3\n", [][]string{{"one\n\ntwo", "2"}, {"x", "3"}}, nil},
		"a quote that never closes costs its own line only": {
			"a,b\n\"lost,1\nx,2\ny,3\n", [][]string{{"x", "2"}, {"y", "3"}}, unclosed(2, `"lost,1`)},
		"nor does a second such quote close it": {
			"a,b\n\"lost,1\nx,2\n\"found\",3\n", [][]string{{"x", "2"}, {"found", "3"}}, unclosed(2, `"lost,1`)},
		"a row made whole must be as wide as the header": {
			"a,b\n1,\"lost\nx,2\ny,3\",4\n", [][]string{{"x", "2"}},
			append(unclosed(2, `1,"lost`), Fault{Line: 4, Value: "4", Code: "too-many-fields"})},
		"an open quote in the last line": {
			"a,b\nx,1\n\"", [][]string{{"x", "1"}}, unclosed(3, `"`)},
	} {
		t.Run(name, func(t *testing.T) {
			rows, faults := readAll(t, c.file)
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.faults, faults); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRecordsSearchForAClosingQuoteHasAnEnd(t *testing.T) {
	for name, tail := range map[string]string{
		"many lines":      strings.Repeat("x,1\n", 1000),
		"long lines":      strings.Repeat(strings.Repeat("x", 30_000)+",1\n", 10),
		"a line too long": strings.Repeat("x", 2<<20) + "\nx,1\n",
	} {
		rows, faults := readAll(t, "a,b\n\"lost,1\n"+tail)
		if want := strings.Count(tail, ",1\n"); len(rows) != want || faults[0].Line != 2 {
			t.Errorf("%s: %d rows of %d, first fault %v", name, len(rows), want, faults[0])
		}
	}
}

// TestRecordsLongLine: a line longer than the buffer is still a row.
func TestRecordsLongLine(t *testing.T) {
	for _, n := range []int{1<<16 - 3, 1<<16 - 2, 1 << 16, 300_000, maxLine - len(",1\n")} {
		long := strings.Repeat("x", n)
		rows, faults := readAll(t, "a,b\n"+long+",1\ny,2")
		if want := [][]string{{long, "1"}, {"y", "2"}}; faults != nil || !cmp.Equal(want, rows) {
			t.Errorf("a value of %d: %d rows, faults %v", n, len(rows), faults)
		}
	}
}

// FuzzRecords: any file that the standard library's strict reader takes, ours
// reads the same.
func FuzzRecords(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("a,b\r\n\"1\",\"2,\"\"x\"\"\"\r\n\"3\n4\",5"))
	f.Add([]byte("a\n\"\n\"\n\n \n\"\""))
	f.Fuzz(func(t *testing.T, file []byte) {
		want, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
		if err != nil || len(want) == 0 || len(file) >= maxQuoted || bytes.Count(file, []byte("\n")) >= maxQuotedRows {
			return
		}
		if bytes.HasPrefix(file, []byte("\ufeff")) || bytes.HasPrefix(file, []byte("\x1f\x8b")) {
			return
		}
		for _, row := range want {
			for i := range row {
				row[i] = strings.TrimSpace(row[i])
			}
		}
		r, err := Open(bytes.NewReader(file), nil)
		if err != nil {
			return
		}
		r.comma, r.width = ',', len(want[0])
		var got [][]string
		for {
			row, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v", file, err)
			}
			got = append(got, texts(row))
		}
		if diff := cmp.Diff(filled(want), filled(got)); diff != "" {
			t.Fatalf("%q: %s", file, diff)
		}
	})
}

// filled leaves out rows with nothing in them: the two readers skip blank lines
// at different stages.
func filled(rows [][]string) [][]string {
	var kept [][]string
	for _, row := range rows {
		if strings.Join(row, "") != "" {
			kept = append(kept, row)
		}
	}
	return kept
}
