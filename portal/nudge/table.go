package nudge

import (
	"fmt"
	"io"
	"text/tabwriter"

	"povtor/models"
)

// Table prints the plan: who would get what and why, and who not and why not.
func (p Plan) Table(w io.Writer) error {
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "CLIENT\tSUPPLIER\tVERDICT\tWHY NOT\tREASON\tLAST ORDER\tUSUAL TOTAL\tTO")
	counts := map[Verdict]int{}
	clients := map[models.OrganisationID]bool{}
	for _, c := range p.Candidates {
		counts[c.Verdict]++
		if c.Verdict == Send {
			clients[c.Facts.ClientID] = true
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s %s\t%s\n", c.Facts.Client.Name, c.Facts.Supplier.Name, c.Verdict, c.whyNot(), c.reason(),
			c.Facts.LastOn, c.Facts.UsualTotal.In(c.Facts.Currency), c.Facts.Currency, c.reader())
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d digests with %d reminders to send, %d held out, %d deferred, %d stopped\n",
		len(clients), counts[Send], counts[HoldOut], counts[Defer], counts[Stop])
	return err
}

func (c Candidate) whyNot() string {
	if c.Verdict == Defer {
		return fmt.Sprintf("%s until %s", c.Why, c.Until.In(c.Facts.Client.Zone()).Format("2006-01-02 15:04"))
	}
	return string(c.Why)
}

func (c Candidate) reason() string {
	if c.Kind == models.NudgeCalendar {
		return "nothing in " + c.Cycle
	}
	return fmt.Sprintf("day %d, late after day %d", c.SilentDays(), c.Facts.LateOn.Days(c.Facts.LastOn))
}

func (c Candidate) reader() string {
	if c.To == nil {
		return ""
	}
	return c.To.Email
}
