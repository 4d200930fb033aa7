package main

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

// process is a server we started.
type process struct {
	cmd   *exec.Cmd
	addr  string
	start time.Duration // from nothing to the first answer
}

// startServer serves the portal as in production, on a free port.
func startServer(ctx context.Context, binary, url string) (*process, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, binary, "serve", "--addr", addr)
	cmd.Env = append(os.Environ(), "DATABASE_URL="+url, "POVTOR_SECRET="+secret, "BASE_URL=http://"+addr)
	return await(ctx, cmd, addr, "/readyz")
}

// await starts the command and waits until its address answers.
func await(ctx context.Context, cmd *exec.Cmd, addr, path string) (*process, error) {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, addr: addr}
	for time.Since(began) < 30*time.Second && ctx.Err() == nil {
		if res, err := http.Get("http://" + addr + path); err == nil { //nolint:noctx // our own address, bounded above
			_ = res.Body.Close()
			p.start = time.Since(began)
			return p, nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	p.stop()
	return nil, fmt.Errorf("%s did not come up:\n%s", cmd.Path, said.String())
}

func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	_ = p.cmd.Wait()
}

func (p *process) pid() int        { return p.cmd.Process.Pid }
func (p *process) memory() float64 { return processMemory(p.pid()) }

// signIn is the buyer's access token.
func (p *process) signIn(ctx context.Context, email, password string) (string, error) {
	body, err := json.Marshal(map[string]string{"email": email, "password": password})
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+p.addr+"/api/v1/session", bytes.NewReader(body))
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
