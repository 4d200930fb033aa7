package studio

import (
	"cmp"
	"slices"
	"strings"

	"povtor/models"
)

// deepest is how many levels of a path are kept; whatever hangs deeper hangs in the last of them.
const deepest = 8

// nowhere is what a category is called whose goods have none.
const nowhere = "Прочее"

// pathOf is a category's path as it is kept.
func pathOf(names []string) string {
	var path []string
	for _, n := range names {
		n = strings.Join(strings.Fields(strings.ReplaceAll(n, models.PathSign, " ")), " ")
		if n != "" && len(path) < deepest {
			path = append(path, n)
		}
	}
	return strings.Join(path, models.PathSign)
}

// tree finds categories by their names.
type tree struct {
	children map[models.CategoryID]map[string]models.CategoryID // by the name in small letters; the zero id's are the roots
	anywhere map[string][]models.CategoryID
	aliases  map[string]models.CategoryID
	made     map[string]models.ImportCategory
	run      *models.ImportRun
}

func growTree(tx *models.Tx, run *models.ImportRun) (*tree, error) {
	branches, err := models.Categories(tx, "ru")
	if err != nil {
		return nil, err
	}
	aliases, err := models.List[models.CategoryAlias](tx, "path", "supplier_id = ?", run.SupplierID)
	if err != nil {
		return nil, err
	}
	t := &tree{run: run, children: map[models.CategoryID]map[string]models.CategoryID{}, anywhere: map[string][]models.CategoryID{},
		aliases: make(map[string]models.CategoryID, len(aliases)), made: map[string]models.ImportCategory{}}
	for _, a := range aliases {
		t.aliases[a.Path] = a.CategoryID
	}
	slices.SortStableFunc(branches, func(a, b models.Category) int { // the supplier's own come first
		return cmp.Compare(operators(a), operators(b))
	})
	for _, b := range branches {
		if b.SupplierID != nil && *b.SupplierID != run.SupplierID {
			continue
		}
		var parent models.CategoryID
		if b.ParentID != nil {
			parent = *b.ParentID
		}
		for _, name := range []string{b.NameRu, b.NameEn} {
			t.hang(parent, name, b.ID)
			if key := strings.ToLower(name); !slices.Contains(t.anywhere[key], b.ID) {
				t.anywhere[key] = append(t.anywhere[key], b.ID)
			}
		}
	}
	return t, nil
}

func operators(c models.Category) int {
	if c.SupplierID == nil {
		return 1
	}
	return 0
}

func (t *tree) hang(parent models.CategoryID, name string, id models.CategoryID) {
	if t.children[parent] == nil {
		t.children[parent] = map[string]models.CategoryID{}
	}
	if key := strings.ToLower(name); t.children[parent][key].IsZero() {
		t.children[parent][key] = id
	}
}

// find leads a path to its category: where a person has said it goes, where the tree has the same names from the root on,
// or, of a name alone, where the tree has it once. What is left of a path becomes categories of the supplier's own.
func (t *tree) find(path string) models.CategoryID {
	if id, ok := t.aliases[path]; ok {
		return t.keep(models.ImportCategory{Path: path, Name: lastOf(path), CategoryID: id})
	}
	if c, ok := t.made[path]; ok {
		return c.CategoryID
	}
	above, name := cutLast(path)
	var parent models.CategoryID
	if above != "" {
		parent = t.find(above)
	}
	key := strings.ToLower(name)
	if id, ok := t.children[parent][key]; ok {
		return t.keep(models.ImportCategory{Path: path, Name: name, CategoryID: id})
	}
	if same := t.anywhere[key]; above == "" && len(same) == 1 {
		return t.keep(models.ImportCategory{Path: path, Name: name, CategoryID: same[0]})
	}
	fresh := models.ImportCategory{Path: path, Name: name, CategoryID: models.NewID[models.Category](), Fresh: true}
	if above != "" {
		fresh.ParentPath, fresh.ParentID = &above, &parent
	}
	t.hang(parent, name, fresh.CategoryID)
	return t.keep(fresh)
}

func (t *tree) keep(c models.ImportCategory) models.CategoryID {
	c.RunID, c.SupplierID = t.run.ID, t.run.SupplierID
	t.made[c.Path] = c
	return c.CategoryID
}

func cutLast(path string) (above, name string) {
	if i := strings.LastIndex(path, models.PathSign); i >= 0 {
		return path[:i], path[i+len(models.PathSign):]
	}
	return "", path
}

func lastOf(path string) string { _, name := cutLast(path); return name }

// placeCategories finds every category of a run's goods, and the one for goods that have none.
func placeCategories(tx *models.Tx, run *models.ImportRun) error {
	if _, err := models.DeleteWhere[models.ImportCategory](tx, "run_id = ?", run.ID); err != nil {
		return err
	}
	t, err := growTree(tx, run)
	if err != nil {
		return err
	}
	paths, err := models.StagedPaths(tx, run)
	if err != nil {
		return err
	}
	for _, p := range paths {
		t.find(p)
	}
	id := t.find(nowhere)
	none := t.made[nowhere]
	none.Path, none.CategoryID = "", id
	if !slices.Contains(paths, nowhere) {
		delete(t.made, nowhere)
	} else {
		none.Fresh = false
	}
	t.made[""] = none
	rows := make([]*models.ImportCategory, 0, len(t.made))
	for _, c := range t.made {
		rows = append(rows, &c)
	}
	return models.Insert(tx, rows...)
}
