package modelstest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"povtor/models/localpg"
)

// private starts a server that this process alone uses and that leaves nothing behind. To initialise and
// to migrate one takes seconds, so a stopped server with the template in it, the seed, is kept between
// runs and copied.
func private(ctx context.Context) (*host, error) {
	kept, err := keptDir()
	if err != nil {
		return nil, err
	}
	lock, err := flock(filepath.Join(kept, "lock"), syscall.LOCK_EX)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	sweep()

	seed, err := seedIn(ctx, kept)
	if err != nil {
		return nil, err
	}
	h, err := grow(ctx, seed)
	if err != nil { // a copy that a stopped machine left torn, or one of another PostgreSQL: once more from nothing
		if seed, err = plant(ctx, seed); err != nil {
			return nil, err
		}
		h, err = grow(ctx, seed)
	}
	return h, err
}

// keptDir is where seeds are kept, and the lock that a process holds while it comes to its server.
func keptDir() (string, error) {
	return ownDir(filepath.Join(os.TempDir(), fmt.Sprintf("povtor-test-%d", os.Getuid())))
}

// grow starts a server on a copy of the seed.
func grow(ctx context.Context, seed string) (*host, error) {
	dir, err := os.MkdirTemp(memory(), runPattern)
	if err != nil {
		return nil, err
	}
	if err := duplicate(seed, dir); err != nil {
		return nil, err
	}
	s, err := localpg.Start(ctx, localpg.Options{Dir: dir, Fast: true, Discard: true})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return newHost(s.URL("postgres")), nil
}

// seedIn answers the seed for the migrations of today.
func seedIn(ctx context.Context, kept string) (string, error) {
	key, err := key([]Step{migrate})
	if err != nil {
		return "", err
	}
	seed := filepath.Join(kept, "seed-"+key)
	if _, err := os.Stat(seed); !errors.Is(err, fs.ErrNotExist) {
		return seed, err
	}
	return plant(ctx, seed)
}

// plant makes a seed, in the place of all earlier ones.
func plant(ctx context.Context, seed string) (string, error) {
	dir, err := os.MkdirTemp(memory(), runPattern)
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	s, err := localpg.Start(ctx, localpg.Options{Dir: dir, Fast: true})
	if err != nil {
		return "", err
	}
	_, err = newHost(s.URL("postgres")).template(ctx, []Step{migrate})
	if err := errors.Join(err, s.Stop()); err != nil {
		return "", err
	}
	earlier, err := filepath.Glob(filepath.Join(filepath.Dir(seed), "seed-*"))
	if err != nil {
		return "", err
	}
	for _, dir := range earlier {
		if err := os.RemoveAll(dir); err != nil {
			return "", err
		}
	}
	unfinished := seed + ".unfinished"
	if err := os.Mkdir(unfinished, 0o700); err != nil {
		return "", err
	}
	if err := duplicate(dir, unfinished); err != nil {
		return "", err
	}
	return seed, os.Rename(unfinished, seed)
}

// runPattern names this user's directories of servers that live as long as their test binary.
var runPattern = fmt.Sprintf("povtor-run-%d-*", os.Getuid())

// sweep removes what servers left that could not be discarded in order. Whoever holds the lock of a
// directory is alive; no other binary is between its copy and its start, as the caller holds theirs.
func sweep() {
	for _, parent := range []string{memory(), os.TempDir()} {
		dirs, _ := filepath.Glob(filepath.Join(parent, runPattern)) // the pattern is well formed
		for _, dir := range dirs {
			info, err := os.Lstat(dir)
			if err != nil || !info.IsDir() {
				continue
			}
			lock, err := flock(filepath.Join(dir, "lock"), syscall.LOCK_EX|syscall.LOCK_NB)
			if err != nil {
				continue // in use
			}
			_ = os.RemoveAll(dir)
			_ = lock.Close()
		}
	}
}

// memory is a directory in memory when the machine has a roomy one: making a database is making 300
// files, which can take twenty times as long on a disk.
func memory() string {
	const shm, roomy = "/dev/shm", 2 << 30
	var fs syscall.Statfs_t
	if syscall.Statfs(shm, &fs) != nil || fs.Bavail*uint64(fs.Bsize) < roomy {
		return os.TempDir()
	}
	return shm
}

// duplicate copies what is in one directory into another, owners and modes included.
func duplicate(from, to string) error {
	if out, err := exec.Command("cp", "-Rp", from+"/.", to).CombinedOutput(); err != nil {
		return fmt.Errorf("copy %s: %w\n%s", from, err, out)
	}
	return nil
}

// ownDir makes a directory for this user alone, and refuses one that somebody else has put there.
func ownDir(dir string) (string, error) {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	if sys, ok := info.Sys().(*syscall.Stat_t); !info.IsDir() || !ok || int(sys.Uid) != os.Geteuid() {
		return "", fmt.Errorf("%s belongs to somebody else", dir)
	}
	return dir, nil
}

// flock opens a file and locks it until it is closed.
func flock(path string, how int) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), how); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	return f, nil
}
