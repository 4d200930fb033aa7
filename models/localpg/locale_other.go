//go:build !darwin

package localpg

// ctype decides what is a letter and its capital.
const ctype = "C.UTF-8"
