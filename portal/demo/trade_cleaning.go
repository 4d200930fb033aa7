package demo

var cleaning = trade{
	branch: branch{"cleaning", "Чистота и гигиена", "Cleaning & hygiene", "droplets"},
	leaves: []branch{
		{"detergents", "Моющие средства", "Detergents", "spray-can"},
		{"soap", "Мыло и антисептики", "Soap & sanitiser", "soap-dispenser-droplet"},
		{"paper-hygiene", "Бумажная гигиена", "Paper hygiene", "scroll"},
		{"bin-bags", "Мешки для мусора", "Bin bags", "trash-2"},
		{"tools-cloths", "Инвентарь и салфетки", "Tools & cloths", "brush-cleaning"},
		{"disposable-gloves", "Перчатки одноразовые", "Disposable gloves", "hand"},
		{"dispensers", "Диспенсеры", "Dispensers", "archive"},
	},
	season: [12]int{90, 95, 105, 110, 105, 100, 100, 100, 105, 100, 95, 100},
	goods: []family{
		{leaf: "detergents", ru: "Средство для посуды «{0}», {1}", en: "Washing-up liquid “{0}”, {1}", axes: []string{
			"Лимон|Lemon; Ромашка|Camomile; Без аромата|Unscented=96", "0,5 л|0.5 l=22; 1 л|1 l=36; 5 л|5 l=100"},
			asks: "taste content", about: [2]string{"Концентрат, смывается холодной водой.", "Concentrate, rinses in cold water."},
			unit: "pcs", lot: "4+4", price: 48600, breaks: "16-5 60-9", brand: "Blestyana"},
		{leaf: "detergents", ru: "Средство для пола «{0}», {1}", en: "Floor cleaner “{0}”, {1}", axes: []string{
			"Морской бриз|Sea breeze; Хвоя|Pine; Нейтральное|Neutral=104; Для керамогранита|For porcelain tiles=122", "1 л|1 l=26; 5 л|5 l=100"},
			asks: "taste content", about: [2]string{"Не оставляет разводов, подходит для машин.", "Leaves no streaks, fit for machines."},
			unit: "pcs", lot: "4+4", price: 64200, breaks: "16-5 60-9", brand: "Blestyana"},
		{leaf: "detergents", ru: "{0}, {1}", en: "{0}, {1}", axes: []string{
			"Средство для стёкол|Glass cleaner=62; Обезжириватель щелочной|Alkaline degreaser=96; Средство для сантехники|Sanitary cleaner=84; Средство от накипи|Descaler=92; Средство для духовок и грилей|Oven and grill cleaner=124; Отбеливатель хлорный|Chlorine bleach=58; Дезинфицирующее средство без хлора|Chlorine-free disinfectant=148; Очиститель нержавеющей стали|Stainless steel cleaner=138; Кондиционер для белья|Fabric softener=76",
			"0,75 л|0.75 l=30; 5 л|5 l=118"},
			about: [2]string{"Профессиональное средство, готово к работе или разводится по инструкции.", "Professional, ready to use or diluted as directed."},
			unit:  "pcs", lot: "4+2", price: 71500, breaks: "12-5 48-9", brand: "Chistarel Pro"},
		{leaf: "detergents", ru: "{0}", en: "{0}", axes: []string{
			"Порошок стиральный автомат, 10 кг|Laundry powder, 10 kg=140; Порошок для белого, 10 кг|Laundry powder for whites, 10 kg=146; Таблетки для посудомоечных машин, 100 шт.|Dishwasher tablets, 100 pcs=124@100; Моющее для ПММ щелочное, 10 л|Machine dishwash alkaline, 10 l=196; Ополаскиватель для ПММ, 10 л|Machine rinse aid, 10 l=210; Соль для ПММ, 10 кг|Dishwasher salt, 10 kg=52"},
			about: [2]string{"Для прачечной и посудомоечной.", "For the laundry and the wash-up."},
			unit:  "pcs", lot: "1+1", price: 118000, breaks: "8-5 24-9", brand: "Chistarel Pro"},
		{leaf: "soap", ru: "Мыло жидкое «{0}», {1}", en: "Liquid soap “{0}”, {1}", axes: []string{
			"Алоэ|Aloe; Молоко и мёд|Milk & honey; Без аромата|Unscented=96; Антибактериальное|Antibacterial=116", "0,5 л с дозатором|0.5 l with pump=28; 5 л|5 l=100"},
			asks: "taste content", about: [2]string{"Мягкое, pH 5,5.", "Mild, pH 5.5."},
			unit: "pcs", lot: "4+4", price: 52400, breaks: "16-5 60-9", brand: "Myagkolada"},
		{leaf: "soap", ru: "{0}, {1}", en: "{0}, {1}", axes: []string{"Мыло-пенка|Foam soap=100; Антисептик спиртовой 75 %|Alcohol hand sanitiser 75 %=150; Крем для рук защитный|Protective hand cream=190", "1 л|1 l=30; 5 л|5 l=120"},
			about: [2]string{"Для диспенсеров и розлива.", "For dispensers and refilling."},
			unit:  "pcs", lot: "2+2", price: 62000, breaks: "12-5", brand: "Myagkolada"},
		{leaf: "paper-hygiene", ru: "Бумага туалетная {0}", en: "{0}", axes: []string{
			"2 слоя, 4 рулона|Toilet paper 2-ply, 4 rolls=16@4; 3 слоя, 8 рулонов|Toilet paper 3-ply, 8 rolls=42@8; 1 слой, 200 м, 12 рулонов|Jumbo toilet paper 1-ply, 200 m, 12 rolls=120@12; 2 слоя, 160 м, 12 рулонов|Jumbo toilet paper 2-ply, 160 m, 12 rolls=164@12; листовая, 40 пачек|Interleaved toilet paper, 40 packs=210@40"},
			about: [2]string{"Белая, с тиснением.", "White, embossed."},
			unit:  "pack", lot: "3+3", price: 98000, breaks: "12-5 48-9", brand: "Bumalada"},
		{leaf: "paper-hygiene", ru: "Полотенца бумажные {0}", en: "{0}", axes: []string{
			"V-сложения 1 слой, 20 пачек|V-fold paper towels 1-ply, 20 packs=96@20; V-сложения 2 слоя, 20 пачек|V-fold paper towels 2-ply, 20 packs=140@20; Z-сложения 2 слоя, 20 пачек|Z-fold paper towels 2-ply, 20 packs=152@20; рулон 150 м, 6 рулонов|Paper towel rolls 150 m, 6 rolls=148@6; с центральной вытяжкой, 6 рулонов|Centre-feed towel rolls, 6 rolls=136@6; кухонные 2 слоя, 2 рулона|Kitchen towels 2-ply, 2 rolls=14@2"},
			about: [2]string{"Целлюлоза, впитывают быстро.", "Pulp, quick to absorb."},
			unit:  "pack", lot: "2+2", price: 124000, breaks: "12-5 48-9", brand: "Bumalada"},
		{leaf: "paper-hygiene", ru: "Салфетки {0}, {1}", en: "Napkins {0}, {1}", axes: []string{"24×24 см|24×24 cm=64; 33×33 см, 2 слоя|33×33 cm, 2-ply=150", "белые|white; бордовые|burgundy=124; крафт|kraft=112"},
			asks: "- colour", about: [2]string{"Для сервировки и диспенсеров.", "For the table and dispensers."},
			unit: "pack", pack: 400, lot: "4+4", price: 21500, breaks: "24-6 96-11", brand: "Bumalada"},
		{leaf: "bin-bags", ru: "Мешки для мусора {0}, {1}", en: "Bin bags {0}, {1}", axes: []string{
			"30 л, 30 шт.|30 l, 30 pcs=28@30; 60 л, 20 шт.|60 l, 20 pcs=36@20; 120 л, 10 шт.|120 l, 10 pcs=48@10; 180 л, 10 шт.|180 l, 10 pcs=74@10; 240 л, 10 шт.|240 l, 10 pcs=100@10", "ПНД|HDPE; ПВД, прочные|LDPE, strong=154"},
			about: [2]string{"В рулоне, с отрывом по линии.", "On a roll, tear-off."},
			unit:  "roll", lot: "10+10", price: 24800, breaks: "50-6 200-12", brand: "Meshkolad"},
		{leaf: "tools-cloths", ru: "Салфетка из микрофибры {0}, {1}", en: "Microfibre cloth {0}, {1}", axes: []string{"30×30 см|30×30 cm=70; 40×40 см|40×40 cm=100", "синяя|blue; красная|red; зелёная|green; жёлтая|yellow"},
			asks: "- colour", about: [2]string{"Цвет по зонам уборки, 300 г/м².", "Colour-coded by zone, 300 g/m²."},
			unit: "pack", pack: 5, lot: "2+2", price: 38600, breaks: "12-6 48-11", brand: "Blestyana"},
		{leaf: "tools-cloths", ru: "{0}", en: "{0}", axes: []string{
			"Губка для посуды, 10 шт.|Washing-up sponges, 10 pcs=22@10; Скребок металлический, 3 шт.|Metal scourers, 3 pcs=16@3; Салфетка вискозная, рулон 100 шт.|Viscose wipes, roll of 100=64@100; Моп микрофибра 40 см|Microfibre mop 40 cm=66; Моп хлопок 50 см|Cotton mop 50 cm=58; Держатель мопа 40 см|Mop holder 40 cm=142; Рукоятка алюминиевая 140 см|Aluminium handle 140 cm=104; Ведро 12 л с отжимом|Bucket 12 l with wringer=188; Тележка двухведёрная|Double-bucket trolley=1480; Швабра-сгон 55 см|Floor squeegee 55 cm=112; Щётка и совок|Dustpan and brush=74; Окномойка 35 см|Window washer 35 cm=96; Знак «Мокрый пол»|“Wet floor” sign=132"},
			about: [2]string{"Инвентарь для ежедневной уборки.", "For everyday cleaning."},
			unit:  "pcs", lot: "1+1", price: 52000, breaks: "10-5", brand: "Blestyana"},
		{leaf: "disposable-gloves", ru: "Перчатки {0}, размер {1}", en: "{0}, size {1}", axes: []string{
			"нитриловые чёрные|Nitrile gloves black=104; нитриловые синие|Nitrile gloves blue; виниловые|Vinyl gloves=78; латексные|Latex gloves=112", "S; M; L; XL"},
			asks: "material size", about: [2]string{"Неопудренные, для контакта с пищей.", "Powder-free, food safe."},
			unit: "box", pack: 100, lot: "5+5", price: 46800, breaks: "30-5 100-10", brand: "Myagkolada"},
		{leaf: "dispensers", ru: "Диспенсер {0}, {1}", en: "{0}, {1}", axes: []string{
			"для мыла 1 л|Soap dispenser 1 l=92; для пены 0,7 л|Foam dispenser 0.7 l=110; для листовых полотенец|Folded towel dispenser=118; для рулонных полотенец|Roll towel dispenser=210; для туалетной бумаги|Toilet roll dispenser=104", "белый|white; чёрный|black=108"},
			about: [2]string{"Ударопрочный пластик, под ключ.", "Impact-proof plastic, lockable."},
			unit:  "pcs", price: 134000, breaks: "6-5", brand: "Blestyana"},
	},
}
