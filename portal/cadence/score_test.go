package cadence_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"povtor/portal/cadence"
)

// plain is one weekly pair, one fortnightly pair and one that is too young.
const plain = `client,supplier,date
kafe,moloko,2026-03-02
kafe,moloko,2026-03-09
kafe,moloko,2026-03-16
kafe,moloko,2026-03-23
kafe,chai,2026-02-02
kafe,chai,2026-02-16
kafe,chai,2026-03-02
bar,moloko,2026-03-02
bar,moloko,2026-03-20
`

func score(t *testing.T, orders string, asOf string) (string, cadence.ScoreReport) {
	t.Helper()
	var answer strings.Builder
	report, err := cadence.Score(context.Background(), strings.NewReader(orders), day(t, asOf), 31, &answer)
	if err != nil {
		t.Fatal(err)
	}
	return answer.String(), report
}

func TestScore(t *testing.T) {
	answer, report := score(t, plain, "2026-03-31")
	prior := report.Prior
	history := func(days ...string) cadence.State {
		var s cadence.State
		for _, d := range days {
			s, _ = s.Observe(day(t, d), cadence.StartPrior())
		}
		return s
	}
	milk := history("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23")
	tea := history("2026-02-02", "2026-02-16", "2026-03-02")
	if want := cadence.LearnPrior(slices.Values([]cadence.State{tea, milk})); prior != want {
		t.Errorf("prior %+v, want that of the two scored pairs %+v", prior, want)
	}
	row := func(client, supplier string, s cadence.State, silent int) string {
		f := s.Forecast(prior)
		return fmt.Sprintf("%s,%s,%d,%v,%v,%v,%v,%.6f,%.6f,%.6f\n", client, supplier, s.OrderDays, s.LastOn,
			f.DueOn(), f.LateOn(), f.AlertOn(), f.PBuy(silent, 31), f.PLapse(silent, 90), f.PAlive(silent))
	}
	want := "client,supplier,order_days,last_on,due_on,late_on,alert_on,p_buy,p_lapse_90,p_alive\n" +
		row("kafe", "chai", tea, 29) + row("kafe", "moloko", milk, 8)
	if diff := cmp.Diff(want, answer); diff != "" {
		t.Error(diff)
	}
	if report.Rows != 9 || report.Pairs != 3 || report.Eligible != 2 || report.Later != 0 || report.BadRows != 0 {
		t.Errorf("report %+v", report)
	}
}

// TestScoreReadsWhatPeopleSend: the same orders in other clothes give the same
// answer.
func TestScoreReadsWhatPeopleSend(t *testing.T) {
	want, _ := score(t, plain, "2026-03-31")
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = io.WriteString(z, plain)
	_ = z.Close()
	rows := strings.SplitAfter(strings.TrimSuffix(plain, "\n"), "\n")
	reversed := slices.Clone(rows[1:])
	slices.Reverse(reversed)
	reversed[0] += "\n"
	doubled := rows[0] + strings.Repeat(strings.Join(rows[1:], "")+"\n", 2)
	comments := "note,client,supplier,date\n"
	for _, row := range rows[1:] {
		comments += "\"said \"\"soon\"\",\nthen called\"," + strings.TrimSuffix(row, "\n") + "\n"
	}
	russian := strings.NewReplacer("2026-02-02", "02.02.2026", "2026-03-16", "16.03.2026 0:00:00").Replace(plain)

	for name, orders := range map[string]string{
		"gzip":                        zipped.String(),
		"byte order mark":             "\ufeff" + plain,
		"CRLF":                        strings.ReplaceAll(plain, "\n", "\r\n"),
		"no line end at the end":      strings.TrimSuffix(plain, "\n"),
		"semicolons":                  strings.ReplaceAll(plain, ",", ";"),
		"tabs":                        strings.ReplaceAll(plain, ",", "\t"),
		"blanks around values":        strings.ReplaceAll(plain, ",", " , "),
		"quotes everywhere":           `"` + strings.NewReplacer(",", `","`, "\n", "\"\n\"").Replace(strings.TrimSuffix(plain, "\n")) + `"`,
		"blanks around quotes":        strings.ReplaceAll(plain, "kafe", ` "kafe" `),
		"capitals in the header":      strings.Replace(plain, "client,supplier,date", "Client,SUPPLIER,Date", 1),
		"empty lines":                 "\n\n" + strings.ReplaceAll(plain, "\n", "\n\n"),
		"lines of separators":         strings.ReplaceAll(plain, "\n", "\n,,\n"),
		"separators at the end":       strings.ReplaceAll(plain, "\n", ",,\n"),
		"backwards":                   rows[0] + strings.Join(reversed, ""),
		"every order twice":           doubled,
		"Russian dates":               russian,
		"notes with breaks in quotes": comments,
		"orders on the day and after": plain + "kafe,moloko,2026-03-31\nkafe,chai,2027-01-01\nnew,new,2026-04-01\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, report := score(t, orders, "2026-03-31")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if report.BadRows != 0 {
				t.Errorf("faults %v", report.Faults)
			}
		})
	}
}

func TestScoreColumnsInAnyOrder(t *testing.T) {
	got, _ := score(t, "sum,date,supplier,lines,client\n1,2026-03-02,s,1,c\n1,2026-03-05,s,1,c\n1,2026-03-09,s,1,c\n", "2026-04-01")
	if !strings.Contains(got, "\nc,s,3,2026-03-09,") {
		t.Error(got)
	}
}

func TestScoreReportsBadRowsAndKeepsTheGood(t *testing.T) {
	long := strings.Repeat("x", 2<<20)
	orders := "client,supplier,date\n" +
		"c,s,2026-03-02\n" +
		",s,2026-03-03\n" +
		"c, ,31.02.2026\n" +
		"c,s\n" +
		"c,s,2026-03-04,surplus\n" +
		"\"c,s,2026-03-05\n" +
		"c,s,2026-03-06\n" +
		long + "\n" +
		"\"c\" d,s,2026-03-07\n" +
		"c,s,завтра\n" +
		"c,s,2026-03-09\n"
	answer, report := score(t, orders, "2026-04-01")
	want := []cadence.RowFault{
		{Line: 3, Column: "client", Code: "missing-value"},
		{Line: 4, Column: "supplier", Code: "missing-value"},
		{Line: 4, Column: "date", Value: "31.02.2026", Code: "invalid-date"},
		{Line: 5, Column: "date", Code: "missing-value"},
		{Line: 6, Value: "surplus", Code: "too-many-fields"},
		{Line: 7, Value: "\"c,s,2026-03-05", Code: "unclosed-quote"},
		{Line: 9, Value: strings.Repeat("x", 80) + "…", Code: "line-too-long"},
		{Line: 10, Value: "\"c\" d,s,2026-03-07", Code: "unclosed-quote"},
		{Line: 11, Column: "date", Value: "завтра", Code: "invalid-date"},
	}
	if diff := cmp.Diff(want, report.Faults); diff != "" {
		t.Error(diff)
	}
	if report.Rows != 11 || report.BadRows != 8 {
		t.Errorf("%d rows, %d bad", report.Rows, report.BadRows)
	}
	if !strings.Contains(answer, "\nc,s,3,2026-03-09,") {
		t.Errorf("the good rows are lost: %s", answer)
	}
}

func TestScoreNamesAThousandFaultsAndCountsAll(t *testing.T) {
	_, report := score(t, "client,supplier,date\n"+strings.Repeat("c,,never\n", 1500), "2026-04-01")
	if len(report.Faults) != 1000 || report.BadRows != 1500 {
		t.Errorf("%d named, %d counted", len(report.Faults), report.BadRows)
	}
}

func TestScoreRefusesAFileItCannotRead(t *testing.T) {
	var cut bytes.Buffer
	z := gzip.NewWriter(&cut)
	_, _ = io.WriteString(z, strings.Repeat(plain, 1000))
	_ = z.Close()
	for name, c := range map[string]struct {
		file io.Reader
		want string
	}{
		"empty":               {strings.NewReader(""), "line 1: empty-file"},
		"blank lines only":    {strings.NewReader("\n \n"), "line 1: empty-file"},
		"a missing column":    {strings.NewReader("client;vendor;date\n"), "line 1: missing-column supplier"},
		"two missing columns": {strings.NewReader("shop,vendor,date\n"), "line 1: missing-column client\nline 1: missing-column supplier"},
		"a column twice":      {strings.NewReader("\ndate,client,supplier,Date\n"), "line 2: duplicate-column date"},
		"UTF-16":              {strings.NewReader("\xff\xfec\x00l\x00"), `line 1: unsupported-encoding "UTF-16"`},
		"a workbook":          {strings.NewReader("PK\x03\x04..."), `line 1: unsupported-format "zip or xlsx"`},
		"half a gzip":         {bytes.NewReader(cut.Bytes()[:cut.Len()/2]), "unexpected EOF"},
		"a broken gzip":       {strings.NewReader("\x1f\x8bxxxxxxxxxxxxxxxxx"), `line 1: unsupported-format "broken gzip"`},
		"a failing disk":      {io.MultiReader(strings.NewReader(plain), iotest.ErrReader(errors.New("disk on fire"))), "after line 10: disk on fire"},
	} {
		t.Run(name, func(t *testing.T) {
			var answer strings.Builder
			_, err := cadence.Score(context.Background(), c.file, day(t, "2026-04-01"), 31, &answer)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if answer.Len() > 0 {
				t.Errorf("wrote %q", answer.String())
			}
		})
	}
}

func TestScoreStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := cadence.Score(ctx, strings.NewReader(plain), 0, 31, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := cadence.Score(context.Background(), strings.NewReader(plain), 0, 0, io.Discard); err == nil {
		t.Error("a horizon of no days was taken")
	}
	full := errors.New("disk full")
	if _, err := cadence.Score(context.Background(), strings.NewReader(plain), day(t, "2026-04-01"), 31, failing{full}); !errors.Is(err, full) {
		t.Errorf("full disk: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestScoreKeepsSpreadsheetsFromRunningCodes: a code that a spreadsheet would
// run is written with an apostrophe, and read back without it.
func TestScoreKeepsSpreadsheetsFromRunningCodes(t *testing.T) {
	orders := strings.NewReplacer("kafe", `"=HYPERLINK(""x"",1)"`, "chai", "-7").Replace(plain)
	first, _ := score(t, orders, "2026-03-31")
	if !strings.Contains(first, `"'=HYPERLINK(""x"",1)",'-7,3,`) {
		t.Error(first)
	}
	again := strings.NewReplacer("kafe", `"'=HYPERLINK(""x"",1)"`, "chai", "'-7").Replace(plain)
	if second, _ := score(t, again, "2026-03-31"); second != first {
		t.Error(second)
	}
}

// TestScoreIsDeterministic: neither the order of the rows nor their repetition
// moves a digit.
func TestScoreIsDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf("%s,%s,%v\n",
				rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "client"),
				rapid.SampledFrom([]string{"x", "y"}).Draw(t, "supplier"),
				cadence.Date(2026, 1, 1)+cadence.Day(rapid.IntRange(0, 100).Draw(t, "day")))
		}), 1, 100).Draw(t, "rows")
		shuffled := rapid.Permutation(append(rows, rows[0])).Draw(t, "shuffled")
		run := func(rows []string) string {
			var answer strings.Builder
			orders := strings.NewReader("client,supplier,date\n" + strings.Join(rows, ""))
			if _, err := cadence.Score(context.Background(), orders, cadence.Date(2026, 4, 1), 31, &answer); err != nil {
				t.Fatal(err)
			}
			return answer.String()
		}
		if diff := cmp.Diff(run(rows), run(shuffled)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// FuzzScore: whatever the file, Score ends, accounts for every row and answers in
// sound figures.
func FuzzScore(f *testing.F) {
	f.Add([]byte(plain))
	f.Add([]byte("client;supplier;date\r\n\"a\";\"b\nc\";01.02.2026\r\n\"a;b;01.02.2026\n"))
	f.Add([]byte("\ufeffdate\tclient\tsupplier\n2026-01-01\t=1\t'=1\n"))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, file []byte) {
		var answer bytes.Buffer
		report, err := cadence.Score(context.Background(), bytes.NewReader(file), cadence.Date(2026, 4, 1), 31, &answer)
		if err != nil {
			if answer.Len() > 0 {
				t.Fatalf("failed with %v after writing %q", err, answer.String())
			}
			return
		}
		rows, err := csv.NewReader(&answer).ReadAll()
		if err != nil || len(rows) != report.Eligible+1 {
			t.Fatalf("%d rows for %d pairs: %v", len(rows), report.Eligible, err)
		}
		if report.Eligible > report.Pairs || report.Pairs+report.Later+report.BadRows > report.Rows || len(report.Faults) > 1000 {
			t.Fatalf("report %+v", report)
		}
		for _, row := range rows[1:] {
			for _, p := range row[7:] {
				if x, err := strconv.ParseFloat(p, 64); err != nil || math.IsNaN(x) || x < 0 || x > 1 {
					t.Fatalf("no probability: %v", row)
				}
			}
			if !(row[3] < row[4] && row[4] <= row[5] && row[5] <= row[6]) {
				t.Fatalf("last, due, late, alert out of order: %v", row)
			}
		}
	})
}

// BenchmarkScore scores a year of 2,000 pairs that buy about weekly.
func BenchmarkScore(b *testing.B) {
	var orders bytes.Buffer
	orders.WriteString("date,client,supplier,lines,sum\n")
	rows := 0
	for d := range cadence.Day(365) {
		for pair := range 2000 {
			if (int(d)*7+pair*pair)%(5+pair%9) == 0 {
				fmt.Fprintf(&orders, "%v,%d,%d,12,4468.87\n", cadence.Date(2025, 1, 1)+d, 2000+pair/20, pair%20)
				rows++
			}
		}
	}
	b.SetBytes(int64(orders.Len()))
	b.ReportAllocs()
	for b.Loop() {
		_, err := cadence.Score(context.Background(), bytes.NewReader(orders.Bytes()), cadence.Date(2026, 1, 1), 31, io.Discard)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*rows)/b.Elapsed().Seconds(), "rows/s")
}
