package rig

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

// Request writes the n-th call of a scenario.
type Request func(n int, r *fasthttp.Request)

// Figures are what a scenario came to.
type Figures struct {
	PerSecond float64
	P50, P99  time.Duration
	CPU       time.Duration // of the server's process, per request
	Memory    float64       // MB at the end
	Failed    int
}

// Drive keeps conns connections busy for a while and watches the server's process.
func Drive(ctx context.Context, pid, conns int, during time.Duration, write Request) (Figures, error) {
	return Users{Conns: conns, During: during}.Drive(ctx, pid, write)
}

// Users are people at their browsers.
type Users struct {
	Conns  int           // how many
	During time.Duration // how long they stay
	Think  time.Duration // after each page
}

// Drive lets them ask for pages, each made of these requests one after the other.
func (u Users) Drive(ctx context.Context, pid int, page ...Request) (Figures, error) {
	conns, during := u.Conns, u.During
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
				sent := time.Now()
				for _, write := range page {
					req.Reset()
					write(n, req)
					err := client.Do(req, res)
					if err != nil || res.StatusCode() >= 300 {
						if failed[c]++; failed[c] == 1 {
							fmt.Fprintf(os.Stderr, "a request failed: %v %d %.300s\n", err, res.StatusCode(), res.Body())
						}
					}
				}
				times[c] = append(times[c], time.Since(sent))
				time.Sleep(u.Think)
			}
		}()
	}
	wg.Wait()
	took := time.Since(began)
	all := slices.Concat(times...)
	slices.Sort(all)
	f := Figures{
		PerSecond: float64(len(all)) / took.Seconds(), P50: all[len(all)/2], P99: all[len(all)*99/100],
		CPU: (processCPU(pid) - cpu) / time.Duration(len(all)), Memory: processMemory(pid),
	}
	for _, n := range failed {
		f.Failed += n
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
