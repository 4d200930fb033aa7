// Povtor is a B2B self-service buyer portal with reorder reminders.
package main
