package models

import (
	"fmt"
	"strconv"
	"strings"
)

// Version is the version of a row that a caller saw last, as If-Match carries it: "7". The zero Version names none.
type Version struct{ N int }

// UnmarshalText reads an entity tag of ours; "*" names none in particular.
func (v *Version) UnmarshalText(b []byte) error {
	s := strings.Trim(strings.TrimPrefix(string(b), "W/"), `"`)
	if s == "*" || s == "" {
		*v = Version{}
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return fmt.Errorf("%q is not a version such as \"7\"", b)
	}
	v.N = n
	return nil
}

// Check is Stale when the caller saw another version than the row has now.
func (v Version) Check(current int) error { return CheckVersion(v.N, current) }
