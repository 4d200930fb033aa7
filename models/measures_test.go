package models_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/models/modelstest"
)

func TestMeasuresAreOneWordInTheSmallestUnit(t *testing.T) {
	for typed, want := range map[string]string{
		"0,5 л": "500ml", "500 ml": "500ml", "500мл": "500ml", "0.5L": "500ml", "кофе 1 кг": "кофе 1000g", "1,5 мм кабель": "1p5mm кабель",
		"М8×40 мм": "м8 40mm", "болт 8x40": "болт 8x40", "2 см 20 мм": "20mm", "10 метров": "10 метров", "5 литров": "5 литров", "1.000,5 л": "1 000 5 л",
		"12 л.": "12000ml", "0,12345 л": "0 12345 л", "л": "л", "5г": "5g", "5 гр": "5g", "вода 0,33л стекло": "вода 330ml стекло", "": "",
	} {
		if d := cmp.Diff(want, strings.Join(models.SearchWords(typed), " ")); d != "" {
			t.Errorf("%q: %s", typed, d)
		}
	}
}

// What is typed and what stands in a name are read by two programs; they must agree.
func TestTheDatabaseReadsMeasuresTheSame(t *testing.T) {
	t.Parallel()
	pool := modelstest.DB(t, clock).Pool()
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"0", "5", "12", ",", ".", " ", "л", "мл", "ml", "кг", "г", "м", "мм", "x", "×", "болт", "-", "М"}), 0, 8).Draw(rt, "text"), "")
		var said string
		if err := pool.QueryRow(t.Context(), "SELECT plain_measures($1)", text).Scan(&said); err != nil {
			rt.Fatal(err)
		}
		if got, want := strings.Fields(said), models.Measures(text); !slices.Equal(got, want) {
			rt.Fatalf("%q is typed as %v and stands as %v", text, want, got)
		}
	})
}
