package feed

import (
	"maps"
	"slices"

	"povtor/portal/wording"
)

type said = map[wording.Language]string

func say(en, ru string) said { return said{wording.English: en, wording.Russian: ru} }

// sayings are what the codes mean to the one who made the file.
var sayings = map[Code]said{
	UnreadableFile:  say("the file is damaged and cannot be read", "файл повреждён, прочитать его нельзя"),
	EmptyFile:       say("the file is empty", "файл пуст"),
	OldXLS:          say("this is an old Excel workbook (.xls). Open it in Excel or LibreOffice, choose “Save as” and “Excel workbook (.xlsx)”, and upload that file", "это старая книга Excel (.xls). Откройте её в Excel или LibreOffice, выберите «Сохранить как» → «Книга Excel (.xlsx)» и загрузите новый файл"),
	NotAFeed:        say("this is neither CSV, XLSX, YML, CommerceML nor a ZIP of those", "это не CSV, XLSX, YML, CommerceML и не ZIP с ними"),
	DTDRefused:      say("the XML declares a document type or entities; such files are not read", "в XML объявлен тип документа (DTD) или сущности; такие файлы не читаются"),
	TooDeep:         say("elements are nested too deeply", "слишком глубокая вложенность элементов"),
	TooLarge:        say("the file unpacks to more than is allowed", "после распаковки файл больше допустимого"),
	TooManyRows:     say("there are more rows than are allowed", "строк больше, чем допускается"),
	TooManyColumns:  say("there are more columns than are allowed", "столбцов больше, чем допускается"),
	TooManyFiles:    say("the archive holds more files than are allowed", "в архиве больше файлов, чем допускается"),
	ZIPPath:         say("a name in the archive leads out of it", "имя файла в архиве ведёт за его пределы"),
	ZIPNested:       say("an archive inside an archive is not opened", "архив внутри архива не открывается"),
	Encrypted:       say("the file is protected by a password", "файл защищён паролем"),
	CellTooLong:     say("the value is too long", "значение слишком длинное"),
	UnclosedQuote:   say("a quotation mark is opened and never closed", "кавычка открыта и не закрыта"),
	NotText:         say("the value holds characters that are not text", "в значении есть знаки, которые не являются текстом"),
	NoHeader:        say("no row looks like a header", "строка заголовков не найдена"),
	MissingColumn:   say("the file has no such column", "в файле нет такого столбца"),
	NoKey:           say("neither SKU nor id: the product cannot be recognised again", "нет ни артикула, ни идентификатора: товар нельзя будет узнать"),
	Duplicate:       say("this product stood in the file before; the first was taken", "этот товар в файле уже был; взята первая строка"),
	SKUNotUnique:    say("another product of the file has the same SKU", "такой же артикул есть у другого товара файла"),
	NotANumber:      say("not a number", "не число"),
	Negative:        say("may not be negative", "не может быть отрицательным"),
	NotPositive:     say("must be more than zero", "должно быть больше нуля"),
	TooManyDecimals: say("too many decimals", "слишком много знаков после запятой"),
	NumberTooLarge:  say("too large a number", "слишком большое число"),
	DoubtfulNumber:  say("may be read in two ways; read by the rest of the column", "можно прочесть двояко; прочитано по остальным значениям столбца"),
	PriceOnRequest:  say("price on request: no price taken", "цена по запросу: цена не взята"),
	StockInWords:    say("stock is told in words, not as a number", "остаток указан словами, а не числом"),
	WrongGTIN:       say("the barcode’s check digit or length is wrong", "у штрихкода неверная контрольная цифра или длина"),
	RoundedCode:     say("the spreadsheet has rounded the code; format the column as text", "таблица округлила код; задайте столбцу текстовый формат"),
	CodeIsDate:      say("the spreadsheet has turned the code into a date; format the column as text", "таблица превратила код в дату; задайте столбцу текстовый формат"),
	FormulaError:    say("the formula gives an error", "формула даёт ошибку"),
	UnknownUnit:     say("an unknown unit; kept in the file’s own word", "незнакомая единица; оставлена как в файле"),
	UnknownCurrency: say("an unknown currency", "незнакомая валюта"),
	UnknownVAT:      say("an unknown VAT rate", "незнакомая ставка НДС"),
	UnknownGroup:    say("the group is described in no file", "группа не описана ни в одном файле"),
	UnknownType:     say("the price type is described in no file", "вид цены не описан ни в одном файле"),
	NotYesNo:        say("neither yes nor no", "ни да, ни нет"),
	MissingPicture:  say("no such picture in the archive", "в архиве нет такой картинки"),
}

// Codes are all there are.
func Codes() []Code { return slices.Sorted(maps.Keys(sayings)) }
