package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
)

// request writes the n-th call of a scenario.
type request func(n int, r *fasthttp.Request)

// figures are what a scenario came to.
type figures struct {
	perSecond float64
	p50, p99  time.Duration
	cpu       time.Duration // of the server's process, per request
	memory    float64       // MB at the end
	failed    int
}

// drive keeps conns connections busy for a while and watches the server's process.
func drive(ctx context.Context, pid, conns int, during time.Duration, write request) (figures, error) {
	client := &fasthttp.Client{MaxConnsPerHost: conns, ReadTimeout: 30 * time.Second}
	times, failed := make([][]time.Duration, conns), make([]int, conns)
	ctx, cancel := context.WithTimeout(ctx, during)
	defer cancel()
	cpu, began := processCPU(pid), time.Now()
	var wg sync.WaitGroup
	for c := range conns {
		wg.Add(1)
		go func() {
			defer wg.Done()
			req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
			for n := c; ctx.Err() == nil; n += conns {
				req.Reset()
				write(n, req)
				sent := time.Now()
				err := client.Do(req, res)
				times[c] = append(times[c], time.Since(sent))
				if err != nil || res.StatusCode() >= 300 {
					if failed[c]++; failed[c] == 1 {
						fmt.Fprintf(os.Stderr, "a request failed: %v %d %.300s\n", err, res.StatusCode(), res.Body())
					}
				}
			}
		}()
	}
	wg.Wait()
	took := time.Since(began)
	all := slices.Concat(times...)
	slices.Sort(all)
	f := figures{
		perSecond: float64(len(all)) / took.Seconds(), p50: all[len(all)/2], p99: all[len(all)*99/100],
		cpu: (processCPU(pid) - cpu) / time.Duration(len(all)), memory: processMemory(pid),
	}
	for _, n := range failed {
		f.failed += n
	}
	return f, nil
}

// processCPU is the user and system time a process has had, where the system tells.
func processCPU(pid int) time.Duration {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	f := strings.Fields(rest)
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// processMemory is the resident memory in MB, where the system tells.
func processMemory(pid int) float64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	pages, _ := strconv.Atoi(strings.Fields(string(b))[1])
	return float64(pages*os.Getpagesize()) / (1 << 20)
}
