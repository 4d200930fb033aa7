// Package rig starts the portal as it is served, and drives it, for the benchmarks.
package rig

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// Secret signs the tokens of a server that is measured.
const Secret = "a secret of forty characters for a bench!"

// Process is a server we started.
type Process struct {
	cmd   *exec.Cmd
	Addr  string
	Start time.Duration // from nothing to the first answer
}

// Serve serves the portal as in production, on a free port.
func Serve(ctx context.Context, binary, url string) (*Process, error) {
	addr, err := FreeAddr()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, binary, "serve", "--addr", addr)
	cmd.Env = append(os.Environ(), "DATABASE_URL="+url, "POVTOR_SECRET="+Secret, "BASE_URL=http://"+addr)
	return Await(ctx, cmd, addr, "/readyz")
}

// Await starts the command and waits until its address answers.
func Await(ctx context.Context, cmd *exec.Cmd, addr, path string) (*Process, error) {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &Process{cmd: cmd, Addr: addr}
	for time.Since(began) < 30*time.Second && ctx.Err() == nil {
		if res, err := http.Get("http://" + addr + path); err == nil { //nolint:noctx // our own address, bounded above
			_ = res.Body.Close()
			p.Start = time.Since(began)
			return p, nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	p.Stop()
	return nil, fmt.Errorf("%s did not come up:\n%s", cmd.Path, said.String())
}

// FreeAddr is an address of our own where nobody listens yet.
func FreeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// Stop ends it.
func (p *Process) Stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	_ = p.cmd.Wait()
}

// PID names it to the system.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Memory is what it holds, in MB.
func (p *Process) Memory() float64 { return processMemory(p.PID()) }

// SignIn is the buyer's access token.
func (p *Process) SignIn(ctx context.Context, email, password string) (string, error) {
	body, err := json.Marshal(map[string]string{"email": email, "password": password})
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+p.Addr+"/api/v1/session", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	for _, c := range res.Cookies() {
		if c.Name == "povtor_access" {
			return c.Value, nil
		}
	}
	said, _ := io.ReadAll(res.Body)
	return "", fmt.Errorf("sign in: %s %s", res.Status, said)
}
