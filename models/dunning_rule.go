package models

// DunningRule is when a supplier's reminders go out where an agreement says nothing else.
type DunningRule struct {
	SupplierID OrganisationID `gorm:"primaryKey"`
	Days       []int          `gorm:"serializer:json"` // -3: three days before the due day; none: no reminders
	Version    int
}

func (DunningRule) Owner() Ownership { return SupplierOwn }

// DunningDays are the days on which an agreement's reminders go out, and whether they are its own.
func DunningDays(tx *Tx, a Agreement) (days []int, own bool, err error) {
	if a.DunningDays != nil {
		return a.DunningDays, true, nil
	}
	err = tx.q.QueryRow(tx.ctx, `SELECT coalesce((SELECT d.days FROM dunning_rules d WHERE d.supplier_id = $1), '[]')`, a.SupplierID).Scan(&days)
	return days, false, err
}
