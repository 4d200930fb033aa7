package models_test

import (
	"testing"

	"povtor/models"
)

func TestNamesAreOneLineOfWhatIsSeen(t *testing.T) {
	for in, want := range map[string]string{
		"  Ольга   Петрова ":             "Ольга Петрова",
		"Кафе\n«Ромашка»":                "Кафе «Ромашка»",
		"Ann\u202egnp.exe":               "Anngnp.exe",
		"\u2067Ann\u2069":                "Ann",
		"A\x00B\x07C\x7f\u009b D\xffE":   "ABC DE",
		" \t\u00a0\u3000\u200b\ufeff\n ": "",
		"\u200d":                         "",
		"نیم\u200cفاصله":                 "نیم\u200cفاصله",
		"№ 1":                            "№ 1",
	} {
		if got := models.OneLine(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNotesKeepTheirLines(t *testing.T) {
	if got := models.Text(" a\r\n\tb\u202e\x1b[31m \n"); got != "a\n\tb[31m" {
		t.Errorf("%q", got)
	}
}
