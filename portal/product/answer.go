package product

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"povtor/models"
)

// checkAnswers reports attributes that are not asked of the category's goods, and answers that are not of their kind.
func checkAnswers(f *models.Faults, asked []models.Attribute, given models.Attributes) {
	for code, answer := range given {
		i := slices.IndexFunc(asked, func(a models.Attribute) bool { return a.Code == code })
		at := "attributes/" + code
		if i < 0 {
			f.Add(at, "unknown-attribute", "This is not asked of the goods of the category.")
			continue
		}
		if why := refuse(asked[i], answer); why != "" {
			f.Add(at, why, "The answer is not of the kind "+string(asked[i].Kind)+".")
		}
	}
}

const longestAnswer = 200

// refuse says why an answer does not fit, "" where it does.
func refuse(a models.Attribute, answer json.RawMessage) string {
	d := json.NewDecoder(bytes.NewReader(answer))
	d.UseNumber()
	var value any
	if d.Decode(&value) != nil {
		return "not-a-value"
	}
	switch v := value.(type) {
	case string:
		switch {
		case a.Kind == models.TextAttribute && strings.TrimSpace(v) != "" && utf8.RuneCountInString(v) <= longestAnswer:
			return ""
		case a.Kind == models.ChoiceAttribute && slices.ContainsFunc(a.Choices, func(c models.Choice) bool { return c.Value == v }):
			return ""
		case a.Kind == models.ChoiceAttribute:
			return "unknown-choice"
		}
	case json.Number:
		if _, err := models.ParseQuantity(strings.TrimPrefix(v.String(), "-")); a.Kind == models.NumberAttribute && err == nil {
			return ""
		}
	case bool:
		if a.Kind == models.YesNoAttribute {
			return ""
		}
	}
	return "not-" + strings.ReplaceAll(string(a.Kind), "_", "-")
}
