package models

import (
	"errors"
	"fmt"
	"strings"
)

// Ownership says whose a row is. Every row type declares one; a type that does not cannot be read or written.
type Ownership uint8

const (
	unowned     Ownership = iota
	ByBoth                // client_id and supplier_id: orders, invoices, cadences; each side is held to its own column
	ByClient              // client_id: carts, consents; suppliers see none of it
	BySupplier            // supplier_id: products, prices; a client reads those of suppliers it has an active agreement with
	SupplierOwn           // supplier_id: what is the supplier's alone, such as imports and costs; no client reads it
	ByTrade               // what happened between both, some of it the account manager's own notes
	ByParty               // an organisation: oneself, and whoever one has an agreement with
	Common                // the operator's own tables that everybody may read: categories
	SystemOnly            // people, sessions, messages: nobody but the system itself
)

// owned is what a row type declares.
type owned interface{ Owner() Ownership }

type scopeKind uint8

const (
	nothing scopeKind = iota
	ofClient
	ofSupplier
	ofBook
	ofEverything
)

// Scope is whose rows a grant reaches. The zero value reaches none.
type Scope struct {
	kind         scopeKind
	organisation OrganisationID
	manager      UserID
}

// OfClient reaches one client company's side.
func OfClient(id OrganisationID) Scope { return Scope{kind: ofClient, organisation: id} }

// OfSupplier reaches one supplier's side.
func OfSupplier(id OrganisationID) Scope { return Scope{kind: ofSupplier, organisation: id} }

// OfBook reaches the agreements an account manager looks after.
func OfBook(manager UserID) Scope { return Scope{kind: ofBook, manager: manager} }

// OfEverything reaches the whole portal: the operator's heads and the system itself.
func OfEverything() Scope { return Scope{kind: ofEverything} }

// errUnscoped is a mistake of ours: a statement that did not say whose rows it wants.
var errUnscoped = errors.New("statement without an owner's scope")

// Where is the predicate that holds a statement to the scope's rows, for a table under the given alias, with its
// parameters numbered after those already in args. Reads may reach what an agreement opens; writes may not.
func (s Scope) Where(owner Ownership, alias string, write bool, args []any) (string, []any, error) {
	var b strings.Builder
	put := func(text string, id any) {
		args = append(args, id)
		b.WriteString(strings.NewReplacer("@t", alias, "@id", fmt.Sprintf("$%d", len(args))).Replace(text))
	}
	text, id, err := s.predicate(owner, write)
	if err != nil {
		return "", nil, err
	}
	if id == nil {
		return text, args, nil
	}
	put(text, id)
	return b.String(), args, nil
}

// predicate is the one table of who reaches what. @t is the row's table, @id the scope's own id.
func (s Scope) predicate(owner Ownership, write bool) (string, any, error) {
	if s.kind == nothing || owner == unowned {
		return "", nil, errUnscoped
	}
	if s.kind == ofEverything {
		return "true", nil, nil
	}
	if owner == Common && !write {
		return "true", nil, nil
	}
	text, ok := reach[s.kind][owner]
	if write {
		text, ok = holds[s.kind][owner]
	}
	if !ok {
		return "false", nil, nil
	}
	if s.kind == ofBook {
		return text, s.manager, nil
	}
	return text, s.organisation, nil
}

// reach is what each kind of scope may read.
var reach = map[scopeKind]map[Ownership]string{
	ofClient: {
		ByBoth:     `@t.client_id = @id`,
		ByClient:   `@t.client_id = @id`,
		BySupplier: `@t.supplier_id IN (SELECT supplier_id FROM agreements WHERE client_id = @id AND status = 'active')`,
		ByTrade:    `@t.client_id = @id AND NOT @t.internal`,
		ByParty:    `(@t.id = @id OR @t.id IN (SELECT supplier_id FROM agreements WHERE client_id = @id))`,
	},
	ofSupplier: {
		ByBoth:      `@t.supplier_id = @id`,
		BySupplier:  `@t.supplier_id = @id`,
		SupplierOwn: `@t.supplier_id = @id`,
		ByTrade:     `@t.supplier_id = @id AND NOT @t.internal`,
		ByParty:     `(@t.id = @id OR @t.id IN (SELECT client_id FROM agreements WHERE supplier_id = @id))`,
	},
	ofBook: {
		ByBoth:     `(@t.client_id, @t.supplier_id) IN (SELECT client_id, supplier_id FROM agreements WHERE account_manager_id = @id)`,
		BySupplier: `@t.supplier_id IN (SELECT supplier_id FROM agreements WHERE account_manager_id = @id)`,
		ByTrade: `@t.client_id IN (SELECT client_id FROM agreements WHERE account_manager_id = @id) AND
			(@t.supplier_id IS NULL OR (@t.client_id, @t.supplier_id) IN (SELECT client_id, supplier_id FROM agreements WHERE account_manager_id = @id))`,
		ByParty: `@t.id IN (SELECT client_id FROM agreements WHERE account_manager_id = @id UNION SELECT supplier_id FROM agreements WHERE account_manager_id = @id)`,
	},
}

// holds is what each kind of scope may change.
var holds = map[scopeKind]map[Ownership]string{
	ofClient: {ByBoth: reach[ofClient][ByBoth], ByClient: reach[ofClient][ByClient], ByTrade: `@t.client_id = @id`, ByParty: `@t.id = @id`},
	ofSupplier: {ByBoth: reach[ofSupplier][ByBoth], BySupplier: reach[ofSupplier][BySupplier],
		SupplierOwn: reach[ofSupplier][SupplierOwn], ByTrade: `@t.supplier_id = @id`, ByParty: `@t.id = @id`},
	ofBook: {ByBoth: reach[ofBook][ByBoth], ByTrade: reach[ofBook][ByTrade]},
}
