// Package feed reads and writes the files in which suppliers keep their catalogues: CSV, XLSX, YML price feeds and
// CommerceML 2, alone or in a ZIP with their pictures. It knows no database and no network: Open finds out what a file is,
// Layouts proposes what its columns mean, Read yields one Item after another in bounded memory, and the writers put Items
// back into any of the four.
//
// A file is believed only in what it says. A value that is absent, one that is blank and a zero are three things (see Told),
// so that a list without stock leaves stock as it was. What cannot be understood is told as a Fault with its line, column,
// value and code; it never becomes a guess. An Item whose one value is bad keeps the others; an Item that cannot be
// recognised again (no SKU, no id) is left out.
package feed
