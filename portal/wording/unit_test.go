package wording

import (
	"os"
	"regexp"
	"testing"
)

// The pages say units in their own word lists; a mail must not say them otherwise.
func TestUnitsAreThoseOfThePages(t *testing.T) {
	for language, file := range map[Language]string{English: "../../static/locales/en.js", Russian: "../../static/locales/ru.js"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		said := regexp.MustCompile(`'unit\.(\w+)': (?:\{ one: )?'([^']+)'`).FindAllStringSubmatch(string(source), -1)
		if len(said) < 10 {
			t.Fatalf("%s says %d units", file, len(said))
		}
		for _, u := range said {
			if got := language.Unit(u[1]); got != u[2] {
				t.Errorf("%s: %s is %q in a mail, %q on a page", language, u[1], got, u[2])
			}
		}
	}
	if got := Russian.Unit("бухта"); got != "бухта" {
		t.Error("a supplier's own unit became", got)
	}
}
