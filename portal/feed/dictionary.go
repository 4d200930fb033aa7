package feed

import "maps"

// Dictionary is what CommerceML files say once and refer to ever after. Of an exchange that comes in several files the
// studio keeps it, and lays it on the next (Mapping.Dictionary).
type Dictionary struct {
	Groups     map[string]Group     `json:"groups,omitempty"`
	Properties map[string]Property  `json:"properties,omitempty"`
	PriceTypes map[string]PriceType `json:"price_types,omitempty"`
	Warehouses map[string]string    `json:"warehouses,omitempty"`
	Units      map[string]string    `json:"units,omitempty"`
}

// Group is a branch of the supplier's own tree.
type Group struct {
	Name   string `json:"name"`
	Parent string `json:"parent,omitempty"`
}

// Property is an attribute, and the texts of the values that it is told by.
type Property struct {
	Name   string            `json:"name"`
	Unit   string            `json:"unit,omitempty"`
	Values map[string]string `json:"values,omitempty"`
}

// PriceType is a column of the supplier's own price list.
type PriceType struct {
	Name     string `json:"name"`
	Currency string `json:"currency,omitempty"`
	Tax      Tax    `json:"tax,omitempty"`
}

func (d Dictionary) clone() Dictionary {
	return Dictionary{maps.Clone(d.Groups), maps.Clone(d.Properties), maps.Clone(d.PriceTypes), maps.Clone(d.Warehouses), maps.Clone(d.Units)}
}

// path is a group's path from the root; a tree that bites its own tail ends.
func (d Dictionary) path(id string) []string {
	var names []string
	for range deepestPath {
		g, ok := d.Groups[id]
		if !ok {
			break
		}
		names = append(names, g.Name)
		id = g.Parent
	}
	for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
		names[i], names[j] = names[j], names[i]
	}
	return names
}
