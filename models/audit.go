package models

import "encoding/json"

// Audit is one line of the audit log: what was done to what. Who and when come from the transaction.
type Audit struct {
	Action  string // session.started, member.invited
	Subject string // what it was done to: user:<id>
	Detail  map[string]any
}

// Audit writes the line in the same transaction as the act.
func (tx *Tx) Audit(a Audit) error {
	detail, err := json.Marshal(a.Detail)
	if err != nil {
		return err
	}
	if a.Detail == nil {
		detail = []byte("{}")
	}
	var organisation *OrganisationID
	if !tx.Actor.Organisation.IsZero() {
		organisation = &tx.Actor.Organisation
	}
	_, err = tx.q.Exec(tx.ctx, `INSERT INTO audit_log (at, actor, organisation_id, action, subject, detail, request_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		tx.Now, tx.Actor.String(), organisation, a.Action, a.Subject, detail, tx.Actor.RequestID)
	return err
}

// Audited reports whether anything of that action was ever done; it is for a viewer who reaches everything.
func Audited(tx *Tx, action string) (done bool, err error) {
	if tx.scope.kind != ofEverything {
		return false, errUnscoped
	}
	return done, tx.q.QueryRow(tx.ctx, `SELECT EXISTS (SELECT FROM audit_log WHERE action = $1)`, action).Scan(&done)
}
