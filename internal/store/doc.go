// Package store keeps the facts in SQLite or PostgreSQL: one SQL text for both.
package store
