// Package fetch brings what lies at an address that somebody typed in, and nothing from inside: https only, and every address
// that a name leads to is looked at when it is dialled, so that neither a redirect nor a name that changes its mind reaches a
// private network, this machine or a cloud's metadata.
package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"syscall"
	"time"

	"povtor/models"
)

// Options bend the rules for tests.
type Options struct {
	Resolver *net.Resolver             // nil: the machine's own
	TLS      *tls.Config               // nil: the machine's own roots
	Allow    func(netip.AddrPort) bool // lets an address in that would be refused
	Timeout  time.Duration             // of a whole fetch; 0: two minutes
}

// Client fetches.
type Client struct {
	http    *http.Client
	timeout time.Duration
}

// The faults of a fetch.
var (
	errAddress = models.Faulty(models.Invalid, "address-refused", "Only public https addresses are fetched.")
	errLarge   = models.Faulty(models.Invalid, "too-large", "What lies at the address is too large.")
)

const redirects = 5

// New makes a client.
func New(o Options) *Client {
	guard := func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return errAddress
		}
		if o.Allow != nil && o.Allow(at) {
			return nil
		}
		if at.Port() != 443 || !Public(at.Addr()) {
			return errAddress
		}
		return nil
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Resolver: o.Resolver, Control: guard}
	c := &Client{timeout: o.Timeout, http: &http.Client{
		Transport: &http.Transport{
			Proxy: nil, DialContext: dialer.DialContext, TLSClientConfig: o.TLS, TLSHandshakeTimeout: 10 * time.Second,
			ResponseHeaderTimeout: 30 * time.Second, MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true, ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) >= redirects {
				return errAddress
			}
			return Check(r.URL.String())
		},
	}}
	if c.timeout == 0 {
		c.timeout = 2 * time.Minute
	}
	return c
}

// Check refuses an address that is not to be fetched by its looks alone: address-refused (Invalid).
func Check(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil, u.Scheme != "https", u.User != nil, u.Hostname() == "", len(address) > 2000:
		return errAddress
	}
	if at, err := netip.ParseAddr(u.Hostname()); err == nil && !Public(at) {
		return errAddress
	}
	if name := strings.TrimSuffix(strings.ToLower(u.Hostname()), "."); name == "localhost" || strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".internal") {
		return errAddress
	}
	return nil
}

// reserved are networks that lead nowhere public, beyond those that netip knows by name.
var reserved = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		out[i] = netip.MustParsePrefix(t)
	}
	return out
}

// Public reports whether an address is one of the public Internet: not private, not this machine, not the link, not reserved,
// and none of these in the guise of IPv6.
func Public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if a.Is6() && netip.MustParsePrefix("::/96").Contains(a) { // an IPv4 address in the old guise
		return false
	}
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// Fetch writes what lies at the address, at most limit bytes of it. The name is the one under which it is offered there.
// address-refused, too-large (Invalid) and not-fetched (Unavailable) where it does not come to that.
func (c *Client) Fetch(ctx context.Context, address string, to io.Writer, limit int64) (string, error) {
	if err := Check(address); err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", errAddress
	}
	r.Header.Set("User-Agent", "Povtor")
	res, err := c.http.Do(r)
	if err != nil {
		if errors.Is(err, errAddress) {
			return "", errAddress
		}
		return "", notFetched(err)
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode != http.StatusOK:
		return "", notFetched(fmt.Errorf("answered %s", res.Status))
	case res.ContentLength > limit:
		return "", errLarge
	}
	n, err := io.Copy(to, io.LimitReader(res.Body, limit+1))
	switch {
	case n > limit:
		return "", errLarge
	case err != nil:
		return "", notFetched(err)
	}
	return nameOf(res), nil
}

func notFetched(err error) error {
	return models.Faulty(models.Unavailable, "not-fetched", "What lies at the address cannot be had just now.").Because(err)
}

// nameOf is what a document is called: as its sender says, else as its address ends.
func nameOf(res *http.Response) string {
	if _, params, err := mime.ParseMediaType(res.Header.Get("Content-Disposition")); err == nil && params["filename"] != "" {
		return path.Base(strings.ReplaceAll(params["filename"], "\\", "/"))
	}
	if name := path.Base(res.Request.URL.Path); name != "." && name != "/" {
		return name
	}
	return res.Request.URL.Hostname()
}
