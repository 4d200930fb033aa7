package localpg

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// tether is the shell that turns into the server. Its standard input is a pipe whose other end only the
// starting process holds; when that process ends, however it ends, the kernel closes the pipe, and the
// watcher left behind stops the server with signal $1. The watcher is nobody's child, as a server takes
// a child it does not know for a crash. It removes directory $2, if given, when the server is gone.
const tether = `
signal=$1 discard=$2
shift 2
exec 4<&0 </dev/null
((
	trap '' INT QUIT TERM HUP
	exec 3>&-
	cat <&4
	kill -"$signal" $$
	test -n "$discard" || exit 0
	tries=100
	while test -e "$discard/data/postmaster.pid" && test $((tries -= 1)) -gt 0; do sleep 0.05; done
	rm -rf "$discard"
) >/dev/null 2>&1 &)
exec 4<&-
exec "$@"
`

// tethered prepares a server program that does not outlive this process. This holds on Linux and on a
// Mac alike, which has no parent-death signal, and whichever thread of this process started it.
func tethered(c cluster, program string, args []string, discard bool) *exec.Cmd {
	signal, remove := "INT", ""
	if discard {
		signal, remove = "QUIT", c.dir // nothing to write out
	}
	shell := append([]string{"-c", tether, "povtor-postgres", signal, remove, program}, args...)
	return c.owner.command(c.dir, "/bin/sh", shell...)
}

// lock answers the cluster's lock, or nil when a server or another starting process holds it. The
// server's processes inherit it, so it is free exactly when none of them is left, whatever a process
// file says and however they ended.
func (c cluster) lock() (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(c.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, f.Close()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", f.Name(), err), f.Close())
	}
	return f, nil
}
