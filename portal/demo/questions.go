package demo

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"povtor/models"
)

// question is what is asked about goods, by the code that families answer it with.
type question struct {
	code, ru, en string
	number       bool // else one of the answers that were given
	folded       bool // not told to buyers who narrow a list
}

var questions = []question{
	{code: "thread", ru: "Резьба", en: "Thread"},
	{code: "diameter", ru: "Диаметр, мм", en: "Diameter, mm", number: true},
	{code: "length", ru: "Длина, мм", en: "Length, mm", number: true},
	{code: "across", ru: "Размер, см", en: "Across, cm", number: true},
	{code: "finish", ru: "Покрытие и класс", en: "Finish and grade"},
	{code: "standard", ru: "Стандарт", en: "Standard"},
	{code: "blend", ru: "Смесь или сорт", en: "Blend or origin"},
	{code: "taste", ru: "Вкус", en: "Taste"},
	{code: "content", ru: "Фасовка", en: "Content"},
	{code: "fat", ru: "Жирность", en: "Fat"},
	{code: "cores", ru: "Жил", en: "Cores", number: true},
	{code: "section", ru: "Сечение, мм²", en: "Cross-section, mm²", number: true},
	{code: "poles", ru: "Полюсов", en: "Poles"},
	{code: "current", ru: "Ток, А", en: "Current, A", number: true},
	{code: "kelvin", ru: "Цветность, К", en: "Colour temperature, K", number: true},
	{code: "modules", ru: "Модулей", en: "Modules", number: true},
	{code: "ip", ru: "Защита", en: "Protection"},
	{code: "size", ru: "Размер", en: "Size"},
	{code: "colour", ru: "Цвет", en: "Colour"},
	{code: "material", ru: "Материал", en: "Material"},
	{code: "format", ru: "Формат", en: "Format"},
	{code: "depth", ru: "Глубина, мм", en: "Depth, mm", number: true, folded: true},
	{code: "volume", ru: "Объём, мл", en: "Volume, ml", number: true},
}

func questionOf(code string) question {
	at := slices.IndexFunc(questions, func(q question) bool { return q.code == code })
	if at < 0 {
		panic("demo table: nobody asks " + code)
	}
	return questions[at]
}

// answer is what a variant says to a question.
type answer struct{ code, ru, en string }

var (
	numeral  = regexp.MustCompile(`\d+(?:[.,]\d+)?`)
	standard = regexp.MustCompile(`DIN \d+`)
)

// answersOf reads a family's answers off its choices: "thread*length finish" asks two of the first axis, told apart by a
// multiplication sign, and one of the second; a dash asks nothing.
func (f *family) answersOf(picked []choice) (out []answer) {
	for i, codes := range strings.Fields(f.asks) {
		ru, en := strings.Split(picked[i].ru, "×"), strings.Split(picked[i].en, "×")
		split := strings.Split(codes, "*")
		for n, code := range split {
			switch {
			case code == "-":
			case len(split) == 1:
				out = append(out, answer{code, picked[i].ru, picked[i].en})
			case n < len(ru) && n < len(en):
				out = append(out, answer{code, ru[n], en[n]})
			}
		}
	}
	if din := standard.FindString(f.ru); din != "" && f.asks != "" {
		out = append(out, answer{"standard", din, din})
	}
	for i, a := range out {
		if a.code == "thread" {
			out[i].ru, out[i].en = "М"+strings.TrimPrefix(a.ru, "М"), "M"+strings.TrimPrefix(strings.TrimPrefix(a.en, "М"), "M")
		}
	}
	return out
}

// kept is an answer as a product keeps it; empty: none that could be read.
func (a answer) kept() json.RawMessage {
	if !questionOf(a.code).number {
		text, err := json.Marshal(a.value())
		if err != nil {
			panic(err)
		}
		return text
	}
	return json.RawMessage(strings.ReplaceAll(numeral.FindString(a.en), ",", "."))
}

// value is the answer's own name among those to choose from.
func (a answer) value() string { return a.en }

// fill answers a product's questions.
func (p *product) fill(picked []choice) {
	p.answers = p.family.answersOf(picked)
	for _, a := range p.answers {
		if text := a.kept(); len(text) > 0 {
			if p.row.Attributes == nil {
				p.row.Attributes = models.Attributes{}
			}
			p.row.Attributes[a.code] = text
		}
	}
}

// ask writes down what a supplier asks about its goods: each question in the categories whose goods answer it.
func (a *author) ask(s *supplier) {
	type place struct {
		category models.CategoryID
		code     string
	}
	var order []place
	choices := map[place][]models.Choice{}
	for _, p := range s.products {
		for _, said := range p.answers {
			at := place{p.row.CategoryID, said.code}
			if _, known := choices[at]; !known {
				order, choices[at] = append(order, at), nil
			}
			c := models.Choice{Value: said.value(), NameRu: said.ru, NameEn: said.en}
			if !questionOf(said.code).number && !slices.ContainsFunc(choices[at], func(x models.Choice) bool { return x.Value == c.Value }) {
				choices[at] = append(choices[at], c)
			}
		}
	}
	for _, at := range order {
		q := questionOf(at.code)
		row := models.Attribute{ID: idOf[models.Attribute](a.seed, a.start, "attribute", s.letters, at.category, at.code), CategoryID: at.category,
			SupplierID: &s.row.ID, Code: q.code, NameRu: q.ru, NameEn: q.en, Kind: models.ChoiceAttribute, Choices: choices[at], Facet: !q.folded,
			Position: slices.Index(questions, q) + 1, Version: 1}
		if q.number {
			row.Kind, row.Choices = models.NumberAttribute, []models.Choice{}
		}
		a.world.Attributes = append(a.world.Attributes, row)
	}
}
