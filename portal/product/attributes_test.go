package product_test

import (
	"encoding/json"
	"errors"
	"testing"

	"povtor/models"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/product"
)

func question(category models.CategoryID, code string, kind models.AttributeKind, choices ...models.Choice) product.AddAttributeInput {
	in := product.AddAttributeInput{Category: category}
	in.Body.Code, in.Body.Kind, in.Body.NameRu, in.Body.Choices = code, kind, code, choices
	return in
}

// What a category asks is asked of all that hangs under it, and answers are of the kind that is asked for.
func TestAnswersFitWhatIsAsked(t *testing.T) {
	s := open(t, 1)
	goods := cataloguetest.Category(t, s.db, "Товары", "Goods")
	leaf, err := s.product.AddCategory(t.Context(), s.manager, product.AddCategoryInput{Body: product.Branch{NameRu: "Болты", Parent: &goods.ID}})
	if err != nil || !leaf.Own || leaf.NameEn != "Болты" {
		t.Fatalf("%+v, %v", leaf, err)
	}
	zinc := models.Choice{Value: "zinc", NameRu: "Цинк", NameEn: "Zinc"}
	for _, q := range []product.AddAttributeInput{question(goods.ID, "length", models.NumberAttribute), question(leaf.ID, "coat", models.ChoiceAttribute, zinc),
		question(leaf.ID, "note", models.TextAttribute), question(leaf.ID, "stainless", models.YesNoAttribute)} {
		if _, err := s.product.AddAttribute(t.Context(), s.manager, q); err != nil {
			t.Fatal(err)
		}
	}
	own := s.products[0].ID
	if _, err := s.edit(t, own, 0, product.Fields{CategoryID: &leaf.ID}); err != nil {
		t.Fatal(err)
	}
	p, err := s.edit(t, own, 0, product.Fields{Attributes: &models.Attributes{"length": json.RawMessage(`40.5`), "coat": json.RawMessage(`"zinc"`),
		"note": json.RawMessage(`"по ГОСТу"`), "stainless": json.RawMessage(`false`)}})
	if err != nil || len(p.Attributes) != 4 || string(p.Attributes["length"]) != "40.5" || len(p.Asked) != 4 {
		t.Fatalf("%+v, %v", p, err)
	}
	for code, wrong := range map[string][]string{
		"length": {`"40"`, `true`, `1e99`, `null`}, "coat": {`"gold"`, `1`}, "note": {`""`, `7`, `{"a":1}`}, "stainless": {`"yes"`, `0`}, "hue": {`"red"`},
	} {
		for _, answer := range wrong {
			_, err := s.edit(t, own, 0, product.Fields{Attributes: &models.Attributes{code: json.RawMessage(answer)}})
			var f *models.Fault
			if !errors.As(err, &f) || f.Kind != models.Invalid || f.Fields[0].Field != "attributes/"+code {
				t.Errorf("%s is %s: %v", code, answer, err)
			}
		}
	}
}

func TestTheTreeIsTheSuppliersOwn(t *testing.T) {
	s := open(t, 1)
	goods := cataloguetest.Category(t, s.db, "Товары", "Goods")
	root, err := s.product.AddCategory(t.Context(), s.manager, product.AddCategoryInput{Body: product.Branch{NameRu: "Наше", Parent: &goods.ID}})
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := s.product.AddCategory(t.Context(), s.manager, product.AddCategoryInput{Body: product.Branch{NameRu: "Лист", Parent: &root.ID}})
	if err != nil {
		t.Fatal(err)
	}
	asked, err := s.product.AddAttribute(t.Context(), s.manager, question(root.ID, "size", models.NumberAttribute))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.product.AddAttribute(t.Context(), s.manager, question(leaf.ID, "size", models.NumberAttribute)); models.CodeOf(err) != "attribute-code-taken" {
		t.Errorf("asked above already: %v", err)
	}
	for what, err := range map[string]error{
		"rename": func() error {
			_, err := s.product.EditCategory(t.Context(), s.stranger, product.EditCategoryInput{ID: root.ID, Body: product.Branch{NameRu: "X"}})
			return err
		}(),
		"rename the operator's": func() error {
			_, err := s.product.EditCategory(t.Context(), s.manager, product.EditCategoryInput{ID: goods.ID, Body: product.Branch{NameRu: "X"}})
			return err
		}(),
		"remove the operator's": func() error {
			_, err := s.product.RemoveCategory(t.Context(), s.manager, product.CategoryInput{ID: goods.ID})
			return err
		}(),
		"ask": func() error {
			_, err := s.product.AddAttribute(t.Context(), s.stranger, question(root.ID, "x", models.NumberAttribute))
			return err
		}(),
		"ask otherwise": func() error {
			_, err := s.product.EditAttribute(t.Context(), s.stranger, product.EditAttributeInput{ID: asked.ID, Body: product.Question{NameRu: "X"}})
			return err
		}(),
		"ask no more": func() error {
			_, err := s.product.RemoveAttribute(t.Context(), s.stranger, product.AttributeInput{ID: asked.ID})
			return err
		}(),
	} {
		if models.KindOf(err) != models.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := s.product.EditCategory(t.Context(), s.manager, product.EditCategoryInput{ID: root.ID, Body: product.Branch{NameRu: "Наше", Parent: &leaf.ID}}); models.KindOf(err) != models.Invalid {
		t.Errorf("a circle: %v", err)
	}
	if _, err := s.product.RemoveCategory(t.Context(), s.manager, product.CategoryInput{ID: root.ID}); models.CodeOf(err) != "category-in-use" {
		t.Errorf("in use: %v", err)
	}
	if _, err := s.product.EditCategory(t.Context(), s.manager, product.EditCategoryInput{ID: leaf.ID, Seen: models.Version{N: 9}, Body: product.Branch{NameRu: "Л"}}); models.KindOf(err) != models.Stale {
		t.Errorf("an old version: %v", err)
	}
	all, err := s.product.Categories(t.Context(), s.stranger, struct{}{})
	for _, c := range all.Items {
		if err != nil || c.ID == root.ID || c.ID == leaf.ID {
			t.Errorf("a stranger sees %+v, %v", c, err)
		}
	}
	ours, err := s.product.Categories(t.Context(), s.manager, struct{}{})
	depth := map[models.CategoryID]int{}
	for _, c := range ours.Items {
		depth[c.ID] = c.Depth
	}
	if err != nil || depth[root.ID] != 1 || depth[leaf.ID] != 2 {
		t.Errorf("%+v, %v", ours.Items, err)
	}
	for _, id := range []models.CategoryID{leaf.ID, root.ID} {
		if _, err := s.product.RemoveCategory(t.Context(), s.manager, product.CategoryInput{ID: id}); err != nil {
			t.Error(err)
		}
	}
}
