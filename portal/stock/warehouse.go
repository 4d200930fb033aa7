package stock

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// Warehouse is where goods lie.
type Warehouse struct {
	ID       models.WarehouseID `json:"id"`
	Code     string             `json:"code" doc:"As files and the API name it."`
	Name     string             `json:"name"`
	Default  bool               `json:"default" doc:"Where goods lie that nobody said a warehouse of."`
	Products int                `json:"products" doc:"Of which something lies there."`
	Version  int                `json:"version"`
}

// ETag is its version.
func (w Warehouse) ETag() int { return w.Version }

func warehouseOf(w models.WarehouseLine) Warehouse {
	return Warehouse{ID: w.ID, Code: w.Code, Name: w.Name, Default: w.IsDefault, Products: w.Products, Version: w.Version}
}

// WarehouseBody is what is said of a warehouse.
type WarehouseBody struct {
	Code    string `json:"code" maxLength:"40" example:"MSK"`
	Name    string `json:"name" maxLength:"100"`
	Default bool   `json:"default,omitempty" doc:"True: from now on goods lie here that nobody says a warehouse of. The first warehouse is it by itself."`
}

func (b *WarehouseBody) check() error {
	b.Code, b.Name = strings.TrimSpace(b.Code), strings.TrimSpace(b.Name)
	var f models.Faults
	f.Check(b.Code != "", "code", "required", "A warehouse has a code.")
	f.Check(b.Name != "", "name", "required", "A warehouse has a name.")
	return f.Err()
}

// AddWarehouseInput names a new warehouse.
type AddWarehouseInput struct {
	Body WarehouseBody
}

// AddWarehouse names a new warehouse. What the supplier has lies in its first one. For the supplier's people.
func (s *Service) AddWarehouse(ctx context.Context, v identity.Viewer, in AddWarehouseInput) (Warehouse, error) {
	if err := in.Body.check(); err != nil {
		return Warehouse{}, err
	}
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Warehouse, error) {
		there, err := models.Exists[models.Warehouse](tx, "supplier_id = ?", v.Organisation())
		if err != nil {
			return Warehouse{}, err
		}
		w := models.Warehouse{ID: models.NewID[models.Warehouse](), SupplierID: v.Organisation(), Code: in.Body.Code, Name: in.Body.Name,
			IsDefault: !there, Version: 1, CreatedAt: tx.Now}
		if err := models.Insert(tx, &w); err != nil {
			return Warehouse{}, err
		}
		if there && in.Body.Default {
			if err := models.MoveDefault(tx, w.SupplierID, w.ID); err != nil {
				return Warehouse{}, err
			}
		}
		return warehouseNow(tx, w.ID)
	})
}

// EditWarehouseInput renames a warehouse, or makes it the default one.
type EditWarehouseInput struct {
	ID   models.WarehouseID `path:"id"`
	Seen models.Version     `header:"If-Match"`
	Body WarehouseBody
}

// EditWarehouse renames a warehouse, or makes it the default one. For the supplier's people; another's is NotFound.
func (s *Service) EditWarehouse(ctx context.Context, v identity.Viewer, in EditWarehouseInput) (Warehouse, error) {
	if err := in.Body.check(); err != nil {
		return Warehouse{}, err
	}
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Warehouse, error) {
		w, err := models.Lock(tx, in.ID)
		if err != nil {
			return Warehouse{}, err
		}
		if err := in.Seen.Check(w.Version); err != nil {
			return Warehouse{}, err
		}
		w.Code, w.Name, w.Version = in.Body.Code, in.Body.Name, w.Version+1
		if err := models.Update(tx, w, "code", "name", "version"); err != nil {
			return Warehouse{}, err
		}
		if in.Body.Default && !w.IsDefault {
			if err := models.MoveDefault(tx, w.SupplierID, w.ID); err != nil {
				return Warehouse{}, err
			}
		}
		return warehouseNow(tx, w.ID)
	})
}

// WarehouseInput names a warehouse.
type WarehouseInput struct {
	ID models.WarehouseID `path:"id"`
}

// RemoveWarehouse removes a warehouse in which nothing lies and to which nothing is on its way, nor ever came: Conflict
// otherwise. The default one goes last. For the supplier's people.
func (s *Service) RemoveWarehouse(ctx context.Context, v identity.Viewer, in WarehouseInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (struct{}, error) {
		if _, err := models.Lock(tx, in.ID); err != nil {
			return struct{}{}, err
		}
		w, err := warehouseNow(tx, in.ID)
		if err != nil {
			return struct{}{}, err
		}
		others, err := models.Exists[models.Warehouse](tx, "supplier_id = ? AND id <> ?", v.Organisation(), in.ID)
		if err != nil {
			return struct{}{}, err
		}
		named, err := models.Exists[models.Incoming](tx, "warehouse_id = ?", in.ID)
		switch {
		case err != nil:
			return struct{}{}, err
		case w.Default && others:
			return struct{}{}, models.Faulty(models.Conflict, "default-warehouse", "Make another warehouse the default one first.")
		case !w.Default && w.Products > 0 || named:
			return struct{}{}, models.Faulty(models.Conflict, "warehouse-in-use", "Goods lie there, or deliveries name it.")
		}
		if _, err := models.DeleteWhere[models.WarehouseStock](tx, "warehouse_id = ?", in.ID); err != nil {
			return struct{}{}, err
		}
		_, err = models.DeleteWhere[models.Warehouse](tx, "id = ?", in.ID)
		return struct{}{}, err
	})
}

func warehouseNow(tx *models.Tx, id models.WarehouseID) (Warehouse, error) {
	all, err := models.WarehouseLines(tx)
	for _, w := range all {
		if w.ID == id {
			return warehouseOf(w), err
		}
	}
	return Warehouse{}, err
}
