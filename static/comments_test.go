package static

import (
	"slices"
	"strings"
	"testing"
)

func TestWithoutComments(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"a line", "a(); // why\nb();", "a(); \nb();"},
		{"the last line", "a(); // why", "a(); "},
		{"a block keeps its lines", "/**\n * @param {string} s\n */\nf(s);", "\n\n\nf(s);"},
		{"a cast", "const x = /** @type {any} */ (y);", "const x =  (y);"},
		{"an address in a string", "go('https://x/y');", "go('https://x/y');"},
		{"an escaped quote", `s = 'it\'s // here';`, `s = 'it\'s // here';`},
		{"text of a template", "html`<a href=\"//x\">/* not one */</a>`;", "html`<a href=\"//x\">/* not one */</a>`;"},
		{"code in a template", "html`${/* one */ f({ a: `//${b /* two */}` })}`;", "html`${ f({ a: `//${b }` })}`;"},
		{"a regular expression", `s.replace(/[/'"]\/\*/g, '') // out`, `s.replace(/[/'"]\/\*/g, '') `},
		{"a division", "a / b / c; // out", "a / b / c; "},
		{"after a bracket it divides", "(a + b) / 2; // out", "(a + b) / 2; "},
		{"an open comment", "a /* never ends", "a "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(withoutComments([]byte(tt.src))); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOurModulesLoseOnlyComments(t *testing.T) {
	sources, err := read(embedded)
	if err != nil {
		t.Fatal(err)
	}
	for name, src := range sources {
		if !isOurs(name) {
			continue
		}
		sent := withoutComments(src)
		if again := withoutComments(sent); string(again) != string(sent) {
			t.Errorf("%s: a second reading finds comments that the first one left", name)
		}
		if !slices.Equal(importsOf(name, sent), importsOf(name, src)) {
			t.Errorf("%s: the imports changed", name)
		}
		if strings.Count(string(sent), "\n") != strings.Count(string(src), "\n") {
			t.Errorf("%s: the lines moved", name)
		}
		if strings.Contains(string(sent), "@param") || strings.Contains(string(sent), "@type") {
			t.Errorf("%s: a type is left", name)
		}
	}
}

func FuzzWithoutComments(f *testing.F) {
	f.Add("a // b\n/* c */ `d ${e /* f */}` /g/ 'h'")
	f.Fuzz(func(t *testing.T, src string) {
		if sent := withoutComments([]byte(src)); len(sent) > len(src) {
			t.Fatalf("%d bytes became %d", len(src), len(sent))
		}
	})
}
