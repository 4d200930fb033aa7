package wording

// units are how quantities are counted; a supplier's own word stays as it is.
var units = map[string]map[Language]string{
	"pcs":    {English: "pc", Russian: "шт."},
	"box":    {English: "box", Russian: "кор."},
	"pack":   {English: "pack", Russian: "уп."},
	"kg":     {English: "kg", Russian: "кг"},
	"g":      {English: "g", Russian: "г"},
	"t":      {English: "t", Russian: "т"},
	"l":      {English: "l", Russian: "л"},
	"m":      {English: "m", Russian: "м"},
	"pallet": {English: "pallet", Russian: "пал."},
	"roll":   {English: "roll", Russian: "рул."},
	"pair":   {English: "pair", Russian: "пар"},
	"set":    {English: "set", Russian: "компл."},
	"bottle": {English: "bottle", Russian: "бут."},
	"can":    {English: "can", Russian: "бан."},
	"bag":    {English: "bag", Russian: "меш."},
	"case":   {English: "case", Russian: "ящ."},
}

// Unit is a unit of measure in the reader's language.
func (l Language) Unit(code string) string {
	if said, ok := units[code]; ok {
		return said[l]
	}
	return code
}
