package wording

import "strings"

// unitWords are the words, and the codes of the Russian classifier (ОКЕИ) and of UN/ECE, by which others call our units.
var unitWords = map[string]string{
	"pcs": "шт штука штук штуки штуку ед единица единиц pc pce piece pieces each ea unit units item items 796 642 c62 h87 nmp",
	"box": "кор короб коробка коробок коробки box boxes bx carton cartons ctn 8751 ct",
	"pack": "уп упак упаковка упаковок упаковки пач пачка пачек pack packs pk pkg package packages 778 728 5312 nmp pa " +
		"пакет блок",
	"kg":     "кг килограмм килограмма килограммов kilogram kilograms kilo kilos kgm kgs 166",
	"g":      "г гр грамм грамма граммов gram grams grm gr 163",
	"t":      "т тн тонна тонн тонны ton tons tonne tonnes tne 168",
	"l":      "л литр литра литров liter liters litre litres ltr 112 дм3",
	"m":      "м метр метра метров пог м пог.м погонный м.п мп meter meters metre metres mtr 006 018",
	"pallet": "пал паллета паллет палета палет поддон поддонов pallets plt 8728 pf",
	"roll":   "рул рулон рулона рулонов rolls 736 ro",
	"pair":   "пар пара пары pairs pr 715",
	"set":    "компл комплект комплекта комплектов комп набор наборов к-т kit kits sets 839 704",
	"bottle": "бут бутылка бутылок бутылки bottles btl 868 bo",
	"can":    "бан банка банок банки cans tin tins 616",
	"bag":    "меш мешок мешков мешка bags sack sacks bg",
	"case":   "ящ ящик ящиков ящика cases cs crate crates 812",
}

var unitCodes = func() map[string]string {
	codes := map[string]string{}
	for code, words := range unitWords {
		codes[code] = code
		for w := range strings.FieldsSeq(words) {
			if _, taken := codes[w]; !taken {
				codes[w] = code
			}
		}
	}
	codes["пог м"], codes["погонный метр"] = "m", "m"
	return codes
}()

// UnitCode reads a unit as people, 1C and classifiers write it: шт., ШТ, штука, 796 and pcs are "pcs". It says whether it
// knows the word; one that it does not know is the supplier's own and stays as it is.
func UnitCode(word string) (code string, known bool) {
	w := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(word, "\u00a0", " ")))
	w = strings.TrimRight(w, ". ")
	if code, known = unitCodes[w]; known {
		return code, true
	}
	return strings.TrimSpace(word), false
}
