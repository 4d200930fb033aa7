package studio_test

import (
	"flag"
	"os"
	"testing"
)

// A case of the properties here is a few imports into a real database: fewer of them say enough in the time there is.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "15"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
