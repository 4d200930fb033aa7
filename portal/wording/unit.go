package wording

// units of measure as papers write them, by our codes; the pages have the same list.
var units = map[Language]map[string]string{
	English: {"pcs": "pc"},
	Russian: {
		"pcs": "шт.", "box": "кор.", "pack": "уп.", "kg": "кг", "g": "г", "t": "т", "l": "л", "m": "м", "pallet": "паллета",
		"roll": "рулон", "pair": "пара", "set": "компл.", "bottle": "бут.", "can": "банка", "bag": "мешок", "case": "ящик",
	},
}

// Unit says a unit of measure; one we have no word for is said as it is written.
func (l Language) Unit(code string) string {
	if said, ok := units[l][code]; ok {
		return said
	}
	return code
}
