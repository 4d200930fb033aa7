package studio

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/feed"
)

// attributeNames knows the questions that are asked about goods by what files call them.
type attributeNames struct {
	codes map[string]models.Attribute // by the name in small letters
	fresh map[string]models.AskedName // that the files ask for the first time, by their code
}

func namesOf(known []models.Attribute) *attributeNames {
	n := &attributeNames{codes: map[string]models.Attribute{}, fresh: map[string]models.AskedName{}}
	for _, a := range known {
		for _, name := range []string{a.NameRu, a.NameEn, a.Code} {
			if key := plain(name); n.codes[key].Code == "" {
				n.codes[key] = a
			}
		}
	}
	return n
}

func plain(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// most is how many attributes of one product are kept.
const most = 100

// values are a record's attributes by their codes.
func (n *attributeNames) values(told []feed.Attribute) map[string]any {
	out := map[string]any{}
	for _, a := range told {
		name := strings.Join(strings.Fields(a.Name), " ")
		value := text(a.Value)
		if name == "" || value == "" || len(out) == most {
			continue
		}
		if r := []rune(value); len(r) > longestName {
			value = string(r[:longestName])
		}
		known, ok := n.codes[plain(name)]
		if !ok {
			known = models.Attribute{Code: codeOf(name), Kind: models.TextAttribute, Unit: a.Unit}
			n.codes[plain(name)] = known
			n.fresh[known.Code] = models.AskedName{Name: name, Unit: a.Unit}
		}
		out[known.Code] = answerOf(known, value, a.Unit)
	}
	return out
}

// answerOf is a value as the question wants it: a number, yes or no, the choice's own value; text where it is none of these.
func answerOf(a models.Attribute, value, unit string) any {
	switch a.Kind {
	case models.NumberAttribute:
		if d, err := decimal.NewFromString(strings.ReplaceAll(strings.ReplaceAll(value, " ", ""), ",", ".")); err == nil {
			return json.RawMessage(d.String())
		}
	case models.YesNoAttribute:
		switch plain(value) {
		case "да", "yes", "true", "1", "есть":
			return true
		case "нет", "no", "false", "0":
			return false
		}
	case models.ChoiceAttribute:
		for _, c := range a.Choices {
			if plain(value) == plain(c.Value) || plain(value) == plain(c.NameRu) || plain(value) == plain(c.NameEn) {
				return c.Value
			}
		}
	}
	if unit != "" && unit != a.Unit {
		return value + " " + unit
	}
	return value
}

// latin are the Russian letters in Latin ones.
var latin = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ё", "e", "ж", "zh", "з", "z", "и", "i", "й", "y", "к", "k",
	"л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "h", "ц", "c", "ч", "ch", "ш", "sh", "щ", "sch",
	"ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "yu", "я", "ya")

// codeOf makes a code of an attribute's name. Names that would come out alike are told apart by a few letters of their hash.
func codeOf(name string) string {
	var b strings.Builder
	for _, r := range latin.Replace(plain(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	code := strings.Trim(b.String(), "_")
	if len(code) > 30 || code == "" {
		sum := sha256.Sum256([]byte(plain(name)))
		code = strings.Trim(code[:min(len(code), 24)], "_")
		if code == "" {
			code = "a"
		}
		code += "_" + hex.EncodeToString(sum[:3])
	}
	return code
}
