package api_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"povtor/api/apitest"
)

// TestALongAddressIsAnsweredAtOnce: over the wire, byte for byte, as a browser or a wrong link sends it.
func TestALongAddressIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	h := apitest.Open(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = h.Server.Serve(l) }()
	t.Cleanup(func() { _ = h.Server.Shutdown(t.Context()) })
	for size, want := range map[int]int{1000: 401, 9000: 401, 15_000: 401, 16_350: 431, 17_000: 431, 100_000: 431} {
		began := time.Now()
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_ = c.SetDeadline(began.Add(5 * time.Second))
		_, _ = fmt.Fprintf(c, "GET /api/v1/session?q=%s HTTP/1.1\r\nHost: portal.example\r\n\r\n", strings.Repeat("a", size))
		res, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Errorf("%d bytes: %v", size, err)
			continue
		}
		if res.StatusCode != want || res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%d bytes: %d %s, want %d", size, res.StatusCode, res.Header.Get("Content-Type"), want)
		}
		_ = res.Body.Close()
		_ = c.Close()
	}
}
