package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// processor is the time that this process and the database's have had, where the system tells: on a busy machine it says more
// than the clock.
func processor(data string) (sum time.Duration) {
	b, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return 0
	}
	postmaster, _, _ := strings.Cut(string(b), "\n")
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0
	}
	own := strconv.Itoa(os.Getpid())
	for _, path := range all {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		head, rest, _ := strings.Cut(string(b), ") ")
		pid, _, _ := strings.Cut(head, " ")
		f := strings.Fields(rest)
		if len(f) < 15 {
			continue
		}
		switch {
		case pid == postmaster:
			sum += ticks(f[11:15]) // with those of its processes that have ended
		case pid == own, f[1] == postmaster:
			sum += ticks(f[11:13])
		}
	}
	return sum
}

func ticks(of []string) (sum time.Duration) {
	for _, n := range of {
		t, _ := strconv.Atoi(n)
		sum += time.Duration(t) * 10 * time.Millisecond
	}
	return sum
}

// peak is the most memory that the process has had.
func peak() string {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return "unknown"
}
