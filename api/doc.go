// Package api speaks HTTP for the portal: it decodes, calls one door of portal/<capability>, and encodes. routes.go is
// the whole table; door.go is the one adapter; problem.go says what each fault looks like.
package api
