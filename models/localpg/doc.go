// Package localpg runs a private PostgreSQL server from the binaries that the machine already has.
//
// The server belongs to the process that started it: it listens on loopback only, asks for a password
// that lies beside its data, stops when it is told to, and stops by itself when the process that started
// it ends in any way, kill -9 included. Its data stays for the next start.
package localpg
