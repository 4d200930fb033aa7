package product

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// View is a list's filters by a name that somebody gave them.
type View struct {
	ID    models.SavedViewID `json:"id"`
	Name  string             `json:"name"`
	Query string             `json:"query" doc:"The page's address behind the question mark."`
}

// Views are all of them, by name.
type Views struct {
	Items []View `json:"items" nullable:"false"`
}

const productsPage = "products"

// Views are the viewer's own. For the supplier's people.
func (s *Service) Views(ctx context.Context, v identity.Viewer, _ struct{}) (Views, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Views, error) {
		rows, err := models.List[models.SavedView](tx, "name", "user_id = ? AND page = ?", v.User(), productsPage)
		out := Views{Items: make([]View, len(rows))}
		for i, r := range rows {
			out.Items[i] = View{r.ID, r.Name, r.Query}
		}
		return out, err
	})
}

// mostViews is how many somebody may keep.
const mostViews = 30

// SaveViewInput names a list's filters.
type SaveViewInput struct {
	Body struct {
		Name  string `json:"name" minLength:"1" maxLength:"60"`
		Query string `json:"query" maxLength:"1000"`
	}
}

// Validate reports a name that is none.
func (in SaveViewInput) Validate() error {
	var f models.Faults
	f.Check(strings.TrimSpace(in.Body.Name) != "", "name", "required", "Give it a name.")
	return f.Err()
}

// SaveView keeps filters for the viewer alone; the same name again replaces what it named. For the supplier's people.
func (s *Service) SaveView(ctx context.Context, v identity.Viewer, in SaveViewInput) (View, error) {
	if err := in.Validate(); err != nil {
		return View{}, err
	}
	name := strings.TrimSpace(in.Body.Name)
	return models.In(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (View, error) {
		own, err := models.List[models.SavedView](tx, "name", "user_id = ? AND page = ?", v.User(), productsPage)
		if err != nil {
			return View{}, err
		}
		for _, r := range own {
			if r.Name == name {
				r.Query = in.Body.Query
				return View{r.ID, r.Name, r.Query}, models.Update(tx, &r, "query")
			}
		}
		if len(own) >= mostViews {
			return View{}, models.Faulty(models.Invalid, "too-many-views", "Thirty views are enough; remove one first.")
		}
		r := models.SavedView{ID: models.NewID[models.SavedView](), SupplierID: v.Organisation(), UserID: v.User(), Page: productsPage, Name: name,
			Query: in.Body.Query, CreatedAt: tx.Now}
		return View{r.ID, r.Name, r.Query}, models.Insert(tx, &r)
	})
}

// ViewInput names one of the viewer's own views.
type ViewInput struct {
	ID models.SavedViewID `path:"id"`
}

// RemoveView forgets one of the viewer's own views.
func (s *Service) RemoveView(ctx context.Context, v identity.Viewer, in ViewInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (struct{}, error) {
		n, err := models.DeleteWhere[models.SavedView](tx, "id = ? AND user_id = ?", in.ID, v.User())
		if err == nil && n == 0 {
			err = models.Faulty(models.NotFound, "not-found", "You have no such view.")
		}
		return struct{}{}, err
	})
}
