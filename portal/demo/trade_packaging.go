package demo

var packaging = trade{
	branch: branch{"packaging", "Упаковка", "Packaging", "package"},
	leaves: []branch{
		{"boxes", "Гофрокоробки", "Corrugated boxes", "box"},
		{"tapes-films", "Скотч и плёнка", "Tape & film", "disc-3"},
		{"bags", "Пакеты", "Bags & pouches", "shopping-bag"},
		{"takeaway-cups", "Стаканы и крышки", "Cups & lids", "cup-soda"},
		{"takeaway-boxes", "Контейнеры для еды", "Food containers", "soup"},
		{"labels", "Этикетки", "Labels", "tag"},
		{"protection", "Защита груза", "Load protection", "shield-check"},
	},
	season: [12]int{75, 85, 95, 95, 95, 95, 95, 95, 105, 115, 130, 140},
	goods: []family{
		{leaf: "boxes", ru: "Гофрокороб {0} мм, {1}", en: "Corrugated box {0} mm, {1}", axes: []string{
			"200×150×100=32; 250×200×150=46; 300×200×150=52; 300×200×200=58; 300×300×300=92; 350×250×200=74; 380×380×228=100; 400×300×200=88; 400×400×400=150; 500×300×300=128; 600×400×200=138; 600×400×400=190; 630×320×340=176; 800×400×400=260",
			"Т-23, бурый|T-23 brown; Т-24, белый|T-24 white=124"},
			about: [2]string{"Трёхслойный, четырёхклапанный.", "Three-ply, four flaps."},
			unit:  "pcs", lot: "50+25", price: 4120, breaks: "200-6 1000-13", brand: "Gofradel"},
		{leaf: "boxes", ru: "Короб самосборный {0} мм, {1}", en: "Self-assembly mailer {0} mm, {1}", axes: []string{
			"170×120×70=62; 200×140×80=74; 220×165×100=88; 265×165×50=80; 265×190×50=86; 310×220×100=120; 350×260×70=132; 425×265×190=210",
			"бурый|brown; белый|white=122"},
			about: [2]string{"Микрогофрокартон, собирается без скотча.", "Micro-flute, folds without tape."},
			unit:  "pcs", lot: "50+50", price: 2890, breaks: "300-7 1500-14", brand: "Gofradel"},
		{leaf: "tapes-films", ru: "Скотч упаковочный 48 мм × {0}, {1}", en: "Packing tape 48 mm × {0}, {1}", axes: []string{
			"40 м|40 m=66; 66 м|66 m=100; 132 м|132 m=190", "прозрачный|clear; коричневый|brown; белый|white=112"},
			about: [2]string{"45 мкм, акриловый клей.", "45 micron, acrylic adhesive."},
			unit:  "pack", pack: 6, lot: "2+2", price: 54000, breaks: "12-6 48-11", brand: "Lipkotan"},
		{leaf: "tapes-films", ru: "Стрейч-плёнка {0}, {1}", en: "Stretch film {0}, {1}", axes: []string{
			"ручная 500 мм, 1,2 кг|hand 500 mm, 1.2 kg=60; ручная 500 мм, 2,0 кг|hand 500 mm, 2.0 kg=100; машинная 500 мм, 15 кг|machine 500 mm, 15 kg=680; мини 100 мм, 0,3 кг|mini 100 mm, 0.3 kg=22", "прозрачная|clear; чёрная|black=110"},
			about: [2]string{"Первичное сырьё, растяжение 180 %.", "Virgin resin, 180 % stretch."},
			unit:  "roll", lot: "6+6", price: 46500, breaks: "36-5 120-10", brand: "Lipkotan"},
		{leaf: "tapes-films", ru: "Плёнка пузырчатая {0}, {1}", en: "Bubble wrap {0}, {1}", axes: []string{
			"0,5 × 50 м|0.5 × 50 m=56; 1,2 × 50 м|1.2 × 50 m=126; 1,2 × 100 м|1.2 × 100 m=236; 1,5 × 100 м|1.5 × 100 m=290", "двухслойная|two-ply; трёхслойная|three-ply=138"},
			about: [2]string{"Пузырь 10 мм.", "10 mm bubble."},
			unit:  "roll", lot: "2+1", price: 128000, breaks: "10-5", brand: "Lipkotan"},
		{leaf: "bags", ru: "Пакет бумажный {0} мм, {1}", en: "Paper bag {0} mm, {1}", axes: []string{
			"180×100×290=56; 220×120×290=66; 240×140×280=74; 260×150×350=88; 320×150×380=104; 320×200×370=118", "крафт|kraft; белый|white=116; крафт с кручёными ручками|kraft with twisted handles=178"},
			about: [2]string{"С прямоугольным дном, 70 г/м².", "Square bottom, 70 g/m²."},
			unit:  "pack", pack: 100, lot: "3+1", price: 108000, breaks: "10-6 40-11", brand: "Krafteya"},
		{leaf: "bags", ru: "Пакет дой-пак {0}, {1}", en: "Stand-up pouch {0}, {1}", axes: []string{
			"110×185 мм|110×185 mm=64; 130×200 мм|130×200 mm=80; 150×230 мм|150×230 mm=100; 180×280 мм|180×280 mm=134", "крафт|kraft; крафт с окном|kraft with window=108; металлизированный|metallised=96"},
			about: [2]string{"С замком zip-lock.", "With a zip lock."},
			unit:  "pack", pack: 100, lot: "2+1", price: 92000, breaks: "10-6 50-12", brand: "Krafteya"},
		{leaf: "bags", ru: "Пакет zip-lock {0} мм", en: "Zip-lock bag {0} mm", axes: []string{"60×80=38; 80×120=52; 100×150=70; 120×170=88; 150×200=118; 200×250=176; 250×350=280"},
			about: [2]string{"35 мкм.", "35 micron."},
			unit:  "pack", pack: 500, lot: "2+2", price: 68000, breaks: "10-6", brand: "Lipkotan"},
		{leaf: "bags", ru: "Пакет курьерский {0} мм", en: "Courier mailing bag {0} mm", axes: []string{"150×210=40; 190×240=54; 240×320=78; 300×400=112; 400×500=170; 600×500=250"},
			about: [2]string{"С карманом, клеевой клапан с защитой от вскрытия.", "With a pocket and a tamper-evident flap."},
			unit:  "pack", pack: 100, lot: "5+5", price: 86000, breaks: "20-6 100-12", brand: "Lipkotan"},
		{leaf: "takeaway-cups", ru: "Стакан бумажный {0}, {1}", en: "Paper cup {0}, {1}", axes: []string{
			"100 мл|100 ml=56; 180 мл|180 ml=72; 250 мл|250 ml=88; 350 мл|350 ml=104; 450 мл|450 ml=122", "белый|white; крафт|kraft=112; двухслойный|double wall=186"},
			about: [2]string{"Для горячих напитков.", "For hot drinks."},
			unit:  "pack", pack: 50, lot: "10+10", price: 27400, breaks: "40-5 200-11", brand: "Krafteya", buyers: "horeca chain wholesale one_off"},
		{leaf: "takeaway-cups", ru: "Крышка для стакана {0} мм, {1}", en: "Cup lid {0} mm, {1}", axes: []string{"62=70; 80=90; 90=100", "белая|white; чёрная|black"},
			about: [2]string{"С питейником.", "With a sip hole."},
			unit:  "pack", pack: 100, lot: "10+10", price: 24600, breaks: "40-5 200-10", brand: "Krafteya", buyers: "horeca chain wholesale one_off"},
		{leaf: "takeaway-boxes", ru: "Контейнер {0}", en: "{0}", axes: []string{
			"крафт с крышкой 500 мл|Kraft container with lid 500 ml=70; крафт с крышкой 750 мл|Kraft container with lid 750 ml=84; крафт с окном 1000 мл|Kraft container with window 1000 ml=104; под суп 350 мл|Soup cup 350 ml=76; под суп 500 мл|Soup cup 500 ml=88; под пиццу 250 мм|Pizza box 250 mm=94; под пиццу 330 мм|Pizza box 330 mm=126; под пиццу 420 мм|Pizza box 420 mm=178; под бургер|Burger box=62; лоток под фри|Chips scoop=40"},
			about: [2]string{"Для еды навынос, держит жир и влагу.", "For takeaway food, resists grease and moisture."},
			unit:  "pack", pack: 50, lot: "4+4", price: 61500, breaks: "20-6 100-12", brand: "Krafteya", buyers: "horeca chain wholesale one_off"},
		{leaf: "labels", ru: "Термоэтикетка {0} мм, {1}", en: "Thermal label {0} mm, {1}", axes: []string{"30×20=70; 43×25=84; 58×40=100; 58×60=118; 75×120=160; 100×150=240", "ЭКО|ECO; ТОП|TOP=134"},
			about: [2]string{"Втулка 40 мм, полуглянец.", "40 mm core, semi-gloss."},
			unit:  "roll", lot: "10+10", price: 11800, breaks: "50-7 300-14", brand: "Lipkotan"},
		{leaf: "protection", ru: "{0}", en: "{0}", axes: []string{
			"Лента стреппинг ПП 12 мм × 3000 м|PP strapping 12 mm × 3000 m=140; Лента стреппинг ПЭТ 16 мм × 1500 м|PET strapping 16 mm × 1500 m=300; Скрепа для ленты 12 мм, 1000 шт.|Strapping seal 12 mm, 1000 pcs=86@1000; Уголок защитный картон 35×35 мм, 2 м|Cardboard edge protector 35×35 mm, 2 m=6; Наполнитель бумажный, 10 кг|Paper void fill, 10 kg=132; Паллета деревянная 1200×800|Wooden pallet 1200×800=62; Лист гофрокартона 1200×800|Corrugated sheet 1200×800=7"},
			about: [2]string{"Для отгрузки на паллетах.", "For palletised loads."},
			unit:  "pcs", lot: "5+5", price: 98000, breaks: "30-6", brand: "Gofradel", buyers: "factory wholesale chain"},
	},
}
