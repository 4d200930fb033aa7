package letter

import (
	"fmt"
	"net/url"

	"povtor/portal/wording"
)

// writer collects one letter and everything that is wrong with it.
type writer struct {
	lang    wording.Language
	say     words
	to      Reader
	page    page
	headers map[string]string
	faults  []error
}

func (w *writer) fault(err error) {
	if err != nil {
		w.faults = append(w.faults, err)
	}
}

// link checks that an address is an absolute web address; nothing else may stand behind a link of ours.
func (w *writer) link(label, address string) link {
	u, err := url.Parse(address)
	switch {
	case address == "":
		w.fault(fmt.Errorf("no link for %q", label))
	case err != nil:
		w.fault(fmt.Errorf("link for %q is not an address", label))
	case u.Scheme != "https" && u.Scheme != "http", u.Host == "", u.User != nil:
		w.fault(fmt.Errorf("link for %q is not a web address", label))
	default:
		return link{label, u.String()}
	}
	return link{}
}

// links leaves out what has no address.
func (w *writer) links(offered ...link) (out []link) {
	for _, l := range offered {
		if l.URL != "" {
			out = append(out, w.link(l.Text, l.URL))
		}
	}
	return out
}

// hello is how a letter begins.
func (w *writer) hello() string {
	if w.to.Name == "" {
		return w.say.helloAll
	}
	return fmt.Sprintf(w.say.hello, oneLine(w.to.Name))
}

func (w *writer) count(n int, forms wording.Forms) string {
	return w.lang.Integer(int64(n)) + "\u00a0" + w.lang.Plural(int64(n), forms)
}

func (w *writer) quantity(exact, unit string) string {
	said, err := w.lang.Quantity(exact)
	w.fault(err)
	if unit == "" {
		return said
	}
	return said + "\u00a0" + oneLine(unit)
}
