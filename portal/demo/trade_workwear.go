package demo

const (
	clothSizes = "44–46; 48–50; 52–54; 56–58=104; 60–62=108"
	shoeSizes  = "39; 40; 41; 42; 43; 44; 45; 46=104"
)

var workwear = trade{
	branch: branch{"workwear", "Спецодежда и защита", "Workwear & PPE", "hard-hat"},
	leaves: []branch{
		{"work-gloves", "Перчатки рабочие", "Work gloves", "hand"},
		{"suits", "Костюмы и куртки", "Suits & jackets", "shirt"},
		{"shirts-vests", "Футболки и жилеты", "T-shirts & vests", "shirt"},
		{"shoes", "Обувь рабочая", "Safety footwear", "footprints"},
		{"head-eyes", "Голова, глаза, слух", "Head, eyes, hearing", "hard-hat"},
		{"respirators", "Органы дыхания", "Respiratory protection", "wind"},
		{"heights", "Высота и первая помощь", "Work at height & first aid", "briefcase-medical"},
	},
	season: [12]int{80, 90, 115, 125, 110, 90, 85, 95, 120, 130, 110, 85},
	goods: []family{
		{leaf: "work-gloves", ru: "Перчатки {0}, размер {1}", en: "{0}, size {1}", axes: []string{
			"нейлон с полиуретаном|PU-coated nylon gloves=42; нейлон с нитрилом|Nitrile-coated nylon gloves=58; от порезов, уровень D|Cut resistant gloves, level D=170; от порезов, уровень F|Cut resistant gloves, level F=260; утеплённые с латексом|Winter latex gloves=120; спилковые комбинированные|Split leather rigger gloves=104",
			"8; 9; 10; 11"},
			asks: "- size", about: [2]string{"Манжета из трикотажа, EN 388.", "Knitted cuff, EN 388."},
			unit: "pack", pack: 12, lot: "2+1", price: 128000, breaks: "10-5 40-10", brand: "Khvatolad"},
		{leaf: "work-gloves", ru: "Перчатки х/б {0}", en: "Cotton gloves {0}", axes: []string{"3 нити, 10 класс|3-thread, gauge 10=60; 4 нити с ПВХ, 10 класс|4-thread PVC-dotted, gauge 10=78; 5 нитей с ПВХ, 10 класс|5-thread PVC-dotted, gauge 10=92; двойной облив латексом|double latex dipped=150"},
			about: [2]string{"Для склада и стройки.", "For warehouse and building site."},
			unit:  "pack", pack: 10, lot: "10+10", price: 26400, breaks: "50-6 300-13", brand: "Khvatolad"},
		{leaf: "suits", ru: "{0}, размер {1}", en: "{0}, size {1}", axes: []string{
			"Костюм рабочий «Дорея», серый|Work suit “Doreya”, grey=100; Костюм рабочий «Дорея», синий|Work suit “Doreya”, blue=100; Костюм сварщика «Искрей»|Welder's suit “Iskrey”=210; Полукомбинезон «Верея»|Bib overalls “Vereya”=82; Халат рабочий|Work coat=48; Куртка зимняя «Вьюгарь»|Winter jacket “Vyugar”=196", clothSizes},
			asks: "- size", about: [2]string{"Смесовая ткань 245 г/м², световозвращающие полосы.", "245 g/m² poly-cotton, reflective strips."},
			unit: "pcs", lot: "2+1", price: 298000, breaks: "10-5 50-11", brand: "Bronelad"},
		{leaf: "suits", ru: "{0}, размер {1}", en: "{0}, size {1}", axes: []string{"Китель повара белый|Chef's jacket, white; Китель повара чёрный|Chef's jacket, black=108; Фартук с нагрудником|Bib apron=42", clothSizes},
			asks: "- size", about: [2]string{"Для кухни, стирка до 95 °C.", "For the kitchen, washable at 95 °C."},
			unit: "pcs", price: 186000, breaks: "10-5", brand: "Kukholad", buyers: "horeca chain wholesale"},
		{leaf: "shirts-vests", ru: "Футболка {0}, размер {1}", en: "T-shirt {0}, size {1}", axes: []string{"белая|white; чёрная|black=104; тёмно-синяя|navy=104; серая|grey", "S; M; L; XL; XXL=106"},
			asks: "colour size", about: [2]string{"Хлопок 160 г/м².", "160 g/m² cotton."},
			unit: "pcs", lot: "5+5", price: 46800, breaks: "30-6 150-13", brand: "Bronelad"},
		{leaf: "shirts-vests", ru: "Жилет сигнальный {0}, {1}", en: "High-visibility vest {0}, {1}", axes: []string{"лимонный|yellow; оранжевый|orange", "размер 52–54|size 52–54=100; размер 56–60|size 56–60=104; с карманами, размер 52–54|with pockets, size 52–54=180"},
			asks: "colour -", about: [2]string{"Класс 2, две полосы.", "Class 2, two strips."},
			unit: "pcs", lot: "10+5", price: 32500, breaks: "50-7 200-13", brand: "Bronelad"},
		{leaf: "shoes", ru: "{0}, размер {1}", en: "{0}, size {1}", axes: []string{
			"Ботинки рабочие S1P «Шаг»|Safety boots S1P “Shag”=100; Ботинки утеплённые S3 «Наст»|Winter safety boots S3 “Nast”=148; Полуботинки S1 «Цех»|Safety shoes S1 “Tsekh”=84; Сабо поварские «Плита»|Chef's clogs “Plita”=62", shoeSizes},
			asks: "- size", about: [2]string{"Подносок 200 Дж, подошва ПУ/ТПУ.", "200 J toe cap, PU/TPU sole."},
			unit: "pair", price: 386000, breaks: "10-5 40-10", brand: "Tverdoshag"},
		{leaf: "shoes", ru: "Сапоги {0}, размер {1}", en: "{0}, size {1}", axes: []string{"ПВХ|PVC boots=56; ЭВА утеплённые|EVA winter boots=92", "41; 42; 43; 44; 45"},
			asks: "material size", about: [2]string{"Непромокаемые.", "Waterproof."},
			unit: "pair", lot: "2+1", price: 218000, breaks: "10-5", brand: "Tverdoshag"},
		{leaf: "head-eyes", ru: "Каска защитная, {0}", en: "Safety helmet, {0}", axes: []string{"белая|white; оранжевая|orange; жёлтая|yellow; синяя|blue; красная|red"},
			asks: "colour", about: [2]string{"Храповик, до −50 °C.", "Ratchet, down to −50 °C."},
			unit: "pcs", lot: "5+5", price: 62400, breaks: "20-6 100-11", brand: "Bronelad"},
		{leaf: "head-eyes", ru: "{0}", en: "{0}", axes: []string{
			"Очки открытые прозрачные|Safety glasses, clear=22; Очки открытые тёмные|Safety glasses, smoke=24; Очки закрытые с вентиляцией|Ventilated goggles=46; Щиток лицевой 220 мм|Face shield 220 mm=84; Щиток сварщика с АСФ|Auto-darkening welding mask=610; Наушники SNR 27 дБ|Ear defenders SNR 27 dB=120; Наушники на каску SNR 26 дБ|Helmet ear defenders SNR 26 dB=168; Беруши, 200 пар|Ear plugs, 200 pairs=260@200; Подшлемник утеплённый|Winter helmet liner=58"},
			about: [2]string{"EN 166, EN 352.", "EN 166, EN 352."},
			unit:  "pcs", lot: "10+10", price: 94000, breaks: "50-6", brand: "Yasnoglad"},
		{leaf: "respirators", ru: "Респиратор {0}", en: "Respirator {0}", axes: []string{"FFP1=58; FFP1 с клапаном|FFP1 with valve=78; FFP2=80; FFP2 с клапаном|FFP2 with valve=100; FFP3 с клапаном|FFP3 with valve=196"},
			about: [2]string{"Складной, в индивидуальной упаковке.", "Folding, individually packed."},
			unit:  "box", pack: 20, lot: "2+1", price: 152000, breaks: "10-6 40-11", brand: "Dyshilad"},
		{leaf: "respirators", ru: "{0}", en: "{0}", axes: []string{"Полумаска с резьбовыми фильтрами|Half mask with screw-in filters=126; Маска полнолицевая|Full face mask=640; Фильтр A1P1, пара|A1P1 filter, pair=58@2; Фильтр A2P3, пара|A2P3 filter, pair=112@2; Самоспасатель|Escape hood=390"},
			about: [2]string{"Для работ с парами и пылью.", "For vapours and dust."},
			unit:  "pcs", lot: "2+2", price: 148000, breaks: "10-5", brand: "Dyshilad"},
		{leaf: "heights", ru: "{0}", en: "{0}", axes: []string{
			"Привязь страховочная двухточечная|Two-point safety harness=390; Строп с амортизатором 1,5 м|Lanyard with absorber 1.5 m=260; Строп регулируемый 2 м|Adjustable lanyard 2 m=148; Блок втягивающий 10 м|Retractable lifeline 10 m=1240; Аптечка офисная|Office first-aid kit=118; Аптечка производственная|Industrial first-aid kit=186; Лента сигнальная 75 мм × 250 м|Barrier tape 75 mm × 250 m=44; Конус дорожный 520 мм|Traffic cone 520 mm=72; Огнетушитель ОП-4|Powder extinguisher 4 kg=138; Плакат «Первая помощь»|First-aid poster=32"},
			about: [2]string{"С паспортом изделия.", "With a product passport."},
			unit:  "pcs", price: 112000, breaks: "5-5 20-9", brand: "Bronelad"},
	},
}
