package fetch_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/fetch"
)

func TestOnlyPublicAddressesAreReached(t *testing.T) {
	t.Parallel()
	for address, public := range map[string]bool{
		"8.8.8.8": true, "93.184.216.34": true, "2606:4700::1111": true, "::ffff:8.8.8.8": true,
		"127.0.0.1": false, "127.255.255.254": false, "0.0.0.0": false, "10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false,
		"192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "100.100.100.200": false, "192.0.0.192": false, "198.18.0.1": false,
		"224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false,
		"::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd00:ec2::254": false, "ff02::1": false, "fec0::1": false,
		"::ffff:127.0.0.1": false, "::ffff:169.254.169.254": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false,
		"64:ff9b::7f00:1": false, "64:ff9b::a9fe:a9fe": false, "2002:7f00:1::": false, "2001:db8::1": false,
	} {
		if got := fetch.Public(netip.MustParseAddr(address)); got != public {
			t.Errorf("%s: public %v", address, got)
		}
	}
}

func TestAddressesAreRefusedByTheirLooks(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "http://example.com/a.xml", "ftp://example.com/a", "file:///etc/passwd", "https://", "https://user:pw@example.com/",
		"https://127.0.0.1/", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://localhost/", "https://x.localhost./", "https://metadata.google.internal/",
		"https://169.254.169.254/latest/meta-data", "gopher://example.com", "https://example.com/" + strings.Repeat("x", 2000)} {
		if err := fetch.Check(bad); models.CodeOf(err) != "address-refused" {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := fetch.Check("https://example.com/price.xml?x=1"); err != nil {
		t.Error(err)
	}
}

// inside is a server on this machine that must not be reached, and counts who does.
func inside(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *tls.Config) {
	s := httptest.NewTLSServer(handler)
	t.Cleanup(s.Close)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return s, &tls.Config{RootCAs: roots, ServerName: "example.com", MinVersion: tls.VersionTLS12}
}

// names is a resolver that answers what it is told, a new address every time it is asked.
func names(t *testing.T, answers ...string) *net.Resolver {
	t.Helper()
	l, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	var asked atomic.Int32
	go func() {
		b := make([]byte, 512)
		for {
			n, from, err := l.ReadFrom(b)
			if err != nil {
				return
			}
			question := b[12:n]
			end := bytes.IndexByte(question, 0) + 5
			reply := append([]byte{b[0], b[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, question[:end]...)
			if kind := binary.BigEndian.Uint16(question[end-4:]); kind == 1 { // A
				ip := net.ParseIP(answers[min(int(asked.Add(1))-1, len(answers)-1)]).To4()
				reply[7] = 1
				reply = append(append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4), ip...)
			}
			_, _ = l.WriteTo(reply, from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", l.LocalAddr().String())
	}}
}

func TestANameThatLeadsInsideIsNotFollowed(t *testing.T) {
	t.Parallel()
	var reached atomic.Int32
	_, cfg := inside(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	for _, leads := range []string{"127.0.0.1", "10.0.0.7", "169.254.169.254"} {
		c := fetch.New(fetch.Options{Resolver: names(t, leads), TLS: cfg, Timeout: 5 * time.Second})
		if _, err := c.Fetch(t.Context(), "https://rebind.example/price.xml", &bytes.Buffer{}, 100); models.CodeOf(err) != "address-refused" {
			t.Errorf("%s: %v", leads, err)
		}
	}
	if reached.Load() != 0 {
		t.Error("somebody got in")
	}
}

// client reaches one server on this machine and nothing else of it.
func client(t *testing.T, s *httptest.Server, cfg *tls.Config, leads ...string) (*fetch.Client, string) {
	at := netip.MustParseAddrPort(s.Listener.Addr().String())
	if leads == nil {
		leads = []string{"127.0.0.1"}
	}
	c := fetch.New(fetch.Options{Resolver: names(t, leads...), TLS: cfg, Timeout: 5 * time.Second, Allow: func(a netip.AddrPort) bool { return a == at }})
	return c, fmt.Sprintf("https://feed.example:%d", at.Port())
}

func TestARedirectIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	to := ""
	s, cfg := inside(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/go" {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		w.Header().Set("Content-Disposition", `attachment; filename="../../прайс.csv"`)
		fmt.Fprint(w, "a;b\n")
	})
	c, base := client(t, s, cfg)
	for _, bad := range []string{"http://feed.example/x", "https://127.0.0.1:1/x", "https://[::1]/x", "file:///etc/passwd", base + "/go"} {
		to = bad
		if _, err := c.Fetch(t.Context(), base+"/go", &bytes.Buffer{}, 100); models.CodeOf(err) != "address-refused" {
			t.Errorf("to %s: %v", bad, err)
		}
	}
	to = base + "/price"
	var got bytes.Buffer
	name, err := c.Fetch(t.Context(), base+"/go", &got, 100)
	if err != nil || name != "прайс.csv" || got.String() != "a;b\n" {
		t.Errorf("%q %q %v", name, got.String(), err)
	}
}

// A name that is public when it is asked first and private when it is asked again gains nothing: what is dialled is looked at.
func TestANameMayNotChangeItsMind(t *testing.T) {
	t.Parallel()
	s, cfg := inside(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace("https://"+r.Host+"/again", "feed.", "inner.", 1), http.StatusFound)
	})
	c, base := client(t, s, cfg, "127.0.0.1", "10.0.0.1")
	if _, err := c.Fetch(t.Context(), base+"/", &bytes.Buffer{}, 100); models.CodeOf(err) != "address-refused" {
		t.Error(err)
	}
}

func TestWhatIsTooLargeOrNotThere(t *testing.T) {
	t.Parallel()
	s, cfg := inside(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			http.NotFound(w, r)
			return
		}
		w.(http.Flusher).Flush() // of a length nobody knows
		fmt.Fprint(w, strings.Repeat("x", 1000))
	})
	c, base := client(t, s, cfg)
	if _, err := c.Fetch(t.Context(), base+"/large", &bytes.Buffer{}, 100); models.CodeOf(err) != "too-large" {
		t.Error(err)
	}
	if _, err := c.Fetch(t.Context(), base+"/gone", &bytes.Buffer{}, 100); models.KindOf(err) != models.Unavailable {
		t.Error(err)
	}
}
