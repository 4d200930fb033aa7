package localpg

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// shelter is where data goes that the server's user could not reach where it was asked for.
var shelter = "/var/lib/povtor"

// owner is the user that the server runs as. PostgreSQL refuses to run as root, so root hands the
// server to the user postgres, or nobody; everybody else runs it themselves.
type owner struct {
	credential *syscall.Credential // nil: the user of this process
}

// chooseOwner answers who runs the server on the data in dir: whoever it belongs to already, as the data
// of one user is closed to another.
func chooseOwner(dir string) (owner, error) {
	if os.Geteuid() != 0 {
		return owner{}, nil
	}
	if keeper, err := os.Stat(filepath.Join(dir, "data")); err == nil {
		if sys, ok := keeper.Sys().(*syscall.Stat_t); ok && sys.Uid != 0 {
			return ownerOf(sys.Uid, sys.Gid), nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(u.Gid, 10, 32)
		if uidErr == nil && gidErr == nil {
			return ownerOf(uint32(uid), uint32(gid)), nil
		}
	}
	return owner{}, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody to hand it to")
}

func ownerOf(uid, gid uint32) owner {
	return owner{credential: &syscall.Credential{Uid: uid, Gid: gid}}
}

// own gives a file or directory to the server's user.
func (o owner) own(path string) error {
	if o.credential == nil {
		return nil
	}
	return os.Chown(path, int(o.credential.Uid), int(o.credential.Gid))
}

// command prepares a program that runs as the server's user, in a session of its own so that the
// terminal's Ctrl-C reaches this process only.
func (o owner) command(dir, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=" + ctype, "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: o.credential, Setsid: true}
	return cmd
}

// home makes dir the server user's own and answers where it really lies. A directory below one that is
// closed to that user, as /root is, becomes a link to a place under /var/lib/povtor.
func (o owner) home(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return "", err
	}
	if err := o.own(dir); err != nil {
		return "", err
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return "", err
	}
	if o.reaches(dir) {
		return dir, nil
	}
	return o.moveToShelter(dir)
}

func (o owner) reaches(dir string) bool {
	return o.credential == nil || o.command(dir, "/bin/sh", "-c", "test -w .").Run() == nil
}

// moveToShelter replaces dir, which is still empty, by a link to a directory that the server's user can reach.
func (o owner) moveToShelter(dir string) (string, error) {
	unreachable := func(err error) error {
		return fmt.Errorf("user %d, who runs PostgreSQL for root, cannot enter %s: choose a directory open to it (%w)", o.credential.Uid, dir, err)
	}
	if err := os.MkdirAll(shelter, 0o755); err != nil {
		return "", unreachable(err)
	}
	if err := os.Chmod(shelter, 0o777|fs.ModeSticky); err != nil { // as /tmp: each removes what is their own
		return "", unreachable(err)
	}
	real, err := os.MkdirTemp(shelter, filepath.Base(dir)+"-")
	if err != nil {
		return "", unreachable(err)
	}
	if err := o.own(real); err != nil {
		return "", unreachable(err)
	}
	if !o.reaches(real) {
		return "", unreachable(errors.New(real + " is closed to it as well"))
	}
	if err := os.Remove(dir); err != nil {
		return "", unreachable(err)
	}
	if err := os.Symlink(real, dir); err != nil {
		return "", unreachable(err)
	}
	return real, nil
}
