// Package models keeps: rows, values, SQL and transactions.
//
// Nobody outside reaches a row without a Grant, which names whose rows they are and is minted only by
// portal/identity. [In] runs a function in one transaction under a grant, [Read] runs one without writing;
// inside, [Get], [List], [Insert], [Update] and the named queries of each aggregate add the grant's scope to every
// statement and fail closed where a row does not say who owns it.
package models
