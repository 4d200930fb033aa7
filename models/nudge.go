package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// NudgeID names a reminder.
type NudgeID = ID[Nudge]

// The clocks that call for a reminder.
const (
	NudgeLate     = "late"     // the pair's own rhythm: nine of ten cycles are over
	NudgeCalendar = "calendar" // nothing this calendar month
)

// The arms of the permanent experiment.
const (
	ArmSend    = "send"
	ArmHoldOut = "hold_out" // written down, never sent
)

// Nudge is "you have not bought from this supplier": at most one for each pair and cycle, whether sent or held out.
type Nudge struct {
	ID         NudgeID `gorm:"primaryKey"`
	ClientID   OrganisationID
	SupplierID OrganisationID
	Kind       string
	Cycle      string // late: the last order day; calendar: the month
	Arm        string
	UserID     *UserID // whom it went to, or would have
	MessageID  *MessageID
	PlannedOn  Date // in the client's own time zone
	SilentDays int
	Reason     NudgeReason `gorm:"serializer:json"`
	Basket     []NudgeLine `gorm:"serializer:json"`
	PBuy       *float64    // the model's chance of an order within a week, nudged or not
	OpenedAt   *time.Time  // its link was followed
	CreatedAt  time.Time
}

func (Nudge) Owner() Ownership { return ByBoth }

// NudgeReason is the figures behind the sentence.
type NudgeReason struct {
	UsualGapDays  int    `json:"usual_gap_days,omitempty"`
	LateAfterDays int    `json:"late_after_days,omitempty"`
	LastOn        Date   `json:"last_on"`
	DueOn         *Date  `json:"due_on,omitempty"`
	LateOn        *Date  `json:"late_on,omitempty"`
	OrderDays     []Date `json:"order_days"` // the last ones
}

// NudgeLine is a product that was offered.
type NudgeLine struct {
	Product  ProductID `json:"product_id"`
	Quantity Quantity  `json:"quantity"`
}

// NudgeFacts is what decides whether a pair gets a reminder, and by whose clock.
type NudgeFacts struct {
	Cadence
	Client       Organisation // its names, zone and currency
	Supplier     Organisation // its names, trade and rule
	Agreement    *Agreement   // nil: none but ended ones
	OrderedSince bool         // there is an order that counts after LastOn
	OpenOrder    bool         // one is being approved, waits for its answer, or is on its way
	OpenCart     bool         // somebody put goods of the supplier into a cart of late
	NudgedLate   bool         // in this cycle
	NudgedMonth  bool         // in this calendar month
	Unanswered   int          // reminders since the last order day
	LastBuyer    *UserID      // who ordered last
}

// NudgeQuery narrows the facts to pairs whose clock has rung.
type NudgeQuery struct {
	Today     Date
	Since     Date      // silent for longer is beyond reminders
	Calendar  bool      // the calendar rule speaks today
	Month     Date      // its first day
	CartSince time.Time // goods put into a cart before are forgotten
	Nudged    bool      // with those that were nudged in their cycle already
}

// rung is where the pairs c are whose clock may have rung: a wide net, which the rule itself draws tight. It numbers its
// parameters from $1 on: today, since, whether the calendar speaks, its month; $6 lets in those that were nudged.
const rung = `c.last_on >= $2 AND (c.late_on <= $1 AND ($6 OR c.nudged_on IS NULL OR c.nudged_on <= c.last_on)
	OR $3 AND c.last_on < $4 AND ($6 OR c.nudged_on IS NULL OR c.nudged_on < $4))`

func (q NudgeQuery) args(more ...any) []any {
	return append([]any{q.Today, q.Since, q.Calendar, q.Month}, more...)
}

// ClientsToNudge are the clients with a pair that is late and not nudged in its cycle, or quiet by the calendar and not
// nudged this month. It reads the late ones alone, from their index. For the system alone.
func ClientsToNudge(tx *Tx, q NudgeQuery) ([]OrganisationID, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT client_id FROM cadences c WHERE c.late_on <= $1 AND c.last_on >= $2 AND (c.nudged_on IS NULL OR c.nudged_on <= c.last_on)
		UNION SELECT client_id FROM cadences c WHERE $3 AND c.late_on IS NULL AND c.last_on >= $2 AND c.last_on < $4
			AND (c.nudged_on IS NULL OR c.nudged_on < $4)
		UNION SELECT c.client_id FROM organisations s JOIN cadences c ON c.supplier_id = s.id
			WHERE $3 AND s.nudge_rule = 'calendar' AND c.last_on >= $2 AND c.last_on < $4 AND (c.nudged_on IS NULL OR c.nudged_on < $4)
		ORDER BY 1`, q.args(), func(r pgx.Rows, id *OrganisationID) error { return r.Scan(id) })
}

// NudgeFactsOf are the facts about those clients' pairs whose clock may have rung. For the system alone.
func NudgeFactsOf(tx *Tx, q NudgeQuery, clients []OrganisationID) ([]NudgeFacts, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	// The clients' pairs are found by their clients alone: the index of the late ones would bring everybody else's, too.
	return rows(tx, `WITH c AS MATERIALIZED (SELECT * FROM cadences WHERE client_id = ANY($7))
		SELECT `+cadenceColumns+`, k.name, k.name_en, k.time_zone, k.locale, k.currency, s.name, s.name_en, s.trade, s.nudge_rule,
			a.id, a.status, a.valid_from, a.valid_to,
			EXISTS (SELECT 1 FROM purchase_orders o WHERE o.client_id = c.client_id AND o.supplier_id = c.supplier_id AND o.placed_on > c.last_on AND o.`+occasions+`),
			EXISTS (SELECT 1 FROM purchase_orders o WHERE o.client_id = c.client_id AND o.supplier_id = c.supplier_id AND o.placed_on >= $2 AND `+awaited+`),
			EXISTS (SELECT 1 FROM cart_lines w JOIN carts t ON t.id = w.cart_id AND t.status = 'open'
				WHERE w.client_id = c.client_id AND w.supplier_id = c.supplier_id AND w.added_at >= $5),
			EXISTS (SELECT 1 FROM nudges n WHERE n.client_id = c.client_id AND n.supplier_id = c.supplier_id AND n.kind = 'late'
				AND n.cycle = to_char(c.last_on, 'YYYY-MM-DD')),
			EXISTS (SELECT 1 FROM nudges n WHERE n.client_id = c.client_id AND n.supplier_id = c.supplier_id AND n.planned_on >= $4),
			(SELECT count(*) FROM nudges n WHERE n.client_id = c.client_id AND n.supplier_id = c.supplier_id AND n.planned_on > c.last_on),
			(SELECT o.placed_by FROM purchase_orders o WHERE o.client_id = c.client_id AND o.supplier_id = c.supplier_id AND o.placed_by IS NOT NULL
				AND o.`+occasions+` ORDER BY o.placed_on DESC, o.id DESC LIMIT 1)
		FROM c JOIN organisations k ON k.id = c.client_id JOIN organisations s ON s.id = c.supplier_id
		LEFT JOIN agreements a ON a.client_id = c.client_id AND a.supplier_id = c.supplier_id AND a.status <> 'ended'
		WHERE `+rung+` ORDER BY c.client_id, c.supplier_id`, q.args(q.CartSince, q.Nudged, clients), scanNudgeFacts)
}

func scanNudgeFacts(r pgx.Rows, f *NudgeFacts) error {
	var (
		agreement *AgreementID
		status    *string
		from, to  *Date
	)
	err := r.Scan(append(f.fields(), &f.Client.Name, &f.Client.NameEn, &f.Client.TimeZone, &f.Client.Locale, &f.Client.Currency,
		&f.Supplier.Name, &f.Supplier.NameEn, &f.Supplier.Trade, &f.Supplier.NudgeRule, &agreement, &status, &from, &to,
		&f.OrderedSince, &f.OpenOrder, &f.OpenCart, &f.NudgedLate, &f.NudgedMonth, &f.Unanswered, &f.LastBuyer)...)
	f.Client.ID, f.Supplier.ID = f.ClientID, f.SupplierID
	if err == nil && agreement != nil {
		f.Agreement = &Agreement{ID: *agreement, ClientID: f.ClientID, SupplierID: f.SupplierID, Status: *status, ValidFrom: *from, ValidTo: to}
	}
	return err
}

// NudgeDays are the days since then on which each client got a reminder, or would have. For the system alone.
func NudgeDays(tx *Tx, clients []OrganisationID, since Date) (map[OrganisationID][]Date, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	type planned struct {
		client OrganisationID
		on     Date
	}
	all, err := rows(tx, `SELECT DISTINCT client_id, planned_on FROM nudges WHERE client_id = ANY($1) AND planned_on >= $2`, []any{clients, since},
		func(r pgx.Rows, p *planned) error { return r.Scan(&p.client, &p.on) })
	days := make(map[OrganisationID][]Date, len(all))
	for _, p := range all {
		days[p.client] = append(days[p.client], p.on)
	}
	return days, err
}

// MarkNudged notes the day on the pairs of a client, so that a sweep passes them over. For the system alone.
func MarkNudged(tx *Tx, client OrganisationID, suppliers []OrganisationID, on Date) error {
	_, err := UpdateWhere[Cadence](tx, map[string]any{"nudged_on": on}, "client_id = ? AND supplier_id IN ?", client, suppliers)
	return err
}
