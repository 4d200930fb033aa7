package models

import "time"

// Tidy removes what has run out: old rate windows, expired tokens and invitations, remembered answers, and after ninety days what
// clients did not find. For the system alone; it says how many rows went.
func Tidy(tx *Tx) (gone int64, err error) {
	if tx.scope.kind != ofEverything {
		return 0, errUnscoped
	}
	for _, old := range []struct {
		sql    string
		before time.Time
	}{
		{`DELETE FROM rate_windows WHERE starts < $1`, tx.Now.Add(-24 * time.Hour)},
		{`DELETE FROM refresh_tokens WHERE expires_at < $1`, tx.Now},
		{`DELETE FROM invitations WHERE expires_at < $1 AND accepted_at IS NULL`, tx.Now.Add(-30 * 24 * time.Hour)},
		{`DELETE FROM password_resets WHERE asked_at < $1`, tx.Now.Add(-30 * 24 * time.Hour)},
		{`DELETE FROM idempotent_answers WHERE at < $1`, tx.Now.Add(-7 * 24 * time.Hour)},
		{`DELETE FROM search_misses WHERE on_day < $1::timestamptz::date`, tx.Now.Add(-90 * 24 * time.Hour)},
	} {
		tag, err := tx.q.Exec(tx.ctx, old.sql, old.before)
		if err != nil {
			return gone, err
		}
		gone += tag.RowsAffected()
	}
	return gone, nil
}
